"""The schema keeps its contract, the checks find what breaks it, and the data dictionary says what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

import pyarrow as pa
import pytest
from msgspec import Meta

from extractors.findings import Code
from pipeline.store import dictionary
from pipeline.store.checks import Problem, SchemaError, check, check_history
from pipeline.store.column_types import From1, Text
from pipeline.store.columns import Column, columns_of, descriptions
from pipeline.store.finding_row import FindingRow
from pipeline.store.parquet import ARROW_TYPES, arrow_schema
from pipeline.store.tables import TABLES, DocumentRow, EntryRow, HistoryRows, LinkRow, RegisterRow, StatementRow, Table

Row = TypeVar("Row", EntryRow, StatementRow, LinkRow, FindingRow)

CONTRACT = {
    "entries": """
        entry_id:string register_id:string organisation:string fiscal_year:string quarter:int64 period_end:date32
        kind:string id_raw:string risk_id:string lineage_id:string title:string description:string detail:string
        types_raw:string risk_types:list<string> inherent_score:int64 inherent_likelihood:int64 inherent_impact:int64
        current_score:int64 current_likelihood:int64 current_impact:int64
        target_score:int64 target_likelihood:int64 target_impact:int64
        inherent_score_raw:string current_score_raw:string target_score_raw:string
        owner_raw:string owners:list<string> direction_raw:string direction:string target_date_raw:string
        target_date:date32 target_confidence_raw:string target_confidence:string superseded:bool doubt:list<string>
        doubtful_fields:list<string> document_id:string page_first:int64 page_last:int64 locator:string
    """,
    "statements": """
        entry_id:string register_id:string risk_id:string lineage_id:string fiscal_year:string quarter:int64
        field:string position:int64 level:int64 heading:string text:string owner:string
        owners:list<string> page:int64 bbox:list<float32>
    """,
    "registers": """
        register_id:string organisation:string title:string period_label:string fiscal_year:string quarter:int64
        revision:int64 superseded_by:string paper_date:date32 period_start:date32 period_end:date32 layout:string
        document_id:string page_first:int64 page_last:int64 n_risks:int64 n_opportunities:int64 sources:list<string>
    """,
    "profiles": """
        register_id:string entry_id:string lineage_id:string fiscal_year:string quarter:int64 period_end:date32
        risk_id:string id_raw:string kind:string title:string current_score:int64 target_score:int64
        target_date_raw:string target_date:date32 confidence_q1:string confidence_q2:string confidence_q3:string
        confidence_q4:string direction_raw:string direction:string document_id:string page:int64 locator:string
    """,
    "events": """
        event_id:string document_id:string organisation:string date:date32 fiscal_year:string quarter:int64 kind:string
        id_raw:string risk_id:string other_id_raw:string other_risk_id:string event:string title:string text:string
        stated_in:string repeats:string lineage_id:string page:int64
    """,
    "lineage": """
        from_entry_id:string to_entry_id:string relation:string method:string status:string score:float64
        evidence:string
    """,
    "threads": """
        lineage_id:string organisation:string name:string kind:string first_register_id:string first_fiscal_year:string
        first_quarter:int64 last_register_id:string last_fiscal_year:string last_quarter:int64 n_editions:int64
        quarters_without_edition:list<string> stated_joined:date32 stated_left:date32 former_ids:list<string> open:bool
    """,
    "documents": """
        document_id:string path:string format:string bytes:int64 pages:int64 status:string error_code:string
        error:string kind:string date:date32 sample:bool n_registers:int64 n_entries:int64 n_events:int64
    """,
    "evidence": """
        entry_id:string register_id:string risk_id:string field:string position:int64 part:int64 document_id:string
        page:int64 boxes:list<list<double>> sheet:string block:int64 row:int64 column:int64 text:string
        treatment:list<string>
    """,
    "findings": """
        code:string severity:string document_id:string source_used:bool register_id:string entry_id:string field:string
        message:string value:string page:int64 locator:string count:int64 places:list<string>
        unread:int64
    """,
}
"""Names and types people load the files by. Add a column freely; change one only with those people's leave."""

SHA = "0" * 64
NO_TEXT = f"Expected `str` matching regex {get_args(Text)[1].pattern!r}"

ENTRY = EntryRow(
    entry_id="x-2019-20-q2/CR1", register_id="x-2019-20-q2", organisation="X Council", fiscal_year="2019/20", quarter=2,
    period_end=date(2019, 9, 30), kind="risk", id_raw="CR1", risk_id="CR1", detail="full", risk_types=("people",),
    current_score=12, superseded=False, document_id=SHA,
)  # fmt: skip


def with_values(row: Row, **values: Any) -> Row:
    """A row with other values, of a wrong type too."""
    return replace(row, **values)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(name: str) -> None:
    columns = [f"{column.name}:{column.type}" for column in TABLES[name].columns]

    assert columns == CONTRACT[name].split()


def test_the_contract_covers_every_table() -> None:
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_what_is_declared_holds_together(table: Table) -> None:
    by_name = {column.name: column for column in table.columns}
    assert table.description.endswith(".")
    assert len(by_name) == len(table.columns)
    assert all(not by_name[name].nullable for name in table.key)
    for column in table.columns:
        assert column.description
        assert not column.description.endswith(".")
        if column.references:
            target, _, name = column.references.partition(".")
            assert name in [other.name for other in TABLES[target].columns]


@dataclass(frozen=True, slots=True)
class Made:
    """A table made up."""

    name: Annotated[str, Meta(pattern="^[a-z]+$")]
    size: Annotated[Literal["small", "large"] | None, Meta(extra={"references": "sizes.name"})]
    first: Annotated[From1, Meta(le=3)]
    second: Annotated[From1 | None, Meta(extra={"unit": "points"})]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undescribed:
    colour: str


@dataclass(frozen=True, slots=True)
class Untyped:
    name: dict[str, int]


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"name": "What it is called", "size": "How big it is", "first": "A rating", "second": "Another rating",
             "parts": "What it is made of"}  # fmt: skip
    monkeypatch.setitem(descriptions(), "made", texts)


@pytest.mark.usefixtures("described")
def test_a_field_of_a_rows_class_is_a_column_of_its_type() -> None:
    assert columns_of("made", Made) == (
        Column("name", "string", False, "What it is called"),
        Column("size", "string", True, "How big it is", allowed=("small", "large"), references="sizes.name"),
        Column("first", "int64", False, "A rating", minimum=1, maximum=3),
        Column("second", "int64", True, "Another rating", minimum=1, unit="points"),
        Column("parts", "list<string>", False, "What it is made of"),
    )


@pytest.mark.usefixtures("described")
@pytest.mark.parametrize(("row", "why"), [(Undescribed, "colour is not described"), (Untyped, "no column holds dict")])
def test_a_field_that_is_no_column_is_an_error(row: type, why: str) -> None:
    with pytest.raises(TypeError, match=why):
        columns_of("made", row)


def test_nothing_is_described_that_is_no_column() -> None:
    columns = {name: {column.name for column in table.columns} for name, table in TABLES.items()}
    columns["any"] = set.union(*columns.values())
    assert not [(name, text) for name, texts in descriptions().items() for text in texts if text not in columns[name]]


def test_arrow_fields_carry_type_nullability_and_what_they_mean() -> None:
    schema = arrow_schema(TABLES["profiles"])

    assert schema.metadata == {b"description": b"One row per line of a summary risk profile."}
    score = schema.field("current_score")
    assert (score.type, score.nullable) == (pa.int64(), True)
    assert score.metadata == {
        b"description": b"Score at the time of the edition: likelihood times impact, on the organisation's scale",
        b"unit": b"points",
        b"range": b"1 or more",
    }
    assert schema.field("confidence_q3").metadata[b"allowed"] == b"red, amber, green"
    register = schema.field("register_id")
    assert not register.nullable
    assert register.metadata[b"references"] == b"registers.register_id"
    assert all(field.metadata[b"description"] for name in TABLES for field in arrow_schema(TABLES[name]))
    assert {column.type for table in TABLES.values() for column in table.columns} == set(ARROW_TYPES)


def test_a_sound_row_has_no_problem() -> None:
    assert check(TABLES["entries"], [ENTRY]) == []


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("current_score", 0, "Expected `int` >= 1"),
        ("current_score", 12.0, "Expected `int | null`, got `float`"),
        ("current_score", True, "Expected `int | null`, got `bool`"),
        ("current_score", "12", "Expected `int | null`, got `str`"),
        ("quarter", 5, "Expected `int` <= 4"),
        ("kind", "hazard", "Invalid enum value 'hazard'"),
        ("kind", None, "Expected `str`, got `null`"),
        ("title", "", NO_TEXT),
        ("title", " ", NO_TEXT),
        ("title", 7, "Expected `str | null`, got `int`"),
        ("title", "\udcff", NO_TEXT),
        ("period_end", datetime(2019, 9, 30, 12), "Expected `date | null`, got `datetime`"),
        ("period_end", "2019-09-30", "Expected `date | null`, got `str`"),
        ("fiscal_year", "2019-20", "Expected `str` matching regex '^[0-9]{4}(?:/[0-9]{2})?$'"),
        ("document_id", "0" * 63, "Expected `str` matching regex '^[0-9a-f]{64}$'"),
        ("risk_types", (), "Expected `array` of length >= 1"),
        ("risk_types", "people", "Expected `array | null`, got `str`"),
        ("risk_types", ("people", None), "Expected `str`, got `null` - at `$[1]`"),
    ],
)
def test_a_broken_value_is_named_with_its_table_row_and_column(column: str, value: object, message: str) -> None:
    problems = check(TABLES["entries"], [with_values(ENTRY, **{column: value})])

    assert problems == [Problem("entries", "'x-2019-20-q2/CR1'", column, value, message)]
    assert str(problems[0]) == f"entries, row 'x-2019-20-q2/CR1', column {column}: {message} (value {value!r})"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "0.5", True])
def test_a_box_holds_finite_numbers(value: object) -> None:
    row = StatementRow(
        entry_id="x", register_id="x", risk_id="CR1", field="control", position=0, level=0, text="Audits",
        bbox=(1.0, 2, 3.5),
    )  # fmt: skip

    assert check(TABLES["statements"], [row]) == []
    (problem,) = check(TABLES["statements"], [with_values(row, bbox=(1.0, 2, 3.5, value))])
    assert (problem.column, problem.message[:16]) == ("bbox", "Expected `float`")


def test_a_truth_value_and_a_similarity_are_checked_too() -> None:
    link = LinkRow(
        from_entry_id="a", to_entry_id="b", relation="continues", method="similarity", status="proposed", score=0.5,
        evidence="like titles",
    )  # fmt: skip

    assert check(TABLES["lineage"], [link]) == []
    (problem,) = check(TABLES["lineage"], [with_values(link, score=1.5)])
    assert problem.message == "Expected `float` <= 1.0"
    (problem,) = check(TABLES["entries"], [with_values(ENTRY, superseded=1)])
    assert problem.message == "Expected `bool`, got `int`"


def test_a_key_stands_once() -> None:
    (problem,) = check(TABLES["entries"], [ENTRY, ENTRY])

    assert (problem.column, problem.message) == ("entry_id", "the key of 2 rows")


def test_a_table_without_a_key_names_the_row_by_its_number() -> None:
    sound = FindingRow(code=Code.ID_GAP, severity="warning", message="CR3 is missing")

    assert check(TABLES["findings"], [sound, sound]) == []
    assert [problem.row for problem in check(TABLES["findings"], [sound, with_values(sound, code="no_such_code")])] == [
        "1"
    ]


def test_a_reference_must_lead_to_a_row() -> None:
    problems = check_history(HistoryRows(entries=[ENTRY]))

    assert [(problem.column, problem.message) for problem in problems] == [
        ("register_id", "no row of registers has this register_id"),
        ("document_id", "no row of documents has this document_id"),
    ]


def test_every_item_of_a_list_must_lead_to_a_row() -> None:
    document = DocumentRow(
        document_id=SHA, path="a.pdf", status="ingested", sample=False, n_registers=1, n_entries=0, n_events=0
    )
    register = RegisterRow(
        register_id="x", organisation="X Council", layout="report", document_id=SHA, n_risks=0, n_opportunities=0,
        sources=(SHA, "1" * 64),
    )  # fmt: skip

    (problem,) = check_history(HistoryRows(registers=[register], documents=[document]))

    assert (problem.column, problem.value) == ("sources", "1" * 64)


def test_a_long_list_of_problems_is_cut_in_the_message_only() -> None:
    error = SchemaError([Problem("entries", str(number), "kind", None, "must not be null") for number in range(50)])

    assert len(error.problems) == 50
    assert str(error).startswith("50 value(s) break the schema; nothing was written\n  entries, row 0, column kind")
    assert str(error).endswith("\n  and 30 more")


def test_the_data_dictionary_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"

    assert page.read_text(encoding="utf-8") == dictionary.render(), "stale: run make docs"


def test_the_data_dictionary_lists_every_column_and_its_values() -> None:
    page = dictionary.render()

    for table in TABLES.values():
        assert f"\n## {table.name}\n" in page
        for column in table.columns:
            assert f"| `{column.name}` | {column.type}" in page
    assert "| `current_score` | int64 or null | 1 or more points |" in page
    assert "| `severity` | string | `error`, `warning`, `info` |" in page
    assert "| `register_id` | string | `registers.register_id` |" in page
