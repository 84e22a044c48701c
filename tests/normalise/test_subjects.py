"""A sentence may call a risk by its title, by part of it, or by its initials."""

from __future__ import annotations

import pytest

from normalise.values.subjects import names, only_named


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("ICT Provision", "ICT provision"),
        ("Family safeguarding", "Family Safeguarding Model"),
        ("SEND", "Special Educational Needs & Disability Improvement Plan"),
        ("delivering major projects", "Delivering major projects/schemes on time"),
    ],
)
def test_a_subject_names_a_title(subject: str, title: str) -> None:
    assert names(subject, title)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("", "ICT Provision"),
        ("Model", "Family Safeguarding Model"),
        ("send", "Special Educational Needs & Disability Improvement Plan"),
        ("SE", "Special Educational Needs"),
        ("Safeguarding Family", "Family Safeguarding Model"),
        ("Family Safeguarding Model and its costs", "Family Safeguarding Model"),
    ],
)
def test_it_does_not_name_another(subject: str, title: str) -> None:
    assert not names(subject, title)


def test_a_subject_of_two_titles_is_of_none() -> None:
    titles = [("CR1", "Major projects in the north"), ("CR2", "Major projects in the south")]
    assert only_named("major projects", titles) is None
    assert only_named("major projects in the south", titles) == "CR2"
