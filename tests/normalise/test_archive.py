"""The values a careful person read in real registers, where the archive stands beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from normalise.values.directions import parse_direction
from normalise.values.owners import parse_owners
from normalise.values.periods import find_period
from normalise.values.scores import parse_level, parse_score
from normalise.values.target_dates import parse_target_date
from normalise.values.types import parse_types
from tests.conftest import NO_PAPERS
from tests.organisations import LANCASHIRE

GOLD = Path(__file__).parents[3] / "shared" / "gold"
REGISTERS = sorted(GOLD.glob("*.json"))

pytestmark = pytest.mark.skipif(not REGISTERS, reason=NO_PAPERS)


@pytest.fixture(params=REGISTERS, ids=lambda path: path.stem)
def register(request: pytest.FixtureRequest) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return content


def values(register: dict[str, Any], *fields: str) -> list[str]:
    return [entry[field] for entry in register["entries"] for field in fields if entry.get(field)]


def test_title_and_label_name_one_period(register: dict[str, Any]) -> None:
    period = find_period(register["register"]["title"], LANCASHIRE.calendar)
    assert period is not None
    assert period == find_period(register["register"]["period"], LANCASHIRE.calendar)


def test_every_id_is_read(register: dict[str, Any]) -> None:
    read = [LANCASHIRE.identifiers.parse(entry["id_raw"], entry["kind"]) for entry in register["entries"]]
    assert None not in read
    assert len(set(read)) == len(read)
    assert all(LANCASHIRE.identifiers.kind_of(line["id_raw"]) for line in register.get("profile", []))


def test_every_score_is_read_and_is_a_product(register: dict[str, Any]) -> None:
    for raw in values(register, "score", "residual"):
        score = parse_score(raw, LANCASHIRE.scale)
        assert score.value, raw
        assert score.problem is None, raw


def test_every_level_is_read(register: dict[str, Any]) -> None:
    assert all(
        parse_level(raw, "likelihood", LANCASHIRE.scale)
        for raw in values(register, "current_likelihood", "target_likelihood")
    )
    assert all(
        parse_level(raw, "impact", LANCASHIRE.scale) for raw in values(register, "current_impact", "target_impact")
    )


def test_every_type_is_known(register: dict[str, Any]) -> None:
    assert [raw for raw in values(register, "types") if parse_types(raw).unknown] == []


def test_every_owner_is_read(register: dict[str, Any]) -> None:
    raw_owners = values(register, "owner", "control_owner", "mitigation_owner")
    assert {raw for raw in raw_owners if not parse_owners(raw, LANCASHIRE.roles)} <= {"As above"}


def test_every_target_date_is_clear(register: dict[str, Any]) -> None:
    raw_dates = [*values(register, "target_date"), *(line["target_date"] for line in register.get("profile", []))]
    assert [raw for raw in raw_dates if parse_target_date(raw, LANCASHIRE.calendar).unclear] == []


def test_a_short_direction_is_read(register: dict[str, Any]) -> None:
    short = [
        raw
        for raw in values(register, "direction")
        if len(raw.split()) <= 2 and not find_period(raw, LANCASHIRE.calendar)
    ]
    assert [raw for raw in short if parse_direction(raw).value is None] == []
