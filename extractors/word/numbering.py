"""Which list a Word paragraph belongs to, how deep it stands there and which number Word prints before it.

Rules of ECMA-376, part 1, 17.9 (numbering) and 17.7 (styles). What Word does beyond them: lists that share an
abstract definition share their count, and a start override restarts it once, where its list is first used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from extractors.lines.bullets import BULLET
from extractors.lines.characters import clean
from extractors.lines.drafts import Item
from extractors.lines.lists import Depths, Numeral, capital, doubling_letter, roman, two_digits
from extractors.word.markup import W, has, value

_NUMERALS: dict[str, Numeral] = {
    "decimal": str,
    "decimalZero": two_digits,
    "lowerLetter": doubling_letter,
    "upperLetter": capital(doubling_letter),
    "lowerRoman": roman,
    "upperRoman": capital(roman),
}
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list (?:bullet|number) (\d)", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d{1,9}")
_PLACEHOLDER = re.compile(r"%([1-9])")


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
class Style:
    """What a paragraph style, with those it is based on, says of headings and lists."""

    heading: int = 0
    list_level: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    numbered_by: str | None = None
    """The style that brings the numbering; a list's level may name it."""
    indent: Indent = Indent()


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    legal: bool
    restart: int | None
    style: str | None
    indent: Indent
    picture: bool


def indent_of(properties: Element | None) -> Indent:
    """The indent that some paragraph properties state themselves."""
    ind = properties.find(W + "ind") if properties is not None else None
    if ind is None:
        return Indent()
    hanging = _twips(ind, "hanging")
    left = _twips(ind, "left")
    return Indent(
        left=_twips(ind, "start") if left is None else left,
        first=_twips(ind, "firstLine") if hanging is None else -hanging,
    )


class Styles:
    """The paragraph styles of a document, each with what it inherits."""

    def __init__(self, part: Element | None) -> None:
        """Take the styles part's root, None where the file has none."""
        found = part.iter(W + "style") if part is not None else ()
        self._elements = {element.get(W + "styleId", ""): element for element in found}
        self._known: dict[str, Style] = {}
        self.default = next((name for name, element in self._elements.items() if _is_default(element)), None)

    def look_up(self, style_id: str | None) -> Style:
        """The style of a paragraph that names ``style_id``; where it names none, the document's default."""
        chain: list[str] = []
        name = style_id or self.default
        while name in self._elements and name not in self._known and name not in chain:
            chain.append(name)
            name = value(self._elements[name], "basedOn")
        style = self._known.get(name or "", Style())
        for name in reversed(chain):
            style = self._known[name] = _derived(name, self._elements[name], style)
        return style


class Numbering:
    """The lists of a document and their counts. Ask it once for each paragraph, in reading order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        """Take the numbering part's root, None where the file has none."""
        self._styles = styles
        self._abstracts = {e.get(W + "abstractNumId"): e for e in _children(part, "abstractNum")}
        self._nums = {e.get(W + "numId"): e for e in _children(part, "num")}
        self._levels: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        self.unknown_formats: set[str] = set()
        """Number formats met that are written in digits for want of knowing better."""

    def item(self, properties: Element | None, style: Style, depths: Depths) -> Item | None:
        """The list item that a paragraph with these properties is, or None. Counts it.

        Its level is the level of its list; for lists of a single level the one in the name of Word's own list
        styles (``List Bullet 2``); else its indent relative to others of such lists, which ``depths`` keeps.
        """
        direct = properties.find(W + "numPr") if properties is not None else None
        own_list = value(direct, "numId")
        num_id = style.num_id if own_list is None else own_list
        if num_id in {None, "0"} or num_id not in self._nums:  # 0 takes a paragraph out of its style's list
            return None
        abstract, levels, starts = self._list(num_id)
        ilvl = _number(value(direct, "ilvl"))
        if ilvl is None and own_list is None:
            ilvl = style.ilvl
            if ilvl is None:
                ilvl = next((i for i, level in levels.items() if level.style == style.numbered_by), None)
        ilvl = ilvl or 0
        level = levels.get(ilvl)
        if level is None:
            return None
        self._count(num_id, abstract, ilvl, levels, starts)
        marker = self._marker(abstract, ilvl, levels, starts)
        if marker is None:
            return None
        stated = ilvl + 1 if ilvl else style.list_level
        if stated:
            return Item(stated, marker)
        inherited = level.indent.under(style.indent) if own_list is None else style.indent.under(level.indent)
        return Item(depths.level(inherited.under(indent_of(properties)).start), marker)

    def _list(self, num_id: str) -> tuple[str, dict[int, _Level], dict[int, int]]:
        """A list's abstract definition, its levels and the numbers each starts with."""
        if num_id not in self._levels:
            num = self._nums[num_id]
            abstract = self._abstract(value(num, "abstractNumId"))
            levels = {_ilvl(e): _level(e) for e in _children(self._abstracts.get(abstract), "lvl")}
            starts = {}
            for override in _children(num, "lvlOverride"):
                if (replaced := override.find(W + "lvl")) is not None:
                    levels[_ilvl(override)] = _level(replaced)
                if (start := _number(value(override, "startOverride"))) is not None:
                    starts[_ilvl(override)] = start
            self._levels[num_id] = (abstract or "", levels, starts)
        return self._levels[num_id]

    def _abstract(self, abstract: str | None) -> str | None:
        """The definition that holds the levels: one may point, through a numbering style, to another."""
        linked = value(self._abstracts.get(abstract), "numStyleLink")
        num = self._nums.get(self._styles.look_up(linked).num_id) if linked else None
        return abstract if num is None else value(num, "abstractNumId")

    def _count(self, num_id: str, abstract: str, ilvl: int, levels: dict[int, _Level], starts: dict[int, int]) -> None:
        counts = self._counts[abstract]
        restarts = ilvl in starts and (num_id, ilvl) not in self._restarted
        if restarts:
            self._restarted.add((num_id, ilvl))
        counts[ilvl] = _start(ilvl, levels, starts) if restarts or ilvl not in counts else counts[ilvl] + 1
        for deeper in [other for other in counts if other > ilvl]:
            after = levels[deeper].restart if deeper in levels else None
            if after is None or ilvl < after:
                del counts[deeper]

    def _marker(self, abstract: str, ilvl: int, levels: dict[int, _Level], starts: dict[int, int]) -> str | None:
        """What is printed before the text: a bullet, a number such as ``"2.1"`` or ``"(a)"``, or nothing."""
        level = levels[ilvl]

        def written(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            count = self._counts[abstract].get(other, _start(other, levels, starts))
            form = levels[other].format if other in levels else "decimal"
            if form in {"none", "bullet"}:
                return ""
            if form not in _NUMERALS:
                self.unknown_formats.add(form)
            return str(count) if level.legal else _NUMERALS.get(form, str)(count)

        if level.format == "bullet":
            return BULLET if level.text or level.picture else None
        printed = clean(_PLACEHOLDER.sub(written, level.text))
        return printed or None


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
        ilvl=_number(value(numbering, "ilvl")) if numbering is not None else base.ilvl,
        numbered_by=style_id if num_id else base.numbered_by,
        indent=base.indent.under(indent_of(properties)),
    )


def _level(element: Element) -> _Level:
    return _Level(
        start=_number(value(element, "start")) or 0,
        format=value(element, "numFmt") or "decimal",
        text=(value(element, "lvlText") or "").strip(),
        legal=has(element, "isLgl"),
        restart=_number(value(element, "lvlRestart")),
        style=value(element, "pStyle"),
        indent=indent_of(element.find(W + "pPr")),
        picture=element.find(W + "lvlPicBulletId") is not None,
    )


def _start(ilvl: int, levels: dict[int, _Level], starts: dict[int, int]) -> int:
    return starts.get(ilvl, levels[ilvl].start if ilvl in levels else 1)


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return element.iterfind(W + name) if element is not None else iter(())


def _ilvl(element: Element) -> int:
    return _number(element.get(W + "ilvl")) or 0


def _is_default(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true", "on"}


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


def _twips(ind: Element, name: str) -> int | None:
    return _number(ind.get(W + name))
