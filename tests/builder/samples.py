"""The sample archive, and a paper to add to it: which edition in which format, under a name as of a council."""

from __future__ import annotations

from dataclasses import dataclass

from tests.builder import build
from tests.builder.faults import NONE, Fmt


@dataclass(frozen=True, slots=True)
class Sample:
    """One file."""

    file: str
    edition: str
    fmt: Fmt
    faults: frozenset[str] = NONE

    def build(self) -> bytes:
        """The file's bytes."""
        return build(self.edition, self.fmt, self.faults)


AS_PRINTED = frozenset({"cut_word"})
"""The council's own column widths, which cut words."""

SAMPLES = (
    Sample(
        "2016-05 Appendix A - Corporate Risk and Opportunity Register (sample).pdf",
        "may-2016",
        "office_pdf",
        AS_PRINTED,
    ),
    Sample("2018-19 Q1 Appendix A - Corporate Risk and Opportunity Register (sample).docx", "2018-19-q1", "docx"),
    Sample("2019-20 Q2 Appendix A (sample).pdf", "2019-20-q2", "office_pdf", AS_PRINTED),
    Sample("2019-20 Q2 Agenda item - Corporate Risk and Opportunity Register (sample).html", "2019-20-q2", "html"),
    Sample("2021-22 Q3 Report (sample).docx", "2021-22-q3", "docx"),
    Sample("2021-22 Q4 Agenda frontsheet and reports pack (sample).pdf", "2021-22-q4", "office_pdf"),
)

FURTHER_SAMPLES = (
    Sample("2022-23 Q2 Appendix A (sample).docx", "2022-23-q2", "docx"),
    Sample("2022-23 Q2 Appendix A (sample).pdf", "2022-23-q2", "office_pdf"),
)
"""The edition after the archive, twice. It is for adding, so ``data/samples`` does not hold it."""
