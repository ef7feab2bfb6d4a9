"""How something was said: the channel, and whether everybody could know it at that moment."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.message import Message
from onrecord.terms.model import Term, Vocabulary

CLAIM_MODE = "GTD claim mode"


@dataclass(frozen=True, kw_only=True)
class Channel(Term):
    """A way of saying something.

    `public` is whether everybody could know the words once they were said: a statement through such a channel
    is known from the time it was said, any other from the publication that carries it. `phrase` follows the
    speaker's name.
    """

    public: bool
    phrase: Message = Message()


def _channel(
    id: str, label: str, plural: str, phrase: str, public: bool, mode: str, definition: str
) -> Channel:
    group = "Public when said" if public else "Known once somebody publishes it"
    return Channel(
        id, label, definition, plural, group=group, codes={CLAIM_MODE: mode}, public=public, phrase=phrase
    )


POSTED = "Posted to website, blog, etc."

CHANNELS: Vocabulary[Channel] = Vocabulary(
    name="channels",
    title="Channels",
    introduction=(
        "How the speaker said it. For a claim of responsibility the GTD claim mode follows from the "
        "channel. In a site as of a day, words said through a public channel count from the day they were "
        "said; all others count from the day they were published."
    ),
    standard="GTD",
    terms=(
        _channel(
            "press-statement",
            "statement",
            "statements",
            "in a statement",
            True,
            "Other",
            "Words given to the press as a statement, where nothing more is known of how.",
        ),
        _channel(
            "press-release",
            "press release",
            "press releases",
            "in a press release",
            True,
            POSTED,
            "A release that the speaker published, on a site or by a press service.",
        ),
        _channel(
            "briefing",
            "briefing",
            "briefings",
            "at a briefing",
            True,
            "Other",
            "A briefing or news conference on record.",
        ),
        _channel(
            "transcript",
            "transcript",
            "transcripts",
            "in a transcript",
            True,
            "Other",
            "An official transcript of what was said.",
        ),
        _channel(
            "spoken-remarks",
            "public remarks",
            "",
            "in public remarks",
            True,
            "Personal claim",
            "A speech, or words said to several reporters in the open.",
        ),
        _channel(
            "hearing",
            "hearing",
            "hearings",
            "at a hearing",
            True,
            "Personal claim",
            "Words said in a parliament, court or council.",
        ),
        _channel(
            "broadcast",
            "broadcast",
            "broadcasts",
            "on air",
            True,
            "Other",
            "Words that went out live or were read out on air.",
        ),
        _channel(
            "telegram",
            "Telegram post",
            "Telegram posts",
            "on Telegram",
            True,
            POSTED,
            "A post on an open Telegram channel.",
        ),
        _channel("x", "post on X", "posts on X", "on X", True, POSTED, "A post on X, formerly Twitter."),
        _channel(
            "social-media",
            "social media post",
            "social media posts",
            "on social media",
            True,
            POSTED,
            "An open post on another network, or on one that the source does not name.",
        ),
        _channel(
            "video", "video", "videos", "in a video", True, "Video", "A recording that the speaker published."
        ),
        _channel(
            "website",
            "page of a website",
            "pages of a website",
            "on a website",
            True,
            POSTED,
            "A page that the speaker published.",
        ),
        _channel(
            "report",
            "report",
            "reports",
            "in a report",
            True,
            POSTED,
            "A published report of an office or organisation.",
        ),
        _channel(
            "database",
            "database entry",
            "database entries",
            "in a database",
            True,
            POSTED,
            "An entry of a public database.",
        ),
        _channel(
            "open-letter",
            "published letter",
            "published letters",
            "in a published letter",
            True,
            "Letter",
            "A letter that the writer or the addressee published, such as one to the Security Council.",
        ),
        _channel(
            "letter",
            "letter",
            "letters",
            "in a letter",
            False,
            "Letter",
            "A letter that became known through others.",
        ),
        _channel(
            "interview",
            "interview",
            "interviews",
            "in an interview",
            False,
            "Personal claim",
            "An answer to one publication, known when it printed or sent it; a live one is a broadcast.",
        ),
        _channel(
            "told-reporters",
            "conversation with reporters",
            "conversations with reporters",
            "to reporters",
            False,
            "Other",
            "Words said to one or several reporters, not in the open; most unnamed officials speak so.",
        ),
        _channel(
            "phone-call",
            "telephone call",
            "telephone calls",
            "by telephone",
            False,
            "Call (post-incident)",
            "A call after the incident.",
        ),
        _channel(
            "warning-call",
            "warning by telephone",
            "warnings by telephone",
            "in a call beforehand",
            False,
            "Call (pre-incident)",
            "A call before the incident.",
        ),
        _channel(
            "e-mail",
            "e-mail",
            "e-mails",
            "by e-mail",
            False,
            "E-mail",
            "An e-mail or another direct message in writing.",
        ),
        _channel(
            "note-left-at-scene",
            "note left at the scene",
            "notes left at the scene",
            "in a note left at the scene",
            False,
            "Note left at scene",
            "Something written and left where it happened.",
        ),
        _channel(
            "document",
            "document",
            "documents",
            "in a document",
            False,
            "Other",
            "A document not meant for the public, which somebody has shown or published.",
        ),
        _channel(
            "other",
            "other channel",
            "other channels",
            "in another way",
            False,
            "Other",
            "A channel that no other term describes. Where the source names none, the field is left out.",
        ),
    ),
)
