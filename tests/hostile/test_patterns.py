"""No regular expression takes much more than twice the time for twice the text."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from tests.builder import build, load_edition
from tests.conftest import ROOT, made_once
from tests.hostile.attacks import growth
from tests.hostile.kind import outcome
from tests.hostile.mutants import PAPERS
from tests.hostile.patterns import Used, all_used

_MOST = 9
"""Four times the text may take so many times as long: 4 is linear, 16 is quadratic."""
_PARTS = 8


def _papers() -> None:
    for path in sorted((ROOT / "data" / "samples").iterdir()):
        if path.suffix in {".pdf", ".docx", ".html"}:
            outcome(path.read_bytes())
    for paper in PAPERS.values():
        outcome(paper())
    outcome(build(load_edition("2018-19-q1"), "text"))


def _find(file: Path) -> None:
    found = sorted(all_used(_papers), key=lambda each: (each.where, str(each.pattern.pattern)))
    file.write_bytes(pickle.dumps(found))


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory) -> list[Used]:
    """The patterns of the project, found once in a run of the tests: papers are read slowly to see what they use."""
    found: list[Used] = pickle.loads(made_once(tmp_path_factory, "patterns", _find).read_bytes())
    return found


def test_patterns_are_found(used: list[Used]) -> None:
    assert len(used) > 900
    assert {each.where.partition(".")[0] for each in used} == {"extractors", "normalise", "pipeline"}


def test_no_pattern_repeats_a_group_for_good(used: list[Used]) -> None:
    """Python before 3.11.5 matches ``(?:a|b)++`` wrongly; ``(?>(?:a|b)+)`` says the same to all of them."""
    for each in used:
        assert not re.search(r"(?<!\\)\)[*+?}]\+", str(each.pattern.pattern)), each.where


@pytest.mark.parametrize("part", range(_PARTS))
def test_a_pattern_grows_with_its_text(part: int, used: list[Used]) -> None:
    slow = []
    for each in used[part::_PARTS]:
        for name, use in each.uses():
            times, text = growth(each.pattern, use)
            if times > _MOST and growth(each.pattern, use)[0] > _MOST:  # twice, as other work may disturb a measure
                slow.append(f"{each.where}, {name}, {text}: {times:.0f} times as long: {each.pattern.pattern!r:.200}")
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize(
    ("pattern", "method"),
    [(r"\w+$", "search"), (r"\s*:\s*", "split"), (r"(?:ab|a|b)+c", "match"), (r"a.*b", "search"), (r"(\d+)*x", "match"),
     (r"(?:Aa )*(?:Aa )*b", "fullmatch"), (r"\bthe .*(?= was)", "finditer")],
)  # fmt: skip
def test_a_pattern_that_does_not_is_found(pattern: str, method: str) -> None:
    bad = Used(re.compile(pattern), frozenset((method,)), "here")
    assert all(growth(bad.pattern, use)[0] > _MOST for _, use in bad.uses())


@pytest.mark.parametrize(
    ("pattern", "method"), [(r"(?<!\w)\w+$", "search"), (r"\s{0,9}:", "search"), (r"\w+", "match")]
)
def test_a_pattern_that_does_is_none(pattern: str, method: str) -> None:
    good = Used(re.compile(pattern), frozenset((method,)), "here")
    assert all(growth(good.pattern, use)[0] < _MOST for _, use in good.uses())
