"""Puts rules, grounds and lines of text on PDF pages, in whichever odd way a fault asks for."""

from __future__ import annotations

import io
from collections.abc import Callable, Set
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.pdfgen.canvas import Canvas

from tests.builder.pen import Mark, Pen
from tests.builder.wrap import width

WEIGHT = 0.5
"""Points; how thick a rule is."""
SHIFT = (120.0, 45.0)
"""Points; where the lower left corner of a shifted page box lies."""


class Rule(NamedTuple):
    """A horizontal or vertical rule between two points."""

    x0: float
    y0: float
    x1: float
    y1: float


class Ground(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Ink:
    """A PDF in the making. Everything of a page is handed over at once; ``done`` gives the bytes."""

    def __init__(self, title: str, size: tuple[float, float], faults: Set[str]) -> None:
        self.out = io.BytesIO()
        self.faults = faults
        self.width, self.height = size
        self.pages = 0
        self.canvas = Canvas(self.out, pagesize=size, invariant=1, pageCompression=0)  # to spell it in ASCII takes long
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        if "rotated_page" in faults:
            self.canvas.setPageRotation(90)
        self.pen = Pen(self.canvas)

    def resize(self, size: tuple[float, float]) -> None:
        """Give the pages from here on another size."""
        self.width, self.height = size
        self.canvas.setPageSize(size)

    def page(self, grounds: list[Ground], rules: list[Rule], marks: list[Mark]) -> None:
        """Draw and close one page."""
        canvas = self.canvas
        if "shifted_page_box" in self.faults:
            canvas.translate(*SHIFT)
        if "rotated_page" in self.faults:
            canvas.transform(0, 1, -1, 0, self.height, 0)
        for x, y, across, up, colour in grounds:
            canvas.setFillColor(colour)
            canvas.rect(x, y, across, up, stroke=0, fill=1)
        canvas.setFillColor("#000000")
        if "rules_in_form" in self.faults:
            self._form(rules)
        else:
            self._rules(rules)
        for mark in marks:
            self._mark(mark)
        self.pages += 1
        canvas.showPage()
        self.pen.end_page()
        if "shifted_page_box" in self.faults:
            left, foot = SHIFT
            turned = "rotated_page" in self.faults
            across, up = (self.height, self.width) if turned else (self.width, self.height)
            box = PDFArray([left, foot, left + across, foot + up])
            canvas._doc.Pages.pages[-1].MediaBox = box

    def _rules(
        self, rules: list[Rule], scaled: Callable[[float, float], tuple[float, float]] = lambda x, y: (x, y)
    ) -> None:
        canvas = self.canvas
        canvas.setLineWidth(WEIGHT)
        for x0, y0, x1, y1 in rules:
            (left, foot), (right, top) = scaled(x0, y0), scaled(x1, y1)
            if "rules_as_rectangles" in self.faults:
                half = WEIGHT / 2
                canvas.rect(left - half, foot - half, right - left + WEIGHT, top - foot + WEIGHT, stroke=0, fill=1)
            else:
                canvas.line(left, foot, right, top)

    def _form(self, rules: list[Rule]) -> None:
        """The rules drawn at half their size and off their place, in a form whose matrix puts them right."""
        name = f"rules{self.pages}"
        self.canvas.beginForm(name, 0, 0, self.width, self.height)
        self._rules(rules, lambda x, y: ((x - 30) / 2, (y - 20) / 2))
        self.canvas.endForm(Matrix=PDFArray([2, 0, 0, 2, 30, 20]))
        self.canvas.doForm(name)

    def _mark(self, mark: Mark) -> None:
        canvas = self.canvas
        canvas.setFont(mark.font, mark.size)
        if mark.way:
            canvas.saveState()
            self.pen.draw(mark)
            canvas.restoreState()
        elif mark.upright:
            canvas.saveState()
            canvas.translate(mark.x, mark.y)
            canvas.rotate(90)
            canvas.drawString(0, 0, mark.text)
            canvas.restoreState()
        elif "drawn_bullets" in self.faults and mark.text == "•":
            canvas.circle(mark.x + 1.4, mark.y + 0.3 * mark.size, 1.2, stroke=0, fill=1)
        elif "doubled_letters" in self.faults and mark.font.endswith("Bold"):
            x = mark.x
            for letter in mark.text:
                canvas.drawString(x, mark.y, letter)
                canvas.drawString(x + 0.3, mark.y, letter)
                x += width(letter, mark.font, mark.size)
        else:
            canvas.drawString(mark.x, mark.y, mark.text)

    def done(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self.out.getvalue()
