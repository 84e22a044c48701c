"""The named faults that papers come with, each to be switched on alone or with others.

A fault is met in a real paper first, then named here, then tested for: ``build(edition, fmt, {"cut_row"})``.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from tests.builder.content import Layout

Fmt = Literal["docx", "html", "pdf", "office_pdf", "text", "word_text"]
"""``text`` is a PDF turned into text (rows with tabs, HTML in cells), ``word_text`` Word's own text export."""

FORMATS: tuple[Fmt, ...] = ("docx", "html", "pdf", "office_pdf", "text", "word_text")

PDF: tuple[Fmt, ...] = ("pdf",)
_PRINT: tuple[Fmt, ...] = ("pdf", "office_pdf")
_WORD: tuple[Fmt, ...] = ("docx", "office_pdf")
WEB: tuple[Fmt, ...] = ("html",)
WORD_ONLY: tuple[Fmt, ...] = ("docx",)
FLOW: tuple[Fmt, ...] = ("docx", "html")
PRINTABLE: tuple[Fmt, ...] = ("pdf", *FLOW)
_DRAWN: tuple[Fmt, ...] = (*FLOW, *_PRINT)
_TEXT: tuple[Fmt, ...] = ("text",)
_TEXTS: tuple[Fmt, ...] = ("text", "word_text")
_MARKED: tuple[Fmt, ...] = (*_DRAWN, "text")
"""What marks the items of a list, which Word's text export only types."""

_CARDS: tuple[Layout, ...] = ("risk_cards",)
_BOTH: tuple[Layout, ...] = ("register_table", "risk_cards")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is odd about the paper, in one line, and the formats and layouts it can occur in."""

    about: str
    formats: tuple[Fmt, ...] = FORMATS
    layouts: tuple[Layout, ...] = ("register_table",)


FAULTS: dict[str, Fault] = {
    # How a page is drawn
    "cut_row": Fault("low pages: rows are cut by page ends at any line", (*_PRINT, "text")),
    "cut_bullet": Fault("low pages: every page end that can falls inside a bullet", PDF),
    "cut_word": Fault("narrow columns cut words in two: 'Organisation|al'", (*_PRINT, "text")),
    "no_closing_rule": Fault(
        "low pages: no rule closes a cut row at the page end, none opens it on the next page", PDF, _BOTH
    ),
    "page_all_one_row": Fault("pages so low that one row fills several; no rule opens or closes it there", PDF),
    "no_outer_rules": Fault("the table has no frame, only the rules between its cells", PDF),
    "no_vertical_rules": Fault("only horizontal rules, between the rows", PDF),
    "rules_as_rectangles": Fault("rules are thin filled rectangles, not lines", PDF),
    "rules_in_form": Fault("rules stand in a form XObject that has a matrix of its own", PDF),
    "shaded_cells": Fault("a coloured ground under scores and a white one under every line of text", PDF),
    "header_repeated": Fault(
        "low pages: the heading row is printed again on every page", ("docx", "pdf", "office_pdf", "text")
    ),
    "rotated_page": Fault("pages stored sideways and turned upright by /Rotate 90", PDF),
    "rotated_heading": Fault("heading texts run from the bottom to the top", PDF),
    "shifted_page_box": Fault("the page box does not start at 0, 0", PDF),
    "doubled_letters": Fault("headings are made bold by printing each letter twice, 0.3 points apart", PDF),
    "no_trailing_blanks": Fault("a wrapped line keeps no blank at its end", PDF),
    "drawn_bullets": Fault("bullets are drawn as filled circles, not set as letters", PDF),
    "short_hang": Fault("the further lines of an item begin between its bullet and its text", PDF),
    "centred_text": Fault("the lines of paragraphs are centred in their cells", PDF),
    "page_furniture": Fault(
        "a running head and a page number on every page", ("docx", "pdf", "office_pdf", "text"), _BOTH
    ),
    # How the table is made
    "merged_title": Fault("the title is the table's first row, merged over all columns", _MARKED),
    "merged_cells": Fault("one entry's owner cell spans the direction column too", _DRAWN),
    "column_order": Fault("the columns stand in another order"),
    "renamed_heading": Fault("one column's heading, or a label of cards, is worded as never before", layouts=_BOTH),
    "missing_heading": Fault("there is no direction of travel column"),
    "spacer_rows": Fault("blank rows stand under the headings and between the entries"),
    "blank_id_row": Fault("one entry's actions go on in a second row whose other cells are blank"),
    "two_tables": Fault("risks and opportunities have a table each"),
    "two_registers": Fault("two editions stand in one file"),
    "duplicate_id": Fault("two entries have the same ID", layouts=_BOTH),
    "rowspan_colspan": Fault("one entry takes two rows (its ID spans them), another has a cell over two columns", FLOW),
    "nested_table": Fault("a cell holds a small table of its own", FLOW),
    # How cards are made
    "cards_one_table": Fault("all cards stand in one table", _DRAWN, _CARDS),
    "labels_beside": Fault("labels stand on the left of their values, two pairs a row", _DRAWN, _CARDS),
    "card_cut": Fault("low pages: a card runs over two and three of them, and rows are cut", _PRINT, _CARDS),
    "lone_tail": Fault("the progress of a card is so long that pages hold nothing but its one cell", _PRINT, _CARDS),
    "section_rows": Fault("controls and actions have several rows, each with its own owner", _DRAWN, _CARDS),
    "levels_as_numbers": Fault("likelihood and impact are numbers without words", _DRAWN, _CARDS),
    "swapped_scores": Fault("a card prints the target's likelihood and impact as the current ones", _DRAWN, _CARDS),
    "missing_label": Fault("one card has no target date, nor a label for it", _DRAWN, _CARDS),
    # How the summary profile is made
    "profile_words": Fault("ratings of confidence are words, not colours", _DRAWN, _CARDS),
    "profile_first": Fault("the profile stands before the cards", _DRAWN, _CARDS),
    "profile_two_tables": Fault("the profile has a table for risks and another for opportunities", _DRAWN, _CARDS),
    "profile_conflict": Fault("the profile prints another current score than the card", _DRAWN, _CARDS),
    # How a cell is written
    "nested_bullets": Fault("bullets go three levels deep", layouts=_BOTH),
    "typed_bullets": Fault("bullets are typed characters in plain paragraphs", _MARKED, _BOTH),
    "numbered_items": Fault("a cell holds a numbered list", _MARKED),
    # What a file holds and its page does not show
    "hidden_words": Fault("a style hides words in every cell", FLOW),
    "white_words": Fault("words in the colour of their ground stand in every cell", FLOW),
    "struck_words": Fault("words that are struck out stand in every cell", FLOW),
    "note_marks": Fault("a raised figure stands behind every text of an entry", FLOW),
    "form_choices": Fault("cells of one short text are drop-downs with another choice", FLOW),
    "hidden_row": Fault("a row after the last entry is there and not shown", FLOW),
    "fixed_height": Fault("rows have a fixed height, and words stand below their lower edge", WORD_ONLY),
    # How a file says it
    "tracked_changes": Fault("insertions that belong to the text, deletions that do not, a deleted row", WORD_ONLY),
    "content_controls": Fault("a row, a cell, a paragraph and some words stand in content controls", _WORD, _BOTH),
    "cp1252_as_utf8": Fault("the file is in windows-1252; the page says it is utf-8", WEB, _BOTH),
    "cp1252": Fault("the file is in windows-1252; a page says it is iso-8859-1", (*WEB, *_TEXTS), _BOTH),
    # What turning a paper into text did to it
    "shifted_row": Fault(
        "what goes on with a row after a page end has lost a blank cell, and stands to the left", _TEXT
    ),
    "spilled_score": Fault("the words of a score stand in a cell of their own", _TEXTS),
    "lost_list": Fault("lists have lost the marks of their items", _TEXT),
    "ruler_rows": Fault("rows of dashes stand under the headings and at page ends", _TEXT),
    "roomy_cells": Fault("blank lines stand within cells", ("word_text",)),
}

NONE: frozenset[str] = frozenset()


def check(faults: Set[str], fmt: Fmt, layout: Layout = "register_table") -> frozenset[str]:
    """The faults as a frozenset; ValueError for a name that is unknown or cannot occur in this format or layout."""
    for name in faults:
        if name not in FAULTS:
            raise ValueError(f"no fault is named {name!r}")
        if fmt not in FAULTS[name].formats:
            raise ValueError(f"{name} cannot occur in {fmt}: {', '.join(FAULTS[name].formats)} only")
        if layout not in FAULTS[name].layouts:
            raise ValueError(f"{name} cannot occur in the layout {layout}: {', '.join(FAULTS[name].layouts)} only")
    return frozenset(faults)


def faults_of(layout: Layout, fmt: Fmt) -> Iterator[str]:
    """The names of the faults that can occur in this layout and format."""
    return (name for name, fault in FAULTS.items() if fmt in fault.formats and layout in fault.layouts)
