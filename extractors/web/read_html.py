"""Web pages as Documents.

Beautiful Soup, with lxml's recovering parser, balances the tags. This module walks its tree tag by tag, so depth
costs nothing, and turns it into lines and tables; ``web.grid`` puts cells in their places and ``web.page`` parts
content from frame. Style sheets, scripts and pictures are not read; a picture in a data table becomes a finding.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import PageElement, PreformattedString

from extractors.document import Document, Line, UnreadableFileError
from extractors.findings import Code, Finding
from extractors.lines.bullets import BULLET, split_bullet
from extractors.lines.characters import LINE_BREAK, clean, seen
from extractors.lines.drafts import Draft, DraftAside, DraftFinding, DraftTable, Item, assemble, split_lines
from extractors.lines.lists import Numeral, capital, counting_letter, roman, two_digits
from extractors.places import Place
from extractors.web.charset import decode
from extractors.web.grid import HtmlCell, RowGroup, column_span, form_table, row_span
from extractors.web.page import is_frame, is_furniture, is_section, is_unread, part_furniture
from extractors.web.style import Style, background, declarations, font_of, is_hidden

Attributes = Mapping[str, str]

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "optgroup", "option", "p",
    "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ol": "decimal", "ul": "disc", "dir": "disc", "menu": "disc"}
_NUMERALS: dict[str, Numeral] = {
    "1": str, "decimal": str, "decimal-leading-zero": two_digits,
    "a": counting_letter, "lower-alpha": counting_letter, "lower-latin": counting_letter,
    "A": capital(counting_letter), "upper-alpha": capital(counting_letter), "upper-latin": capital(counting_letter),
    "i": roman, "lower-roman": roman, "I": capital(roman), "upper-roman": capital(roman),
}  # fmt: skip
_BULLETS = frozenset({"disc", "circle", "square"})
_NO_MARKER = "none"
_WORD_LEVEL = re.compile(r"\blevel(\d)")


def read_html(content: bytes) -> Document:
    """Read a web page.

    Args:
        content: The file's bytes, in the encoding they declare.

    Returns:
        Its paragraphs and tables in reading order, without pages; what only frames the page is furniture.

    Raises:
        UnreadableFileError: ``empty``.
    """
    text = decode(content)
    if not text.strip():
        raise UnreadableFileError("empty", "the web page is empty; fetch it again from where it came")
    page = _Page()
    _walk(_parse(text.replace("\x00", "")), page)
    drafts, aside = part_furniture(page.body.content)
    blocks, findings = assemble(drafts)
    undecoded = text.count("\ufffd")
    if undecoded:
        message = f"characters that the page's encoding cannot decode: {undecoded}"
        findings = (*findings, Finding(Code.UNDECODABLE_CHARACTERS, message))
    return Document(
        format="html",
        blocks=blocks,
        furniture=tuple(Line(line.text, line.level, line.marker, (Place(0),)) for line in aside),
        title=clean("".join(page.title)) or None,
        findings=findings,
    )


def _parse(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is served, and shown, as HTML
        return BeautifulSoup(text, "lxml", multi_valued_attributes=None)


def _walk(soup: BeautifulSoup, page: _Page) -> None:
    """Walk the tree in the order of the page, by a stack of its own: a page may nest deeper than Python's calls.

    Comments, doctypes and the like are no text; what stands in scripts and styles is in elements that are not read.
    """
    pending: list[PageElement | None] = [soup]
    while pending:
        element = pending.pop()
        if element is None:
            page.end()
        elif isinstance(element, Tag):
            page.start(element.name, {name: str(value) for name, value in element.attrs.items()})
            pending.append(None)  # its end comes after all that it contains
            pending.extend(reversed(element.contents))
        elif not isinstance(element, PreformattedString):
            page.data(str(element))


@dataclass(slots=True)
class _List:
    """An open list: how it writes its items' markers, and the number of the next item."""

    form: str
    next: int = 1


@dataclass(slots=True)
class _OpenTable:
    """A table whose end is still to come."""

    fill: str | None
    groups: list[RowGroup] = field(default_factory=list)
    group: RowGroup | None = None
    row: list[HtmlCell] | None = None
    row_fill: str | None = None
    marked: bool = False
    """It says itself that it holds data: it has heading cells or a caption."""


@dataclass(slots=True)
class _Flow:
    """The text of a body, cell or aside while it is being read."""

    content: list[Draft] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    item: Item | None = None
    heading: int = 0
    word_level: int = 0
    """The list level that Word noted on the open paragraph, else 0."""

    def end_paragraph(self) -> None:
        """Turn the text so far into lines: a block begins or ends here."""
        if not self.pieces:
            return
        lines = split_lines("".join(self.pieces), self.item, self.heading)
        self.pieces.clear()
        if lines:
            for line in lines:
                if line.level and line.marker == BULLET and self.word_level:
                    line.level = self.word_level
            self.item = None
            self.content.extend(lines)


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element passes on to all within it."""

    flow: _Flow
    font: str | None = None
    preformatted: bool = False
    unread: str | None = None
    """The element whose content is not read, if this is within one."""
    titled: bool = False
    in_section: bool = False


Closer = Callable[[], None]


class _Page:
    """What is read of a page: ``start``, ``data`` and ``end`` are called in the order of the page."""

    def __init__(self) -> None:
        self.body = _Flow()
        self.title: list[str] = []
        self._context = _Context(self.body)
        self._open: list[tuple[_Context, list[Closer]]] = []
        self._openers: dict[str, Callable[[str, Attributes, Style], Closer | None]] = {
            "table": self._table,
            **dict.fromkeys(("thead", "tbody", "tfoot"), self._group),
            "tr": self._row,
            **dict.fromkeys(("td", "th"), self._cell),
            "caption": self._caption,
            **dict.fromkeys(_LISTS, self._list),
            "li": self._item,
            **dict.fromkeys(_HEADINGS, self._heading),
            "br": self._break,
            "img": self._picture,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        closers: list[Closer] = []
        self._open.append((self._context, closers))
        if self._context.unread or is_unread(tag):
            titled = tag == "title" and self._context.unread == "head" and not self.title
            self._context = replace(self._context, unread=self._context.unread or tag, titled=titled)
            return
        style = declarations(attributes)
        if tag in _BLOCKS:
            self._flow.end_paragraph()
            closers.append(self._end_block)
        hidden = is_hidden(attributes, style) or tag == "del"
        aside = hidden or is_furniture(tag, attributes, self._context.in_section)
        keeps_its_cell = tag == "td" and not hidden
        if aside and not keeps_its_cell:
            closers.append(self._aside(hidden))
        font = font_of(attributes, style)
        if font or tag == "pre" or is_section(tag):
            self._context = replace(
                self._context,
                font=font or self._context.font,
                preformatted=self._context.preformatted or tag == "pre",
                in_section=self._context.in_section or is_section(tag),
            )
        if (opener := self._openers.get(tag)) and (closer := opener(tag, attributes, style)):
            closers.append(closer)
        if aside and keeps_its_cell:
            closers.append(self._aside(hidden))
        if "mso-list" in style and (closer := self._word_list(style["mso-list"])):
            closers.append(closer)

    def data(self, text: str) -> None:
        """Text within the element that began last."""
        if self._context.titled:
            self.title.append(text)
        if not self._context.unread:
            if self._context.preformatted:
                text = text.replace("\n", LINE_BREAK)
            self._flow.pieces.append(seen(text, self._context.font))

    def end(self) -> None:
        """The element that began last ends."""
        outer, closers = self._open.pop()
        for close in reversed(closers):
            close()
        self._context = outer

    @property
    def _flow(self) -> _Flow:
        return self._context.flow

    def _end_block(self) -> None:
        self._flow.end_paragraph()

    def _enter(self, flow: _Flow) -> None:
        self._context = replace(self._context, flow=flow)

    def _aside(self, hidden: bool) -> Closer:
        outer, inner = self._flow, _Flow()
        self._enter(inner)

        def close() -> None:
            inner.end_paragraph()
            self._enter(outer)
            if inner.content:
                outer.content.append(DraftAside(inner.content, hidden))

        return close

    def _table(self, _: str, attributes: Attributes, style: Style) -> Closer:
        flow, table = self._flow, _OpenTable(background(attributes, style))
        flow.tables.append(table)

        def close() -> None:
            flow.end_paragraph()  # what stands in the table but in no cell is shown before it
            flow.tables.pop()
            rows, columns, cells, heads = form_table(table.groups)
            if cells:
                draft = DraftTable(rows, columns, cells, heads)
                draft.frame = is_frame(draft, attributes, table.marked)
                flow.content.append(draft)

        return close

    def _group(self, tag: str, attributes: Attributes, style: Style) -> Closer | None:
        if not self._flow.tables:
            return None
        table = self._flow.tables[-1]
        table.marked |= tag == "thead"
        table.group, table.row = RowGroup(tag, background(attributes, style)), None
        table.groups.append(table.group)

        def close() -> None:
            table.group = table.row = None

        return close

    def _row(self, _: str, attributes: Attributes, style: Style) -> Closer | None:
        if not self._flow.tables:
            return None
        table = self._flow.tables[-1]
        if table.group is None:
            table.group = RowGroup()
            table.groups.append(table.group)
        table.row, table.row_fill = [], background(attributes, style)
        table.group.rows.append(table.row)

        def close() -> None:
            table.row = None

        return close

    def _cell(self, tag: str, attributes: Attributes, style: Style) -> Closer | None:
        if not self._flow.tables:
            return None
        outer, inner = self._flow, _Flow()
        table = outer.tables[-1]
        if table.row is None:
            self._row("tr", {}, {})
        group = table.groups[-1]
        fill = background(attributes, style) or table.row_fill or group.fill or table.fill
        spans = row_span(attributes.get("rowspan")), column_span(attributes.get("colspan"))
        table.groups[-1].rows[-1].append(HtmlCell(inner.content, tag == "th", *spans, fill))
        table.marked |= tag == "th" or "scope" in attributes
        self._enter(inner)

        def close() -> None:
            inner.end_paragraph()
            self._enter(outer)

        return close

    def _caption(self, _: str, __: Attributes, ___: Style) -> None:
        for table in self._flow.tables[-1:]:
            table.marked = True

    def _list(self, tag: str, attributes: Attributes, style: Style) -> Closer:
        flow = self._flow
        flow.lists.append(_List(_form(attributes, style, _LISTS[tag]), _integer(attributes.get("start"), 1)))

        def close() -> None:
            flow.lists.pop()

        return close

    def _item(self, _: str, attributes: Attributes, style: Style) -> Closer:
        flow = self._flow
        listed = flow.lists[-1] if flow.lists else _List("disc")
        number = _integer(attributes.get("value"), listed.next)
        listed.next = number + 1
        form = _form(attributes, style, listed.form)
        if form != _NO_MARKER:
            marker = f"{_NUMERALS[form](number)}." if form in _NUMERALS else BULLET
            flow.item = Item(max(1, len(flow.lists)), marker)

        def close() -> None:
            flow.end_paragraph()
            flow.item = None

        return close

    def _heading(self, tag: str, _: Attributes, __: Style) -> Closer:
        flow = self._flow
        flow.heading = _HEADINGS[tag]

        def close() -> None:
            flow.end_paragraph()
            flow.heading = 0

        return close

    def _break(self, _: str, __: Attributes, ___: Style) -> None:
        self._flow.pieces.append(LINE_BREAK)

    def _picture(self, _: str, attributes: Attributes, __: Style) -> None:
        description = attributes.get("alt")
        if description != "":  # an empty one says that the picture is mere decoration
            called = f" ({clean(description)})" if description else ""
            self._flow.content.append(DraftFinding(Code.UNREAD_PART, f"a picture or drawing was not read{called}"))

    def _word_list(self, said: str) -> Closer | None:
        """What Word notes on a list item it saved as a web page: its level, and which span holds its marker."""
        flow, start = self._flow, len(self._flow.pieces)
        if level := _WORD_LEVEL.search(said):
            flow.word_level = int(level.group(1))

            def close() -> None:
                flow.end_paragraph()
                flow.word_level = 0

            return close
        if said == "ignore" and flow.word_level:

            def take_marker() -> None:
                marker = clean("".join(flow.pieces[start:]))
                del flow.pieces[start:]
                is_bullet = split_bullet(f"{marker} item")[0] or not any(map(str.isalnum, marker))
                flow.item = Item(flow.word_level, BULLET if is_bullet else marker)

            return take_marker
        return None


def _form(attributes: Attributes, style: Style, otherwise: str) -> str:
    """How a list writes its markers: what its style or its type says, if that is a form known here."""
    said = (style.get("list-style-type", ""), *style.get("list-style", "").split(), attributes.get("type", ""))
    known = (form for form in said if form in _NUMERALS or form in _BULLETS or form == _NO_MARKER)
    return next(known, otherwise)


def _integer(written: str | None, otherwise: int) -> int:
    try:
        return int(written) if written else otherwise
    except ValueError:
        return otherwise
