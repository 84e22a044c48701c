"""A cell that is not empty and gives no value is always a finding, whatever the field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.findings import Code
from pipeline.rows.values import entry_values, profile_values
from pipeline.store.fields import Field
from pipeline.store.tables import entry_fields
from tests.organisations import LANCASHIRE
from tests.pipeline.by_hand import card, profile_line

READ = [field for field in entry_fields() if field.read]
WORDS = ["‽", "-", "n/a", "\uf04b", "◐", "see page 4", "to be agreed", "?", "☐ Up ☐ Level", "12b"]
PARTS = st.sampled_from([*WORDS, "up", "level", "risk", "16", "the", "\n", ".", "may", "Director", "ongoing", "2022"])


def problems(field: Field, text: str) -> tuple[object, list[Code]]:
    """What a field's column holds where its cell says this, and the problems with it."""
    read = entry_values(card(**{field.name: text}), LANCASHIRE)  # type: ignore[arg-type]
    return read.columns[field.column], [problem.code for name, problem in read.problems if name == field.name]


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize("field", READ, ids=lambda field: field.name)
def test_cell_without_a_value_has_a_finding(field: Field, text: str) -> None:
    value, codes = problems(field, text)
    assert value is not None or codes


@pytest.mark.parametrize("field", READ, ids=lambda field: field.name)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(parts=st.lists(PARTS, min_size=1, max_size=4))
def test_no_mix_of_words_passes_in_silence(field: Field, parts: list[str]) -> None:
    text = " ".join(parts)
    value, codes = problems(field, text)
    assert value is not None or codes or not text.strip()


def test_text_that_states_no_direction_is_named_with_its_words() -> None:
    direction = next(field for field in READ if field.name == "direction")
    assert problems(direction, "Depends on the price of fuel") == (None, [Code.NO_VALUE])


def test_open_ended_date_is_no_fault() -> None:
    target = next(field for field in READ if field.name == "target_date")
    assert problems(target, "Ongoing") == (None, [Code.OPEN_ENDED_DATE])
    assert Code.OPEN_ENDED_DATE.severity == "info"
    assert problems(target, "March 2022/Ongoing") == (date(2022, 3, 31), [])


def test_line_of_a_profile_names_what_gives_no_value() -> None:
    read = profile_values(profile_line(direction="see page 4", target_date="Ongoing"), LANCASHIRE)
    assert [(name, problem.code) for name, problem in read.problems] == [
        ("target_date", Code.OPEN_ENDED_DATE), ("direction", Code.NO_VALUE),
    ]  # fmt: skip
