"""A field of an entry is declared once: its columns, how it is read, and who uses it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, get_args

import pytest

from extractors.records import FIELDS
from normalise.values.readers import read_line
from pipeline.cli.screens.comparison import print_comparison
from pipeline.history.comparison.compare import compare
from pipeline.rows.values import entry_values
from pipeline.store import dictionary
from pipeline.store.columns import descriptions
from pipeline.store.fields import Field, fields_of
from pipeline.store.parquet import arrow_schema
from pipeline.store.tables import (
    STATEMENT_FIELDS,
    TABLES,
    EntryRow,
    ProfileRow,
    StatementField,
    Table,
    column_of,
    entry_fields,
    label,
)
from tests.organisations import organisations
from tests.pipeline.by_hand import card
from tests.pipeline.rows_by_hand import as_tuples, entry, history, later


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider(EntryRow):
    """One row per risk or opportunity per edition of the register."""

    appetite: Annotated[str | None, Field(read_line, followed=True)] = None


@pytest.fixture
def wider(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of entries with one more field, declared in the one line above and described in another."""
    monkeypatch.setitem(descriptions()["entries"], "appetite", "How much risk is accepted")
    monkeypatch.setitem(TABLES, "entries", Table("entries", Wider))


def widened(row: EntryRow, appetite: str | None) -> Wider:
    return Wider(**{name: getattr(row, name) for name in asdict(row)}, appetite=appetite)


@pytest.mark.usefixtures("wider")
def test_a_field_of_one_line_is_in_schema_and_dictionary() -> None:
    assert arrow_schema(TABLES["entries"]).field("appetite").metadata == {b"description": b"How much risk is accepted"}
    assert "| `appetite` | string or null |  | How much risk is accepted |" in dictionary.render()


@pytest.mark.usefixtures("wider")
def test_a_field_of_one_line_is_read_and_missed() -> None:
    organisation = organisations().default
    assert entry_values(card(appetite="Hungry"), organisation).columns["appetite"] == "Hungry"
    (problem,) = (
        problem for name, problem in entry_values(card(appetite=""), organisation).problems if name == "appetite"
    )
    assert (problem.code, problem.message) == ("missing_value", "there is no appetite")


@pytest.mark.usefixtures("wider")
def test_a_field_of_one_line_is_compared_and_printed(capsys: pytest.CaptureFixture[str]) -> None:
    made = history(widened(entry(), "open"), widened(later(), "averse"))
    comparison = compare(made, *made.registers)
    assert as_tuples(comparison.kept[0].changes) == [("changed", "appetite", "open", "averse")]
    print_comparison(comparison)
    printed = capsys.readouterr().out
    assert "    appetite            open → averse\n" in printed
    assert "\n  Changed: appetite of 1.\n" in printed


def test_every_field_that_layouts_give_has_its_columns_or_its_statements() -> None:
    assert {*(field.name for field in entry_fields()), *STATEMENT_FIELDS} == {*FIELDS, "kind"}
    assert set(STATEMENT_FIELDS) == set(get_args(StatementField))


@pytest.mark.parametrize("row", [EntryRow, ProfileRow])
def test_what_a_field_names_are_columns_of_its_table(row: Any) -> None:
    columns = set(row.__dataclass_fields__)
    for field in fields_of(row):
        assert {field.column, field.printed} <= columns
        assert field.part_of is None or field.part_of in columns


def test_a_profile_repeats_only_what_entries_have() -> None:
    entries = {field.printed for field in entry_fields()} | {field.column for field in entry_fields()}
    repeated = [field.printed for field in fields_of(ProfileRow) if field.repeated]
    assert repeated == ["title", "current_score", "target_score", "target_date_raw"]
    assert set(repeated) <= entries


def test_what_makes_a_revision_and_what_is_followed() -> None:
    assert [field.printed for field in entry_fields() if field.revising] == [
        "inherent_score_raw", "inherent_likelihood", "inherent_impact", "current_score_raw", "current_likelihood",
        "current_impact", "target_score_raw", "target_likelihood", "target_impact", "owner_raw",
        "direction_raw", "target_date_raw",
    ]  # fmt: skip
    assert [field.column for field in entry_fields() if field.followed] == [
        "kind", "risk_types", "inherent_score", "current_score", "target_score", "owners", "direction", "target_date",
        "target_confidence",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("owners", "owner"), ("owner_raw", "owner"), ("risk_id", "number"), ("direction", "direction"),
        ("direction_raw", "direction in words"), ("target_date_raw", "target date"), ("control", "controls"),
        ("current_impact", "current impact"), ("what_is_no_field", "what is no field"),
    ],
)  # fmt: skip
def test_a_column_has_one_name_in_print(name: str, printed: str) -> None:
    assert label(name) == printed


@pytest.mark.parametrize(
    ("field", "column"),
    [("id", "id_raw"), ("types", "risk_types"), ("owner", "owners"), ("confidence", "target_confidence"),
     ("title", "title"), ("control", "control"), ("event", "event")],
)  # fmt: skip
def test_a_finding_names_the_column_of_its_field(field: str, column: str) -> None:
    assert column_of(field) == column
