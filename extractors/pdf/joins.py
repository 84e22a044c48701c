"""How the printed lines of one paragraph become its text: cut words are whole again, broken ones keep their hyphen.

A missing blank at the end of a line is no proof of a cut word, since layout engines drop the blank that does not
fit. Where geometry cannot decide, words that stand whole elsewhere in the same paper do, and after them a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Line
from extractors.findings import Code, Finding
from extractors.lines.dictionary import is_word
from extractors.pdf.column import Column
from extractors.pdf.evidence import hyphenated, is_cut_by_hyphen
from extractors.pdf.printed import PrintedLine

SOFT_HYPHEN = "\u00ad"

_SHORT = 3
"""Up to so many letters the end of a cut word may look like a word (an abbreviation) of its own."""

_LAST_PART = re.compile(r"(?<![^\W\d_])[^\W\d_]+['’]?$")
_FIRST_PART = re.compile(r"['’]?[^\W\d_]+")
_NEVER_FIRST = re.compile(r"[/)\]}.,;:!?%’”]")
"""What no layout engine puts first on a line unless it cut a word before it."""


def join_lines(group: Sequence[PrintedLine], column: Column, level: int, marker: str | None) -> Line:
    """One line of text from the printed lines it was wrapped into, with a finding for each word that was cut."""
    text = group[0].text
    findings = [*group[0].findings]
    glued = 0
    for index, line in enumerate(group[1:], 1):
        glued = max(glued, _end_of_word(group, index - 1, column))
        if index <= glued:
            findings.append(_cut_word(text.rsplit(" ", 1)[-1], line))
            text += line.text
        elif text.endswith(SOFT_HYPHEN) or column.breaks_word(group[index - 1]):
            if _is_hyphenated(text, line.text, column):
                findings.append(_cut_word(text.rsplit(" ", 1)[-1], line))
                text = text[:-1]
            text = text.rstrip(SOFT_HYPHEN) + line.text
        else:
            text += " " + line.text
        findings += line.findings
    places = tuple(place for line in group for place in line.places)
    return Line(text.replace(SOFT_HYPHEN, ""), level, marker, places, tuple(findings))


def _cut_word(left: str, line: PrintedLine) -> Finding:
    """That a word which a narrow column cut, and which ends in ``line``, was made whole."""
    right = line.text.split(" ", 1)[0]
    return Finding(
        Code.HEALED_WORD, f"'{left}' and '{right}' were cut by a narrow column and read as one word", line.places[0]
    )


def _is_hyphenated(left: str, right: str, column: Column) -> bool:
    """Whether the hyphen at the end of ``left`` was set only because the line ended there, and is none of the word's.

    The paper's own words decide, and after them the dictionary, which knows ``follow-up`` and ``highways``; it is
    asked about two whole words (``high-ways``) only in a paper that cuts others.
    """
    parts = hyphenated(left, right)
    if parts is None:
        return False
    words = column.evidence.words
    one, other = "".join(parts), "-".join(parts)
    if (one in words) != (other in words):
        return one in words
    if column.evidence.hyphenates:
        return is_word(one) and not is_word(other)
    return is_cut_by_hyphen(left, right)


def _end_of_word(group: Sequence[PrintedLine], start: int, column: Column) -> int:
    """The line in which the word ends that a narrow column cut at the end of line ``start``; itself if none was.

    A word may be cut more than once: the longest run of lines that gives one word counts.
    """
    last = start
    while last + 1 < len(group) and column.is_filled_by(group[last], group[last + 1]):
        last += 1
    if last == start:
        return start
    if _NEVER_FIRST.match(group[start + 1].text):
        return start + 1
    left = _LAST_PART.search(group[start].text)
    if left is None:
        return start
    for end in range(last, start, -1):
        middle, after = [line.text for line in group[start + 1 : end]], _FIRST_PART.match(group[end].text)
        if after is None or not all(map(str.isalpha, middle)) or after[0][0].isupper() > group[start].text.isupper():
            continue
        if _is_one_word(left[0].lower(), "".join([*middle, after[0]]).lower(), group[start], column):
            return end
    return start


def _is_one_word(left: str, right: str, line: PrintedLine, column: Column) -> bool:
    """Whether two pieces of text, the first at the end of ``line``, are rather one word than two.

    A blank that would have fitted but is not there is the weakest sign: a paragraph may have ended.
    """
    if left.endswith(("'", "’")) or right.startswith(("'", "’")):
        return right.lstrip("'’") == "s"
    words = column.evidence.words
    if left + right in words:
        return True
    if left in words and right in words:
        return False
    two_words = is_word(left) and is_word(right)
    if is_word(left + right):
        return not two_words or len(right) <= _SHORT
    return column.blank_would_show(line) and not two_words
