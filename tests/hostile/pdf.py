"""Hostile PDFs, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, more: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, more = zlib.compress(data), more + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    at = {}
    for number, content in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    entries = b"".join(
        b"%010d 00000 n \n" % at[number] if number in at else b"0000000000 65535 f \n" for number in range(size)
    )
    out += b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size, entries, size, trailer, start,
    )  # fmt: skip
    return bytes(out)


def objects(
    contents: Sequence[bytes],
    *,
    box: bytes = b"[0 0 595 842]",
    page: bytes = b"",
    resources: bytes = b"",
    catalogue: bytes = b"",
    pages: bytes = b"",
) -> dict[int, bytes]:
    """The objects of a PDF with a page for each content stream; they are numbered from 10, resources from 1000."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(len(contents)))
    made = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        2: b"<</Type/Pages/Kids[%s]/Count %d%s>>" % (kids, len(contents), pages),
        3: FONT,
    }
    for n, content in enumerate(contents):
        made[10 + 2 * n] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%s>>%s>>"
            % (box, 11 + 2 * n, resources, page)
        )
        made[11 + 2 * n] = content
    return made


def words(text: str = "Corporate risk register CR1 Services may fail 12") -> bytes:
    return b"BT /F 10 Tf 50 780 Td (%s) Tj ET\n" % text.encode("latin-1")


def one_page(content: bytes, **said: bytes) -> bytes:
    return pdf(objects([stream(content, packed=len(content) > 10_000)], **said))


def lines(text: str, count: int) -> bytes:
    """A page of so many lines, one over another from top to bottom and again."""
    shown = b"".join(b"1 0 0 1 50 %d Tm (%s) Tj\n" % (800 - 12 * (n % 64), text.encode()) for n in range(count))
    return b"BT /F 10 Tf\n%sET\n" % shown


def grid(across: int, down: int, text: str = "x") -> bytes:
    """A grid of rules over the whole page, with a word in each cell."""
    wide, high = 500 / across, 780 / down
    rules = [b"%f 30 m %f 810 l S\n" % (40 + wide * n, 40 + wide * n) for n in range(across + 1)]
    rules += [b"40 %f m 540 %f l S\n" % (30 + high * n, 30 + high * n) for n in range(down + 1)]
    cells = [
        b"1 0 0 1 %f %f Tm (%s) Tj\n" % (41 + wide * x, 31 + high * y, text.encode())
        for y in range(down)
        for x in range(across)
    ]
    return b"0.2 w\n" + b"".join(rules) + b"BT /F 1 Tf\n" + b"".join(cells) + b"ET\n"


def forms(depth: int, calls: int) -> bytes:
    """Form objects each of which draws the next so many times, the last of which draws a word."""
    made = objects([stream(b"/X0 Do")], resources=b"/XObject<</X0 1000 0 R>>")
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]"
    for n in range(depth):
        inner = b"/Resources<</Font<</F 3 0 R>>/XObject<</X%d %d 0 R>>>>" % (n + 1, 1001 + n)
        made[1000 + n] = stream(b"/X%d Do\n" % (n + 1) * calls, head + inner)
    made[1000 + depth] = stream(words(), head + b"/Resources<</Font<</F 3 0 R>>>>")
    return pdf(made)


def forms_in_a_ring(count: int) -> bytes:
    made = objects([stream(words() + b"/X0 Do")], resources=b"/XObject<</X0 1000 0 R>>")
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]"
    for n in range(count):
        after = (n + 1) % count
        inner = b"/Resources<</Font<</F 3 0 R>>/XObject<</X%d %d 0 R>>>>" % (after, 1000 + after)
        made[1000 + n] = stream(words() + b"/X%d Do" % after, head + inner)
    return pdf(made)


def shapes(each: str, count: int) -> bytes:
    """So many drawn things in rows of 100; ``each`` is a template with {x} and {y}."""
    drawn = (each.format(x=40 + 5 * (n % 100), y=30 + 0.7 * (n // 100)) for n in range(count))
    return words() + "\n".join(drawn).encode()


def with_font(font: bytes, content: bytes, more: Mapping[int, bytes] | None = None) -> bytes:
    made = objects([stream(content)])
    made[3] = font
    return pdf({**made, **(more or {})})


def mapped(ranges: bytes, content: bytes) -> bytes:
    """A page in a font whose map of codes to letters holds these ranges."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%s\nendcmap end end" % ranges
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 900 0 R>>"
    return with_font(font, content, {900: stream(cmap)})


def annotated(count: int, annotation: bytes) -> bytes:
    refs = b" ".join(b"%d 0 R" % (2000 + n) for n in range(count))
    made = objects([stream(words())], page=b"/Annots[%s]" % refs)
    return pdf({**made, **{2000 + n: annotation for n in range(count)}})


def picture(width: int, height: int, filters: bytes, data: bytes, bits: int = 8) -> bytes:
    made = objects([stream(b"500 0 0 700 50 50 cm /I Do")], resources=b"/XObject<</I 1000 0 R>>")
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/DeviceGray/Filter%s"
    made[1000] = stream(data, head % (width, height, bits, filters))
    return pdf(made)
