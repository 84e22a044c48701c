"""Which of a page's words it shows, and what is to be said of the others: hidden ones, and those that it cuts off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from extractors.findings import Code, Finding
from extractors.pdf.drawing import is_picture
from extractors.pdf.objects import Rule, Word, Words
from extractors.pdf.page_ink import PageInk
from extractors.pdf.page_words import TextPage

_MUCH, _MANY = 0.3, 20
"""Where more than this share of a page's words, and more than so many, is hidden, a part of its register may be."""
_WHOLE = 0.9
"""Where a page is a picture and no less than this share of its words is without ink, they are what the picture says."""


class ShownWords(NamedTuple):
    """The words of a page that are read, those that are not, and what is to be said of the page.

    ``ink`` are its pictures; where its words lie over a picture of them there are none, but the ``rules`` it shows.
    """

    words: Words
    unread: Sequence[Word] = ()
    findings: Sequence[Finding] = ()
    ink: PageInk | None = None
    rules: Sequence[Rule] = ()


def shown_words(
    text_page: TextPage, number: int, words: Words, holders: Mapping[int, int], find: Callable[[], Words]
) -> ShownWords:
    """Part the words of page ``number`` by whether it shows them; ``find`` finds them when its text is read again.

    ``holders`` are the page's text objects, each with what holds it.
    """
    ink = PageInk(text_page, words, holders)
    shown, hidden = ink.shown()
    if len(hidden) >= _WHOLE * len(words) and is_picture(text_page.page) and ink.pictured(hidden):
        from extractors.pdf.scan import rules_on

        message = f"page {number} is a picture, and its words those that text recognition left with it"
        finding = Finding(Code.READ_BY_OCR, f"{message}; check its values against the page")
        return ShownWords(words, findings=[finding], rules=rules_on(text_page.page, text_page.frame.size))
    texts = {ink.text_of(word) for word in shown} if hidden else set()
    below = [word for word in hidden if ink.text_of(word) not in texts]
    if not ink.lie_under(below, shown):
        below = []
    else:  # PDFium leaves out a letter that stands where the same one stands already
        ink.leave_out(below)
        text_page.read_again()
        ink = PageInk(text_page, find(), holders)
        shown, hidden = ink.shown()
    findings = []
    count = len(shown) + len(hidden) + len(below)
    if count - len(shown) > max(_MANY, _MUCH * count):
        message = f"page {number} does not show {count - len(shown)} of the {count} words that the file has"
        findings.append(Finding(Code.HIDDEN_ROWS, message))
    shown, hidden = _cut_off(text_page, ink, shown, hidden)
    unread = [word._replace(unread=Code.HIDDEN_TEXT) for word in below]
    # A field may be too small for its value, which then is not hidden on purpose.
    unread += (word._replace(unread=Code.UNREAD_PART if ink.is_field(word) else Code.HIDDEN_TEXT) for word in hidden)
    return ShownWords(shown, unread, findings, ink)


def _cut_off(text_page: TextPage, ink: PageInk, shown: Words, hidden: list[Word]) -> tuple[Words, list[Word]]:
    """The words with those marked that the page shows only the beginning or the end of, in the cell of what it shows.

    A form field holds its value whole, however little of it the page has room for: that is read whole.
    """
    if not hidden:
        return shown, hidden
    parts: dict[int, list[Word]] = {}
    for word in shown:
        parts.setdefault(ink.text_of(word), []).append(word)
    words, others = list(shown), []
    for word in hidden:
        visible = parts.get(ink.text_of(word))
        if visible is None:
            others.append(word)
            continue
        beside = min(visible, key=lambda other: abs(other.span[1] - word.span[0]))
        marked = beside._replace(unread=Code.PARTLY_HIDDEN)
        if not ink.is_field(word):
            others.append(word._replace(centre=beside.centre))
        elif beside.span[1] == word.span[0]:
            marked = (text_page.word(beside.span[0], word.span[1]) or beside)._replace(
                centre=beside.centre, unread=Code.PARTLY_HIDDEN
            )
        else:
            more = word._replace(centre=beside.centre, unread=Code.PARTLY_HIDDEN)
            words.insert(words.index(beside) + 1, more)
            visible.append(more)
        words[words.index(beside)] = marked
        visible[visible.index(beside)] = marked
    return Words(words), others
