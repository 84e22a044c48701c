"""The first page of an organisation: its register now, where its risks stand, what moved, and how all of it came."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.findings import SEVERITIES, Code
from normalise.organisations.conventions import Scale
from pipeline.history.colours import LARGEST
from pipeline.history.comparison.compare import Comparison, Lone
from pipeline.history.comparison.entry import Kept
from pipeline.history.review.threads import Thread
from pipeline.html_report.contents import Contents, by_kind
from pipeline.store.fields import score_of
from pipeline.store.tables import EntryRow, RegisterRow

_STEPS = 5
"""Steps from the lightest to the darkest colour of a score."""
_LEVELS = 5
"""Levels that an axis of the matrix has at least where nobody has written down how many there are."""


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the matrix: the entries there, and the step of its colour."""

    entries: tuple[EntryRow, ...]
    score: int
    step: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The entries of one kind of an edition on the matrix: the highest likelihood first, the lowest impact first.

    ``rows`` are the name of a likelihood with its squares; ``unplaced`` are entries with a score whose likelihood and
    impact are not printed, or do not give it.
    """

    kind: str
    register: RegisterRow
    impacts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    unplaced: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class Movements:
    """What changed from one edition to the next for entries of one kind.

    A score that the edition before does not give is held against the last edition that does: ``earlier`` has the entry
    of that one, by the entry_id of the later entry and the column.
    """

    added: tuple[Lone, ...]
    removed: tuple[Lone, ...]
    scores: tuple[Kept, ...]
    others: tuple[Kept, ...]
    same: tuple[Kept, ...]
    earlier: Mapping[tuple[str, str], EntryRow]


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the page; ``now`` and ``threads`` are by kind, ``threads`` with the entries of each edition."""

    organisation: str
    editions: tuple[RegisterRow, ...]
    newest: RegisterRow | None
    now: dict[str, list[EntryRow]]
    maps: tuple[HeatMap, ...]
    since: Comparison | None
    movements: dict[str, Movements]
    threads: dict[str, list[tuple[Thread, list[list[EntryRow]]]]]
    doubts: tuple[tuple[Code, int], ...]
    largest: int


def overview_of(contents: Contents, organisation: str) -> Overview:
    """The first page of an organisation."""
    editions = tuple(contents.editions(organisation, superseded=False))
    dated = [row for row in editions if row.period_end is not None]
    newest = dated[-1] if dated else None
    now = contents.entries_of.get(newest.register_id, []) if newest else []
    before = contents.before(newest) if newest else None
    since = contents.comparison(before.register_id, newest.register_id) if before and newest else None
    return Overview(
        organisation,
        editions,
        newest,
        by_kind(now, lambda row: row.kind),
        heat_maps(contents, dated),
        since,
        movements(contents, since) if since else {},
        _through_editions(contents, organisation, editions),
        _doubts(contents, organisation),
        largest_score(contents, organisation),
    )


def largest_score(contents: Contents, organisation: str) -> int:
    """The largest score there can be; where nobody has written down the scale, the largest seen, 25 at least."""
    scale = contents.organisation(organisation).scale
    if any(scale.likelihood):
        return scale.largest
    rows = (row for row in contents.entries.values() if row.organisation == organisation)
    seen = (score for row in rows for score in (row.current_score, row.target_score, row.inherent_score) if score)
    return max([LARGEST, *seen])


def heat_maps(contents: Contents, editions: Sequence[RegisterRow]) -> tuple[HeatMap, ...]:
    """The maps, one for each kind, of the newest of some editions that gives scores; () where none does."""
    for register in reversed(editions):
        scored = [row for row in contents.entries_of.get(register.register_id, []) if row.current_score is not None]
        if scored:
            scale = contents.organisation(register.organisation).scale
            return tuple(
                _heat_map(kind, register, rows, scale) for kind, rows in by_kind(scored, lambda r: r.kind).items()
            )
    return ()


def step(score: int, largest: int) -> int:
    """The step of a score's colour, from 1 on, where ``largest`` is the largest score there can be."""
    return max(1, min(math.ceil(score / largest * _STEPS), _STEPS))


def _heat_map(kind: str, register: RegisterRow, entries: Sequence[EntryRow], scale: Scale) -> HeatMap:
    placed: dict[tuple[int, int], list[EntryRow]] = {}
    unplaced = []
    for row in entries:
        levels = row.current_likelihood or 0, row.current_impact or 0
        if levels[0] * levels[1] == row.current_score:
            placed.setdefault(levels, []).append(row)
        else:
            unplaced.append(row)
    likelihoods, impacts = (
        _names(levels, [place[axis] for place in placed])
        for axis, levels in enumerate((scale.likelihood, scale.impact))
    )
    largest = len(likelihoods) * len(impacts)
    rows = tuple(
        (
            name,
            tuple(
                Square(tuple(placed.get((likelihood, impact), ())), likelihood * impact,
                       step(likelihood * impact, largest))
                for impact in range(1, len(impacts) + 1)
            ),
        )
        for likelihood, name in reversed(list(enumerate(likelihoods, 1)))
    )  # fmt: skip
    return HeatMap(kind, register, impacts, rows, tuple(unplaced))


def _names(levels: Sequence[Sequence[str]], used: Sequence[int]) -> tuple[str, ...]:
    """The levels of an axis, each by its words; of an unknown scale, as many as any entry needs, by number."""
    if any(levels):
        return tuple(f"{at} {' / '.join(words)}".strip() for at, words in enumerate(levels, 1))
    return tuple(map(str, range(1, max([_LEVELS, *used]) + 1)))


def movements(contents: Contents, comparison: Comparison) -> dict[str, Movements]:
    """What changed between two editions, by the kind of entry."""
    kinds = by_kind([*comparison.after.entries, *comparison.before.entries], lambda row: row.kind)
    made = {}
    for kind in kinds:
        kept = [each for each in comparison.kept if each.after.kind == kind]
        earlier = dict(_earlier(contents, kept))
        moved = {entry_id for entry_id, _ in earlier}
        scored = [each for each in kept if _moved(each) or each.after.entry_id in moved]
        made[kind] = Movements(
            tuple(each for each in comparison.added if each.entry.kind == kind),
            tuple(each for each in comparison.removed if each.entry.kind == kind),
            tuple(scored),
            tuple(each for each in kept if each.changes and each not in scored),
            tuple(each for each in kept if not each.changes and each not in scored),
            earlier,
        )
    return made


def _earlier(contents: Contents, entries: Iterable[Kept]) -> Iterator[tuple[tuple[str, str], EntryRow]]:
    """The entries that gave the scores that moved and that the edition before does not give, as ``Movements`` has."""
    for kept in entries:
        for column in ("current_score", "target_score"):
            before, after = getattr(kept.before, column), getattr(kept.after, column)
            given = contents.last_given(kept.after, column) if before is None and after is not None else None
            if given and getattr(given, column) != after:
                yield (kept.after.entry_id, column), given


def _moved(kept: Kept) -> bool:
    """Whether any score of an entry is another."""
    return any(change.field.endswith("_score") or score_of(change.field) for change in kept.changes)


def _through_editions(
    contents: Contents, organisation: str, editions: Sequence[RegisterRow]
) -> dict[str, list[tuple[Thread, list[list[EntryRow]]]]]:
    own = [thread for thread in contents.review.threads if thread.row.organisation == organisation]
    rows = [
        (thread, [[row for row in thread.entries if row.register_id == edition.register_id] for edition in editions])
        for thread in own
    ]
    return by_kind(rows, lambda pair: pair[0].row.kind)


def _doubts(contents: Contents, organisation: str) -> tuple[tuple[Code, int], ...]:
    """How many doubts there are of each code, the gravest first."""
    counts: Counter[Code] = Counter()
    for row in contents.doubts:
        if organisation in contents.about(row):
            counts[row.code] += row.count
    return tuple(sorted(counts.items(), key=lambda pair: (SEVERITIES.index(pair[0].severity), -pair[1], pair[0])))
