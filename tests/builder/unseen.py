"""What a file holds beside what its page shows: hidden, white and struck-out words, note marks, choices not taken.

Each is a fault that changes nothing of what a person reads, so nothing of what must be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from html import escape

from docx.oxml.xmlchemy import BaseOxmlElement

from tests.builder.content import Item
from tests.builder.word_el import el, text_el

ASIDE, WHITE, STRUCK, CHOICE, MARK = (
    "an aside for officers",
    "an old draft",
    "what was said before",
    "another choice",
    "1",
)
ROW = "CR98"
"""The ID of a row that is there and not shown."""
STYLE = "Aside"
"""The name of the style that hides."""

HIDING = frozenset(("hidden_words", "hidden_row"))
"""Faults for which a web page has a style sheet."""
SHEET = ".aside, tr.archived { display: none }"


def dressed_html(html: str, fill: str | None, faults: Set[str], *, alone: bool) -> str:
    """The HTML of an item with what is not to be read; ``alone`` says that it is all its cell holds."""
    if "form_choices" in faults and alone:
        html = f"<select><option>{CHOICE}</option><option selected>{html}</option></select>"
    if "note_marks" in faults:
        html += f"<sup>{MARK}</sup>"
    if "struck_words" in faults:
        html += f" <s>{STRUCK}</s>"
    if "white_words" in faults:
        html += f' <span style="color:{fill or "white"}">{WHITE}</span>'
    if "hidden_words" in faults:
        html += f' <span class="aside">{ASIDE}</span>'
    return html


def hidden_row_html(columns: int) -> str:
    """A row that the page's style sheet hides."""
    return f'<tr class="archived">{"".join(f"<td>{escape(text)}</td>" for text in hidden_texts(columns))}</tr>'


def hidden_texts(columns: int) -> list[str]:
    """What the cells of a row say that is not shown."""
    return [ROW, *[ASIDE] * (columns - 1)]


def dressed_runs(
    runs: tuple[BaseOxmlElement, ...], item: Item, fill: str | None, faults: Set[str], *, alone: bool
) -> Iterator[BaseOxmlElement]:
    """The runs of a Word paragraph with what is not to be read."""

    def said(text: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
        return el("r", el("rPr", *properties), text_el("t", text))

    if "form_choices" in faults and alone:
        entries = (el("listEntry", val=CHOICE), el("listEntry", val=item.bare))
        form = el("ffData", el("ddList", el("result", val=1), *entries))
        yield el("r", el("fldChar", form, fldCharType="begin"))
        yield el("r", text_el("instrText", " FORMDROPDOWN "))
        yield el("r", el("fldChar", fldCharType="end"))
    else:
        yield from runs
    if "note_marks" in faults:
        yield said(MARK, el("vertAlign", val="superscript"))
    if "struck_words" in faults:
        yield said(f" {STRUCK}", el("strike"))
    if "white_words" in faults:
        yield said(f" {WHITE}", el("color", val=(fill or "#ffffff").removeprefix("#").upper()))
    if "hidden_words" in faults:
        yield said(f" {ASIDE}", el("rStyle", val=STYLE))
