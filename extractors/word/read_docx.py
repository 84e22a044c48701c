"""Word files (.docx) as Documents.

python-docx opens the file; its XML is walked here as it stands, since the API above it repeats merged cells, loses
cells in content controls and tracked insertions, and knows no list levels. What a deletion removed is not read, what
an insertion added is. What the page does not show (hidden text, hidden rows) is not read and becomes a finding, and so
does what no reader can turn into text (pictures, embedded files) and what is kept apart from the text (notes,
comments). Headers and footers are furniture, but for the head of a table that stands in a header.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element as Element

from extractors.bounds import COLUMNS, check_table
from extractors.document import Document, Line, UnreadableFileError
from extractors.findings import Code, Finding
from extractors.lines.bullets import BULLET
from extractors.lines.characters import LINE_BREAK, character, clean, seen
from extractors.lines.choices import take_choice
from extractors.lines.drafts import (
    Draft,
    DraftCell,
    DraftFinding,
    DraftLine,
    DraftTable,
    assemble,
    clear_hidden_rows,
    lines_in,
    split_lines,
)
from extractors.lines.lists import Depths
from extractors.lines.runs import Run, read_runs
from extractors.places import Place
from extractors.word.drawings import arrow_of, draws_behind, floats, is_hidden, is_rule, name_of, text_boxes, unread
from extractors.word.fields import OpenField
from extractors.word.markup import W, has, settle, value
from extractors.word.numbering import Numbering
from extractors.word.package import open_package, part_of, parts, title_of
from extractors.word.row_edge import BELOW, Cut, Edge, width_of
from extractors.word.styles import (
    UNKNOWN,
    Ground,
    Look,
    Style,
    Styles,
    exact_height,
    indent_of,
    is_low,
    number,
    shading,
)
from extractors.word.table_style import TableStyle

ReadPart = Callable[[bytes], list[Draft] | None]
"""Reads a file within the file, whatever its format; None where no reader can."""

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_DRAWN = {W + "drawing", W + "pict", W + "object"}
_UNREAD = {W + name for name in ("pPr", "rPr", "sdtPr", "rt")}
_WRITTEN = {W + "tab": " ", W + "ptab": " ", W + "cr": LINE_BREAK, W + "noBreakHyphen": "-"}
_NOTES = {W + "footnoteReference", W + "endnoteReference"}
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_APART = {
    "footnotes": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnotes": RELATIONSHIP_TYPE.ENDNOTES,
    "comments": RELATIONSHIP_TYPE.COMMENTS,
}
_CUT_OFF = "the row has a fixed height that may cut off the last lines of this cell; look at the page"
_SYMBOL_CODE = re.compile("[0-9a-fA-F]{1,4}")
_SLACK = 72
"""Twips (1/20 point) by which two items' indents may differ and still look the same: 3.6 points."""
_MOST_DIGITS = 9
_FEWEST_COLUMNS = 3
"""Columns of a table whose head may stand in the page header: a letterhead has fewer."""


def read_docx(content: bytes, read_part: ReadPart = lambda _: None) -> Document:
    """Read a .docx file.

    Args:
        content: The file's bytes.
        read_part: Reads what other files hold that are chunks of this one.

    Returns:
        Its paragraphs and tables in reading order, without pages.

    Raises:
        UnreadableFileError: ``empty``, ``damaged``, ``encrypted`` or ``unknown_format``.
    """
    if not content:
        raise UnreadableFileError("empty", "the file is empty; fetch it again from where it came")
    reader = _Reader(open_package(content), read_part)
    blocks, findings = assemble(reader.body())
    return Document(
        format="docx",
        blocks=blocks,
        furniture=reader.furniture(),
        title=clean(reader.title) or None,
        findings=(*findings, *reader.findings()),
    )


def docx_drafts(content: bytes, read_part: ReadPart = lambda _: None) -> list[Draft]:
    """The content of a .docx file that is a part of another file.

    Raises:
        UnreadableFileError: as ``read_docx``.
    """
    return _Reader(open_package(content), read_part).body()


@dataclass(slots=True)
class _Flow:
    """The text of a body or cell while it is being read; ``ground`` is what it stands on."""

    in_cell: bool = False
    ground: Ground = field(default_factory=Ground)
    content: list[Draft] = field(default_factory=list)
    listed: Depths = field(default_factory=lambda: Depths(_SLACK))
    typed: Depths = field(default_factory=lambda: Depths(_SLACK))
    carried: list[Run] = field(default_factory=list)
    """Runs of a paragraph whose end is not shown: it runs on into the next."""
    shown: int | None = None
    """How many of its blocks the page shows, where it does not show all."""
    number: str | None = None
    """The number that Word prints before a paragraph without words: all that a cell says which holds nothing else."""


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph's runs come to."""

    style: Style
    properties: Element | None
    ground: Ground
    in_cell: bool
    runs: list[Run] = field(default_factory=list)
    fields: list[OpenField] = field(default_factory=list)
    """The open fields, outermost first (17.16.18)."""
    instructions: int = 0
    """How many of them have not come to their result: what comes next is part of an instruction and not printed."""
    boxes: list[Element] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    written: int = 0
    """How many runs there were when the last one came that is not blank."""

    def add(self, text: str, look: Look, *, note: bool = False) -> None:
        """Text of a run."""
        if not self.instructions:
            self.runs.append(Run(text, look.unseen, look.struck, look.raised, note))
            self.written = len(self.runs) if text.strip() else self.written


class _Reader:
    """Reads the parts of one file; keeps what is not content aside."""

    def __init__(self, word: WordDocument, read_part: ReadPart) -> None:
        self._word = word
        self._read_part = read_part
        self._styles = Styles(next(parts(word, RELATIONSHIP_TYPE.STYLES), None))
        self._numbering = Numbering(next(parts(word, RELATIONSHIP_TYPE.NUMBERING), None), self._styles)
        self._page = Ground(UNKNOWN) if word.element.find(W + "background") is not None else Ground()
        self._behind = Ground(UNKNOWN) if draws_behind(word.element) else self._page
        """What text outside tables stands on: a cover's title may be white on a picture."""
        self._margins = {kind: [self._story(part) for part in parts(word, kind)] for kind in _MARGINS}
        self.title = title_of(word)

    def body(self) -> list[Draft]:
        """The content of the file's body.

        Raises:
            UnreadableFileError: ``damaged``.
        """
        body = self._word.element.find(W + "body")
        if body is None:
            message = "the Word file has no body; save it again from Word and offer the new copy"
            raise UnreadableFileError("damaged", message)
        content = self._story(body)
        heads = [t for part in self._margins[_MARGINS[0]] for t in part if isinstance(t, DraftTable)]
        for draft in content:
            if isinstance(draft, DraftTable):
                _take_head(draft, heads)
        return content

    def furniture(self) -> tuple[Line, ...]:
        """Each line of headers and footers once; belonging to no block, they stand at the first."""
        repeated = [line for kind in _MARGINS for part in self._margins[kind] for line in lines_in(part)]
        once = {line.text: line for line in repeated}.values()
        return tuple(Line(line.text, line.level, line.marker, (Place(0),)) for line in once)

    def findings(self) -> tuple[Finding, ...]:
        """What the file as a whole leaves to say."""
        found = []
        for name, kind in _APART.items():
            notes = [note for part in parts(self._word, kind) for note in part if _says_something(note)]
            if notes:
                found.append(Finding(Code.UNREAD_PART, f"{name} were not read: {len(notes)}"))
        found.extend(
            Finding(Code.UNREAD_PART, f"list numbers of the form {form!r} were written in digits")
            for form in sorted(self._numbering.unknown_formats)
        )
        return tuple(found)

    def _story(self, story: Element) -> list[Draft]:
        """The content of a part's root or body."""
        settle(story)
        return self._content(story, self._behind, in_cell=False)

    def _blocks(self, parent: Element, flow: _Flow) -> None:
        for place, child in enumerate(parent):
            if place == flow.shown:
                flow.ground = replace(flow.ground, unseen=BELOW)
            if child.tag == W + "p":
                self._paragraph(child, flow)
            elif child.tag == W + "tbl":
                self._end_carried(flow)
                self._table(child, flow)
            elif child.tag == W + "altChunk":
                flow.content.extend(self._chunk(child))
            elif child.tag == W + "subDoc":
                flow.content.append(DraftFinding(Code.UNREAD_PART, "a linked file was not read"))
        self._end_carried(flow)

    def _chunk(self, element: Element) -> list[Draft]:
        """A file of another format that Word takes in when it opens this one (17.17.2)."""
        content = part_of(self._word, element.get(_RELATION))
        read = self._read_part(content) if content is not None else None
        advice = "open the file in Word, save it and offer the new copy"
        return [DraftFinding(Code.UNREAD_PART, f"an embedded file was not read; {advice}")] if read is None else read

    def _end_carried(self, flow: _Flow) -> None:
        text, findings = read_runs(flow.carried)
        flow.content.extend([*findings, *split_lines(text)])
        flow.carried = []

    def _paragraph(self, element: Element, flow: _Flow) -> None:
        properties = element.find(W + "pPr")
        style = self._styles.look_up(value(properties, "pStyle"))
        found = _Paragraph(style, properties, flow.ground, flow.in_cell)
        self._inline(element, found, Look())
        mark = properties.find(W + "rPr") if properties is not None else None
        unseen = self._styles.look(mark, style, properties, flow.ground).unseen
        runs_on = unseen and any(not run.unseen for run in found.runs)
        flow.carried += found.runs
        if not (has(mark, "del") or has(mark, "moveFrom") or runs_on):
            runs, flow.carried = flow.carried, []
            self._lines(runs, found, flow, marked=not unseen)
        flow.content.extend(found.findings)
        for box in found.boxes:
            flow.content.extend(self._content(box, replace(flow.ground, fill=UNKNOWN), in_cell=flow.in_cell))

    def _lines(self, runs: list[Run], found: _Paragraph, flow: _Flow, *, marked: bool) -> None:
        """The lines that runs come to; ``marked`` says that the page shows the paragraph's bullet or number."""
        style, properties = found.style, found.properties
        text, findings = read_runs(runs)
        item = self._numbering.next_item(properties, style, flow.listed) if marked else None
        lines = split_lines(text, item, style.heading)
        if item and not lines and item.marker != BULLET:
            flow.number = item.marker
        start = style.indent.under(indent_of(properties)).start
        for line in lines[1:] if item else lines:
            if line.marker == BULLET:
                line.level = flow.typed.level(start)
        if lines and not any(line.level for line in lines) and not flow.in_cell:
            flow.listed, flow.typed = Depths(_SLACK), Depths(_SLACK)  # in running text the next list is another
        flow.content.extend([*findings, *lines])

    def _inline(self, parent: Element, found: _Paragraph, look: Look) -> None:
        note = False
        for child in parent:
            tag = child.tag
            if tag in _UNREAD:
                continue
            if tag in _DRAWN:
                self._drawn(child, found, look)
            elif tag == W + "fldChar":
                _field(child, found, look)
            elif tag == W + "instrText":
                for opened in found.fields[-1:]:
                    opened.instruction.append(child.text or "")
            elif tag in _NOTES:
                note = _has_flag(child, "customMarkFollows")
            elif tag == W + "r":
                run = self._styles.look(child.find(W + "rPr"), found.style, found.properties, found.ground)
                self._inline(child, found, run)
            elif (text := _text(child, look.font)) is None:
                self._inline(child, found, look)
            else:
                found.add(text, look, note=note)

    def _drawn(self, element: Element, found: _Paragraph, look: Look) -> None:
        if is_rule(element):
            return
        if look.unseen or is_hidden(element):
            found.findings.append(DraftFinding(Code.HIDDEN_TEXT, "a drawing that is hidden was not read"))
            return
        boxes = [box for box in text_boxes(element) if _says_something(box)]
        found.boxes.extend(boxes)
        if boxes:
            return
        arrow = arrow_of(element)
        if arrow and (found.in_cell or not floats(element)):
            called = f" ({name})" if (name := name_of(element)) else ""
            found.add(arrow, look)
            found.findings.append(DraftFinding(Code.DRAWN_SYMBOL, f"a drawing{called} was read as {arrow}"))
        else:
            found.findings.append(DraftFinding(Code.UNREAD_PART, unread(element)))

    def _table(self, element: Element, flow: _Flow) -> None:
        """Read a table on its grid (17.4): a cell's column is what the cells before it in its row leave it."""
        widths = tuple(number(column.get(W + "w")) or 0 for column in element.iterfind(f"{W}tblGrid/{W}gridCol"))
        table = _Table(TableStyle(element, self._styles, flow.ground if flow.in_cell else self._page), widths)
        for row in element.iterfind(W + "tr"):
            check_table(table.rows, table.columns)
            properties = row.find(W + "trPr")
            if has(properties, "hidden") or is_low(properties):
                content = [part for tc in row.iterfind(W + "tc") for part in self._content(tc, Ground(), in_cell=True)]
                words = "; ".join(line.text for line in lines_in(content))
                flow.content.append(DraftFinding(Code.HIDDEN_ROWS, "rows that are hidden were not read", words))
            else:
                self._row(row, properties, table)
        if table.cells:
            draft = DraftTable(table.rows, table.columns, table.cells, table.heads, widths=widths)
            flow.content.extend([*clear_hidden_rows(draft), draft])

    def _row(self, row: Element, properties: Element | None, table: _Table) -> None:
        column = _count(value(properties, "gridBefore"), 0)
        reached: dict[int, DraftCell] = {}
        left: DraftCell | None = None
        written = list(row.iterfind(W + "tc"))
        height = exact_height(properties)
        cut = Cut(height, self._styles, table.style.spacing) if height is not None else None
        for place, tc in enumerate(written):
            cell_properties = tc.find(W + "tcPr")
            span = _count(value(cell_properties, "gridSpan"), 1)
            ground = table.style.ground(table.rows, place, len(written), cell_properties)
            width = width_of(tc, table.widths[column : column + span])
            edge = cut.edge(tc, width, ground) if cut else Edge()
            content = self._cell_content(tc, cell_properties, ground, edge)
            anchor = table.open_below.get(column) if _continues(cell_properties, "vMerge") else None
            if left is not None and _continues(cell_properties, "hMerge"):
                left.column_span += span
                left.content.extend(_covered(content))
            elif anchor is not None:
                anchor.row_span = table.rows - anchor.row + 1
                reached[column] = left = anchor
                anchor.content.extend(_covered(content))
            else:
                left = DraftCell(table.rows, column, 1, span, _fill(cell_properties), content)
                table.cells.append(left)
                reached[column] = left
            column += span
        if has(properties, "tblHeader") and table.heads == table.rows:
            table.heads += 1
        table.columns = max(table.columns, column + _count(value(properties, "gridAfter"), 0))
        table.open_below = reached
        table.rows += 1

    def _cell_content(self, tc: Element, properties: Element | None, ground: Ground, edge: Edge) -> list[Draft]:
        if properties is not None and properties.find(W + "cellDel") is not None:
            return []
        content = take_choice(self._content(tc, ground, in_cell=True, shown=edge.shown))
        return [*content, DraftFinding(Code.PARTLY_HIDDEN, _CUT_OFF)] if edge.doubtful else content

    def _content(self, element: Element, ground: Ground, *, in_cell: bool, shown: int | None = None) -> list[Draft]:
        flow = _Flow(in_cell, ground, shown=shown)
        self._blocks(element, flow)
        if in_cell and flow.number and not any(isinstance(draft, DraftLine) for draft in flow.content):
            flow.content.append(DraftLine(flow.number))
        return flow.content


@dataclass(slots=True)
class _Table:
    """A table while it is being read; ``open_below`` are the cells of the row before, by column."""

    style: TableStyle
    widths: tuple[int, ...] = ()
    cells: list[DraftCell] = field(default_factory=list)
    open_below: dict[int, DraftCell] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    heads: int = 0


def _take_head(table: DraftTable, heads: list[DraftTable]) -> None:
    """Put the head that stands over a table in the page header on top of it: one of columns of the same widths."""
    fits = [head for head in heads if head.columns == table.columns >= _FEWEST_COLUMNS and _fits(head, table)]
    for head in fits[:1]:
        if table.heads or _row_texts(head, 0) == _row_texts(table, 0):
            return
        for cell in table.cells:
            cell.row += head.rows
        table.cells[:0] = [replace(cell, content=list(cell.content)) for cell in head.cells]
        table.rows += head.rows
        table.heads = head.rows


def _fits(head: DraftTable, table: DraftTable) -> bool:
    filled = all(any(isinstance(draft, DraftLine) for draft in cell.content) for cell in head.cells)
    pairs = zip(head.widths, table.widths, strict=False)
    return filled and bool(head.widths) and all(abs(one - other) <= _SLACK for one, other in pairs)


def _row_texts(table: DraftTable, row: int) -> list[str]:
    return [line.text for cell in table.cells if cell.row == row for line in lines_in(cell.content)]


def _covered(content: list[Draft]) -> list[Draft]:
    """What is said of content in a cell that a merged one covers."""
    words = "; ".join(line.text for line in lines_in(content))
    message = "words that are in cells which a merged cell covers were not read"
    return [DraftFinding(Code.HIDDEN_TEXT, message, words)] if words else []


def _text(element: Element, font: str | None) -> str | None:
    """The text that a leaf of a run stands for; None for an element that may hold runs."""
    tag = element.tag
    if tag in {W + "t", _MATH_TEXT}:
        return seen(element.text or "", font)
    if tag == W + "br":
        return " " if element.get(W + "type") in {"page", "column"} else LINE_BREAK
    if tag == W + "sym":
        code = element.get(W + "char", "")
        return seen(character(int(code, 16)), element.get(W + "font")) if _SYMBOL_CODE.fullmatch(code) else "\ufffd"
    return _WRITTEN.get(tag)


def _field(element: Element, found: _Paragraph, look: Look) -> None:
    """A step of a field: it begins, comes to its result or ends."""
    step = element.get(W + "fldCharType")
    if step == "begin":
        found.fields.append(OpenField(len(found.runs), element.find(W + "ffData")))
        found.instructions += 1
    elif found.fields and step == "separate":
        found.instructions -= not found.fields[-1].at_result
        found.fields[-1].at_result = True
        found.fields[-1].start = len(found.runs)
    elif found.fields and step == "end":
        ended = found.fields.pop()
        found.instructions -= not ended.at_result
        if found.written > ended.start:
            return
        printed = ended.printed()
        if printed is None and not ended.at_result:
            message = f"a field that stores no result ({ended.kind}) was not read; update the fields in Word"
            found.findings.append(DraftFinding(Code.UNREAD_PART, message))
        found.add(printed or "", look)


def _has_flag(element: Element, name: str) -> bool:
    """Whether an on/off attribute is there and on."""
    return element.get(W + name, "0") in {"1", "true", "on"}


def _continues(properties: Element | None, name: str) -> bool:
    """Whether a cell continues a merged one; a merge that says nothing continues (17.18.57)."""
    merge = properties.find(W + name) if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _fill(properties: Element | None) -> str | None:
    """A cell's own colour."""
    fill = shading(properties)
    return fill if fill != UNKNOWN else None


def _count(text: str | None, otherwise: int) -> int:
    """A number of columns; more of them than a table may have are no fewer than that."""
    if not text or not text.isdecimal():
        return otherwise
    return int(text) if len(text) <= _MOST_DIGITS else COLUMNS + 1


def _says_something(note: Element) -> bool:
    return any((text.text or "").strip() for text in note.iter(W + "t"))
