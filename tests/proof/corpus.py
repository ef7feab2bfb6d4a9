"""News prose written for the tests: nobody said any of it. Several languages, many numbers and negations."""

from __future__ import annotations

import re

ENGLISH = (
    """\
The defence ministry said on Tuesday that 43 people were killed and 118 wounded when rockets struck a market
in the northern district of Halvar. “We did not fire first,” Colonel Arif Denn told reporters. “Our forces
responded to an attack that began at 04:30 local time, and no civilian building was hit.” He said that three
of the five launchers had been destroyed. The opposition council denied this. Its spokeswoman, Mira Solane,
said that at least 58 bodies had been taken to two hospitals by midnight, and that none of the dead carried
weapons. “They have never told us the truth,” she said. Neither account could be verified.""",
    """\
A senior official, who was not authorised to speak, said the base had been warned about 20 minutes before the
drones arrived. The U.S. command counted 2,500 troops in the country; 900 others are across the border. Of
these, 34 were treated for brain injuries, it said in a statement at 21:59, raising an earlier figure of 25.
Eight soldiers were flown to Landstadt for care. The damage was put at $4.3 million, or 12% of the yearly
budget. “It isn’t clear who ordered it,” the official said, “but we can’t rule out a non-state group.” The
group, which calls itself the Dawn Brigade, said its fighters had launched two one-way drones — not missiles —
and promised more attacks until the blockade ends.""",
    """\
Witnesses in Karesh described a blast shortly before noon, followed by gunfire that lasted some fifteen
minutes. The mayor, Tomas Leth, said the road to the airport would remain closed until Friday. Police
arrested seven men; one was released without charge. A relief agency said 1,200 families had left their
homes since 3 May 2021, twice as many as in the month before. “People are afraid to go back,” said Ana
Petrov, a nurse. “They ask us whether the bridge is open, and we do not know.” The government has refused
to comment on reports that foreign advisers were present. Two earlier inquiries ended without a result.""",
    """\
Café owner José Núñez said he saw the aircraft “very low, perhaps 150 metres” over the río. The Élan newspaper
reported that Prime Minister Łukasz Żak had not approved the flight. Its pilot, Søren Ødegård, survived;
the co-pilot, Zoë Müller, did not. The strike killed two and injured 14, the interior ministry said. An
earlier report that 40 had died was wrong, it added. “I would rather wait than guess,” the coroner said.""",
)
OTHERS = (
    """\
قالت وزارة الدفاع يوم الثلاثاء إن 43 شخصا قتلوا وأصيب 118 آخرون عندما أصابت صواريخ سوقا في المنطقة الشمالية.
وقال المتحدث باسم الجيش: «لم نطلق النار أولا، ولم يصب أي مبنى مدني». ونفى المجلس ذلك وقال إن ٥٨ جثة على الأقل
نقلت إلى مستشفيين قبل منتصف الليل.""",
    """\
משרד הביטחון מסר ביום שלישי כי 43 בני אדם נהרגו ו־118 נפצעו כאשר רקטות פגעו בשוק במחוז הצפוני. ״לא ירינו
ראשונים״, אמר דובר צה״ל לכתבים. המועצה הכחישה את הדברים ואמרה כי לפחות 58 גופות הובאו לשני בתי חולים.""",
    """\
وزارت دفاع روز سه‌شنبه گفت که ۴۳ نفر کشته و ۱۱۸ نفر زخمی شدند. سخنگوی ارتش به خبرنگاران گفت: «ما نخست
شلیک نکردیم و هیچ ساختمان غیرنظامی هدف قرار نگرفت». شورا این گفته را رد کرد و گفت دست‌کم ۵۸
جسد به دو بیمارستان برده شده است.""",
)
ARTICLES = ENGLISH + OTHERS


def quotes(article: str) -> list[str]:
    """True quotations: each sentence, each clause of four words or more, and runs of words at several places.

    They begin and end where words do; no line wraps are left, and nothing else is changed.
    """
    text = " ".join(article.split())
    words = [found.span() for found in re.finditer(r"\S+", text)]
    found = [one.strip() for one in re.split(r"(?<=[.!?”»״]) ", text)]
    for length in (4, 7, 12, 19):
        for start in range(0, len(words) - length, 5):
            found.append(text[words[start][0] : words[start + length - 1][1]])
    return list(dict.fromkeys(one for one in found if len(one.split()) >= 3))
