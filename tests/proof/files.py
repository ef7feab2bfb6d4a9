"""Small files of every kind that a source may be kept as."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdf

PAGE = """\
<!doctype html><html><head><meta charset="{charset}"><title>Not shown</title><style>p {{}}</style></head>
<body><h1>Attack on a border post</h1><p>The ministry said it was “not
clear” who fired.<br>Two   men<sup><a href="#n">3</a></sup> and 10<sup>5</sup> others.<script>never()</script>
<p hidden>hidden</p><p style="display: none">styled away</p><!-- a comment -->
<table><tr><td>43</td><td>killed</td></tr></table>
<p><q>We do not know</q>, caf\xe9 own<b>ers</b> said.</body></html>
"""


def pdf(pages: Sequence[Sequence[str]], password: str | None = None, owner: str = "") -> bytes:
    """A PDF file with lines of text on each page; encrypted where a password is given, even "".

    Text other than ASCII has a code for each of its characters, and a table of what they mean.
    """
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", f"{font} >>"]
    letters = "".join(dict.fromkeys(one for lines in pages for line in lines for one in line))
    if not letters.isascii():
        table = "\n".join(f"<{code:02X}> <{ord(one):04X}>" for code, one in enumerate(letters, 1))
        means = f"begincmap\n{len(letters)} beginbfchar\n{table}\nendbfchar\nendcmap"
        objects[2] = f"{font} /ToUnicode 4 0 R >>"
        objects.append(f"<< /Length {len(means)} >>\nstream\n{means}\nendstream")
        codes = {one: f"{code:02X}" for code, one in enumerate(letters, 1)}
    kids = []
    for lines in pages:
        if letters.isascii():
            shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
        else:
            shown = " ".join(f"<{''.join(codes[one] for one in line)}> Tj 0 -16 Td" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    ).encode("ascii")
    if password is None:
        return made
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    writer.encrypt(password, owner or None, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()
