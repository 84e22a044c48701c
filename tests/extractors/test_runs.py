"""Which runs of a paragraph are read: what is seen, current and no note mark."""

from __future__ import annotations

import pytest

from extractors.lines.runs import Run, is_note_mark, read_runs


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("CR1", "1", ""), ("8", "3", ""), ("10", "3", ""), ("Head of Roads", "a", ""), ("Director ", "*", ""),
        ("12", "[1]", ""), ("Level", "1, 2", ""), ("Up", "iv", ""), ("Down", "†", " since May"), ("CR6", "²", ""),
        ("Head of Roads", "(2)", " / Head of Parks"), ("up to £0.9m", "2", ""), ("12 m", "1", ""),
        ("", "1", "Head of Roads"), ("", "*", "CR2"), ("", "3", "12"),
    ],
)  # fmt: skip
def test_raised_figure_letter_or_sign_behind_a_value_is_a_note_mark(before: str, mark: str, after: str) -> None:
    assert is_note_mark(before, mark, after)


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("1", "st", " May"), ("area of 20 m", "2", ""), ("12 km", "2", " of road"), ("CO", "2", ""), ("R", "2", ""),
        ("saves 10", "6", " tonnes"), ("", "1", " A note"), ("1", "1", "/2"), ("M", "c", "Donald"), ("new", "soon", ""),
        ("s", "-1", ""),
    ],
)  # fmt: skip
def test_power_ordinal_fraction_and_word_stay_text(before: str, mark: str, after: str) -> None:
    assert not is_note_mark(before, mark, after)


def test_note_mark_is_named_with_the_word_it_stands_behind() -> None:
    text, (finding,) = read_runs([Run("CR"), Run("1"), Run("1", raised=True), Run(", roads")])
    assert text == "CR1, roads"
    assert (finding.code, finding.value) == ("note_mark", "1 behind CR1")


def test_characters_that_are_raised_themselves_are_note_marks() -> None:
    assert read_runs([Run("Head of Roads¹ ² and 5 m²")])[0] == "Head of Roads  and 5 m²"


def test_mark_of_a_note_is_none_of_the_text_whatever_it_is() -> None:
    text, (finding,) = read_runs([Run("Level"), Run("see below", note=True)])
    assert (text, finding.code) == ("Level", "note_mark")


def test_hidden_and_struck_words_are_named_by_their_cause() -> None:
    runs = [
        Run("a "),
        Run("b", "that are hidden"),
        Run("c", struck=True),
        Run("d", "of no size"),
        Run("e", struck=True),
    ]
    text, findings = read_runs(runs)
    assert text == "a "
    assert [(finding.code, finding.value) for finding in findings] == [
        ("hidden_text", "b"), ("struck_text", "ce"), ("hidden_text", "d"),
    ]  # fmt: skip


def test_blanks_that_are_hidden_are_nothing_to_name() -> None:
    assert read_runs([Run("a"), Run(" ", "that are hidden")]) == ("a", [])
