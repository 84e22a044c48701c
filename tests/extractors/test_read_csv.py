"""A table of separated values is recognised by its content and read as a sheet."""

from __future__ import annotations

import codecs

import pytest

from extractors.document import Paragraph, UnreadableFileError
from extractors.places import Place
from extractors.read import detect_format, read_document

REGISTER = """\
Corporate Risk Register 2019/20 Q2,,
,,
Risk ID,Description,Score
R1,"Floods, and storms
• Roads close",16
R2,"A ""quoted"" word",9
"""


@pytest.mark.parametrize(
    "text",
    [
        REGISTER,
        REGISTER.replace("Q2,,\n,,", "Q2\n"),
        "Risk;Score\nFloods, storms;12\nFire;6\n",
        "Risk|Score\nFloods|12\n",
        'Risk,Score\n"Floods, storms",12\n',
        "R1,4,4,16\nR2,3,3,9\nR3,2,2,4\n",
    ],
)
def test_a_table_of_separated_values_is_known_by_its_content(text: str) -> None:
    assert detect_format(text.encode()) == "csv"


@pytest.mark.parametrize(
    "text",
    [
        "Dear all, thank you, yours\nThe risks are low, the costs, too\n",
        "One line, with commas, and no more",
        "The register, as agreed, is below\n\nCR1\tFloods\t12\nCR2\tFire, smoke\t6\n",
        "Floods, roads, schools\nFire, homes, lives\nFrost, roads, pipes\n",
        "No separator\nin any line\n",
        'A,"B\nC,D\n',
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert detect_format(text.encode()) == "text"


@pytest.mark.parametrize(
    "content",
    [
        REGISTER.encode(),
        codecs.BOM_UTF8 + REGISTER.encode(),
        REGISTER.encode("utf-16"),
        REGISTER.encode("cp1252"),
        REGISTER.replace("\n", "\r\n").encode(),
    ],
)
def test_titles_are_paragraphs_and_the_rest_a_table_with_places_in_the_file(content: bytes) -> None:
    document = read_document(content, detect_format(content))
    title, table = document.blocks
    assert isinstance(title, Paragraph)
    assert (title.line.text, title.places) == ("Corporate Risk Register 2019/20 Q2", (Place(0, 0, 0, sheet=""),))
    assert [[cell.text for cell in cells] for _, cells in document.tables[0].by_row()] == [
        ["Risk ID", "Description", "Score"],
        ["R1", "Floods, and storms\nRoads close", "16"],
        ["R2", 'A "quoted" word', "9"],
    ]
    assert table.places[0].block == 1
    assert document.tables[0].cells[3].places == (Place(1, 3, 0, sheet=""),)
    assert document.tables[0].cells[4].lines[1].marker == "•"


def test_characters_that_no_encoding_explains_are_reported() -> None:
    document = read_document(b"Risk,Score\nFl\x81ods,12\n", "csv")
    assert [finding.code for finding in document.findings] == ["undecodable_characters"]
    (line,) = next(cell for cell in document.tables[0].cells if cell.row == 1 and cell.column == 0).lines
    assert [finding.code for finding in line.findings] == ["undecodable_characters"]


def test_a_file_larger_than_any_register_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="200001 rows and 2 columns") as caught:
        read_document(b"R1,12\n" * 200_001, "csv")
    assert caught.value.code == "too_large"
