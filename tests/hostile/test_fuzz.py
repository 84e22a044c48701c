"""Whatever chance makes of a paper, it is read or refused: no other error, and no end that does not come."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.kind import outcome
from tests.hostile.mutants import PAPERS, mutant

_EXAMPLES = int(os.environ.get("FUZZ", "15"))
"""So many papers of each format; ``make fuzz`` tries more, and others."""


@pytest.mark.parametrize("name", PAPERS)
def test_a_mutant_is_read_or_refused(name: str) -> None:
    paper = PAPERS[name]()

    @settings(max_examples=_EXAMPLES, deadline=None, database=None, derandomize="FUZZ" not in os.environ)
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        assert outcome(mutant(paper, random.Random(seed)))

    holds()


def test_the_papers_that_are_changed_are_read() -> None:
    assert {name: outcome(paper()) for name, paper in PAPERS.items()} == dict.fromkeys(PAPERS, "read")
