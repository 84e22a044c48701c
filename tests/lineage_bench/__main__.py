"""Prints precision and recall of the lineage, as ``make bench`` does after the figures of speed.

docs/lineage.md explains the tables. Papers are the archive's where it lies beside the project, else the sample
archive's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import floor

from normalise.values.wordings import load
from tests.bench import ARCHIVE, SAMPLES
from tests.lineage_bench.change import CHANGES
from tests.lineage_bench.measures import (
    Figures,
    bridged,
    by_evidence,
    changed,
    confirmed_from,
    followed,
    left_alone,
    linked,
    returning,
    reworded,
    similarity_once,
)
from tests.lineage_bench.papers import Papers, label, read

THRESHOLDS = tuple(round(0.30 + 0.05 * step, 2) for step in range(11))
_NAME, _CELL = 32, 8
"""How wide the names of rows and the cells are printed."""


def main() -> int:
    """Print every table."""
    sources = [read(folder) for folder in (ARCHIVE, SAMPLES) if folder.is_dir()]
    papers = sources[0]
    thresholds = load("lineage/lineage")["thresholds"]
    print(
        f"Entries followed without the crosswalk ({papers.name}): {len(papers.editions)} editions, "
        f"{len(papers.members)} entries, {len(papers.same(papers.editions))} pairs of one risk; "
        f"confirmed from {thresholds['confirmed']:.2f}.\n"
    )
    with similarity_once():
        _print_by_evidence(papers)
        _print_by_threshold(sources)
        _print_left_alone(papers)
        _print_heading("Editions changed on purpose: precision and recall in per cent, rounded down", "kind of change")
        for change in CHANGES:
            _print_figures(change, partial(changed, sources, change))
    return 0


def _print_by_evidence(papers: Papers) -> None:
    print(f"{'':<{_NAME}}" + "".join(f"{word:>10}" for word in ("linked", "same", "right", "precision", "recall")))
    for name, one in (*by_evidence(papers), ("editions between left out", bridged(papers))):
        counted = "".join(f"{number:>10}" for number in (one.linked, one.same, one.right))
        print(f"{name:<{_NAME}}{counted}{one.precision:>10.3f}{one.recall:>10.3f}")
    found, same = linked(papers.editions, papers.stated), papers.same(papers.editions)
    for heading, pairs in (("falsely linked", found - same), ("missed", same - found)):
        print(f"{heading}: {len(pairs)}")
        for pair in sorted(pairs):
            print("   " + " | ".join(label(papers.members[entry]) for entry in pair))


def _print_by_threshold(sources: Sequence[Papers]) -> None:
    papers = sources[0]
    _print_heading("By threshold: precision and recall in per cent, rounded down", "confirmed from")
    _print_figures("all editions", lambda: followed(papers, papers.editions, papers.stated))
    _print_figures("no events", lambda: followed(papers, papers.editions))
    _print_figures("editions between left out", lambda: bridged(papers))
    _print_figures("back after one edition", lambda: returning(papers))
    if len(sources) > 1:
        _print_figures("reworded (samples)", lambda: reworded(sources))


def _print_left_alone(papers: Papers) -> None:
    _print_heading(
        "Entries whose other half was taken away: linked to another, and of those to a related one", "confirmed from"
    )
    cells = []
    for threshold in THRESHOLDS:
        with confirmed_from(threshold):
            found = [(alone, other) for alone, other in left_alone(papers) if other]
        cells.append(f"{len(found)}/{sum(papers.are_related(*pair) for pair in found)}")
    every = list(left_alone(papers))
    _print_row(f"of {len(every)}", cells)
    for alone, other in every:
        if other:
            print(f"   {label(alone)} | {label(other)}" + (" (related)" if papers.are_related(alone, other) else ""))


def _print_heading(heading: str, first: str) -> None:
    print(f"\n{heading}")
    _print_row(first, [f"{threshold:.2f}" for threshold in THRESHOLDS])


def _print_figures(name: str, measure: Callable[[], Figures]) -> None:
    cells = []
    for threshold in THRESHOLDS:
        with confirmed_from(threshold):
            one = measure()
        cells.append("/".join(f"{floor(100 * share)}" for share in (one.precision, one.recall)))
    _print_row(name, cells)


def _print_row(name: str, cells: Iterable[str]) -> None:
    print(f"{name:<{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in cells))


if __name__ == "__main__":
    sys.exit(main())
