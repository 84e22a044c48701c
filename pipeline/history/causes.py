"""Findings by their cause: what a person does one thing about, however often it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.findings import SEVERITIES, Code, Severity
from pipeline.history.findings import Found
from pipeline.history.remedies import lines_to_add
from pipeline.store.finding_row import FindingRow

_QUOTED = re.compile(r"(?<!\w)'.{0,400}?'(?!\w)")
"""The words that a message quotes, as far as that can be seen: they may have apostrophes of their own, and are cut
short long before so many characters."""

_OF_ENTRY = re.compile(r"[^':]{1,20}: ")
"""What a message about an entry begins with: its number."""

_NUMBER = re.compile(r"\d+")

_HEADINGS = (Code.UNKNOWN_HEADING, Code.INFERRED_HEADING)
"""Codes of which each heading counts once, however many entries it is printed on."""

_ORDER = {code: number for number, code in enumerate(Code)}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one paper in the same words: its first finding, what else it is said of, in how many places.

    ``message`` is without the names of paper and entry; ``of`` are the entries or, where there are none, the words
    quoted, those of the first finding included.
    """

    path: str | None
    row: FindingRow
    message: str
    of: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one code: how many things it is about, and what is said of each paper.

    ``aside`` are findings in papers of an edition that was read from another paper: the history has none of their
    values. ``unread`` is how many values under unknown headings are not read, where that is known; ``lines`` are those
    that its remedy speaks of.
    """

    code: Code
    severity: Severity
    aside: bool
    number: int
    unread: int | None
    said: tuple[Said, ...]
    lines: tuple[str, ...] = ()

    @property
    def papers(self) -> int:
        """In how many papers it shows."""
        return len({one.path for one in self.said if one.path})


def causes_of(findings: Iterable[Found], *, briefly: bool = False) -> list[Cause]:
    """The causes of some findings, the gravest last: of two equally grave ones, what concerns a whole file.

    What is said in the same words of several entries of a paper is said once; ``briefly``, even where the words that
    are quoted differ.
    """
    groups: dict[tuple[Severity, bool, Code], list[Found]] = {}
    for found in findings:
        row = found.row
        groups.setdefault((row.severity, is_aside(row), row.code), []).append(found)
    return [_cause(*key, groups[key], briefly) for key in sorted(groups, key=_gravity)]


def quotations(message: str, value: str | None) -> list[str]:
    """The words that a message quotes, with their quotes: first the ``value`` it is about, whatever that holds."""
    whole = f"'{value}'"
    rest = message.replace(whole, "") if value else message
    return [*([whole] if value and whole in message else []), *_QUOTED.findall(rest)]


def is_aside(row: FindingRow) -> bool:
    """Whether a finding is about a paper of an edition of which another paper was used."""
    return row.source_used is False and row.register_id is not None


def _gravity(key: tuple[Severity, bool, Code]) -> tuple[int, bool, int]:
    severity, aside, code = key
    return -SEVERITIES.index(severity), not aside, -_ORDER[code]


def _cause(severity: Severity, aside: bool, code: Code, findings: Sequence[Found], briefly: bool) -> Cause:
    groups: dict[tuple[str | None, str], list[FindingRow]] = {}
    for found in findings:
        words = _pattern(found) if briefly else _message(found)
        groups.setdefault((found.path, words), []).append(found.row)
    said = tuple(
        Said(path, rows[0], _message(Found(rows[0], path)), _of(rows), sum(row.count for row in rows))
        for (path, _), rows in groups.items()
    )
    rows = [found.row for found in findings]
    counts = [row.unread for row in rows if row.unread is not None]
    unread = sum(counts) if counts else None
    return Cause(code, severity, aside, _number(code, rows), unread, said, lines_to_add(code, findings))


def _pattern(found: Found) -> str:
    """The message of a finding without names, quotations and numbers."""
    words = _message(found)
    for quoted in quotations(words, found.row.value):
        words = words.replace(quoted, "''")
    return _NUMBER.sub("", words)


def _message(found: Found) -> str:
    """The message of a finding without the names of its paper and its entry."""
    message = found.row.message
    if found.path:
        message = message.removeprefix(f"{found.path}: ").replace(found.path, "this paper")
    return message[match.end() :] if found.row.entry_id and (match := _OF_ENTRY.match(message)) else message


def _of(rows: Sequence[FindingRow]) -> tuple[str, ...]:
    """What some rows that say the same are about: headings, entries, else the words that they quote."""
    if rows[0].code in _HEADINGS:
        return tuple(dict.fromkeys(f"'{row.value}'" for row in rows if row.value))
    entries = [row.entry_id.rpartition("/")[2] for row in rows if row.entry_id]
    quoted = [said[0] for row in rows if (said := quotations(row.message, row.value))]
    return tuple(dict.fromkeys(entries or quoted))


def _number(code: Code, rows: Sequence[FindingRow]) -> int:
    """How many of what its code counts: headings and registers, each once, else places."""
    if code in _HEADINGS:
        return len({(row.document_id, row.value or row.message) for row in rows})
    if code == Code.MISSING_HEADING:
        return len({(row.document_id, row.register_id) for row in rows})
    return sum(row.count for row in rows)
