"""Words of a score matrix are learnt where the scores of a register allow one set of levels, and nowhere else."""

from __future__ import annotations

import pytest

from normalise.organisations.conventions import Scale
from normalise.values.matrix import with_learnt_words
from normalise.values.scores import Score, parse_score
from tests.organisations import LANCASHIRE

WORDLESS = Scale(((),) * 5, ((),) * 5, ((), ()))

NOTHING: tuple[dict[str, int], dict[str, int]] = ({}, {})


def learnt(*texts: str) -> tuple[dict[str, int], dict[str, int]]:
    scale = with_learnt_words(WORDLESS, texts)
    return scale.words("likelihood"), scale.words("impact")


def test_the_only_levels_that_give_all_scores_are_those_of_the_words() -> None:
    texts = ("15 Serious/Certain", "12 Serious/Likely", "9 Serious/Possible", "8 Slight/Likely")
    assert learnt(*texts) == ({"possible": 3, "likely": 4, "certain": 5}, {"slight": 2, "serious": 3})


def test_a_score_that_several_levels_give_teaches_nothing() -> None:
    assert learnt("12 Serious/Likely") == NOTHING


def test_words_that_are_sure_are_learnt_beside_those_that_are_not() -> None:
    likelihoods, impacts = learnt("25 Grave/Certain", "4 Slight/Possible")
    assert (likelihoods, impacts) == ({"certain": 5}, {"grave": 5})


def test_scores_that_no_levels_give_teach_nothing() -> None:
    assert learnt("25 Grave/Certain", "13 Grave/Possible") == NOTHING


def test_a_likelier_word_has_a_higher_level() -> None:
    assert learnt("9 Serious/Likely", "12 Serious/Possible") == NOTHING


@pytest.mark.parametrize(
    "text", ["25 Grave/Certain", "25 - Certain / Grave", "Grave/Certain 25", "25\nGRAVE/\ncertain"]
)
def test_the_words_may_stand_in_any_order_and_case(text: str) -> None:
    assert learnt(text) == ({"certain": 5}, {"grave": 5})


@pytest.mark.parametrize("text", ["", "25", "Grave/Certain", "25 Grave", "25 Grave/Heavy", "25 Likely/Certain"])
def test_what_does_not_say_score_likelihood_and_impact_teaches_nothing(text: str) -> None:
    assert learnt(text) == NOTHING


def test_a_scale_that_has_words_of_its_own_keeps_them() -> None:
    assert with_learnt_words(LANCASHIRE.scale, ["25 Grave/Certain"]) is LANCASHIRE.scale


def test_a_score_is_read_by_the_words_that_others_have_taught() -> None:
    texts = ("12 Serious/Likely", "9 Serious/Possible")
    assert parse_score(texts[0], with_learnt_words(WORDLESS, texts)) == Score(12, 4, 3)
    alone = parse_score(texts[0], with_learnt_words(WORDLESS, texts[:1]))
    assert (alone.value, alone.likelihood, alone.impact) == (12, None, None)
