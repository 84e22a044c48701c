"""Rules typed as rows of dashes and strokes frame a table as drawn ones do."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Paragraph, all_findings
from extractors.findings import Code
from extractors.pdf.pages import read_pages
from extractors.pdf.stitch import stitch

FRAMED = """
+------+------------------+-------+
|ID    |Description       |Score  |
+------+------------------+-------+
|CR1   |Drainage of roads |16     |
|      |and of car parks  |       |
+------+------------------+-------+
|CR2   |* Old boilers     |12     |
|      |* Posts | vacant  |       |
+------+------------------+-------+
"""
RULED = """
__________________________________

ID      Description        Score
__________________________________

CR1     Drainage of roads  16
        and of car parks
__________________________________

CR2     * Old boilers      12
        * Posts | vacant
__________________________________
"""
COLUMNS = """
======  =================  =======
ID      Description        Score
======  =================  =======
CR1     Drainage of roads  16
        and of car parks
------  -----------------  -------
CR2     * Old boilers      12
        * Posts | vacant
======  =================  =======
"""


def read(text: str) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    lines = canvas.beginText(40, 800)
    lines.setFont("Courier", 9)
    lines.textLines(text.strip("\n"), trim=0)
    canvas.drawText(lines)
    canvas.showPage()
    canvas.save()
    return stitch(read_pages(out.getvalue()))


@pytest.mark.parametrize("text", [FRAMED, RULED, COLUMNS])
def test_rows_of_dashes_and_strokes_frame_a_table(text: str) -> None:
    (table,) = read(text).tables
    assert [cell.text for cell in table.cells] == [
        "ID", "Description", "Score", "CR1", "Drainage of roads and of car parks", "16", "CR2",
        "Old boilers\nPosts | vacant", "12",
    ]  # fmt: skip


def test_where_paragraphs_of_a_typed_table_end_is_said_not_to_be_sure() -> None:
    (finding,) = all_findings(read(FRAMED))
    assert finding.code is Code.UNSURE_PARAGRAPHS
    assert finding.place
    assert (finding.place.row, finding.place.column) == (1, 1)


def test_lines_to_sign_on_are_text() -> None:
    document = read("Signed: ______________\n\nDate: ______________\n\nCosts are 12 | 14 | 16 this year.")
    assert not document.tables
    said = " ".join(block.line.text for block in document.blocks if isinstance(block, Paragraph))
    assert said == "Signed: ______________ Date: ______________ Costs are 12 | 14 | 16 this year."
