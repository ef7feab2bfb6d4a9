"""The rules and word lists of English: who speaks, how, when, and what a line is that is no report."""

from __future__ import annotations

import re

_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "by",
        "for",
        "from",
        "with",
        "that",
        "was",
        "were",
        "is",
        "are",
        "has",
        "had",
        "have",
        "it",
        "its",
        "he",
        "she",
        "they",
        "said",
        "not",
        "but",
        "as",
        "after",
        "before",
        "who",
        "which",
        "this",
        "near",
    ]
)


def reads(text: str) -> bool:
    """Whether a text is in English, as far as its small words tell.

    Headlines and other short lines have few of them: one word in eight is enough, and none in a short line.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words:
        return False
    foreign = sum(word in _FOREIGN for word in words)
    own = sum(word in _SMALL for word in words)
    return (own > foreign and own * 8 >= len(words)) or (len(words) < 30 and not foreign and _in_ascii(text))


def _in_ascii(text: str) -> bool:
    """Whether a text has no letters with accents, but for quotation marks and dashes."""
    return all(c.isascii() or not c.isalpha() for c in text)


_FOREIGN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "ein",
        "eine",
        "von",
        "zu",
        "mit",
        "den",
        "dem",
        "le",
        "la",
        "les",
        "des",
        "et",
        "est",
        "un",
        "une",
        "du",
        "que",
        "dans",
        "pour",
        "el",
        "los",
        "las",
        "y",
        "es",
        "del",
        "que",
        "por",
        "con",
        "il",
        "di",
        "che",
        "per",
        "non",
        "een",
        "het",
        "van",
        "ve",
        "bir",
        "bu",
        "için",
    ]
)

PAYWALL = re.compile(
    r"\b(?:subscribe (?:now )?to (?:continue|read|keep)\w*[^.\n]{0,40}|(?:log|sign) in to (?:continue|read)[^.\n]{0,30}"
    r"|this (?:article|content|story) is (?:for|only available to|reserved for) subscribers[^.\n]{0,20}"
    r"|(?:already|become) a subscriber\b|to continue reading[^.\n]{0,40}|register to read on\b)",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"(?:^|\n)\W{0,3}(?:correction|clarification|editor[’']s note|this (?:article|story|version|report) (?:has been|was)"
    r" (?:corrected|updated|amended)|an earlier version of this)\b|\b(?:corrects|corrected) (?:the )?(?:number|figure"
    r"|toll|name|day|date|spelling|paragraph)",
    re.IGNORECASE,
)

_AUX = r"(?:(?:has|have|had|also|later|then|again|earlier|further|separately|meanwhile|repeatedly|previously) ){0,3}"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
#: A verb of saying in a form that ends a subject. The first group are those that carry a claim of their own.
_VERBS = (
    r"said|says|say|told|tells|stated|states(?= that)|announced|announces|added|adds|noted|notes|stressed|stresses"
    r"|underscored|underlined|emphasi[sz]ed|warned|warns|insisted|insists|argued|argues|acknowledged|acknowledges"
    r"|vowed|pledged|wrote|declared|explained|reiterated|repeated|urged|called (?:on|for|the|it)|described|alleged"
    r"|asserted|maintained|estimated|put the (?:death )?toll|counted|remarked|replied|responded|recalled|commented|disclosed"
    r"|confirmed|confirms|reported|reports(?= that)|claimed|claims|denied|denies|rejected|dismissed|condemned"
    r"|blamed|blames|accused|accuses|attributed|held|declined to|refused to|quoted|cited|posted|tweeted|appealed|issued an? (?:[\w-]+ )?statement|published an? (?:[\w-]+ )?statement"
    r"|demanded|expressed|ruled out|did not (?:confirm|say|comment|elaborate|specify|give)|gave"
)
SAYS = re.compile(rf"\b{_AUX}(?P<verb>{_VERBS})\b", re.IGNORECASE)
#: Verbs of these forms are of saying only beside a speaker that is known, or a quotation.
WEAK = re.compile(
    r"(?:held|gave|called|cited|quoted|repeated|expressed|counted|recalled|responded|posted|maintained"
    r"|demanded|reports|states|attributed|explained|appealed|estimated|described)\b",
    re.IGNORECASE,
)
ACCORDING = re.compile(r"\b(?:according to|in the words of|as reported by|as announced by)\s+", re.IGNORECASE)
CITING = re.compile(r",? (?:citing|quoting)\s+(?P<whom>[^,;.]{3,90})", re.IGNORECASE)
TOLD = re.compile(
    r"\b(?:told|speaking to|spoke to|in an interview with|in remarks to|in comments to)\s+(?:the )?(?P<whom>[^,;.:“\"]{2,50})",
    re.IGNORECASE,
)
#: Not named by the source, with its reason, where it gives one.
ANONYMOUS = re.compile(
    r"(?:,? ?(?:who )?(?:speaking|spoke|talking|said) (?:to \w+ )?on (?:the )?condition of anonymity"
    r"|,? ?(?:who )?(?:asked|asking|requested|requesting|declined|declining|preferred|wish\w*|wants?|spoke|speaking)"
    r" (?:not )?(?:to be|anonymously|anonymity|without being)(?: (?:named|identified|quoted by name))?"
    r"|,? ?(?:who )?(?:was|were|is|are) not (?:named|identified)"
    r"|,? ?(?:who )?(?:was|were|is|are) not (?:authori[sz]ed|allowed|permitted) to (?:speak|brief|talk|comment)[^,.;“]*"
    r")(?P<why>,? (?:because|as|since|given|citing|due to|for fear|out of fear)[^,.;“”]*)?",
    re.IGNORECASE,
)
#: Channels by the words that name them; the first that fits.
CHANNELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (term, re.compile(pattern, re.IGNORECASE))
    for term, pattern in (
        (
            "telegram",
            r"\b(?:on|via|over|through) (?:its |his |her |their |the |a )?(?:\w+ ){0,2}telegram\b(?: channel)?",
        ),
        ("x", r"\b(?:in a post |posted |wrote |statement )?on (?:X|Twitter)\b(?:, formerly Twitter)?"),
        ("social-media", r"\bon (?:social media|facebook|instagram|truth social|its social media \w+)"),
        ("video", r"\bin an? (?:\w+ ){0,2}video\b"),
        ("press-release", r"\bin an? (?:\w+ ){0,1}(?:press|news) release"),
        (
            "briefing",
            r"\b(?:at|during|in) an? (?:\w+ ){0,2}(?:press|news) (?:conference|briefing)|\bat an? (?:\w+ )?briefing",
        ),
        ("open-letter", r"\bin a letter to the (?:UN |United Nations )?Security Council"),
        ("letter", r"\bin a letter\b"),
        ("interview", r"\bin an? (?:\w+ ){0,2}interview\b"),
        ("hearing", r"\b(?:told|before|at a) (?:the )?(?:parliament|lawmakers|congress|senate|hearing)"),
        (
            "broadcast",
            r"\b(?:in a (?:televised|television) (?:address|speech|statement)|told state (?:television|tv)|on state (?:television|tv))",
        ),
        ("spoken-remarks", r"\b(?:in|during) a speech\b"),
        ("phone-call", r"\bby (?:tele)?phone\b|\bin a (?:tele)?phone call"),
        ("e-mail", r"\bin an? e-?mail"),
        ("report", r"\bin an? (?:\w+ ){0,2}report\b"),
        ("website", r"\bon (?:its|his|her|their) (?:official )?website"),
        ("told-reporters", r"\btold (?:reporters|journalists)\b"),
        ("press-statement", r"\bin an? (?:[\w-]+ ){0,3}statement\b|\bstatement from\b"),
    )
)
#: What stands between a subject and its verb and belongs to neither.
ADJUNCT = re.compile(
    rf"(?:,? ?\b(?:in|at|on|during|via|through) (?:an?|its|his|her|their) (?:[\w-]+ ){{0,3}}?(?:statement|tweet|post|video|message|report"
    r"|interview|speech|briefing|conference|letter|release|email|e-mail|call|channel|address)\b[^,“”]*,?"
    rf"|,? ?\b(?:late |early |later |earlier )?(?:on )?(?:{_DAYS})(?: (?:morning|afternoon|evening|night))?,?"
    r"|,? ?\b(?:later|earlier|meanwhile|separately|also|however|today|yesterday|reportedly|initially),?)\s*$",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:(?:Last|This|Earlier this|Later this|Late last|Early last|Next) (?:week|month|year|night|morning|evening),? |(?:But|And|Meanwhile|However|Separately|Earlier|Later|Still|Also|Yet|Then|So|In response|In Baghdad|For \w+ part)"
    rf",? |(?:On|Late on|Early on|Late|Early|By) (?:{_DAYS})(?: \w+)?,? |(?:In|At|On|During|Speaking|Asked|Citing|After|Hours|Days)\b"
    r"[^,“”]{2,80}, )+",
)
#: Verbs that always have a speaker: where one of them has none that is understood, who speaks is asked.
STRONG = re.compile(r"\b(?:said|says|told|stated|according to)\b(?! to have\b)", re.IGNORECASE)
#: A person's, not a body's: only with one of these beside it a new name is a person for certain.
HUMAN = re.compile(
    r"\b(?:spokes\w+|officials?|officers?|commander|minister|governor|mayor|doctor|nurse|medic|teacher|farmer|driver|president"
    r"|general|colonel|captain|lieutenant|major|sergeant|envoy|ambassador|analyst|expert|lawyer|activist|resident|director"
    r"|head|chief|leader|secretary|adviser|aide|priest|bishop|imam|elder|shopkeeper|lawmaker|diplomat|prosecutor|coroner"
    r"|survivor|witness|student|pilot|captain|owner|professor|legislator|judge|sheikh|member|father|mother|brother|sister"
    r"|gen|col|capt|lt|maj|brig|sgt|dr|mr|mrs|ms|marshal|admiral|inspector|superintendent|reporter|editor|master)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:agency|group|organi[sz]ation|militia|party|movement|charity|company|ministry|force|coalition|monitor|network|service"
    r"|brigade|faction|alliance|union|institute|newspaper|broadcaster)\b",
    re.IGNORECASE,
)
#: "The office of the prime minister": somebody of a person, and not that person.
OF_A_PERSON = re.compile(
    r"\b(?:office|spokes\w+|aides?|advis[eo]rs?|lawyers?|brother|sister|family|friends?|wife|widow|sons?|daughter|supporters|allies"
    r"|government|administration|party|team|father|mother|relatives?|bodyguards?|followers|staff)(?:,? (?:of|to|for)\b|[’']s? )[^,]*$",
    re.IGNORECASE,
)
HONORIFIC = re.compile(r",? ?\b(?:Mr|Mrs|Ms)\.?$")
#: The time with which an entry of a live blog begins.
STAMP = re.compile(
    r"^\W{0,2}(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?: ?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{2,4}T?\b))?[ :–—-]*"
)
#: Somebody described in small letters: "the harbour master". Documents speak, too, and are no speakers.
DESCRIBED = re.compile(
    r"(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Ss]ome|[Aa]nother) (?:[a-z][a-z-]* ){0,3}[a-z][a-z-]*"
)
DOCUMENT = re.compile(
    r"\b(?:report|statement|letter|document|survey|poll|study|text|order|post|video|message|article|story|law|sign|note|bill"
    r"|resolution|decree|newspaper|paper|leaflet|claim|account|footage|data|figures|file|reports|documents|attack)s?$"
)
NOBODY = re.compile(r"(?:last|this|next|no|nobody|none|neither|nothing|not)\b", re.IGNORECASE)
PRONOUN = re.compile(
    r"(?:he|she|it|they|the (?:group|organi[sz]ation|ministry|army|official|source|sources|spokesm[ae]n|spokeswoman|"
    r"minister|military|command|agency|movement|general|officer|commander|governor|mayor|president|department|"
    r"faction|militia|witness|council|force|forces|monitor|company|hospital|two men|two sides))",
    re.IGNORECASE,
)
#: A second sentence of the same statement, about what was issued before.
GOES_ON = re.compile(
    r"(?:The|That|Its|Their) (?:same )?(?:statement|post|message|video|release|report|announcement|letter)\b"
)
_ROLE_NOUNS = (
    r"officials?|spokes(?:man|woman|person|people|men)|sources?|police|officers?|commanders?|ministers?|ministry|army|military"
    r"|government|witness(?:es)?|residents?|governors?|mayors?|doctors?|medics?|authorities|rescuers?|hospitals?|monitors?"
    r"|lawmakers?|diplomats?|presidents?|chief|chiefs|generals?|colonels?|envoys?|ambassadors?|analysts?|experts?|lawyers?|activists?"
    r"|villagers?|relatives?|survivors?|teachers?|priests?|bishops?|imams?|elders?|farmers?|shopkeepers?|drivers?|workers?|soldiers?"
    r"|leaders?|members?|advisers?|aides?|secretary|administration|coroner|firefighters?|investigators?|prosecutors?|parents?"
    r"|media|navy|air force|guards?|department|agency|organi[sz]ations?|groups?|council|command|embassy|father|mother|brother|man|woman|directors?|head|heads|masters?|survivors?|nurses?|students?"
    r"|pilots?|sailors?|fighters?|owners?|neighbou?rs?|crew|passengers?|victims?|judges?|engineers?|trainers?|clerics?|monks?|nuns?"
)
ROLE_NOUN = re.compile(rf"\b(?:{_ROLE_NOUNS})\b", re.IGNORECASE)
_DET = r"(?:an?|the|one|two|three|four|several|some|many|another|other|local|senior|unnamed|unidentified|provincial|military|security|medical|hospital|police|state)"
UNNAMED = re.compile(
    # No word is longer than 60 letters: a line without blanks is none, and is not tried from each of its letters.
    rf"(?:{_DET} |[A-Z][\w.’'-]{{1,60}} )?(?:[\w.’'-]{{1,60}} ){{0,6}}?(?:{_ROLE_NOUNS})"
    r"(?: (?:of|for|at|in|with|from|close to|familiar with|briefed on|on)(?: [\w.’'()-]+){1,9})?",
    re.IGNORECASE,
)
#: No subject: it has a verb of its own, or joins clauses.
CLAUSE = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|will|would|could|did|does|do|that|which|who|when|where|while|because"
    r"|after|before|if|as|but|and|or|not|killed|wounded|hit|struck|fired|attacked|exploded|died|fled|said|says)\b",
    re.IGNORECASE,
)
RANK = (
    r"(?:Brigadier|Major|Lieutenant|Staff|First|Rear|Vice|Air|Chief|Second|Senior)? ?(?:General|Gen\.|Maj\.|Brig\.|Lt\.|Col\.|Capt\.|Sgt\."
    r"|Colonel|Captain|Major|Lieutenant|Admiral|Adm\.|Sergeant|Marshal|Commander|Inspector|Superintendent)"
)
TITLE = re.compile(
    rf"(?:{RANK}|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sheikh|Ayatollah|Imam|Father|Rev\.?|Reverend|Bishop|Archbishop|Pastor|Prof\.?|Professor"
    r"|President|Prime Minister|Foreign Minister|Defen[cs]e Minister|Interior Minister|Health Minister|Minister|Secretary|Governor|Senator"
    r"|Mayor|Ambassador|King|Prince|Chief|Spokesman|Spokeswoman|Spokesperson|spokesman|spokeswoman|spokesperson|chief|governor|mayor"
    r"|minister|president|commander|director|secretary|ambassador|officer|analyst|resident|doctor|teacher|official|adviser|envoy|leader"
    r"|General|of|for|[Ss]tate|[Pp]ress|[Pp]olice|[Dd]eputy)\s+"
)
NAME = re.compile(
    r"(?<!\w)(?:[A-Z](?=[\w’'-]{0,60}[a-z])[\w’'-]{1,60}+|al-[A-Z][\w’'-]{1,60}+)(?: (?:[A-Z]\.|[A-Z](?=[\w’'-]{0,60}[a-z])[\w’'-]{1,60}|al-[A-Z][\w’'-]{1,60}|(?:bin|ibn|abu|al|el|de|van|von|ul) [A-Z][\w’'-]{1,60})){1,3}\b"
)
#: Capitals that make no name: the first words of a sentence, days and months.
NO_NAME = re.compile(
    rf"^(?:On|In|At|By|For|From|Since|After|Before|The|This|That|These|Those|His|Her|Its|Their|Our|And|But|When|While|As|Last|Next"
    rf"|Late|Early|Also|Some|Many|Most|All|Both|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b|\b(?:{_DAYS})\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
#: The last word of what has a name like a person's and is a place.
PLACE = re.compile(
    r"\b(?:State|Province|County|City|District|Region|Area|Village|Town|Island|Street|Valley|Coast|Bay|Camp|Airport)$"
)
ORGANISATION = re.compile(
    r"\b(?:Ministry|Army|Forces?|Command|Brigades?|Movement|Front|Party|Agency|Council|Office|Committee|Organi[sz]ation|Observatory"
    r"|Group|Authority|Department|Police|Service|Commission|Union|Association|Government|Corps|Guard|Society|Crescent|Cross|Nations"
    r"|Hospital|Watch|International|Network|Institute|Times|Post|News|Press|Herald|TV|Television|Radio|Administration|Defen[cs]e)\b"
)
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        ("state-organ", "Ministry|Command|Office|Government|Authority|Department|Administration|Council"),
        ("police", "Police"),
        ("armed-forces", "Army|Navy|Air Force|Guard|Corps|Forces?"),
        ("hospital", "Hospital"),
        ("intergovernmental-organisation", "Nations|Union"),
        ("news-agency", "Agency|Press"),
        ("publisher", "Times|Post|News|Herald|TV|Television|Radio"),
        ("armed-group", "Brigades?|Front"),
        ("political-party", "Party"),
    )
)
#: Adjectives of states, with the code of the state.
DEMONYMS = {
    **dict.fromkeys(("us", "u.s.", "u.s", "american", "americans"), "US"),
    **dict.fromkeys(("uk", "british", "u.k."), "GB"),
    **{
        word: code
        for code, words in (
            line.split(" ", 1)
            for line in [
                "IQ iraqi",
                "SY syrian",
                "IR iranian",
                "JO jordanian",
                "IL israeli",
                "LB lebanese",
                "YE yemeni",
                "TR turkish",
                "SA saudi",
                "RU russian",
                "FR french",
                "DE german",
                "PK pakistani",
                "IN indian",
                "AF afghan",
                "NG nigerian",
                "SO somali",
                "SD sudanese",
                "ML malian",
                "UA ukrainian",
                "EG egyptian",
                "PS palestinian",
                "KW kuwaiti",
                "QA qatari",
                "ET ethiopian",
                "KE kenyan",
                "CD congolese",
                "MM burmese",
                "CO colombian",
                "MX mexican",
                "NE nigerien",
                "BF burkinabe",
                "LY libyan",
                "DZ algerian",
                "CM cameroonian",
                "TD chadian",
                "CN chinese",
                "PL polish",
            ]
        )
        for word in words.split()
    },
}
#: How a speaker tells of who did it; each with the stance that it may be.
STANCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (stance, re.compile(pattern, re.IGNORECASE))
    for stance, pattern in (
        (
            "denies",
            r"\b(?:denied|denies|denying|rejected|dismissed)\b[^.]{0,60}\b(?:responsib\w+|involve\w+|behind|role|link\w*|accus\w+|carr\w+ out|attack\w*|allegation\w*)",
        ),
        (
            "claims",
            r"(?<!no )(?<!one )\b(?:claim(?:ed|s|ing)|took|taken|taking|takes) responsibility|\bsaid (?:it|they|its fighters) (?:had )?(?:attacked|carried out|targeted|struck|fired|launched)",
        ),
        (
            "blames",
            r"\b(?:blam(?:ed|es|ing) (?:the|this|that|an?) [^.,;“”]{2,40}? on|blam(?:ed|es|ing)|accus(?:ed|es|ing))\s+(?P<whom>[^.,;“”]{2,70}?)(?= (?:for|of|over|on)\b|[.,;“”])",
        ),
        (
            "suspects",
            r"(?<!, )\b(?:suspected|suspects) (?!to be)(?:that |it was )?(?P<whom>[^.,;“”]{2,60}?)(?= (?:of|to|was|were|had|carried)\b|[.,;])",
        ),
        ("declines", r"\b(?:declined|refused) to (?:say|comment) (?:on )?(?:whether|if|who)"),
    )
)
NOBODY_CLAIMED = re.compile(
    r"\bno (?:one|group|party|organi[sz]ation|side)\b[^.]{0,40}\bclaim|\bnobody (?:has |had )?claimed",
    re.IGNORECASE,
)
NOBODY_HARMED = re.compile(
    r"\b(?:no|without)(?: \w+){0,4} (?:casualt|injur|death|victim|damage)\w*|\b(?:nobody|no one) (?:was|had been)? ?(?:killed|hurt|injured|wounded)",
    re.IGNORECASE,
)
#: Words for weapons, the longer ones first; what another term has taken is no longer there for the next.
WEAPONS: tuple[tuple[str, str], ...] = (
    ("ballistic-missile", "ballistic missiles?"),
    ("cruise-missile", "cruise missiles?"),
    (
        "one-way-attack-drone",
        r"(?:one-way|suicide|kamikaze|explosive-laden|explosives-laden) (?:attack )?drones?|one-way attack drones?",
    ),
    ("armed-drone", "armed drones?"),
    ("rocket-propelled-grenade", "rocket-propelled grenades?|rpgs?"),
    ("vehicle-bomb", "(?:car|truck|vehicle) bombs?|explosives-laden (?:car|truck|vehicle)|car bombing"),
    ("suicide-vest", "(?:suicide|explosive) (?:vest|belt)s?"),
    ("improvised-explosive-device", "improvised explosive devices?|roadside bombs?|ieds?|homemade bombs?"),
    ("landmine", "land ?mines?"),
    ("mortar", "mortars?(?: rounds?| shells?| bombs?)?"),
    ("artillery", "artillery(?: shells?| rounds?| fire)?"),
    ("rocket", "rockets?"),
    ("missile", "missiles?"),
    ("unspecified-drone", "drones?|unmanned aerial vehicles?|uavs?"),
    ("grenade", "hand grenades?|grenades?"),
    ("firearms", "gunfire|opened fire|small arms|shot dead|machine guns?|gunmen|assault rifles?"),
    ("incendiary", "petrol bombs?|molotov cocktails?"),
    ("melee", "machetes?|knives|knife|stabb(?:ed|ing)"),
)
#: Kinds of event by the words that tell of one, to be asked about in the order of how often they fall.
EVENTS: tuple[tuple[str, str], ...] = (
    ("suicide-bomb", r"suicide (?:bomb\w*|attack\w*)|blew (?:himself|herself|themselves) up"),
    ("abduction-forced-disappearance", r"abduct\w+|kidnapp\w+|taken hostage|hostages?"),
    (
        "remote-explosive-landmine-ied",
        r"roadside bombs?|improvised explosive|landmines?|planted|ieds?|car bombs?",
    ),
    ("air-drone-strike", r"air ?strikes?|drones? (?:strike|attack|hit)\w*|drones?|warplanes?|fighter jets"),
    ("shelling-artillery-missile-attack", r"rockets?|missiles?|shell(?:ed|ing)|artillery|mortars?"),
    ("armed-clash", r"clash\w*|gun ?battles?|firefights?|exchanged? (?:of )?fire|fighting|ambush\w*"),
    ("grenade", r"grenades?"),
    ("attack", r"gunmen|opened fire|shot|raid\w*|stabb\w+|burn(?:ed|t)|attack\w*"),
    ("arrests", r"arrest\w*|detain\w*"),
    ("violent-demonstration", r"riot\w*|threw stones"),
    ("peaceful-protest", r"protest\w*|demonstrat\w+|march(?:ed|ers)"),
)
LAUNCHED = re.compile(
    r"\b(?:fired|launched|rockets|missiles|drones|came)\b[^,.;]{0,40}? from (?P<where>(?:inside|within|across|neighbou?ring) [A-Z][\w-]+|(?:inside|within) [\w ]{3,30}?)(?=[,.;]|$| (?:at|on|in|and|by)\b)"
)
TIME = re.compile(
    r"\b(?:at|around|about|shortly (?:after|before)) (?P<clock>(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9]|[0-9]{1,2})(?: ?(?P<half>[ap])\.?m\.?)?(?= |[,.;])"
)

#: A thing in a sentence, up to the word that leads on: "the base", "Iraq's Ain al-Asad air base", "two fuel trucks".
_ON = r"(?:on|in|with|by|at|near|and|or|from|before|after|while|when|that|which|who|whose|as|for|to|was|were|is|are|has|have|had|said|saying|killing|wounding|injuring|using|where|late|early|overnight|about|around|over|during|but|not|early|again|also|yesterday|today|against|into|because|since|until|north|south|east|west|outside|inside|of)"
_THING = rf"(?:(?:(?i:the|an?|its|their|his|her|some|several|many|(?:about |at least )?(?:two|three|four|five|six|seven|eight|nine|ten|(?:a |two )?dozen|dozens of|[0-9][0-9,]{{0,20}})))(?: (?!{_ON}\b)[\w'’-]{{1,60}}){{1,6}}|(?!(?i:{_ON})\b)[A-Z][\w'’-]{{0,60}}(?: (?!{_ON}\b)[\w'’-]{{1,60}}){{0,6}})"
WAS_HIT = re.compile(
    rf"\b(?P<what>{_THING}) (?:was|were|had been|has been|have been|came) (?:also |again |twice |directly )?(?:hit|struck|targeted|attacked|shelled|bombed|bombarded|raided|stormed|under (?:attack|fire|shelling))\b"
)
HITS = re.compile(
    rf"\b(?<!was )(?<!were )(?<!been )(?:hit|struck|targeted|attacked|shelled|bombed|bombarded|raided|stormed|(?:fired|opened fire) (?:at|on)) (?P<what>{_THING})\b"
)
WAS_DAMAGED = re.compile(
    rf"\b(?P<what>{_THING}) (?:was|were|had been|has been|have been) (?:also |badly |severely |slightly |lightly |partly |completely |heavily )?(?P<how>damaged|destroyed|burnt|burned(?: down)?|gutted|flattened|set on fire|set ablaze)\b"
)
DAMAGES = re.compile(
    rf"\b(?<!was )(?<!were )(?<!been )(?P<how>damaged|destroyed|damaging|destroying|burned down|flattened) (?P<what>{_THING})\b"
)
#: Those who were hit are people, whom figures count, or nothing that the words name.
NO_THING = re.compile(
    r"(?:(?:the|an?|its|their|his|her|some|several|many|two|three|[0-9,]{1,20}) )?(?:it|they|he|she|this|that|there|people|person|civilians?|children|women|men|man|woman|villagers|residents|no|nobody|nothing)\b",
    re.IGNORECASE,
)
#: A word with a capital only because it begins the sentence.
FIRST_WORD = re.compile(
    r"^(?:The|An?|Its|Their|His|Her|Some|Several|Many|About|At least|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Dozens)\b"
)
UNIT = re.compile(
    r"\b(?:[0-9]{1,4}(?:st|nd|rd|th) (?:[A-Z][\w-]+ ){0,3}|(?:[A-Z][\w'’-]+ ){1,3})(?:Battalion|Brigades?|Division|Regiment|Squadron|Corps|Company|Platoon|Wing)\b"
)
ANSWERS = re.compile(
    r"\b(?:in|as an?) (?:response|retaliation|reprisal|revenge|answer) (?:to|for)\b[^,.;:]{3,120}|\b(?:to avenge|avenging) [^,.;:]{3,120}"
)


def slugged(words: str) -> str:
    """A few words as an id without articles: ``us-official`` for "a US official"."""
    plain = re.sub(r"^(?:an?|the) ", "", words, flags=re.IGNORECASE)
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].rstrip("-") or "speaker"
