"""The measures of lineage work on what the product has: its table of numbers, and its way of following."""

from __future__ import annotations

from normalise.values.wordings import load
from tests.bench import SAMPLES
from tests.lineage_bench.measures import by_evidence, confirmed_from, followed
from tests.lineage_bench.papers import read


def test_measures_follow_what_the_numbers_say() -> None:
    papers = read(SAMPLES)
    before = dict(load("lineage/lineage")["thresholds"])

    found = dict(by_evidence(papers))
    with confirmed_from(1.01):
        none = followed(papers, papers.editions)

    assert found["no events, no number"].precision == 1
    assert found["no events, no number"].linked > 0 == none.linked
    assert load("lineage/lineage")["thresholds"] == before
