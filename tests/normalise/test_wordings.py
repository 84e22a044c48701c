"""Every pattern in a table of words carries examples, and the module that reads the table reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import normalise
from normalise.organisations.conventions import Calendar
from normalise.values.directions import Direction, parse_direction
from normalise.values.moments import find_moments
from normalise.values.owners import parse_owners
from normalise.values.periods import Period, find_period
from normalise.values.target_dates import parse_target_date
from normalise.values.types import parse_types
from normalise.values.wordings import any_of, any_pattern, load

_ROOT = Path(normalise.__file__).parent
TABLES = sorted(file.relative_to(_ROOT).with_suffix("").as_posix() for file in _ROOT.rglob("*.toml"))
PLACEHOLDERS = {"{number}": r"\w+", "{ordinal}": r"\w+"}


def rows(table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row of a table that holds a pattern, with the name of its part."""
    for part, content in load(table).items():
        if isinstance(content, list):
            yield from ((part, row) for row in content if isinstance(row, dict) and "pattern" in row)


def examples(table: str, *parts: str) -> list[Any]:
    """The examples of some parts of a table, as (words, row) or, where they say it, (words, expected)."""
    return [
        pytest.param(words, row["examples"][words] if isinstance(row["examples"], dict) else row, id=f"{part}-{words}")
        for part, row in rows(table)
        if part in parts
        for words in row["examples"]
    ]


@pytest.mark.parametrize(("table", "row"), [(table, row) for table in TABLES for _, row in rows(table)])
def test_every_pattern_is_found_in_each_of_its_examples(table: str, row: dict[str, Any]) -> None:
    pattern = row["pattern"]
    for placeholder, stand_in in PLACEHOLDERS.items():
        pattern = pattern.replace(placeholder, stand_in)
    assert row["examples"], table
    assert [words for words in row["examples"] if not re.search(pattern, words, re.IGNORECASE)] == []


@pytest.mark.parametrize(("words", "row"), examples("values/directions", "word", "arrow"))
def test_words_of_direction(words: str, row: dict[str, Any]) -> None:
    assert parse_direction(words) == Direction(row["direction"])


@pytest.mark.parametrize(
    ("words", "expected"), examples("values/directions", "label", "tail", "ground", "subject", "verb", "adverb")
)
def test_what_stands_round_a_word_of_direction(words: str, expected: str) -> None:
    assert parse_direction(words).value == expected


@pytest.mark.parametrize(("words", "row"), examples("values/directions", "hedge"))
def test_hedges(words: str, row: dict[str, Any]) -> None:
    assert parse_direction(words) == Direction(None, unclear=True), row["pattern"]


@pytest.mark.parametrize(
    ("words", "expected"), examples("values/owners", "between", "prefix", "suffix", "abbreviation", "rewrite", "role")
)
def test_owners(words: str, expected: list[str]) -> None:
    assert parse_owners(words, ()) == tuple(expected)


@pytest.mark.parametrize(("words", "row"), examples("values/owners", "no_role", "sentence"))
def test_what_names_no_owner(words: str, row: dict[str, Any]) -> None:
    assert parse_owners(words, ()) == (), row["pattern"]


@pytest.mark.parametrize(("words", "row"), examples("values/periods", "quarter", "link"))
def test_names_of_quarters(words: str, row: dict[str, Any]) -> None:
    text = words if "2021/22" in words else f"{words} 2021/22"
    assert find_period(text, Calendar()) == Period("2021/22", 3), row["pattern"]


@pytest.mark.parametrize(("words", "row"), examples("values/target_dates", "open_ended", "undated", "filler"))
def test_words_of_target_dates(words: str, row: dict[str, Any]) -> None:
    read = parse_target_date(words, Calendar())
    assert not read.unclear, row["pattern"]
    assert (read.value is not None) == ("March" in words)
    assert read.open_ended == bool(
        re.search(any_pattern(load("values/target_dates")["open_ended"]), words, re.IGNORECASE)
    )


@pytest.mark.parametrize(
    ("spelling", "month"),
    [
        (spelling, month)
        for month, spellings in enumerate(load("values/moments")["months"], 1)
        for spelling in spellings
    ],
)
def test_spellings_of_months(spelling: str, month: int) -> None:
    assert [(moment.month, moment.year) for moment in find_moments(f"in {spelling} 2019")] == [(month, 2019)]


def test_types_and_their_spellings() -> None:
    words = load("values/types")
    for name in words["types"]:
        assert parse_types(name.title()).values == (name,)
    for spelling, name in words["spellings"].items():
        assert parse_types(spelling).values == (name,)
        assert name in words["types"]


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load("no_such_table")


def test_the_longest_word_wins() -> None:
    assert re.findall(any_of(["a", "a b"]), "a  b a") == ["a  b", "a"]


def test_of_no_words_none_is_found() -> None:
    assert re.search(any_of([]), "a b") is None
