"""Web pages as Documents, as a browser shows them.

Lexbor parses a page as browsers do. This module walks its tree element by element, so depth costs nothing, and turns it
into lines and tables; ``web.css`` and ``web.looks`` say what the page shows, ``web.replaced`` what stands in the place
of forms, pictures and icons, ``web.grid`` puts cells in their places and ``web.page`` parts content from frame. What
the page does not show is not read and becomes a finding, and so does a picture in a data table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.bounds import DEPTH, MARKUP, OPTIONS, TAGS, too_large
from extractors.document import Document, Line, UnreadableFileError
from extractors.findings import Code
from extractors.lines.bullets import BULLET, split_bullet
from extractors.lines.characters import LINE_BREAK, clean, seen
from extractors.lines.choices import take_choice
from extractors.lines.decoded import Decoded
from extractors.lines.drafts import (
    Draft,
    DraftAside,
    DraftFinding,
    DraftTable,
    Item,
    assemble,
    clear_hidden_rows,
    lines_in,
    split_lines,
)
from extractors.lines.lists import Numeral, capital, counting_letter, roman, two_digits
from extractors.lines.runs import Run, read_runs
from extractors.places import Place
from extractors.web.archive import SavedPage, unpack
from extractors.web.charset import decode
from extractors.web.css import Cascade, Style, is_shown
from extractors.web.grid import HtmlCell, RowGroup, column_span, form_table, row_span
from extractors.web.looks import HIDDEN, UNKNOWN, Look, background, look_in, why_unseen
from extractors.web.page import is_form, is_frame, is_furniture, is_read_aloud, is_section, is_unread, part_furniture
from extractors.web.replaced import Replacement, replacement_for

Attributes = Mapping[str, str]

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "p",
    "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_BLOCK_DISPLAYS = frozenset(("block", "flow-root", "list-item", "flex", "grid"))
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
_MOST_DIGITS = 9
_WORD_LEVEL = re.compile(r"\blevel(\d)")


_PARTS = {
    "table": "table", "grid": "table", "treegrid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td",
    "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
"""What elements are by their roles (WAI-ARIA)."""
_DISPLAYS = {
    "table": "table", "inline-table": "table", "table-header-group": "thead", "table-row-group": "tbody",
    "table-footer-group": "tfoot", "table-row": "tr", "table-cell": "td",
}  # fmt: skip
_TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_ROWS = _TABLE_PARTS - {"td", "th"}


def read_html(content: bytes) -> Document:
    """Read a web page, or the page in a web archive (.mht).

    Args:
        content: The file's bytes, in the encoding they declare.

    Returns:
        Its paragraphs and tables in reading order, without pages; what only frames the page is furniture.

    Raises:
        UnreadableFileError: ``empty``, ``too_large``, ``damaged`` where brackets of its styles nest without end.
    """
    saved, decoded = _text_of(content)
    if not decoded.text.strip():
        raise UnreadableFileError("empty", "the web page is empty; fetch it again from where it came")
    page = _page(decoded.text, saved)
    drafts, aside = part_furniture(page.body.content)
    blocks, findings = assemble(drafts)
    return Document(
        format="html",
        blocks=blocks,
        furniture=tuple(Line(line.text, line.level, line.marker, (Place(0),)) for line in aside),
        title=clean("".join(page.title)) or None,
        findings=(*findings, *decoded.findings("page")),
    )


def html_drafts(content: bytes) -> list[Draft]:
    """The content of a web page that is a part of another file."""
    saved, decoded = _text_of(content)
    drafts, _ = part_furniture(_page(decoded.text, saved).body.content)
    return drafts


def _text_of(content: bytes) -> tuple[SavedPage, Decoded]:
    """The page in a file, and its text.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    if len(content) > MARKUP:
        raise too_large(f"the web page has {len(content) >> 20} MB")
    saved = unpack(content)
    decoded = decode(saved.content, saved.charset)
    text = decoded.text
    if (tags := text.count("<")) > TAGS:
        raise too_large(f"the web page is made of {tags} tags")
    if (options := max(field.count("<option") for field in text.lower().split("<select"))) > OPTIONS:
        raise too_large(f"a field of the web page offers {options} options")
    return saved, decoded


def _page(text: str, saved: SavedPage) -> _Page:
    """What a page comes to, its elements given to it in the order of the page, by a stack of its own.

    A page may nest deeper than Python's stack. Comments, doctypes and the like are no text.
    """
    parsed = LexborHTMLParser(text.replace("\x00", ""))
    sheets, missing = _sheets(parsed, saved)
    page = _Page(Cascade(parsed, sheets), names_hide=missing)
    waiting: list[LexborNode | None] = [parsed.root]
    while waiting:
        node = waiting.pop()
        if node is None:
            page.end()
        elif node.tag == "-text":
            page.data(node.text_content or "")
        elif node.tag and not node.tag.startswith("-"):
            waiting.append(None)  # its end comes when all that it holds has been
            if page.start(node, node.tag):
                waiting.extend(reversed(list(_children(node))))
    return page


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _sheets(parsed: LexborHTMLParser, saved: SavedPage) -> tuple[list[str], bool]:
    """The page's style sheets in order, and whether it refers to any that is not in the file."""
    sheets, missing = [], False
    for node in parsed.css("style, link"):
        if not is_shown(node.attributes.get("media") or ""):
            continue
        if node.tag == "style":
            sheets.append(node.text())
            missing |= "@import" in sheets[-1]
        elif "stylesheet" in (node.attributes.get("rel") or "").lower().split():
            sheet = saved.sheet(node.attributes.get("href") or "")
            sheets.extend([] if sheet is None else [sheet])
            missing |= sheet is None
    return sheets, missing


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

    in_cell: bool = False
    content: list[Draft] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    unread: bool = False
    """There is a picture that nothing read tells."""
    lists: list[_List] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    item: Item | None = None
    heading: int = 0
    word_level: int = 0
    """The list level that Word noted on the open paragraph, else 0."""

    def end_paragraph(self) -> None:
        """Turn the text so far into lines: a block begins or ends here."""
        if not self.runs:
            return
        text, findings = read_runs(self.runs)
        lines = split_lines(text, self.item, self.heading)
        self.runs.clear()
        self.content.extend(findings)
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
    look: Look = field(default_factory=Look)
    preformatted: bool = False
    unread: str | None = None
    """The element whose content is not read, if this is within one."""
    titled: bool = False
    in_section: bool = False
    folded: bool = False
    """This is an element that shows its summary only, until a click opens it."""
    hidden: bool = False
    aside: bool = False
    """It is read apart already, as what is hidden or as furniture: all within it with it."""
    tables: int = 0
    """How many tables it is in."""


Closer = Callable[[], None]

_GENERATED = "a sign that the page's style sheet draws or counts was not read"


class _Page:
    """What is read of a page: ``start``, ``data`` and ``end`` are called in the order of the page.

    ``names_hide``: the names of elements say what is hidden, since a style sheet that would is not in the file.
    """

    def __init__(self, cascade: Cascade, *, names_hide: bool) -> None:
        self._cascade = cascade
        self._names_hide = names_hide
        self.body = _Flow()
        self.title: list[str] = []
        # Where a style sheet is missing, so may be the ground that light words stand on.
        self._context = _Context(self.body, Look(ground=UNKNOWN) if names_hide else Look())
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
        }

    def start(self, node: LexborNode, tag: str) -> bool:
        """An element begins; whether what it holds is to follow."""
        attributes = {name: value or "" for name, value in node.attributes.items()}
        closers: list[Closer] = []
        self._open.append((self._context, closers))
        if self._context.unread or is_unread(tag):
            titled = tag == "title" and self._context.unread == "head" and not self.title
            self._context = replace(self._context, unread=self._context.unread or tag, titled=titled)
            return True
        style = self._cascade.of(node, attributes.get("style"))
        part = _part(tag, attributes, style)
        if tag in _BLOCKS or part in _TABLE_PARTS or style.get("display") in _BLOCK_DISPLAYS:
            self._flow.end_paragraph()
            closers.append(self._end_block)
        self._set_apart(tag, part, attributes, style, closers)
        shown = replacement_for(node, tag, attributes)
        if shown:
            self._show(shown)
        else:
            closers.append(self._generate(node, "after"))
            self._generate(node, "before")()
        return shown is None

    def _set_apart(self, tag: str, part: str, attributes: Attributes, style: Style, closers: list[Closer]) -> None:
        """Take up an element's looks and what it is; what is hidden or furniture is read into a flow of its own."""
        why = self._why_unseen(tag, part, attributes, style)
        gone = why and ("hidden" in attributes or style.get("display") == "none")
        frames = is_furniture(tag, attributes, self._context.in_section) or (is_form(tag) and not self._flow.in_cell)
        keeps_its_cell = part in {"td", "th"} and not gone
        within = self._context
        hides, parts = bool(why) and not within.hidden, frames and not why and not (within.hidden or within.aside)
        if (hides or parts) and not keeps_its_cell:
            closers.append(self._hidden(part, why) if why else self._aside())
        self._context = replace(
            self._context,
            look=look_in(self._context.look, tag, attributes, style),
            preformatted=self._context.preformatted or tag == "pre",
            in_section=self._context.in_section or is_section(tag),
            folded=tag == "details" and "open" not in attributes,
            hidden=within.hidden or bool(why),
            aside=within.aside or frames,
            tables=within.tables + (part == "table"),
        )
        if self._context.tables > DEPTH:
            raise too_large(f"tables of the page stand in one another more than {DEPTH} deep")
        if (opener := self._openers.get(part)) and (closer := opener(part, attributes, style)):
            closers.append(closer)
        if (hides or parts) and keeps_its_cell:
            closers.append(self._hidden(part, why) if why else self._aside())
        if "mso-list" in style and (closer := self._word_list(style["mso-list"])):
            closers.append(closer)

    def _why_unseen(self, tag: str, part: str, attributes: Attributes, style: Style) -> str | None:
        if why := why_unseen(attributes, style):
            return why
        closed = (tag == "dialog" and "open" not in attributes) or (self._context.folded and tag != "summary")
        collapsed = part in _ROWS and style.get("visibility") in {"hidden", "collapse"}
        named = self._names_hide and "display" not in style and is_read_aloud(attributes)
        return HIDDEN if closed or collapsed or named else None

    def data(self, text: str) -> None:
        """Text within the element that began last."""
        if self._context.titled:
            self.title.append(text)
        if not self._context.unread:
            if self._context.preformatted:
                text = text.replace("\n", LINE_BREAK)
            look = self._context.look
            self._write(text, replace(look, visible=False) if self._context.folded else look)

    def _write(self, text: str, look: Look) -> None:
        self._flow.runs.append(Run(seen(text, look.font), look.unseen, look.struck, look.raised))

    def _show(self, shown: Replacement) -> None:
        """What stands in an element's place."""
        if shown.text:
            self._write(shown.text, self._context.look)
        if shown.finding:
            self._flow.content.append(shown.finding)
        self._flow.unread |= shown.unread

    def _generate(self, node: LexborNode, where: str) -> Closer:
        """The text that a style sheet puts before or after an element's own."""
        context = self._context

        def write() -> None:
            style = self._cascade.generated(node, where)
            text = style.get("content", "")
            if not text.strip() or why_unseen({}, style):
                return
            if "\ufffc" in text or any(unicodedata.category(character) == "Co" for character in text):
                self._flow.content.append(DraftFinding(Code.UNREAD_PART, _GENERATED))
            else:
                self._write(text, look_in(context.look, "", {}, style))

        return write

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

    def _aside(self) -> Closer:
        return self._apart(lambda inner: DraftAside(inner.content) if inner.content else None)

    def _hidden(self, part: str, why: str) -> Closer:
        """Read an element that the page does not show only to name its words."""

        def named(inner: _Flow) -> DraftFinding | None:
            said = [draft.value for draft in inner.content if isinstance(draft, DraftFinding) and draft.value]
            words = "; ".join([line.text for line in lines_in(inner.content)] + said)
            large = part in _ROWS or any(isinstance(draft, DraftTable) for draft in inner.content)
            code, what = (Code.HIDDEN_ROWS, "rows or tables") if large else (Code.HIDDEN_TEXT, "words")
            return DraftFinding(code, f"{what} {why} were not read", words) if words else None

        return self._apart(named)

    def _apart(self, made: Callable[[_Flow], Draft | None]) -> Closer:
        outer, inner = self._flow, _Flow(in_cell=self._flow.in_cell)
        self._enter(inner)

        def close() -> None:
            inner.end_paragraph()
            self._enter(outer)
            if (draft := made(inner)) is not None:
                outer.content.append(draft)

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
                flow.content.extend([*clear_hidden_rows(draft), draft])

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
        outer, inner = self._flow, _Flow(in_cell=True)
        table = outer.tables[-1]
        if table.row is None:
            self._row("tr", {}, {})
        group = table.groups[-1]
        fill = background(attributes, style) or table.row_fill or group.fill or table.fill
        down, across = (attributes.get(f"{way}span", attributes.get(f"aria-{way}span")) for way in ("row", "col"))
        cell = HtmlCell(inner.content, tag == "th", row_span(down), column_span(across), fill)
        table.groups[-1].rows[-1].append(cell)
        table.marked |= tag == "th" or "scope" in attributes
        self._enter(inner)

        def close() -> None:
            inner.end_paragraph()
            self._enter(outer)
            if inner.unread and not inner.content:
                inner.content.append(DraftFinding(Code.UNREAD_PART, "a picture that has no description was not read"))
            inner.content[:] = take_choice(inner.content)

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
        self._flow.runs.append(Run(LINE_BREAK))

    def _word_list(self, said: str) -> Closer | None:
        """What Word notes on a list item it saved as a web page: its level, and which span holds its marker."""
        flow, start = self._flow, len(self._flow.runs)
        if level := _WORD_LEVEL.search(said):
            flow.word_level = int(level.group(1))

            def close() -> None:
                flow.end_paragraph()
                flow.word_level = 0

            return close
        if said == "ignore" and flow.word_level:

            def take_marker() -> None:
                marker = clean("".join(run.text for run in flow.runs[start:]))
                del flow.runs[start:]
                is_bullet = split_bullet(f"{marker} item")[0] or not any(map(str.isalnum, marker))
                flow.item = Item(flow.word_level, BULLET if is_bullet else marker)

            return take_marker
        return None


def _part(tag: str, attributes: Attributes, style: Style) -> str:
    """What an element is in a table, by its role, by its tag or by how it is displayed; else its tag."""
    if tag in _TABLE_PARTS:
        return tag
    return _PARTS.get(attributes.get("role", "")) or _DISPLAYS.get(style.get("display", ""), tag)


def _form(attributes: Attributes, style: Style, otherwise: str) -> str:
    """How a list writes its markers: what its style or its type says, if that is a form known here."""
    said = (style.get("list-style-type", ""), *style.get("list-style", "").split(), attributes.get("type", ""))
    known = (form for form in said if form in _NUMERALS or form in _BULLETS or form == _NO_MARKER)
    return next(known, otherwise)


def _integer(written: str | None, otherwise: int) -> int:
    try:
        return int(written) if written and len(written) <= _MOST_DIGITS else otherwise
    except ValueError:
        return otherwise
