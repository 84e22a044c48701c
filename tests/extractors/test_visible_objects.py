"""What a PDF page shows is what is read: words without ink of their own are not, and a finding names them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Line, Paragraph, all_findings
from extractors.findings import Code
from extractors.pdf.pages import read_pages
from extractors.pdf.read_pdf import read_pdf
from tests.builder import build, load_edition, shortened
from tests.builder.ways import strewn

PAGE = (420, 200)


def paper(*draw: Callable[[Canvas], object], crop: tuple[float, ...] | None = None, compressed: bool = True) -> bytes:
    """A page with a table of two rows and three columns; its last cell holds the words ``Head of Estates``."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1, pageCompression=int(compressed))
    if crop:
        canvas.setCropBox(crop)
    canvas.setFont("Helvetica", 8)
    canvas.grid([20, 80, 200, 400], [20, 100, 180])
    for x, y, text in ((24, 168, "CR1"), (84, 168, "Roads"), (84, 88, "Schools"), (204, 88, "Head of Estates")):
        canvas.drawString(x, y, text)
    for step in draw:
        canvas.saveState()
        step(canvas)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def texts(document: Document) -> list[str]:
    (table,) = document.tables
    return [cell.text for cell in table.cells]


def codes(document: Document) -> list[Code]:
    return [finding.code for finding in all_findings(document)]


def write(canvas: Canvas, y: float, text: str = "not for issue") -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(204, y, text)


@pytest.mark.parametrize("start", [30, 33, 36, 39, 42, 66, 74])
def test_a_word_that_runs_on_across_a_rule_is_one_word_of_the_cell_where_it_begins(start: float) -> None:
    found = texts(read_pdf(paper(lambda canvas: canvas.drawString(start, 150, "Commissioning"))))
    assert found == ["CR1\nCommissioning", "Roads", "", "", "Schools", "Head of Estates"]


def test_words_that_nearly_meet_at_a_rule_are_two() -> None:
    def meet(canvas: Canvas) -> None:
        canvas.drawRightString(79.7, 150, "12")
        canvas.drawString(80.3, 150, "16")

    assert texts(read_pdf(paper(meet)))[:2] == ["CR1\n12", "Roads\n16"]


def white(canvas: Canvas, y: float) -> None:
    canvas.setFillGray(1)
    write(canvas, y)


def nearly_white(canvas: Canvas, y: float) -> None:
    canvas.setFillGray(0.98)
    write(canvas, y)


def as_its_ground(canvas: Canvas, y: float) -> None:
    canvas.setFillColorRGB(0.8, 0.2, 0.2)
    canvas.rect(202, y - 3, 90, 12, stroke=0, fill=1)
    write(canvas, y)


def transparent(canvas: Canvas, y: float) -> None:
    canvas.setFillAlpha(0)
    write(canvas, y)


def invisible(canvas: Canvas, y: float) -> None:
    text = canvas.beginText(204, y)
    text.setFont("Helvetica", 8)
    text.setTextRenderMode(3)
    text.textOut("not for issue")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def covered(canvas: Canvas, y: float) -> None:
    write(canvas, y)
    canvas.setFillGray(1)
    canvas.rect(202, y - 3, 90, 12, stroke=0, fill=1)


def clipped(canvas: Canvas, y: float) -> None:
    path = canvas.beginPath()
    path.rect(300, y - 3, 20, 12)
    canvas.clipPath(path, stroke=0)
    write(canvas, y)


def tiny(canvas: Canvas, y: float) -> None:
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(204, y, "not for issue")


HIDING = (white, nearly_white, as_its_ground, transparent, invisible, covered, clipped, tiny)


@pytest.mark.parametrize("hide", HIDING)
def test_words_that_the_page_does_not_show_are_not_read_and_are_named(hide: Callable[[Canvas, float], None]) -> None:
    document = read_pages(paper(lambda canvas: hide(canvas, 60)))
    assert texts(document)[-1] == "Head of Estates"
    (finding,) = all_findings(document)
    assert (finding.code, finding.value) == (Code.HIDDEN_TEXT, "not for issue")
    assert finding.place
    assert (finding.place.row, finding.place.column) == (1, 2)


@pytest.mark.parametrize("seed", range(8))
def test_any_set_of_hidden_words_leaves_what_is_shown(seed: int) -> None:
    chosen = random.Random(seed).sample(HIDING, 3)
    faults = [lambda canvas, hide=hide, y=y: hide(canvas, y) for hide, y in zip(chosen, (70, 50, 30), strict=True)]
    shown = read_pages(paper(*faults, lambda canvas: write(canvas, 58, "and Parks")))
    assert texts(shown) == ["CR1", "Roads", "", "", "Schools", "Head of Estates\nand Parks"]
    assert codes(shown) == [Code.HIDDEN_TEXT]


def test_a_colour_of_the_same_grey_as_its_ground_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.2, 0.2)  # grey 0.38
        canvas.rect(202, 57, 90, 12, stroke=0, fill=1)
        canvas.setFillColorRGB(0.0, 0.55, 0.5)
        write(canvas, 60, "Interim")

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\nInterim"
    assert not codes(document)


def test_words_written_over_covered_ones_are_read_alone() -> None:
    def draw(canvas: Canvas) -> None:
        covered(canvas, 60)
        canvas.setFillGray(0)
        write(canvas, 60, "Director of Roads")

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\nDirector of Roads"
    assert codes(document) == [Code.HIDDEN_TEXT]


def test_letters_that_a_clip_cuts_off_are_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(202, 50, 40, 20)
        canvas.clipPath(path, stroke=0)
        write(canvas, 60, "Services and files")

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\nServices a"
    assert sorted(codes(document)) == [Code.HIDDEN_TEXT, Code.PARTLY_HIDDEN]
    assert {finding.place for finding in all_findings(document)} == {document.tables[0].cells[-1].places[0]}


def test_a_figure_written_over_a_covered_one_that_shares_a_digit_is_read_whole() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, "25")
        canvas.setFillGray(1)
        canvas.rect(202, 57, 20, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        write(canvas, 60, "20")

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\n20"
    (finding,) = all_findings(document)
    assert (finding.code, finding.value) == (Code.HIDDEN_TEXT, "25")


@pytest.mark.parametrize(
    ("flags", "value"),
    [("", "Director of Roads and Parks"), ("multiline", "Director\nof Roads\nand\nParks")],
)
def test_the_value_of_a_form_field_that_has_no_room_for_it_is_read_whole(flags: str, value: str) -> None:
    def draw(canvas: Canvas) -> None:
        box = {"x": 310, "y": 102, "width": 88, "height": 24}
        canvas.acroForm.textfield(value=value, fontSize=8, borderWidth=0, fieldFlags=flags, **box)

    document = read_pages(paper(draw))
    assert " ".join(texts(document)[2].split()) == " ".join(value.split())
    assert texts(document)[-1] == "Head of Estates"
    assert codes(document) == [Code.PARTLY_HIDDEN]


def test_rows_outside_of_the_page_box_are_not_read_and_are_named() -> None:
    document = read_pages(paper(crop=(0, 105, 420, 200)))
    assert texts(document) == ["CR1", "Roads", ""]
    assert codes(document) == [Code.HIDDEN_TEXT]


def test_a_stroke_through_words_strikes_them_out() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, "Head of Parks")
        canvas.line(204, 62.5, 204 + canvas.stringWidth("Head of Parks", "Helvetica", 8), 62.5)

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates"
    assert codes(document) == [Code.STRUCK_TEXT]


@pytest.mark.parametrize("mark", [(200, 62.6, 70, 0.5), (204, 60, 48, 4)])
def test_a_rule_that_goes_on_far_beyond_words_or_a_bar_over_them_is_named_there(mark: tuple[float, ...]) -> None:
    """Neither says for certain that they are struck out."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(*mark, stroke=0, fill=1)

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\nnot for issue"
    findings = list(all_findings(document))
    assert Code.UNREAD_PART in {finding.code for finding in findings} <= {Code.UNREAD_PART, Code.PARTLY_HIDDEN}
    assert {finding.place for finding in findings} == {document.tables[0].cells[-1].places[0]}


def test_an_underlined_word_is_current() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, "Head of Parks")
        canvas.line(204, 59, 204 + canvas.stringWidth("Head of Parks", "Helvetica", 8), 59)

    assert texts(read_pages(paper(draw)))[-1] == "Head of Estates\nHead of Parks"


def test_what_is_stamped_across_a_page_is_no_part_of_its_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(60, 30)
        canvas.rotate(25)
        canvas.setFillGray(0.85)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(0, 0, "Not for issue")

    document = read_pages(paper(draw))
    assert texts(document) == texts(read_pages(paper()))
    assert codes(document) == [Code.IGNORED_TEXT]


def test_the_value_of_a_form_field_is_read_where_it_stands() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            name="owner",
            value="Parks",
            x=204,
            y=110,
            width=80,
            height=14,
            fontSize=8,
            borderWidth=0,
            fontName="Helvetica",
        )

    assert texts(read_pages(paper(draw)))[2] == "Parks"


def test_a_value_whose_letters_stand_in_boxes_of_their_own_is_named_whole() -> None:
    def draw(canvas: Canvas) -> None:
        box = {"x": 204, "y": 110, "width": 80, "height": 14}
        canvas.acroForm.textfield(value="16", maxlen=4, fieldFlags="comb", fontSize=8, borderWidth=0, **box)

    named = [(finding.code, finding.value) for finding in all_findings(read_pages(paper(draw)))]
    assert (Code.UNREAD_PART, "16") in named


@pytest.mark.parametrize("flags", [2, 4 | 32])
def test_an_annotation_that_is_not_to_be_viewed_is_no_part_of_the_page(flags: int) -> None:
    document = read_pages(paper(remark("FreeText", DA=PDFString("/Helv 7 Tf 0 g"), F=flags)))
    assert texts(document) == texts(read_pages(paper()))


def test_a_drop_down_is_its_value_without_the_button_that_opens_it() -> None:
    edition = strewn(shortened(load_edition("2018-19-q1"), risks=1, opportunities=1), ["chosen"], 0)
    found = all_findings(read_pages(build(edition, "pdf")))
    assert Code.DRAWN_SYMBOL not in [finding.code for finding in found]


def test_a_raised_figure_behind_a_word_is_the_mark_of_a_note() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, "Director")
        canvas.setFont("Helvetica", 5)
        canvas.drawString(204 + canvas.stringWidth("Director", "Helvetica", 8), 63, "2")

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\nDirector"
    (finding,) = all_findings(document)
    assert (finding.code, finding.value) == (Code.NOTE_MARK, "2 behind Director")


def mark(canvas: Canvas, text: str, size: float, *, x: float = 204, before: str = "") -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(x + canvas.stringWidth(before, "Helvetica", 8), 63.5, text)


@pytest.mark.parametrize(("text", "size"), [("[2]", 5), ("(iv)", 5), ("*", 6), ("1", 8)])
@pytest.mark.parametrize("word", ["CR2", "12", "Head", "Level"])
def test_a_mark_is_kept_out_whatever_it_stands_behind(word: str, text: str, size: float) -> None:
    document = read_pages(
        paper(lambda canvas: write(canvas, 60, word), lambda canvas: mark(canvas, text, size, before=word))
    )
    assert texts(document)[-1] == f"Head of Estates\n{word}"
    (finding,) = all_findings(document)
    assert (finding.code, finding.value) == (Code.NOTE_MARK, f"{text} behind {word}")


def test_a_mark_that_was_written_last_or_stands_before_a_word_is_kept_out() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, "Level")
        canvas.drawString(240, 60, "Roads")
        mark(canvas, "3", 5, before="Level")
        mark(canvas, "2", 5, x=237)

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\nLevel Roads"
    assert [finding.value for finding in all_findings(document)] == ["3 behind Level 2 before Roads"]


def test_a_figure_in_the_next_column_is_no_mark() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(166, 164, "Services")
        canvas.drawString(203, 168, "9")

    assert texts(read_pages(paper(draw)))[1:3] == ["Roads\nServices", "9"]


def test_a_power_is_part_of_its_word() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, "40 m")
        canvas.setFont("Helvetica", 5)
        canvas.drawString(204 + canvas.stringWidth("40 m", "Helvetica", 8), 63, "2")

    document = read_pages(paper(draw))
    assert texts(document)[-1] == "Head of Estates\n40 m2"
    assert not codes(document)


def test_an_arrow_of_a_symbol_font_is_an_arrow() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Symbol", 8)
        canvas.drawString(204, 130, "\u2193")

    assert texts(read_pages(paper(draw)))[2] == "↓"


@pytest.mark.parametrize(
    ("font", "code", "read"),
    [
        (b"Wingdings-Regular", b"\\341", "↑"),
        (b"Wingdings3,Italic", b"h", "↑"),
        (b"Webdings,BoldMTMT", b"6", "▼"),
        (b"SymbolMT,BoldBold", b"\\257", "↓"),
    ],
)
def test_a_symbol_font_is_known_by_any_spelling_of_its_name(font: bytes, code: bytes, read: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Oblique", 8)
        canvas.drawString(204, 130, "Q")

    content = paper(draw, compressed=False).replace(b"/BaseFont /Helvetica-Oblique", b"/BaseFont /" + font)
    assert texts(read_pages(content.replace(b"(Q) Tj", b"(" + code + b") Tj")))[2] == read


def arrow(canvas: Canvas, x: float, y: float, degrees: float) -> None:
    canvas.translate(x, y)
    canvas.rotate(degrees)
    path = canvas.beginPath()
    path.moveTo(10, 0)
    for point in ((2, 6), (2, 2), (-10, 2), (-10, -2), (2, -2), (2, -6)):
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, fill=1, stroke=1)


def picture(canvas: Canvas, x: float, y: float, *corners: int) -> None:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ImageDraw.Draw(image).polygon(corners, fill="firebrick")
    canvas.drawImage(ImageReader(image), x, y, 16, 16, mask="auto")


@pytest.mark.parametrize(("degrees", "read"), [(0, "→"), (90, "↑"), (270, "↓")])
def test_a_drawn_arrow_is_read_and_named(degrees: float, read: str) -> None:
    document = read_pages(paper(lambda canvas: arrow(canvas, 230, 140, degrees)))
    assert texts(document)[2] == read
    assert codes(document) == [Code.DRAWN_SYMBOL]


def test_a_pictured_arrow_is_read_and_named() -> None:
    corners = (32, 4, 56, 32, 40, 32, 40, 60, 24, 60, 24, 32, 8, 32)
    document = read_pages(paper(lambda canvas: picture(canvas, 230, 140, *corners)))
    assert texts(document)[2] == "↑"
    assert codes(document) == [Code.DRAWN_SYMBOL]


def test_a_drawing_in_a_cell_that_is_no_plain_arrow_is_named_there() -> None:
    document = read_pages(paper(lambda canvas: canvas.circle(230, 140, 6, stroke=0, fill=1)))
    assert texts(document) == texts(read_pages(paper()))
    (finding,) = all_findings(document)
    assert finding.code == Code.UNREAD_PART
    assert finding.place
    assert (finding.place.row, finding.place.column) == (0, 2)


def test_two_strokes_across_a_cell_are_named_there() -> None:
    def cross(canvas: Canvas) -> None:
        canvas.line(202, 75, 290, 95)
        canvas.line(202, 95, 290, 75)

    assert codes(read_pages(paper(cross))) == [Code.UNREAD_PART]


def test_a_drawing_outside_of_tables_and_an_underline_are_not_named() -> None:
    def ornaments(canvas: Canvas) -> None:
        canvas.circle(230, 190, 6, stroke=0, fill=1)
        canvas.line(204, 86, 270, 86)

    assert not codes(read_pages(paper(ornaments)))


def test_a_page_of_drawn_letters_has_no_text_layer() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    for number in range(60):
        path = canvas.beginPath()
        x, y = 20 + 6 * number, 100
        path.moveTo(x, y)
        for dx, dy in ((2, 0), (2, 3), (4, 3), (4, 6), (0, 6), (0, 2), (1, 1)):
            path.lineTo(x + dx, y + dy)
        canvas.drawPath(path, fill=1, stroke=0)
    canvas.save()
    assert codes(read_pages(out.getvalue())) == [Code.NO_TEXT_LAYER]


@pytest.mark.parametrize("scanned", [1, 2])
def test_a_page_without_text_beside_a_table_is_named_as_what_may_be_more_of_it(scanned: int) -> None:
    pages = [paper(), paper()]
    pages[scanned - 1] = _scan(paper())
    with pypdfium2.PdfDocument.new() as both:
        for content in pages:
            both.import_pages(pypdfium2.PdfDocument(content))
        out = io.BytesIO()
        both.save(out)
    document = read_pages(out.getvalue())
    assert [(finding.code, finding.place and finding.place.page) for finding in document.findings] == [
        (Code.NO_TEXT_LAYER, scanned),
        (Code.UNREAD_PART, scanned),
    ]


def _scan(content: bytes) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    canvas.drawImage(ImageReader(pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil()), 0, 0, *PAGE)
    canvas.save()
    return out.getvalue()


def remark(subtype: str, **more: object) -> Callable[[Canvas], None]:
    """An annotation over ``Head of`` that does not say what it looks like."""

    def annotate(canvas: Canvas) -> None:
        box, said = PDFArray([204, 86, 232, 95]), PDFString("Head of Parks")
        quad = PDFArray([204, 95, 232, 95, 204, 86, 232, 86])
        fields = {"Type": PDFName("Annot"), "Subtype": PDFName(subtype), "Rect": box, "Contents": said, "F": 4}
        canvas._addAnnotation(PDFDictionary({**fields, "QuadPoints": quad, **more}))

    return annotate


def test_a_stroke_of_a_reviewer_strikes_words_out_whether_or_not_it_says_how_it_looks() -> None:
    document = read_pages(paper(remark("StrikeOut")))
    assert texts(document)[-1] == "Estates"
    assert codes(document) == [Code.STRUCK_TEXT]


def test_words_typed_on_a_page_are_read_whether_or_not_they_say_how_they_look() -> None:
    typed = remark("FreeText", DA=PDFString("/Helv 7 Tf 0 g"), Rect=PDFArray([204, 60, 290, 74]))
    assert texts(read_pages(paper(typed)))[-1] == "Head of Estates\nHead of Parks"


@pytest.mark.parametrize("subtype", ["Line", "Stamp", "Redact", "Caret"])
def test_an_annotation_that_nobody_can_draw_is_named_in_its_cell(subtype: str) -> None:
    document = read_pages(paper(remark(subtype)))
    (finding,) = all_findings(document)
    assert (finding.code, finding.value) == (Code.UNREAD_PART, "Head of Parks")
    assert finding.place == document.tables[0].cells[-1].places[0]


@pytest.mark.parametrize("subtype", ["Text", "Link", "Popup"])
def test_links_and_remarks_that_a_click_opens_are_no_part_of_a_page(subtype: str) -> None:
    document = read_pages(paper(remark(subtype), remark("Highlight", C=PDFArray([1, 1, 0]))))
    assert texts(document) == texts(read_pages(paper()))
    assert not codes(document)


def test_a_scribble_over_words_is_named_there() -> None:
    def scribble(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(203, 90)
        path.curveTo(220, 93, 240, 88, 262, 91)
        canvas.drawPath(path)

    assert codes(read_pages(paper(scribble))) == [Code.UNREAD_PART]


def test_invisible_words_over_a_scan_of_them_are_read_and_the_page_says_so() -> None:
    pdf = pypdfium2.PdfDocument(paper())
    scan = ImageReader(pdf[0].render(scale=2).to_pil())
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    canvas.drawImage(scan, 0, 0, *PAGE)
    for x, y, words in ((24, 168, "CR1"), (84, 168, "Roads"), (84, 88, "Schools"), (204, 88, "Head of Estates")):
        text = canvas.beginText(x, y)
        text.setFont("Helvetica", 8)
        text.setTextRenderMode(3)
        text.textOut(words)
        canvas.drawText(text)
    canvas.save()
    document = read_pages(out.getvalue())
    assert codes(document) == [Code.READ_BY_OCR]
    said = "\n".join(line.text for line in _lines(document))
    assert {"CR1", "Roads", "Schools", "Estates"} <= set(said.split())


def _lines(document: Document) -> list[Line]:
    inside = [line for table in document.tables for cell in table.cells for line in cell.lines]
    return inside + [block.line for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("code", ["0020", "200B", "202E", "FFFE", "0002", "0003", "D83D", "D835DC04", "0415"])
def test_a_map_that_gives_a_letter_as_something_else_is_named_and_writes_nothing_odd(code: str) -> None:
    content = paper(lambda canvas: write(canvas, 60, "Edge"), compressed=False)
    table = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <45> <{code}> endbfchar endcmap"
    stream = f"99 0 obj << /Length {len(table)} >> stream\n{table}\nendstream endobj\nxref\n".encode()
    content = content.replace(b"/BaseFont /Helvetica /", b"/ToUnicode 99 0 R /BaseFont /Helvetica /")
    document = read_pages(content.replace(b"xref\n", stream, 1))
    said = [*texts(document), *(finding.message for finding in all_findings(document))]
    assert {Code.UNDECODABLE_CHARACTERS, Code.UNREAD_PART} & set(codes(document))
    assert "\n".join(said).replace("\n", "").isprintable()


@pytest.mark.parametrize("heavy", ["font", "outline"])
def test_the_weight_of_type_is_seen(heavy: str) -> None:
    """A title that fills its line is in bold type, or drawn round its outline, too; the sentence under it is not."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(84, 60)
        text.setFont("Helvetica-Bold" if heavy == "font" else "Helvetica", 8)
        text.setTextRenderMode(0 if heavy == "font" else 2)
        text.textLine("Schools that must be closed")
        text.setFont("Helvetica", 8)
        text.setTextRenderMode(0)
        text.textLine("Boilers are past their life.")
        canvas.drawText(text)

    (table,) = read_pdf(paper(draw)).tables
    assert [line.text for line in table.cells[4].lines] == [
        "Schools", "Schools that must be closed", "Boilers are past their life.",
    ]  # fmt: skip
