"""What stands in a cell or a line: its paragraphs and list items, out of the markup that a rendering left in it.

A cell that a page end cut holds halves of its markup, and a text may say ``<16``: so only tags known here are taken
for tags, none needs its other half, and everything else is text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from extractors.lines.bullets import BULLET, GLYPHS, split_bullet
from extractors.lines.characters import LINE_BREAK, clean
from extractors.text.cells import Piece, TextCell

_BLOCKS = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tr", "td", "th", "br"))
_INLINE = ("a", "b", "strong", "i", "em", "u", "s", "sup", "sub", "span", "font")
_LISTS = frozenset(("ul", "ol"))
_TAG = re.compile(
    rf"<!--.*?-->|<(/?)({'|'.join((*_BLOCKS, *_LISTS, *_INLINE, 'li'))})(?=[\s/>])[^<>]*>", re.IGNORECASE | re.DOTALL
)
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]+\d*);", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_CONVERTER = re.compile(r"\[bookmark: [^\]]*\]")
"""What a converter says of the file, and the paper does not."""
_INNER_BULLET = re.compile(rf"(?<=\s)(?={BULLET}\s)")


@dataclass(slots=True)
class _List:
    """An open list: whether it numbers its items, and how many it has had."""

    numbered: bool
    items: int = 0


@dataclass(slots=True)
class _Reader:
    """Puts the text of a cell together, tag by tag."""

    pieces: list[Piece] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    item: Piece | None = None
    """The item that begins with the next words."""
    lost_list: bool = False

    def tag(self, closing: bool, name: str) -> None:
        if name in _INLINE:
            return
        self.flush()
        if name in _LISTS and closing:
            del self.lists[-1:]
        elif name in _LISTS:
            self.lists.append(_List(numbered=name == "ol"))
        elif name == "li":
            self.item = None if closing else self._next_item()

    def flush(self) -> None:
        """End a paragraph: turn the text so far into pieces."""
        parts = "".join(self.pending).replace("\n", LINE_BREAK).split(LINE_BREAK)
        self.pending.clear()
        if self.lists and not self.lists[-1].items:  # words of a list, but of none of its items
            parts = [said for part in parts for said in _INNER_BULLET.split(part)]
            self.lost_list |= any(clean(said) and split_bullet(clean(said))[0] is None for said in parts)
        for part in parts:
            self._add(clean(part))

    def _add(self, text: str) -> None:
        if not text:
            return
        bullet, rest = split_bullet(text)
        if text.startswith("o ") and not self.pieces:  # the bullet of an inner list, or the end of a cut word
            bullet, rest = None, text
        piece = self.item or Piece("")
        self.item = None
        if bullet:
            piece = Piece("", max(1, piece.depth), text[0])
        piece.text = rest
        self.pieces.append(piece)

    def _next_item(self) -> Piece:
        if not self.lists:  # a page end cut off the beginning of its list
            return Piece("", 1)
        self.lists[-1].items += 1
        return Piece("", len(self.lists), number=f"{self.lists[-1].items}." if self.lists[-1].numbered else None)


def read_cell(raw: str) -> TextCell:
    """A cell from its text: a paragraph for each line, block and list item, without blank ones."""
    reader = _Reader()
    end = 0
    raw = _BOLD.sub(r"\1", _CONVERTER.sub("", raw))
    for tag in _TAG.finditer(raw):
        reader.pending.append(_ENTITY.sub(_character, raw[end : tag.start()]))
        if tag[2]:
            reader.tag(bool(tag[1]), tag[2].lower())
        end = tag.end()
    reader.pending.append(_ENTITY.sub(_character, raw[end:]))
    reader.flush()
    pieces = [piece for piece in reader.pieces if piece.text not in GLYPHS]  # an item without words
    return TextCell(pieces or reader.pieces, reader.lost_list)


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])
