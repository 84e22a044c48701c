"""Which list a Word paragraph belongs to, how deep it stands there and which number Word prints before it.

Rules of ECMA-376, part 1, 17.9. What Word does beyond them: lists that share an
abstract definition share their count, and a start override restarts it once, where its list is first used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from extractors.bounds import too_large
from extractors.lines.bullets import BULLET
from extractors.lines.characters import clean
from extractors.lines.drafts import Item
from extractors.lines.lists import Depths, Numeral, capital, doubling_letter, roman, two_digits
from extractors.word.markup import W, has, value
from extractors.word.styles import Indent, Style, Styles, indent_of, number

_NUMERALS: dict[str, Numeral] = {
    "decimal": str,
    "decimalZero": two_digits,
    "lowerLetter": doubling_letter,
    "upperLetter": capital(doubling_letter),
    "lowerRoman": roman,
    "upperRoman": capital(roman),
}
_DEEPEST = 8
"""A list has levels 0 to 8 (17.9.3)."""
_LONGEST = 255
"""Characters of a level's text; Word takes fewer."""
_PLACEHOLDER = re.compile(r"%([1-9])")


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
    hidden: bool


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

    def next_item(self, properties: Element | None, style: Style, depths: Depths) -> Item | None:
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
        ilvl = number(value(direct, "ilvl"))
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
            written = _children(self._abstracts.get(abstract), "lvl")
            levels = {_ilvl(e): _level(e) for e in written if _ilvl(e) <= _DEEPEST}
            starts = {}
            for override in _children(num, "lvlOverride"):
                if (replaced := override.find(W + "lvl")) is not None and _ilvl(override) <= _DEEPEST:
                    levels[_ilvl(override)] = _level(replaced)
                if (start := number(value(override, "startOverride"))) is not None:
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
        if level.hidden:
            return None

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


def _level(element: Element) -> _Level:
    """A level as the file defines it.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    text = (value(element, "lvlText") or "").strip()
    if len(text) > _LONGEST:
        raise too_large(f"a list has {len(text)} characters for a number")
    return _Level(
        start=number(value(element, "start")) or 0,
        format=value(element, "numFmt") or "decimal",
        text=text,
        legal=has(element, "isLgl"),
        restart=number(value(element, "lvlRestart")),
        style=value(element, "pStyle"),
        indent=indent_of(element.find(W + "pPr")),
        picture=element.find(W + "lvlPicBulletId") is not None,
        hidden=has(element.find(W + "rPr"), "vanish"),
    )


def _start(ilvl: int, levels: dict[int, _Level], starts: dict[int, int]) -> int:
    return starts.get(ilvl, levels[ilvl].start if ilvl in levels else 1)


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return element.iterfind(W + name) if element is not None else iter(())


def _ilvl(element: Element) -> int:
    return number(element.get(W + "ilvl")) or 0
