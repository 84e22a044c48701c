"""Draws one line of text on a PDF page in each of the odd ways of ``ways.py``.

Sizes, colours and the order of drawing within a way differ from text to text, always alike for the same one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.colors import HexColor, toColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFResourceDictionary,
    PDFString,
    xObjectName,
)
from reportlab.pdfgen.canvas import Canvas

from tests.builder.wrap import REGULAR, width

_OLD = "as it was"
"""Words that others are written over."""
_HIDDEN, _PRINTED, _NOT_VIEWED = 2, 4, 32
"""Flags of an annotation."""
_UP, _DOWN = 0.8, 0.25
"""Type sizes that letters stand above and below their base line."""


class Mark(NamedTuple):
    """A line of text at a point: its left end on the base line, from the page's lower left corner."""

    x: float
    y: float
    text: str
    font: str
    size: float
    upright: bool = False
    """Runs from the bottom to the top."""
    way: str = ""
    """The odd way in which it is drawn, if there is one."""
    ground: str = "#ffffff"
    """The colour it stands on."""
    room: float = 0.0
    """Points behind it that are of its box, too."""

    @property
    def across(self) -> float:
        """Points from its left end to its right one."""
        return width(self.text.rstrip(), self.font, self.size)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, foot, width and height of all its ink."""
        return self.x - 0.5, self.y - _DOWN * self.size, self.across + 1 + self.room, (_UP + _DOWN) * self.size


class Pen:
    """Writes on the canvas of a PDF in the making."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._count = 0
        self._layers: dict[str, PDFObjectReference] = {}
        self._fields: list[PDFObjectReference] = []

    def draw(self, mark: Mark) -> None:
        """Draw a line of text in its way."""
        chance = Random(f"{mark.way} {mark.text} {mark.x:.1f} {mark.y:.1f}")
        self.canvas.setFont(mark.font, mark.size)
        _DRAWN[mark.way](self, mark, chance)

    def end_page(self) -> None:
        """Give the page just closed the names of its layers."""
        page, names = self.canvas._doc.Pages.pages[-1], dict(self._layers)
        if not names:
            return
        usual = page.check_format

        def check_format(document: object) -> None:
            usual(document)
            page.Resources.Properties = names

        page.check_format = check_format

    def write(self, mark: Mark, x: float = 0, y: float = 0) -> None:
        """The text itself, so many points off its place."""
        self.canvas.drawString(mark.x + x, mark.y + y, mark.text)

    def name(self) -> str:
        """A name that nothing in the file has yet."""
        self._count += 1
        return f"way{self._count}"

    def layer(self, *, on: bool) -> str:
        """The name of the optional layer that is switched on, or off."""
        name = "LayerOn" if on else "LayerOff"
        if name not in self._layers:
            document = self.canvas._doc
            group = PDFDictionary({"Type": PDFName("OCG"), "Name": PDFString(name)})
            self._layers[name] = document.Reference(group)
            catalog = document._catalog
            catalog.__NoDefault__ = [*type(catalog).__NoDefault__, "OCProperties"]
            off = [self._layers[key] for key in self._layers if key == "LayerOff"]
            every = PDFArray(list(self._layers.values()))
            catalog.OCProperties = PDFDictionary({"OCGs": every, "D": PDFDictionary({"OFF": PDFArray(off)})})
        return name

    def form(self, across: float, up: float, draw: Callable[[Canvas], object], **more: object) -> str:
        """A form object of that size, in points; its name."""
        name = self.name()
        self.canvas.beginForm(name, 0, 0, across, up)
        draw(self.canvas)
        self.canvas.endForm(**more)
        return name

    def note(
        self,
        mark: Mark,
        subtype: str,
        drawn: Callable[[Canvas], object] | None = None,
        *,
        quads: bool = True,
        **more: object,
    ) -> None:
        """An annotation over a text, with how it looks where that is ``drawn`` from its lower left corner.

        ``quads`` says whether it has the corners of the text beside its own box.
        """
        box, flags = self._box(mark), more.pop("F", _PRINTED)
        left, foot, right, top = box
        if quads:
            more["QuadPoints"] = PDFArray([left, top, right, top, left, foot, right, foot])
        fields = {"Type": PDFName("Annot"), "Subtype": PDFName(subtype), "Rect": PDFArray(box), "F": flags}
        if drawn:
            _, _, across, up = mark.box
            a, b, c, d, *_ = self.canvas._currentMatrix
            name = self.form(across, up, drawn, Matrix=PDFArray([a, b, c, d, 0, 0]))
            fields["AP"] = PDFDictionary({"N": PDFObjectReference(xObjectName(name))})
        self.canvas._addAnnotation(PDFDictionary({**fields, **more}), self.name())

    def _box(self, mark: Mark) -> list[float]:
        left, foot, across, up = mark.box
        corners = [self.canvas.absolutePosition(x, y) for x in (left, left + across) for y in (foot, foot + up)]
        xs, ys = zip(*corners, strict=True)
        return [min(xs), min(ys), max(xs), max(ys)]

    def field(self, mark: Mark, drawn: Callable[[Canvas], object] | None = None, **more: object) -> None:
        """A form field with a value: of text, if ``more`` does not say otherwise."""
        if not self._fields:
            fonts = PDFResourceDictionary()
            fonts.basicFonts()
            base = {"Fields": PDFArray(self._fields), "DR": fonts, "DA": PDFString("/F1 8 Tf 0 g")}
            if not drawn:
                base["NeedAppearances"] = "true"
            form = self.canvas._doc.Reference(PDFDictionary(base))
            self.canvas._doc._catalog.AcroForm = form
        name = self.name()
        text, look = PDFString(mark.text), PDFString(f"/F1 {mark.size:g} Tf 0 g")
        self.note(mark, "Widget", drawn, **{"FT": PDFName("Tx"), "T": PDFString(name), "V": text, "DA": look, **more})
        self._fields.append(self.canvas._annotationrefs[-1])


def _colour(ground: str, chance: Random, apart: int) -> HexColor:
    """A colour that differs from its ground by no more than so many of 255."""
    colour = toColor(ground)
    less = chance.randint(0, apart) / 255
    return HexColor("#" + "".join(f"{round(255 * max(0, part - less)):02x}" for part in colour.rgb()))


def _as_ground(pen: Pen, mark: Mark, chance: Random) -> None:
    ground = mark.ground
    if chance.random() < 0.5:
        ground = chance.choice(("#ffffff", "#cc3333", "#203864"))
        pen.canvas.setFillColor(ground)
        pen.canvas.rect(*mark.box, stroke=0, fill=1)
    pen.canvas.setFillColor(ground)
    pen.write(mark)


def _faint(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.setFillColor(_colour(mark.ground, chance, 8))
    pen.write(mark)


def _cover(pen: Pen, mark: Mark, colour: object) -> None:
    pen.canvas.setFillColor(colour)
    pen.canvas.rect(*mark.box, stroke=0, fill=1)


def _under_box(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    _cover(pen, mark, mark.ground if chance.random() < 0.7 else "#dae3f3")


def _picture(pen: Pen, mark: Mark, image: Image.Image, box: tuple[float, float, float, float] | None = None) -> None:
    pen.canvas.drawImage(ImageReader(image), *(box or mark.box), mask="auto")


def _half_covered(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.canvas.setFillColor(mark.ground)
    foot = mark.y + chance.uniform(0.2, 0.3) * mark.size
    pen.canvas.rect(mark.x - 1, foot, mark.across + 2, mark.size, stroke=0, fill=1)


def _under_picture(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    _picture(pen, mark, Image.new("RGB", (4, 4), mark.ground))


def _clipped_away(pen: Pen, mark: Mark, chance: Random) -> None:
    path, (left, foot, across, up) = pen.canvas.beginPath(), mark.box
    if chance.random() < 0.5:
        path.rect(left + across + 5, foot, 20, up)
    else:
        path.rect(left, foot - 2 * up, across, up)
    pen.canvas.clipPath(path, stroke=0)
    pen.write(mark)


def _off_page(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark, *chance.choice(((-900, 0), (900, 0), (0, 700), (0, -700))))


def _on_layer(pen: Pen, mark: Mark, *, on: bool) -> None:
    pen.canvas._code.append(f"/OC /{pen.layer(on=on)} BDC")
    pen.write(mark)
    pen.canvas._code.append("EMC")


def _no_ink(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.drawString(mark.x, mark.y, mark.text, mode=3)


def _minute(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.setFont(mark.font, chance.choice((0.1, 0.5, 1, 1.5)))
    pen.write(mark)


def _clear(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.setFillAlpha(0)
    pen.write(mark)


def _hidden_note(pen: Pen, mark: Mark, chance: Random) -> None:
    look = {"DA": PDFString("/Helv 7 Tf 0 g"), "Contents": PDFString(mark.text)}
    drawn = _typing(mark) if chance.random() < 0.5 else None
    pen.note(mark, "FreeText", drawn, F=chance.choice((_HIDDEN, _PRINTED | _NOT_VIEWED)), **look)


def _typing(mark: Mark, ground: str = "") -> Callable[[Canvas], object]:
    """Writes a text from the corner of its box, on a ground if there is to be one."""

    def draw(canvas: Canvas) -> None:
        if ground:
            canvas.setFillColor(ground)
            canvas.rect(0, 0, *mark.box[2:], stroke=0, fill=1)
        canvas.setFillColor("#000000")
        canvas.setFont(mark.font, mark.size)
        canvas.drawString(0.5, _DOWN * mark.size, mark.text)

    return draw


def _struck(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.canvas.setStrokeColor(chance.choice(("#000000", "#c00000")))
    pen.canvas.setLineWidth(chance.choice((0.3, 0.5, 1)))
    y = mark.y + chance.uniform(0.25, 0.38) * mark.size
    pen.canvas.line(mark.x, y, mark.x + mark.across, y)


def _struck_by_box(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.canvas.rect(mark.x, mark.y + chance.uniform(0.2, 0.35) * mark.size, mark.across, 0.6, stroke=0, fill=1)


def _struck_by_note(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.note(mark, "StrikeOut", C=PDFArray([1, 0, 0]))


def _struck_by_bare_note(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.note(mark, "StrikeOut", quads=False)


def _overtyped(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    dash = chance.choice("-–—")
    count = max(1, round(mark.across / width(dash, mark.font, mark.size)))
    pen.canvas.drawString(mark.x, mark.y, dash * count)


def _struck_by_drawn_note(pen: Pen, mark: Mark, chance: Random) -> None:
    def stroke(canvas: Canvas) -> None:
        canvas.setStrokeColor("#ff0000")
        canvas.line(0.5, 0.55 * mark.size, 0.5 + mark.across, 0.55 * mark.size)

    pen.write(mark)
    pen.note(mark, "StrikeOut", stroke, C=PDFArray([1, 0, 0]))


def _twice(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.write(mark, chance.choice((0.2, 0.3, 0.45)))


def _with_shadow(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.setFillGray(0.7)
    pen.write(mark, 0.8, -0.8)
    pen.canvas.setFillGray(0)
    pen.write(mark)


def _outlined(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.setLineWidth(0.25)
    pen.canvas.drawString(mark.x, mark.y, mark.text, mode=2)


def _grey(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.canvas.setFillGray(chance.choice((0.3, 0.5, 0.75)))
    pen.write(mark)


def _on_ground(pen: Pen, mark: Mark, chance: Random) -> None:
    _cover(pen, mark, chance.choice(("#000000", "#203864", "#c00000")))
    pen.canvas.setFillGray(1)
    pen.write(mark)


def _letter_by_letter(pen: Pen, mark: Mark, chance: Random) -> None:
    for letter in re.finditer(r"\S\s*", mark.text):
        x = width(mark.text[: letter.start()], mark.font, mark.size)
        pen.canvas.drawString(mark.x + x, mark.y, letter[0])


def _letters_without_blanks(pen: Pen, mark: Mark, chance: Random) -> None:
    x = mark.x
    for letter in mark.text:
        if letter == " ":
            x += 0.14 * mark.size
            continue
        pen.canvas.drawString(x, mark.y, letter)
        x += width(letter, mark.font, mark.size)


def _in_form(pen: Pen, mark: Mark, chance: Random) -> None:
    left, foot, across, up = mark.box
    scale = chance.choice((0.5, 1, 2))

    def draw(canvas: Canvas) -> None:
        canvas.setFont(mark.font, mark.size / scale)
        canvas.drawString(0.5 / scale, _DOWN * mark.size / scale, mark.text)

    name = pen.form(across / scale, up / scale, draw, Matrix=PDFArray([scale, 0, 0, scale, left, foot]))
    pen.canvas.doForm(name)


def _in_field(pen: Pen, mark: Mark, chance: Random) -> None:
    write = _typing(mark)

    def draw(canvas: Canvas) -> None:
        canvas._code.append("/Tx BMC")
        write(canvas)
        canvas._code.append("EMC")

    pen.field(mark, draw)


def _chosen(pen: Pen, mark: Mark, chance: Random) -> None:
    """A drop-down so narrow that the button which some programs draw at its end would lie on the value."""
    choices = PDFArray([PDFString(mark.text), PDFString("Another")])
    pen.field(mark._replace(room=8), FT=PDFName("Ch"), Ff=1 << 17, Opt=choices)


def _typed_on(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.note(mark, "FreeText", _typing(mark), DA=PDFString("/Helv 7 Tf 0 g"), Contents=PDFString(mark.text))


def _typed_on_plain(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.note(mark, "FreeText", DA=PDFString("/Helv 6 Tf 0 g"), Contents=PDFString(mark.text))


def _write_old(pen: Pen, mark: Mark) -> None:
    pen.canvas.drawString(mark.x, mark.y, _old(mark))


def _old(mark: Mark) -> str:
    """What stood there before: no wider than what does now."""
    if mark.text.strip().isdecimal():
        return "8"
    return next((text for text in (_OLD, "as", "A") if width(text, mark.font, mark.size) < mark.across), "")


def _over_old(pen: Pen, mark: Mark, chance: Random) -> None:
    _write_old(pen, mark)
    _cover(pen, mark, mark.ground)
    pen.canvas.setFillGray(0)
    pen.write(mark)


def _over_old_note(pen: Pen, mark: Mark, chance: Random) -> None:
    _write_old(pen, mark)
    look = {"DA": PDFString("/Helv 7 Tf 0 g"), "C": PDFArray([1, 1, 1]), "Contents": PDFString(mark.text)}
    pen.note(mark, "FreeText", _typing(mark, mark.ground), **look)


def _marked(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    pen.canvas.setFont(mark.font, 0.6 * mark.size)
    pen.canvas.drawString(mark.x + mark.across, mark.y + 0.35 * mark.size, chance.choice(("1", "2", "*", "[3]")))


def _underlined(pen: Pen, mark: Mark, chance: Random) -> None:
    pen.write(mark)
    y = mark.y - chance.uniform(0.08, 0.2) * mark.size
    pen.canvas.line(mark.x, y, mark.x + mark.across, y)


_ARROW = ((10, 0), (2, 6), (2, 2), (-10, 2), (-10, -2), (2, -2), (2, -6))
_TURNS = {"→": 0, "↑": 90, "←": 180, "↓": 270}


def _drawn_arrow(pen: Pen, mark: Mark, chance: Random) -> None:
    canvas = pen.canvas
    canvas.translate(mark.x + 10, mark.y + 0.1 * mark.size)
    canvas.rotate(_TURNS[mark.text])
    canvas.scale(0.5, 0.5)
    canvas.setFillColor(chance.choice(("#000000", "#4472c4", "#00b050")))
    path = canvas.beginPath()
    path.moveTo(*_ARROW[0])
    for point in _ARROW[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, fill=1, stroke=int(chance.random() < 0.5))


def _pictured_arrow(pen: Pen, mark: Mark, chance: Random) -> None:
    image = Image.new("RGBA", (96, 96), (255, 255, 255, chance.choice((0, 255))))
    corners = [(48 + 4 * x, 48 + 4 * y) for x, y in _ARROW]
    ImageDraw.Draw(image).polygon(corners, fill=chance.choice(("black", "firebrick", "green")))
    _picture(pen, mark, image.rotate(_TURNS[mark.text]), (mark.x, mark.y - 3, 12, 12))


def _letters_as_picture(pen: Pen, mark: Mark, chance: Random) -> None:
    font = ImageFont.load_default(32)
    left, top, right, bottom = font.getbbox(mark.text.rstrip())
    image = Image.new("RGB", (int(right - left), int(bottom - top)), mark.ground)
    ImageDraw.Draw(image).text((-left, -top), mark.text.rstrip(), font=font, fill="black")
    _picture(pen, mark, image, (mark.x, mark.y, mark.across, 0.75 * mark.size))


def _letters_as_curves(pen: Pen, mark: Mark, chance: Random) -> None:
    path, x = pen.canvas.beginPath(), mark.x
    for letter in mark.text.rstrip():
        for draw, *points in _outline(letter, mark.size):
            getattr(path, draw)(*(at + (mark.y if odd % 2 else x) for odd, at in enumerate(points)))
        x += width(letter, REGULAR, mark.size)
    pen.canvas.drawPath(path, fill=1, stroke=0)


def _outline(letter: str, size: float) -> Iterator[tuple[str, *tuple[float, ...]]]:
    """How to draw a letter as curves: what the path does, and the points it does it with."""
    with pypdfium2.PdfDocument.new() as document:
        font = pdfium.FPDFText_LoadStandardFont(document.raw, REGULAR.encode())
        glyph = pdfium.FPDFFont_GetGlyphPath(font, ord(letter), size)
        curve: list[float] = []
        for number in range(max(0, pdfium.FPDFGlyphPath_CountGlyphSegments(glyph))):
            segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(glyph, number)
            x, y = pdfium.c_float(), pdfium.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            at = x.value * size, y.value * size  # PDFium gives shares of the type size
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                curve += at
                if len(curve) == 6:
                    yield "curveTo", *curve
                    curve = []
            else:
                yield "moveTo" if kind == pdfium.FPDF_SEGMENT_MOVETO else "lineTo", *at
        pdfium.FPDFFont_Close(font)


_DRAWN: dict[str, Callable[[Pen, Mark, Random], object]] = {
    "as_ground": _as_ground, "faint": _faint, "under_box": _under_box, "under_picture": _under_picture,
    "clipped_away": _clipped_away, "off_page": _off_page, "no_ink": _no_ink, "minute": _minute, "clear": _clear,
    "layer_off": lambda pen, mark, _: _on_layer(pen, mark, on=False),
    "layer_on": lambda pen, mark, _: _on_layer(pen, mark, on=True),
    "hidden_note": _hidden_note, "struck": _struck, "struck_by_box": _struck_by_box, "struck_by_note": _struck_by_note,
    "struck_by_drawn_note": _struck_by_drawn_note, "twice": _twice, "with_shadow": _with_shadow,
    "struck_by_bare_note": _struck_by_bare_note, "overtyped": _overtyped, "half_covered": _half_covered,
    "outlined": _outlined, "grey": _grey, "on_ground": _on_ground, "letter_by_letter": _letter_by_letter,
    "letters_without_blanks": _letters_without_blanks,
    "in_form": _in_form, "in_field": _in_field, "in_plain_field": lambda pen, mark, _: pen.field(mark),
    "chosen": _chosen, "typed_on": _typed_on, "typed_on_plain": _typed_on_plain,
    "over_old": _over_old, "over_old_note": _over_old_note,
    "marked": _marked, "underlined": _underlined, "drawn_arrow": _drawn_arrow, "pictured_arrow": _pictured_arrow,
    "letters_as_picture": _letters_as_picture, "letters_as_curves": _letters_as_curves,
}  # fmt: skip
