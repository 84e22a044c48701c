"""Small valid papers of every format, and what chance makes of them: bytes, members of archives, tags, numbers."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from tests.hostile import pdf, sheet, web, word

_TOKENS = (
    b"", b"0", b"-1", b"1e999", b"9" * 400, b"99999999", b"\0", b"\xff\xfe", b"<", b">", b"</", b"<!--", b"&",
    b"&#xD800;",
    b'"', b"'", b"(", b")", b"[", b"]", b"{", b"}", b"/", b"%", b"\n", b"\t", b",", b";", b"|", b"<td>",
    b"<table>", b"</tr>",
    b"<w:tbl>", b"<w:tc/>", b"<w:p/>", b'w:val="9999"', b"<c/>", b'r="A0"', b"true", b"null", b"R", b"obj", b"endobj",
    b"stream", b"/Kids", b"/Parent 2 0 R", b"BT", b"ET", b"q", b"nan", b"CR1", "\u2028".encode(), "\ue000".encode(),
)  # fmt: skip

PAPERS: dict[str, Callable[[], bytes]] = {
    "word": lambda: word.docx(word.paragraph("Corporate risk register") + word.register(4), word.numbering("")),
    "list": lambda: word.numbered("3", "lowerRoman", "%1."),
    "sheet": lambda: sheet.number_format("#,##0.0;[Red]-0", "1234.5"),
    "csv": lambda: sheet.csv(4),
    "web": lambda: web.page(
        "<h1>Corporate risk register</h1>" + web.register(4)
        + "<ol type=i><li>x<ul><li>y</ul></ol><select><option>1</select>",
        "<style>@media screen{td:first-child{color:#000;font-size:12px}} .x::before{content:'y'}</style>",
    ),
    "archive": lambda: web.archive(3),
    "pdf": lambda: pdf.pdf(pdf.objects([pdf.stream(pdf.grid(4, 6, "CR1")), pdf.stream(pdf.words())])),
    "text": lambda: b"Corporate risk register\n# Risks\nRisk ID\tRisk\tScore\nCR1\t<b>It</b> may&nbsp;**x**\t12\n",
    "bars": lambda: b"Corporate risk register\n| ID | Risk | Score |\n|---|---|---|\n| CR1 | It may fail | 12 |\n",
}  # fmt: skip


def mutant(paper: bytes, chance: random.Random) -> bytes:
    """A paper with one to five things in it changed; half the time within a member of its archive."""
    if paper.startswith(b"PK") and chance.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(paper)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        return word.zipped({**members, name: _changed(members[name], chance)})
    return _changed(paper, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 2, 5, 20, 100)))
        piece = content[start:end]
        put = chance.choice(
            (chance.choice(_TOKENS), piece * chance.choice((0, 2, 30)), chance.randbytes(2), piece[::-1])
        )
        content = content[:start] + put + content[end:]
    return content
