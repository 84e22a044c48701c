"""What a cell or a line says: its paragraphs and list items, out of the markup that a rendering left in it.

A cell that a page end cut holds halves of its markup, and a text may say ``<16``: so only tags known here are taken
for tags, none needs its other half, and everything else is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.bounds import check_line
from extractors.findings import Code
from extractors.lines.bullets import BULLET, GLYPHS, split_bullet
from extractors.lines.characters import LINE_BREAK, clean
from extractors.lines.drafts import DraftLine
from extractors.lines.lists import Depths
from extractors.text.cells import TextCell, levelled

_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tr", "td", "th", "br", "li")
_INLINE = ("a", "b", "strong", "i", "em", "u", "s", "sup", "sub", "span", "font")
_TAG = re.compile(rf"<(/?)({'|'.join((*_BLOCKS, 'ul', 'ol', *_INLINE))})(?=[\s/>])[^<>]*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{1,31}\d{0,2});", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(?=\S)((?>(?:[^*\n]|\*(?!\*))+))(?<=\S)\*\*")
_CONVERTER = re.compile(r"\[bookmark: [^][]*\]")
"""What a converter says of the file, and the paper does not."""
_INNER_BULLET = re.compile(rf"(?<=\s)(?={BULLET}\s)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*)$")


_ENDS_HEADING = "# \t\n\r\f\v\u00a0"


@dataclass(slots=True)
class _List:
    """An open list: whether it numbers its items, and how many it has had."""

    numbered: bool
    items: int = 0


@dataclass(slots=True)
class _Reader:
    """Puts the text of a cell together, tag by tag; ``item`` is the list item that begins with the next words."""

    cell: TextCell = field(default_factory=TextCell)
    pending: str = ""
    lists: list[_List] = field(default_factory=list)
    item: DraftLine | None = None

    def text(self, raw: str) -> None:
        self.pending += _ENTITY.sub(lambda entity: html.unescape(entity[0]), raw)

    def tag(self, name: str, *, closing: bool) -> None:
        if name in _INLINE or not name:
            return
        self.flush()
        if name in ("ul", "ol") and closing:
            del self.lists[-1:]
        elif name in ("ul", "ol"):
            self.lists.append(_List(numbered=name == "ol"))
        elif name == "li":
            self.item = None if closing else self._next_item()

    def flush(self) -> None:
        """End a paragraph: turn the text so far into lines."""
        parts = self.pending.replace("\n", LINE_BREAK).split(LINE_BREAK)
        self.pending = ""
        if self.lists and not self.lists[-1].items:  # words of a list, but of none of its items
            parts = [clean(said) for part in parts for said in _INNER_BULLET.split(part)]
            if any(said and split_bullet(said)[0] is None for said in parts) and not self.cell.notes:
                self.cell.note(Code.LOST_LIST, "a list has lost the marks of its items, so that they run together")
        for text in filter(None, map(clean, parts)):
            self._add(text)

    def _add(self, text: str) -> None:
        bullet, rest = split_bullet(text)
        if text.startswith("o ") and not self.cell.lines:  # the bullet of an inner list, or the end of a cut word
            bullet, rest = None, text
        line = self.item or DraftLine("")
        self.item = None
        if bullet:
            line = DraftLine("", max(1, line.level), typed=text[0])
        line.text = rest
        self.cell.lines.append(line)

    def _next_item(self) -> DraftLine:
        if not self.lists:  # a page end cut off the beginning of its list
            return DraftLine("", 1)
        self.lists[-1].items += 1
        return DraftLine("", len(self.lists), f"{self.lists[-1].items}." if self.lists[-1].numbered else None)


def read_cell(raw: str) -> TextCell:
    """A cell from its text: a paragraph for each line, block and list item, without blank ones.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    check_line(len(raw))
    reader = _Reader()
    raw = _BOLD.sub(r"\1", _CONVERTER.sub("", _without_comments(raw)))
    end = 0
    for tag in _TAG.finditer(raw):
        reader.text(raw[end : tag.start()])
        reader.tag((tag[2] or "").lower(), closing=bool(tag[1]))
        end = tag.end()
    reader.text(raw[end:])
    reader.flush()
    said = [line for line in reader.cell.lines if line.text not in GLYPHS]  # not an item without words
    reader.cell.lines = said or reader.cell.lines
    return reader.cell


def _without_comments(raw: str) -> str:
    kept, at = "", 0
    while (start := raw.find("<!--", at)) >= 0 and (end := raw.find("-->", start + 4)) >= 0:
        kept, at = kept + raw[at:start], end + 3
    return kept + raw[at:]


def paragraphs(raw: Iterable[str]) -> list[DraftLine]:
    """Lines of a text outside tables; a blank one is none. A list item that is set in is under the one before."""
    found = []
    depths = Depths(0)
    for line in raw:
        heading = _HEADING.match(line)
        for said in levelled(read_cell(heading[2].rstrip(_ENDS_HEADING) if heading else line).lines):
            if said.level:
                said.level = max(said.level, depths.level(len(line) - len(line.lstrip())))
            else:
                depths = Depths(0)
            said.heading = len(heading[1]) if heading else 0
            found.append(said)
    return found
