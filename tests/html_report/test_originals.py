"""Papers without pages: every value leads to the cell or paragraph that its words stand in, whatever the format."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from normalise.values.text import squeezed
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.blocks import BlockView, decode, read_blocks
from pipeline.html_report.keep import kept
from pipeline.html_report.originals import NOT_DRAWN, Originals
from pipeline.html_report.outcome import digest_in
from pipeline.html_report.papers import PaperPage, paper_page
from pipeline.html_report.pictures import batches
from pipeline.store.run import digest_of
from pipeline.store.tables import DocumentRow
from tests.builder import build, load_edition, sheet_of, shortened
from tests.builder.workbook import workbook_of
from tests.html_report.conftest import contents_of
from tests.pipeline.test_evidence import history_of, read_bytes

CSV = "Risk ID,Title,Current controls,Current score\nCR1,Winter roads,Gritters are ready,12\nCR2,School places,,9\n"


def paper_of(fmt: str) -> bytes:
    edition = shortened(load_edition("2018-19-q1"))
    if fmt == "csv":
        return CSV.encode()
    return workbook_of(sheet_of(edition)) if fmt == "xlsx" else build(edition, fmt)  # type: ignore[arg-type]


def stands(page: PaperPage, blocks: list[BlockView]) -> set[str]:
    """The values that stand in a cell or paragraph whose words hold theirs."""
    found = set()
    for block in blocks:
        cells = [(cell.spot, cell.lines) for cells in block.rows for cell in cells]
        for spot, lines in cells or [(block.spot, [block.text])]:
            for value in page.by_spot.get(spot, []):
                if squeezed(value.row.text) in squeezed("\n".join(lines)):
                    found.add(value.anchor)
    return found


@pytest.mark.parametrize("fmt", ["docx", "html", "text", "word_text", "xlsx", "csv"])
def test_every_value_stands_where_its_words_do(fmt: str, tmp_path: Path) -> None:
    contents = contents_of(history_of([read_bytes(paper_of(fmt), tmp_path)]))
    (document,) = contents.documents.values()
    page = paper_page(contents, Addresses(contents), document)
    values = {value.anchor for sheet in page.sheets for group in sheet.groups for value in group.values}
    assert len(values) > 5
    assert stands(page, decode(read_blocks(tmp_path / "paper"))) == values


def test_a_statement_that_is_a_line_of_its_cell_is_marked_alone(tmp_path: Path) -> None:
    contents = contents_of(history_of([read_bytes(paper_of("docx"), tmp_path)]))
    (document,) = contents.documents.values()
    page = paper_page(contents, Addresses(contents), document)
    blocks = decode(read_blocks(tmp_path / "paper"))
    parted = [page.lines(cell.spot, cell.lines) for block in blocks for cells in block.rows for cell in cells]
    alone = [values for _, lines in parted for _, values in lines if values]
    assert max(len({value.anchor for value in values}) for values in alone) <= 2  # a title is a description too
    assert any(value.row.field == "control" and value.row.position == 1 for values in alone for value in values)


def test_a_file_that_cannot_be_drawn_says_so_and_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7 cut")
    document = DocumentRow(
        document_id=digest_of(tmp_path / "cut.pdf"), path="cut.pdf", format="pdf", status="ingested", sample=False,
        n_registers=1, n_entries=1, n_events=0,
    )  # fmt: skip
    with kept(tmp_path / "report") as keep, ThreadPoolExecutor(1) as executor:
        originals = Originals(tmp_path, keep, executor, "0" * 64)
        original = originals.ask(document, [1])
        originals.wait()
    assert (original.note, original.pictures, originals.settled) == (NOT_DRAWN, {}, False)


def test_a_link_out_of_the_folder_of_papers_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "outside.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "raw" / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    assert digest_of(tmp_path / "outside.pdf")
    assert digest_in(tmp_path / "raw", "link.pdf") is None
    assert digest_in(tmp_path / "raw", "../outside.pdf") is None


def test_pages_are_drawn_a_few_at_a_time() -> None:
    assert batches({5, 1, 2, 3, 4}) == [[1, 2, 3, 4], [5]]
