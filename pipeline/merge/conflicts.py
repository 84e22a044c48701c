"""Where the papers of one edition disagree, or its summary profile and its entries: a finding for each difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import Prefix

from extractors.findings import Code
from normalise.values.readers import read_confidence
from normalise.values.text import folded, squeezed
from pipeline.rows.assemble import Edition
from pipeline.rows.findings import finding_about
from pipeline.store.fields import fields_of
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import STATEMENT_FIELDS, EntryRow, ProfileRow

One = TypeVar("One", EntryRow, ProfileRow)
Other = TypeVar("Other", EntryRow, ProfileRow)


class _Difference(NamedTuple):
    """What two sources have in a column or field: their texts, and the value of the second."""

    name: str
    ours: str | None
    theirs: str | None
    value: str | None = None

    def between(self, best: Edition, other: Edition) -> str:
        """Both texts in quotes, each with the paper it is in."""
        ours, theirs = _quoted_apart(self.ours, self.theirs)
        return f"{ours} in {best.paper.path}, {theirs} in {other.paper.path}"

    def finding(self, row: EntryRow | ProfileRow, message: str) -> FindingRow:
        """The finding about the row that is used."""
        return finding_about(row, Code.SOURCE_CONFLICT, message, field=self.name, value=self.value)


def entry_conflicts(best: Edition, other: Edition) -> Iterator[FindingRow]:
    """Where two sources of one edition differ in an entry, or only one of them has it; ``best`` is used."""
    our_lines, their_lines = _statements(best), _statements(other)
    for ours, theirs in _side_by_side(best.entries, other.entries, "entry_id"):
        if ours and theirs:
            for difference in (
                *_value_differences(ours, theirs, other.paper.format),
                *_statement_differences(our_lines[ours.entry_id], their_lines[theirs.entry_id]),
            ):
                yield difference.finding(ours, f"{ours.id_raw}: {difference.between(best, other)}")
        elif ours:
            yield finding_about(ours, Code.SOURCE_CONFLICT, f"{ours.id_raw}: not in {other.paper.path}")
        elif theirs:
            # It belongs to the paper that has it; the history does not.
            message = f"{theirs.id_raw}: not in {best.paper.path}, which was used"
            yield replace(finding_about(theirs, Code.SOURCE_CONFLICT, message), entry_id=None)


def profile_conflicts(best: Edition, other: Edition) -> Iterator[FindingRow]:
    """Where the summary profiles of two sources differ, in a value or a line."""
    for ours, theirs in _side_by_side(best.profile, other.profile, "risk_id"):
        if ours and theirs:
            for difference in _value_differences(ours, theirs, other.paper.format):
                message = f"{ours.risk_id} in the summary profile: {difference.between(best, other)}"
                yield difference.finding(ours, message)
        elif line := ours or theirs:
            has, has_not = (best.paper.path, other.paper.path) if ours else (other.paper.path, best.paper.path)
            message = f"{line.risk_id} is in the summary profile of {has} and not in that of {has_not}"
            yield finding_about(line, Code.SOURCE_CONFLICT, message)


def profile_and_entries_conflicts(profile: Iterable[ProfileRow], entries: Iterable[EntryRow]) -> Iterator[FindingRow]:
    """Where the profile of an edition and its entries differ: in a value of both, or in what only one of them has."""
    for line, card in _side_by_side(profile, entries, "risk_id"):
        if line and card:
            for field in (field for field in fields_of(ProfileRow) if field.repeated):
                ours, theirs = getattr(card, field.printed), getattr(line, field.printed)
                # A narrow column may cut a word in two: "March 2022/On going".
                if folded(ours) != folded(theirs):
                    values = f"{_or_missing(ours)} in the register and {_or_missing(theirs)} in the summary profile"
                    message = f"{card.id_raw}: the {field.label} is {values}"
                    about = {"field": field.printed, "value": _text(theirs)}
                    conflict = finding_about(line, Code.PROFILE_CONFLICT, message, **about)
                    yield replace(conflict, entry_id=card.entry_id)
        elif line:
            message = f"{line.id_raw} is in the summary profile and not in the register"
            yield finding_about(line, Code.PROFILE_CONFLICT, message)
        elif card:
            message = f"{card.id_raw} is in the register and not in the summary profile"
            yield finding_about(card, Code.PROFILE_CONFLICT, message)


def _side_by_side(ours: Iterable[One], theirs: Iterable[Other], key: str) -> Iterator[tuple[One | None, Other | None]]:
    """The rows of two sides that have one value of a column, and those that only one of them has with None."""
    left: dict[object, One] = {getattr(row, key): row for row in ours}
    right: dict[object, Other] = {getattr(row, key): row for row in theirs}
    for value in dict.fromkeys((*left, *right)):
        yield left.get(value), right.get(value)


def _value_differences(ours: One, theirs: One, their_format: str | None) -> Iterator[_Difference]:
    """Where two rows differ in a value; a rating of which a text rendering has lost the colour is no difference."""
    table: type = type(ours)
    for field in fields_of(table):
        one, two = (_text(getattr(row, field.printed)) for row in (ours, theirs))
        lost = their_format == "text" and two is None and field.read is read_confidence
        if field.compared and not lost and not _alike(one, two):
            yield _Difference(field.printed, one, two, two)


def _statement_differences(
    ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]
) -> Iterator[_Difference]:
    """Where the statements of an entry differ, field by field: the first of each source that the other has not."""
    for name in STATEMENT_FIELDS:
        said, also = ours.get(name, ()), theirs.get(name, ())
        if not _alike("".join(said), "".join(also)):
            yield _Difference(name, _first_not_in(said, also), _first_not_in(also, said))


def _statements(edition: Edition) -> Mapping[str, Mapping[str, list[str]]]:
    """The texts of an edition's statements, by entry and field."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in edition.statements:
        found[row.entry_id][row.field].append(row.text)
    return found


def _first_not_in(lines: Sequence[str], others: Sequence[str]) -> str:
    return next((line for line in lines if not any(_alike(line, other) for other in others)), "")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same but for white space: a PDF does not always show a blank at a line's end."""
    return squeezed(one) == squeezed(other)


def _quoted_apart(one: str | None, other: str | None) -> tuple[str, str]:
    """Two texts in quotes, shortened to where they begin to differ."""
    texts = [" ".join((text or "").split()) for text in (one, other)]
    start = max(0, Prefix.similarity(*texts) - 20)
    before = "…" if start else ""
    ours, theirs = (f"'{before}{_short(text[start:])}'" if text[start:] else "nothing" for text in texts)
    return ours, theirs


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _or_missing(value: object) -> str:
    return "missing" if value is None else f"'{value}'"
