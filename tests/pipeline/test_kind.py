"""What tells a plain report from a paper that may hold a register in an unknown shape."""

from __future__ import annotations

import pytest

from extractors.document import Document, Line, Paragraph
from extractors.records import Narrative, Reading
from pipeline.read.kind import is_plain_report


@pytest.mark.parametrize(
    "text",
    [
        "CR1",
        "Corp 1",
        "C01 | Levy",
        "ST/4 Sluices",
        "Corp. 12: Roads",
        "GAIN-3",
        "R\nSR 2",
        "Risks:\nCR1 Money",
        "CR1 Staff are lost",
        "The register has these risks, each with its score:\nCR1 Money\n12\nCR2 Staff",
    ],
)
def test_a_line_that_begins_with_anybodys_identifier_may_be_of_a_register(text: str) -> None:
    assert not _is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Page 3",
        "Item 4: Minutes",
        "Table 2 –",
        "Over 65 people",
        "May 16",
        "COVID-19 went on",
        "Q3",
        "In 2019",
        "see CR1",
        "CR5 had been looked at closely",
        "CR5's score had been misprinted",
        "SR 12 (Floods) remains at 12",
        "They chose to look in depth at:\nSR1 Money\nSR7 Staff",
    ],
)
def test_other_words_and_numbers_are_a_reports_own(text: str) -> None:
    assert _is_plain(text)


def test_a_paper_without_a_report_is_no_plain_report() -> None:
    assert not is_plain_report(Document("text"), Reading())


def _is_plain(text: str) -> bool:
    report = Narrative("report", "Risk register", None, ())
    return is_plain_report(Document("text", (Paragraph(Line(text)),)), Reading(narratives=(report,)))
