"""A sheet as a Word file. The same sheet and faults give the same bytes: no clock, no author, no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Set
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from tests.builder.sheet import Break, Grid, Prose, Sheet, Title, Turn, has_ways
from tests.builder.unseen import STYLE
from tests.builder.ways_word import add_styles
from tests.builder.word_el import el, text_el
from tests.builder.word_markup import Writer, run

EPOCH = datetime(2000, 1, 1)
LOW_PAGE = Mm(105)
FONT = "Arial"
"""LibreOffice prints it as Liberation Sans, which is as wide."""


def _set_styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(8)
    fonts = normal.element.rPr.rFonts
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for depth, name in enumerate(("List Bullet", "List Bullet 2", "List Bullet 3")):
        _hang(document, name, 9 + 9 * depth)
    _hang(document, "List Number", 12)


def _hang(document: WordDocument, style: str, left: float) -> None:
    layout = document.styles[style].paragraph_format
    layout.left_indent, layout.first_line_indent = Pt(left), Pt(-9 if style != "List Number" else -12)
    layout.tab_stops.add_tab_stop(Pt(left))


def _set_page(section: Section, *, portrait: bool, low: bool) -> None:
    section.orientation = WD_ORIENT.PORTRAIT if portrait else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (
        (Mm(210), Mm(297)) if portrait else (Mm(297), LOW_PAGE if low else Mm(210))
    )
    side = Mm(20) if portrait else Mm(9.5)
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = Mm(13)
    section.header_distance = section.footer_distance = Mm(6)


def _page_number() -> tuple[BaseOxmlElement, ...]:
    def field(kind: str) -> BaseOxmlElement:
        return el("r", el("fldChar", fldCharType=kind))

    return run("Page "), field("begin"), el("r", text_el("instrText", "PAGE")), field("end")


def _set_furniture(document: WordDocument, sheet: Sheet, faults: Set[str]) -> None:
    section = document.sections[0]
    foot = section.footer.paragraphs[0]
    foot.add_run(sheet.note).italic = True
    if "page_furniture" in faults:
        section.header.paragraphs[0].add_run(sheet.running_head)
        foot._p.append(run(" – "))
        foot._p.extend(_page_number())


def _set_properties(document: WordDocument, sheet: Sheet) -> None:
    properties = document.core_properties
    properties.title, properties.comments = sheet.title, sheet.note
    properties.author = properties.last_modified_by = properties.keywords = ""
    properties.created = properties.modified = EPOCH
    properties.language, properties.revision = "en-GB", 1


def _settled(packed: bytes) -> bytes:
    """The same archive with every member dated 1980, in order of name, the content types first as Word wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def word_file(sheet: Sheet, faults: Set[str] = frozenset()) -> bytes:
    """The sheet as the bytes of a .docx file."""
    document = docx.Document()
    low = bool(faults & {"cut_row", "header_repeated", "card_cut"})
    _set_styles(document)
    if "hidden_words" in faults:
        document.styles.add_style(STYLE, WD_STYLE_TYPE.CHARACTER).font.hidden = True
    if has_ways(sheet):
        add_styles(document)
    _set_page(document.sections[0], portrait=sheet.portrait, low=low)
    _set_furniture(document, sheet, faults)
    _set_properties(document, sheet)
    writer = Writer(faults)
    body = document.element.body

    def add(element: BaseOxmlElement) -> None:
        body.insert(len(body) - 1, element)  # the section's properties stay last

    for block in sheet.blocks:
        match block:
            case Title(text, new_page):
                heading = document.add_paragraph(style="Normal")
                heading.paragraph_format.page_break_before = new_page
                heading.paragraph_format.space_after = Pt(3)
                words = heading.add_run(text)
                words.bold, words.font.size = True, Pt(12)
            case Prose(items, italic, size):
                for item in items:
                    add(writer.paragraph(item, italic=italic, size=size, air=3))
            case Grid():
                add(writer.table(block))
                add(el("p"))  # two tables that touch would be one
            case Break():
                document.add_paragraph().paragraph_format.page_break_before = True
            case Turn(to):
                _set_page(document.add_section(WD_SECTION.NEW_PAGE), portrait=to == "portrait", low=low)
    packed = io.BytesIO()
    document.save(packed)
    return _settled(packed.getvalue())
