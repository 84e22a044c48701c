"""Word files (.docx) as Documents.

python-docx opens the file; its XML is walked here as it stands, since the API above it repeats merged cells, loses
cells in content controls and tracked insertions, and knows no list levels. What a deletion removed is not read, what
an insertion added is. Hidden text, hidden rows, headers and footers are kept as furniture; what no reader can turn
into text (pictures, embedded files) and what is kept apart from the text (notes, comments) becomes a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element as Element

from extractors.document import Document, Line, UnreadableFileError
from extractors.findings import Code, Finding
from extractors.lines.bullets import BULLET
from extractors.lines.characters import LINE_BREAK, clean, seen
from extractors.lines.drafts import Draft, DraftCell, DraftFinding, DraftTable, assemble, lines_in, split_lines
from extractors.lines.lists import Depths
from extractors.places import Place
from extractors.word.markup import W, has, settle, value
from extractors.word.numbering import Numbering, Styles, indent_of
from extractors.word.package import open_package, parts, title_of

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

_DRAWN = {W + "drawing": "a picture or drawing", W + "pict": "a picture or drawing", W + "object": "an embedded file"}
_EMBEDDED = {W + "altChunk": "an embedded file", W + "subDoc": "a linked file"}
_UNREAD = {W + name for name in ("pPr", "rPr", "sdtPr", "rt")}
_WRITTEN = {W + "tab": " ", W + "ptab": " ", W + "cr": LINE_BREAK, W + "noBreakHyphen": "-"}
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_APART = {
    "footnotes": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnotes": RELATIONSHIP_TYPE.ENDNOTES,
    "comments": RELATIONSHIP_TYPE.COMMENTS,
}
_SYMBOL_CODE = re.compile("[0-9a-fA-F]{1,4}")
_COLOUR = re.compile("[0-9a-f]{6}")
_SLACK = 72
"""Twips (1/20 point) by which two items' indents may differ and still look the same: 3.6 points."""


def read_docx(content: bytes) -> Document:
    """Read a .docx file.

    Args:
        content: The file's bytes.

    Returns:
        Its paragraphs and tables in reading order, without pages.

    Raises:
        UnreadableFileError: ``empty``, ``damaged``, ``encrypted`` or ``unknown_format``.
    """
    if not content:
        raise UnreadableFileError("empty", "the file is empty; fetch it again from where it came")
    word = open_package(content)
    body = word.element.find(W + "body")
    if body is None:
        raise UnreadableFileError(
            "damaged", "the Word file has no body; save it again from Word and offer the new copy"
        )
    reader = _Reader(word)
    blocks, findings = assemble(reader.read(body))
    return Document(
        format="docx",
        blocks=blocks,
        furniture=reader.furniture(),
        title=clean(title_of(word)) or None,
        findings=(*findings, *reader.findings()),
    )


@dataclass(slots=True)
class _Flow:
    """The text of a body or cell while it is being read."""

    in_cell: bool = False
    content: list[Draft] = field(default_factory=list)
    listed: Depths = field(default_factory=lambda: Depths(_SLACK))
    typed: Depths = field(default_factory=lambda: Depths(_SLACK))
    carried: str = ""
    """Text of a paragraph whose end was deleted: it runs on into the next."""


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph's runs come to."""

    text: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    """The open fields, outermost first: whether each has come to its result (17.16.18)."""
    boxes: list[Element] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)


class _Reader:
    """Reads the parts of one file; keeps what is not content aside."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._styles = Styles(next(parts(word, RELATIONSHIP_TYPE.STYLES), None))
        self._numbering = Numbering(next(parts(word, RELATIONSHIP_TYPE.NUMBERING), None), self._styles)
        self._hidden: list[Draft] = []

    def read(self, story: Element) -> list[Draft]:
        """The content of a part's root or body."""
        settle(story)
        return self._content(story, in_cell=False)

    def furniture(self) -> tuple[Line, ...]:
        """Each line of headers and footers once, then hidden text; belonging to no block, they stand at the first."""
        margins = [part for kind in _MARGINS for part in parts(self._word, kind)]
        repeated = [line for part in margins for line in lines_in(self.read(part))]
        once = {line.text: line for line in repeated}.values()
        return tuple(Line(line.text, line.level, line.marker, (Place(0),)) for line in (*once, *lines_in(self._hidden)))

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

    def _blocks(self, parent: Element, flow: _Flow) -> None:
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child, flow)
            elif child.tag == W + "tbl":
                self._end_carried(flow)
                self._table(child, flow)
            elif child.tag in _EMBEDDED:
                flow.content.append(DraftFinding(Code.UNREAD_PART, f"{_EMBEDDED[child.tag]} was not read"))
        self._end_carried(flow)

    def _end_carried(self, flow: _Flow) -> None:
        flow.content.extend(split_lines(flow.carried))
        flow.carried = ""

    def _paragraph(self, element: Element, flow: _Flow) -> None:
        found = _Paragraph()
        self._inline(element, found)
        self._hidden.extend(split_lines("".join(found.hidden)))
        text = flow.carried + "".join(found.text)
        properties = element.find(W + "pPr")
        mark = properties.find(W + "rPr") if properties is not None else None
        if has(mark, "del") or has(mark, "moveFrom"):
            flow.carried = text
        else:
            flow.carried = ""
            self._lines(text, properties, flow)
        flow.content.extend(found.findings)
        for box in found.boxes:
            flow.content.extend(self._content(box, flow.in_cell))

    def _lines(self, text: str, properties: Element | None, flow: _Flow) -> None:
        style = self._styles.look_up(value(properties, "pStyle"))
        item = self._numbering.item(properties, style, flow.listed)
        lines = split_lines(text, item, style.heading)
        start = style.indent.under(indent_of(properties)).start
        for line in lines[1:] if item else lines:
            if line.marker == BULLET:
                line.level = flow.typed.level(start)
        if lines and not any(line.level for line in lines) and not flow.in_cell:
            flow.listed, flow.typed = Depths(_SLACK), Depths(_SLACK)  # in running text the next list is another
        flow.content.extend(lines)

    def _inline(self, parent: Element, found: _Paragraph, font: str | None = None, hidden: bool = False) -> None:
        for child in parent:
            tag = child.tag
            if tag in _UNREAD:
                continue
            if tag in _DRAWN:
                self._drawn(child, found)
            elif tag == W + "fldChar":
                _field(child.get(W + "fldCharType"), found.fields)
            elif tag == W + "r":
                properties = child.find(W + "rPr")
                fonts = value(properties, "rFonts", "ascii") or value(properties, "rFonts", "hAnsi")
                self._inline(child, found, fonts, hidden or has(properties, "vanish"))
            elif (text := _text(child, font)) is None:
                self._inline(child, found, font, hidden)
            else:
                (found.hidden if hidden or not all(found.fields) else found.text).append(text)

    def _drawn(self, element: Element, found: _Paragraph) -> None:
        boxes = _text_boxes(element)
        found.boxes.extend(boxes)
        if not boxes and not _is_rule(element):
            name = next((p.get("descr") or p.get("name") for p in element.iter(_NAME)), None)
            called = f" ({clean(name)})" if name else ""
            found.findings.append(DraftFinding(Code.UNREAD_PART, f"{_DRAWN[element.tag]} was not read{called}"))

    def _table(self, element: Element, flow: _Flow) -> None:
        """Read a table on its grid (17.4): a cell's column is what the cells before it in its row leave it."""
        cells: list[DraftCell] = []
        open_below: dict[int, DraftCell] = {}
        rows = columns = heads = 0
        for row in element.iterfind(W + "tr"):
            properties = row.find(W + "trPr")
            if has(properties, "hidden"):
                self._hidden.extend(part for tc in row.iterfind(W + "tc") for part in self._content(tc, in_cell=True))
                continue
            column = _count(value(properties, "gridBefore"), 0)
            reached: dict[int, DraftCell] = {}
            left: DraftCell | None = None
            for tc in row.iterfind(W + "tc"):
                cell_properties = tc.find(W + "tcPr")
                span = _count(value(cell_properties, "gridSpan"), 1)
                anchor = open_below.get(column) if _continues(cell_properties, "vMerge") else None
                if left is not None and _continues(cell_properties, "hMerge"):
                    left.column_span += span
                    self._hidden.extend(self._content(tc, in_cell=True))
                elif anchor is not None:
                    anchor.row_span = rows - anchor.row + 1
                    reached[column] = left = anchor
                    self._hidden.extend(self._content(tc, in_cell=True))
                else:
                    deleted = cell_properties is not None and cell_properties.find(W + "cellDel") is not None
                    content = [] if deleted else self._content(tc, in_cell=True)
                    left = DraftCell(rows, column, 1, span, _fill(cell_properties), content)
                    cells.append(left)
                    reached[column] = left
                column += span
            if has(properties, "tblHeader") and heads == rows:
                heads += 1
            columns = max(columns, column + _count(value(properties, "gridAfter"), 0))
            open_below = reached
            rows += 1
        if cells:
            flow.content.append(DraftTable(rows, columns, cells, heads))

    def _content(self, element: Element, in_cell: bool) -> list[Draft]:
        flow = _Flow(in_cell)
        self._blocks(element, flow)
        return flow.content


def _text(element: Element, font: str | None) -> str | None:
    """The text that a leaf of a run stands for; None for an element that may hold runs."""
    tag = element.tag
    if tag in {W + "t", _MATH_TEXT}:
        return seen(element.text or "", font)
    if tag == W + "br":
        return " " if element.get(W + "type") in {"page", "column"} else LINE_BREAK
    if tag == W + "sym":
        code = element.get(W + "char", "")
        return seen(chr(int(code, 16)), element.get(W + "font")) if _SYMBOL_CODE.fullmatch(code) else "\ufffd"
    return _WRITTEN.get(tag)


def _field(step: str | None, fields: list[bool]) -> None:
    if step == "begin":
        fields.append(False)
    elif fields and step == "separate":
        fields[-1] = True
    elif fields and step == "end":
        fields.pop()


def _text_boxes(element: Element) -> list[Element]:
    """The outermost text boxes in a drawing; one inside another is read with the other's paragraphs."""
    boxes = []
    for child in element:
        if child.tag == W + "txbxContent":
            boxes.append(child)
        else:
            boxes.extend(_text_boxes(child))
    return boxes


def _is_rule(element: Element) -> bool:
    """Whether a VML picture is no more than a horizontal rule."""
    return any(shape.get("{urn:schemas-microsoft-com:office:office}hr") for shape in element.iter())


def _continues(properties: Element | None, name: str) -> bool:
    """Whether a cell continues a merged one; a merge that says nothing continues (17.18.57)."""
    merge = properties.find(W + name) if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _fill(properties: Element | None) -> str | None:
    """A cell's colour; of a solid pattern the pattern's own colour is what shows (17.18.78)."""
    shown = "color" if value(properties, "shd") == "solid" else "fill"
    colour = (value(properties, "shd", shown) or "").lower()
    return f"#{colour}" if _COLOUR.fullmatch(colour) else None


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() else otherwise


def _says_something(note: Element) -> bool:
    return any((text.text or "").strip() for text in note.iter(W + "t"))
