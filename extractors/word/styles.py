"""What the styles of a Word document say: of headings, lists and indents, and of how its text looks.

A style has what it is based on and overrides it; a paragraph or run has what its styles say and overrides that
(ECMA-376, part 1, 17.7). Nothing else in this package asks where a property comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extractors.lines.colours import alike
from extractors.lines.drafts import WHITE
from extractors.word.markup import W, has, value

Properties = Mapping[str, object]
"""Properties of text that are stated: ``vanish``, ``strike``, ``dstrike`` (bool), ``raised`` (bool), ``size`` (half
points), ``colour`` and ``fill`` (``#rrggbb``, ``AUTO`` or ``UNKNOWN``), ``font`` (a name; "" for the theme's)."""

AUTO, UNKNOWN = "auto", "?"

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list (?:bullet|number) (\d)", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d{1,9}")
_COLOUR = re.compile("[0-9a-fA-F]{6}")

_TOGGLED = ("vanish", "strike")
"""Of these, styles of different kinds that both say so cancel each other out (17.7.3)."""
_SMALLEST = 4
"""Half points: what is smaller than 2 points is no text that a person reads."""
_USUAL_SIZE = 20
"""Half points: the size of text of which nothing says one (17.3.2.38)."""
_LOWEST = 40
"""Twips (1/20 point): a row or line of an exact height below 2 points shows nothing of its text."""


def number(text: str | None) -> int | None:
    """A whole number as an attribute gives it, or None."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Indent:
    """Where a paragraph's text block starts and its first line relative to it, in twips; None: not said here."""

    left: int | None = None
    first: int | None = None

    def under(self, nearer: Indent) -> Indent:
        """This indent where ``nearer``, which is closer to the paragraph, says nothing."""
        left = self.left if nearer.left is None else nearer.left
        return Indent(left, self.first if nearer.first is None else nearer.first)

    @property
    def start(self) -> int:
        """Where the first line starts: where a bullet or number stands."""
        return (self.left or 0) + (self.first or 0)


@dataclass(frozen=True, slots=True)
class Spacing:
    """How high a paragraph's lines are and how far it keeps from others, in twips; None: not said here (17.3.1.33).

    ``line`` is what ``rule`` says: an ``exact`` height, one of ``atLeast`` that much, or 240ths of a line (``auto``).
    """

    line: int | None = None
    rule: str | None = None
    before: int | None = None
    after: int | None = None

    def under(self, nearer: Spacing) -> Spacing:
        """This spacing where ``nearer``, which is closer to the paragraph, says nothing."""
        line, rule = (self.line, self.rule) if nearer.line is None else (nearer.line, nearer.rule)
        before = self.before if nearer.before is None else nearer.before
        return Spacing(line, rule, before, self.after if nearer.after is None else nearer.after)

    @property
    def low(self) -> bool:
        """Whether its lines have an exact height that shows nothing."""
        return self.rule == "exact" and self.line is not None and self.line < _LOWEST


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, with those it is based on, says."""

    heading: int = 0
    list_level: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    numbered_by: str | None = None
    """The style that brings the numbering; a list's level may name it."""
    indent: Indent = Indent()
    text: Properties = field(default_factory=dict)
    fill: str | None = None
    """The colour behind its paragraphs."""
    spacing: Spacing = Spacing()


@dataclass(frozen=True, slots=True)
class Look:
    """How the page shows a run; ``unseen`` completes "words …" where it does not."""

    unseen: str | None = None
    struck: bool = False
    raised: bool = False
    font: str | None = None
    size: int = _USUAL_SIZE
    """Half points."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What text stands on: the colour under it (``UNKNOWN``: some drawing's), and what a table's style says of it."""

    fill: str = WHITE
    text: Properties = field(default_factory=dict)
    unseen: str | None = None


def indent_of(properties: Element | None) -> Indent:
    """The indent that some paragraph properties state themselves."""
    ind = properties.find(W + "ind") if properties is not None else None
    if ind is None:
        return Indent()
    hanging = number(ind.get(W + "hanging"))
    left = number(ind.get(W + "left"))
    return Indent(
        left=number(ind.get(W + "start")) if left is None else left,
        first=number(ind.get(W + "firstLine")) if hanging is None else -hanging,
    )


def spacing_of(properties: Element | None) -> Spacing:
    """The spacing that some paragraph properties state themselves."""
    stated = properties.find(W + "spacing") if properties is not None else None
    if stated is None:
        return Spacing()
    line, before, after = (number(stated.get(W + name)) for name in ("line", "before", "after"))
    return Spacing(line, stated.get(W + "lineRule", "auto"), before, after)


def shading(properties: Element | None) -> str | None:
    """The colour that some properties give the ground, ``UNKNOWN`` for a pattern; None where they give none.

    Of a solid pattern the pattern's own colour is what shows (17.18.78).
    """
    shd = properties.find(W + "shd") if properties is not None else None
    if shd is None:
        return None
    pattern = shd.get(W + "val", "clear")
    if pattern not in {"clear", "solid", "nil"}:
        return UNKNOWN
    stated = shd.get(W + ("color" if pattern == "solid" else "fill"), "")
    if _COLOUR.fullmatch(stated):
        return f"#{stated.lower()}"
    return UNKNOWN if pattern == "solid" or shd.get(W + "themeFill") else None


def exact_height(row: Element | None) -> int | None:
    """The height in twips that a row's properties fix, whatever is in it (17.4.81); None where they fix none."""
    height = row.find(W + "trHeight") if row is not None else None
    return number(height.get(W + "val")) if height is not None and height.get(W + "hRule") == "exact" else None


def is_low(row: Element | None) -> bool:
    """Whether a row's height is exact and shows nothing."""
    twips = exact_height(row)
    return twips is not None and twips < _LOWEST


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, part: Element | None) -> None:
        """Take the styles part's root, None where the file has none."""
        found = part.iter(W + "style") if part is not None else ()
        self._elements = {element.get(W + "styleId", ""): element for element in found}
        self._known: dict[str, Style] = {}
        defaults = part.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if part is not None else None
        self._defaults = text_properties(defaults)
        self.spacing = spacing_of(part.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr") if part is not None else None)
        self._default = {
            kind: next((name for name, e in self._elements.items() if _is_default(e, kind)), None)
            for kind in ("paragraph", "character", "table")
        }

    def look_up(self, style_id: str | None, kind: str = "paragraph") -> Style:
        """The style of a paragraph that names ``style_id``; where it names none, the document's default."""
        chain: dict[str, None] = {}
        name = style_id or self._default[kind]
        while name in self._elements and name not in self._known and name not in chain:
            chain[name] = None
            name = value(self._elements[name], "basedOn")
        style = self._known.get(name or "", Style())
        for name in reversed(chain):
            style = self._known[name] = _derived(name, self._elements[name], style)
        return style

    def elements(self, style_id: str | None, kind: str) -> Iterator[Element]:
        """The elements of a style and of those it is based on, the farthest first."""
        chain: dict[str, Element] = {}
        name = style_id or self._default[kind]
        while name in self._elements and name not in chain:
            chain[name] = self._elements[name]
            name = value(self._elements[name], "basedOn")
        return reversed(chain.values())

    def look(self, run: Element | None, paragraph: Style, own: Element | None, ground: Ground) -> Look:
        """How a run looks that has these properties, in a paragraph of this style and these own properties."""
        character = self.look_up(value(run, "rStyle"), "character").text
        layers = (ground.text, paragraph.text, character)
        direct = text_properties(run)
        stated: dict[str, object] = dict(self._defaults)
        for layer in (*layers, direct):
            stated.update(layer)
        for name in _TOGGLED:
            if name not in direct and not self._defaults.get(name):
                stated[name] = sum(bool(layer.get(name)) for layer in layers) % 2 == 1
        behind = stated.get("fill") or shading(own) or paragraph.fill or ground.fill
        low = paragraph.spacing.low or spacing_of(own).low
        font, size = stated.get("font"), stated.get("size")
        return Look(
            unseen=ground.unseen or _unseen(stated, str(behind), low=low),
            struck=bool(stated.get("strike") or stated.get("dstrike")),
            raised=bool(stated.get("raised")),
            font=str(font) if font else None,
            size=size if isinstance(size, int) else _USUAL_SIZE,
        )


def text_properties(element: Element | None) -> dict[str, object]:
    """What a run's properties state themselves."""
    if element is None:
        return {}
    stated: dict[str, object] = {
        name: has(element, name) for name in (*_TOGGLED, "dstrike") if element.find(W + name) is not None
    }
    if (align := value(element, "vertAlign")) is not None:
        stated["raised"] = align == "superscript"
    if (rise := number(value(element, "position"))) is not None:
        stated["raised"] = bool(stated.get("raised")) or rise > 0
    if (size := number(value(element, "sz"))) is not None:
        stated["size"] = size
    if (colour := element.find(W + "color")) is not None:
        stated["colour"] = _colour(colour)
    if (fill := shading(element)) is not None:
        stated["fill"] = fill
    if value(element, "highlight") not in {None, "none"}:
        stated["fill"] = UNKNOWN
    fonts = element.find(W + "rFonts")
    if fonts is not None:
        themed = fonts.get(W + "asciiTheme") or fonts.get(W + "hAnsiTheme")
        named = fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
        if themed or named:
            stated["font"] = "" if themed else named
    return stated


def _unseen(stated: Properties, behind: str, *, low: bool) -> str | None:
    if stated.get("vanish"):
        return "that are hidden"
    size = stated.get("size")
    if low or (isinstance(size, int) and size < _SMALLEST):
        return "of no size"
    colour = stated.get("colour")
    if isinstance(colour, str) and alike(colour, behind):
        return "in the colour of their ground"
    return None


def _colour(element: Element) -> str:
    """A text's colour; the one that its theme gave when the file was saved stands beside the theme's name."""
    stated = element.get(W + "val", AUTO)
    if _COLOUR.fullmatch(stated):
        return f"#{stated.lower()}"
    return UNKNOWN if element.get(W + "themeColor") else AUTO


def _derived(style_id: str, element: Element, base: Style) -> Style:
    properties = element.find(W + "pPr")
    numbering = properties.find(W + "numPr") if properties is not None else None
    num_id = value(numbering, "numId")
    name = value(element, "name") or ""
    heading, listed = _HEADING.fullmatch(name), _LIST_STYLE.fullmatch(name)
    return Style(
        heading=1 if name.casefold() == "title" else int(heading.group(1)) if heading else base.heading,
        list_level=int(listed.group(1)) if listed else base.list_level,
        num_id=num_id or base.num_id,
        ilvl=number(value(numbering, "ilvl")) if numbering is not None else base.ilvl,
        numbered_by=style_id if num_id else base.numbered_by,
        indent=base.indent.under(indent_of(properties)),
        text={**base.text, **text_properties(element.find(W + "rPr"))},
        fill=shading(properties) or base.fill,
        spacing=base.spacing.under(spacing_of(properties)),
    )


def _is_default(style: Element, kind: str) -> bool:
    return style.get(W + "type") == kind and style.get(W + "default") in {"1", "true", "on"}
