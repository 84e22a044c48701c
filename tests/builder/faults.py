"""The named faults that papers come with, each to be switched on alone or with others.

A fault is met in a real paper first, then named here, then tested for: ``build(edition, fmt, {"cut_row"})``.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

Fmt = Literal["docx", "html", "pdf", "office_pdf"]
FORMATS: tuple[Fmt, ...] = ("docx", "html", "pdf", "office_pdf")

_PDF: tuple[Fmt, ...] = ("pdf",)
_PRINT: tuple[Fmt, ...] = ("pdf", "office_pdf")
_WORD: tuple[Fmt, ...] = ("docx", "office_pdf")
_WEB: tuple[Fmt, ...] = ("html",)
_FLOW: tuple[Fmt, ...] = ("docx", "html")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is odd about the paper, in one line, and the formats it can occur in."""

    about: str
    formats: tuple[Fmt, ...] = FORMATS


FAULTS: dict[str, Fault] = {
    # How a page is drawn
    "cut_row": Fault("low pages: rows are cut by page ends at any line", _PRINT),
    "cut_bullet": Fault("low pages: every page end that can falls inside a bullet", _PDF),
    "cut_word": Fault("narrow columns cut words in two: 'Organisation|al'", _PRINT),
    "no_closing_rule": Fault(
        "low pages: no rule closes a cut row at the page end, none opens it on the next page", _PDF
    ),
    "page_all_one_row": Fault("pages so low that one row fills several; no rule opens or closes it there", _PDF),
    "no_outer_rules": Fault("the table has no frame, only the rules between its cells", _PDF),
    "no_vertical_rules": Fault("only horizontal rules, between the rows", _PDF),
    "rules_as_rectangles": Fault("rules are thin filled rectangles, not lines", _PDF),
    "rules_in_form": Fault("rules stand in a form XObject that has a matrix of its own", _PDF),
    "shaded_cells": Fault("a coloured ground under scores and a white one under every line of text", _PDF),
    "header_repeated": Fault(
        "low pages: the heading row is printed again on every page", ("docx", "pdf", "office_pdf")
    ),
    "rotated_page": Fault("pages stored sideways and turned upright by /Rotate 90", _PDF),
    "rotated_heading": Fault("heading texts run from the bottom to the top", _PDF),
    "shifted_page_box": Fault("the page box does not start at 0, 0", _PDF),
    "doubled_letters": Fault("headings are made bold by printing each letter twice, 0.3 points apart", _PDF),
    "no_trailing_blanks": Fault("a wrapped line keeps no blank at its end", _PDF),
    "drawn_bullets": Fault("bullets are drawn as filled circles, not set as letters", _PDF),
    "centred_text": Fault("the lines of paragraphs are centred in their cells", _PDF),
    "page_furniture": Fault("a running head and a page number on every page", ("docx", "pdf", "office_pdf")),
    # How the table is made
    "merged_title": Fault("the title is the table's first row, merged over all columns"),
    "merged_cells": Fault("one entry's owner cell spans the direction column too"),
    "column_order": Fault("the columns stand in another order"),
    "renamed_heading": Fault("one column's heading is worded as never before"),
    "missing_heading": Fault("there is no direction of travel column"),
    "spacer_rows": Fault("blank rows stand under the headings and between the entries"),
    "blank_id_row": Fault("one entry's actions go on in a second row whose other cells are blank"),
    "two_tables": Fault("risks and opportunities have a table each"),
    "two_registers": Fault("two editions stand in one file"),
    "duplicate_id": Fault("two entries bear the same ID"),
    "rowspan_colspan": Fault(
        "one entry takes two rows (its ID spans them), another has a cell over two columns", _FLOW
    ),
    "nested_table": Fault("a cell holds a small table of its own", _FLOW),
    # How a cell is written
    "nested_bullets": Fault("bullets go three levels deep"),
    "typed_bullets": Fault("bullets are typed characters in plain paragraphs"),
    "numbered_items": Fault("a cell holds a numbered list"),
    # How a file says it
    "tracked_changes": Fault("insertions that belong to the text, deletions that do not, a deleted row", ("docx",)),
    "content_controls": Fault("a row, a cell, a paragraph and some words stand in content controls", _WORD),
    "cp1252": Fault("the page is in windows-1252 and says iso-8859-1", _WEB),
}

NONE: frozenset[str] = frozenset()


def check(faults: Set[str], fmt: Fmt) -> frozenset[str]:
    """The faults as a frozenset; ValueError for a name that is unknown or cannot occur in this format."""
    for name in faults:
        if name not in FAULTS:
            raise ValueError(f"no fault is named {name!r}")
        if fmt not in FAULTS[name].formats:
            raise ValueError(f"{name} cannot occur in {fmt}: {', '.join(FAULTS[name].formats)} only")
    return frozenset(faults)
