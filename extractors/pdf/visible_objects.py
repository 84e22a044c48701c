"""What a page says to someone who looks at it: its words and rules, without what the file holds and nobody sees."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

import numpy as np

from extractors.bounds import PAGE_WORDS, check_page
from extractors.findings import Code, Finding
from extractors.pdf.annotations import Undrawn
from extractors.pdf.drawing import read_drawing
from extractors.pdf.drawn import drawn_words
from extractors.pdf.note_marks import without_note_marks
from extractors.pdf.objects import Frame, PageObjects, Rule, Word, Words
from extractors.pdf.page_words import TextPage, dots_as_words
from extractors.pdf.shown_words import ShownWords, shown_words
from extractors.pdf.symbols import with_symbols
from extractors.pdf.typed_rules import part_typed_rules, rule_of_dashes
from extractors.pdf.undecodable import mark_undecodable, printable
from extractors.places import Box, Place

_QUOTED = 200
"""How many characters of what was not read a message quotes."""
_STAMP = 2.0
"""What is stamped across a page is at least so many times as large as the type of most of its words."""
_STRUCK = 0.7
"""A stroke that runs through more than this share of a word's width strikes it out."""
_THROUGH = (0.12, 0.45)
"""Type sizes above the baseline between which a stroke runs through a word."""
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015=~"
_BAR = 0.6
"""A bar less than this many type sizes high is no ground for words to stand on."""

_REASONS = {
    Code.HIDDEN_TEXT: "words that the page does not show were not read",
    Code.PARTLY_HIDDEN: "the page shows only a part of these words; see how they go on",
    Code.STRUCK_TEXT: "words that are struck out were not read",
    Code.UNDECODABLE_CHARACTERS: "words whose font does not say which letters they are (--ocr reads their picture)",
    Code.UNKNOWN_SYMBOL: "the font of a symbol does not say what it draws; it is given as the file has it",
    Code.DRAWN_SYMBOL: "an arrow is drawn or pictured here; it was read as what its shape shows",
    Code.UNREAD_PART: "something is drawn, pictured or noted here that no text accounts for; it was not read",
    Code.NOTE_MARK: "raised marks of notes are no part of the text",
}


def visible_objects(
    text_page: TextPage, number: int, undrawn: Iterable[Undrawn] = (), *, recognised: bool
) -> PageObjects:
    """The words, rules and fills of an open page as it shows them.

    ``undrawn`` are its annotations that do not say what they look like; ``recognised`` says that its words
    come from text recognition, which writes them without ink.
    """
    width, height = text_page.frame.size
    drawing = read_drawing(text_page.page, text_page.frame)
    rules = list(_on_page(drawing.rules, width, height))
    verticals = [rule for rule in rules if not rule.horizontal]

    def find() -> tuple[Words, list[Word]]:
        return _part_stamps(text_page, Words(text_page.words(verticals)))

    words, stamped = find()
    check_page("words", len(words), PAGE_WORDS)
    seen = ShownWords(words) if recognised else shown_words(text_page, number, words, drawing.texts, lambda: find()[0])
    whole = text_page.whole_across(verticals, seen.words)
    current, rules, struck, crossed = _without_struck(whole, [*rules, *seen.rules], drawing.fills)
    words, typed = part_typed_rules(current, text_page.word, text_page.text)
    ruling = set(current).difference(words) if typed else ()
    rules += typed
    findings, ink = list(seen.findings), seen.ink
    if stamped:
        message = f"what is stamped across page {number} was left out: '{' '.join(word.text for word in stamped)}'"
        findings.append(Finding(Code.IGNORED_TEXT, message))
    words, marks = without_note_marks(with_symbols(text_page, words, ink))
    words = mark_undecodable(words)
    dots = list(dots_as_words(drawing.dots, words))
    known = words.joined([*dots, *struck, *marks, *ruling])
    drawn = drawn_words(ink, drawing, known, stamped=bool(stamped)) if ink else ()
    words = words.joined([*drawn, *dots])
    unread = [*seen.unread, *struck, *crossed, *marks]
    unread += (_remark(annotation, text_page.frame) for annotation in undrawn)
    return PageObjects(number, width, height, words, rules, drawing.fills, unread, tuple(findings), bool(typed))


def _remark(annotation: Undrawn, frame: Frame) -> Word:
    """What stands for an annotation that was not read, in the middle of its box."""
    left, bottom, right, top = annotation.box
    x, y = frame.seen((left + right) / 2, (bottom + top) / 2)
    return Word(annotation.text, x, x, y, top - bottom, False, 0, x, x, (x, y), unread=Code.UNREAD_PART)


def _part_stamps(text_page: TextPage, words: Words) -> tuple[Words, list[Word]]:
    """The words of the page, and those that are stamped across it: large, and askew."""
    sizes = words.measures[3]
    large = np.flatnonzero(sizes >= _STAMP * sizes.min(initial=math.inf)).tolist()
    askew = [words[at] for at in large if text_page.is_askew(words[at])]
    if not askew or len(askew) == len(words):
        return words, []
    upright = [word for word in words if word not in askew]
    size = statistics.median(word.size for word in upright)
    stamped = [word for word in askew if word.size >= _STAMP * size]
    return Words(word for word in words if word not in stamped), stamped


def _on_page(rules: Sequence[Rule], width: float, height: float) -> Iterator[Rule]:
    """The rules, or the parts of them, that stand within the page's edges."""
    for x0, top, x1, bottom in rules:
        if x1 > 0 and bottom > 0 and x0 < width and top < height:
            yield Rule(max(x0, 0.0), max(top, 0.0), min(x1, width), min(bottom, height))


def _without_struck(
    words: Words, rules: list[Rule], fills: Sequence[tuple[Box, str]]
) -> tuple[Words, list[Rule], list[Word], list[Word]]:
    """The words that are current, the rules that strike none out, the words that are struck out, and remarks.

    Dashes typed over words strike them as a rule does. A remark says that something else runs through a word: a rule
    that goes on far beyond it, or a bar.
    """
    alone = [word for word in words if word.text[0] in _DASHES and not word.text.strip(_DASHES)]
    typed = {rule_of_dashes(word): word for word in alone if not word.angle}
    dashes = {id(word) for word in typed.values()}
    others = Words(word for word in words if id(word) not in dashes) if dashes else words
    through = list(_through(others, [*rules, *typed, *_bars(words, fills)]))
    if not through:
        return words, rules, [], []
    strokes = {rule for rule, its in through if _is_stroke(rule, its)}.intersection((*rules, *typed))
    struck = {word for rule, its in through if rule in strokes for word in its}
    crossed = {word for rule, its in through if rule not in strokes for word in its}.difference(struck)
    remarks = [word._replace(text="", unread=Code.UNREAD_PART) for word in words if word in crossed and not word.unread]
    gone = struck.union(typed[stroke] for stroke in strokes.intersection(typed))
    current = Words(word for word in words if word not in gone) if gone else words
    rest = [rule for rule in rules if rule not in strokes]
    return current, rest, [word._replace(unread=Code.STRUCK_TEXT) for word in words if word in struck], remarks


def _bars(words: Words, fills: Sequence[tuple[Box, str]]) -> Iterator[Rule]:
    """The middles of the fills that are too low to be the ground of words."""
    largest = words.measures[3].max(initial=0.0)
    for (x0, top, x1, bottom), _ in fills:
        if bottom - top < _BAR * largest:
            yield Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)


def _through(words: Words, rules: Sequence[Rule]) -> Iterator[tuple[Rule, list[Word]]]:
    """The rules that run through words, each with those words, from top to bottom."""
    level = [rule for rule in rules if rule.horizontal]
    _, _, y, sizes, angles = words.measures
    upright = np.flatnonzero(angles == 0)
    order = upright[np.argsort(y[upright], kind="stable")]
    tops, baselines = np.array([rule.top for rule in level]), y[order]
    first = np.searchsorted(baselines, tops)
    last = np.searchsorted(baselines, tops + _THROUGH[1] * sizes[upright].max(initial=0.0), "right")
    for at in np.flatnonzero(first < last).tolist():
        near = [words[number] for number in order[first[at] : last[at]].tolist()]
        if through := [word for word in near if _runs_through(level[at], word)]:
            yield level[at], through


def _is_stroke(rule: Rule, through: Sequence[Word]) -> bool:
    """Whether a rule strikes out the words that it runs through: it is no longer than they are."""
    size = max(word.size for word in through)
    start, end = min(word.x0 for word in through), max(word.x1 for word in through)
    return rule.x0 > start - size / 2 and rule.x1 < end + size / 2


def _runs_through(rule: Rule, word: Word) -> bool:
    above = (word.y - rule.top) / word.size
    shared = min(rule.x1, word.x1) - max(rule.x0, word.x0)
    return _THROUGH[0] <= above <= _THROUGH[1] and shared > _STRUCK * (word.x1 - word.x0)


def unread_finding(code: Code, words: Sequence[Word], place: Place) -> Finding:
    """What is to be said of words at a place that are not read."""
    text = printable(" ".join(word.text for word in words).strip())
    quoted = f": '{shorten(text, _QUOTED, placeholder=' …')}'" if text else ""
    return Finding(code, _REASONS[code] + quoted, place, value=text or None)
