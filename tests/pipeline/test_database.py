"""The views answer the usual questions without the usual mistakes, and a query can do nothing but read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.findings import Code
from pipeline.cli.main import main
from pipeline.history.database import QueryError, asked, only_reads, open_database, views, write_database
from pipeline.rows.findings import finding_row
from pipeline.store.tables import TABLES, EntryRow, HistoryRows, ProfileRow
from tests.pipeline.rows_by_hand import (
    AFTER,
    BEFORE,
    entry,
    event,
    followed,
    later,
    listed,
    printing_words,
    register,
    sha,
    statements,
    write,
)

LATEST = "northshire-2021-22-q1"
REVISED = f"{AFTER}-r2"


def rows(made: HistoryRows, out: Path, query: str) -> list[tuple[Any, ...]]:
    with open_database(write(made, out)) as connection:
        table = asked(connection, query)
    return [tuple(row.values()) for row in table.to_pylist()]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A history without rows, opened."""
    with open_database(write(HistoryRows(), tmp_path_factory.mktemp("empty"))) as connection:
        yield connection


@pytest.mark.parametrize("name", [*TABLES, *views()])
def test_a_table_or_view_without_rows_is_one(name: str, empty: duckdb.DuckDBPyConnection) -> None:
    assert asked(empty, f"FROM {name}").to_pylist() == []


@pytest.mark.parametrize("name", ["timeline", "latest", "owners", "matrix", "doubts", "texts", "stated", "confidence"])
def test_a_view_says_where_its_values_were_read(name: str, empty: duckdb.DuckDBPyConnection) -> None:
    columns = asked(empty, f"FROM {name}").column_names
    assert "paper" in columns
    assert {"page", "page_first"} & set(columns)


def test_a_superseded_edition_is_in_no_view_but_kept_among_all_issues(tmp_path: Path) -> None:
    old, new = later(superseded=True), entry(register_id=REVISED, current_score=20)
    held = followed(
        old, new, said=statements(old, "control", "Once"),
        registers=(register(AFTER, superseded_by=REVISED), register(REVISED, revision=2)),
    )  # fmt: skip
    assert rows(held, tmp_path, "SELECT entry_id FROM entries") == [(new.entry_id,)]
    assert rows(held, tmp_path, "SELECT register_id, current_score FROM timeline") == [(REVISED, 20)]
    assert rows(held, tmp_path, "FROM statements") == []
    assert len(rows(held, tmp_path, "FROM all_issues.entries")) == 2
    with open_database(tmp_path, superseded=True) as connection:
        assert asked(connection, "FROM timeline").num_rows == 2


def test_the_latest_register_is_that_of_the_newest_edition_of_each_council_in_the_order_of_numbers(
    tmp_path: Path,
) -> None:
    other = entry("SR1", "south", "southshire-2020-21-q1")
    held = followed(
        entry("CR1"), later("CO1", "chance", kind="opportunity"), later("CR10", "ten"), later("CR9", "nine"), other,
        registers=(register(BEFORE), register(AFTER), register(other.register_id)),
    )  # fmt: skip
    assert [risk for (risk,) in rows(held, tmp_path, "SELECT risk_id FROM latest")] == ["CR9", "CR10", "CO1", "SR1"]


def test_a_move_is_from_one_edition_of_a_thread_to_the_next_and_says_how_far_they_are_apart(tmp_path: Path) -> None:
    held = followed(
        entry(current_score=16), later(current_score=20), entry(register_id=LATEST, current_score=9),
        registers=(register(BEFORE), register(AFTER), register(LATEST)),
    )  # fmt: skip
    query = "SELECT fiscal_year, quarter, quarters, current_change FROM movements"
    assert rows(held, tmp_path, query) == [("2020/21", 2, 1, 4), ("2021/22", 1, 3, -11)]


def test_a_move_over_an_edition_that_gives_no_score_is_held_against_the_last_that_does(tmp_path: Path) -> None:
    first = entry(current_score=20, target_score=9, doubt=("no_value",), doubtful_fields=("direction",))
    last = entry("CR7", register_id=LATEST, current_score=16, target_score=9)
    held = followed(
        first, listed("CR2", target_score=12), last,
        registers=(register(BEFORE), register(AFTER), register(LATEST)),
    )  # fmt: skip
    query = "SELECT current_before, current_after, current_change, current_compared_with, target_change FROM movements"
    assert rows(held, tmp_path, query) == [
        (20, None, None, first.entry_id, 3), (20, 16, -4, first.entry_id, -3),
    ]  # fmt: skip
    query = """SELECT from_entry_id, target_compared_with, quarters, current_paper_before, current_page_before,
        paper_before, doubt FROM movements WHERE current_change < 0"""
    between = f"{AFTER}/CR2"
    assert rows(held, tmp_path, query) == [
        (between, between, 3, f"{BEFORE}.pdf", 3, f"{AFTER}.pdf", ["no_value"])
    ]  # fmt: skip


def test_of_a_split_thread_each_entry_is_held_against_its_own_score(tmp_path: Path) -> None:
    held = followed(
        entry("CR1", current_score=20), entry("CR2", current_score=None), later("CR3", current_score=16),
    )  # fmt: skip
    query = "SELECT from_entry_id, current_change FROM movements"
    assert rows(held, tmp_path, query) == [(f"{BEFORE}/CR1", -4), (f"{BEFORE}/CR2", None)]


def test_an_entry_that_a_report_lists_as_removed_says_so(tmp_path: Path) -> None:
    last = listed()
    held = followed(entry(), last, events=(event(last, "removed"), event(last, "retained", ("2020/21", 3))))
    query = "SELECT detail, stated FROM timeline"
    assert rows(held, tmp_path, query) == [("full", None), ("summary", ["removed"])]


def test_the_last_row_of_what_has_left_the_register_says_so(tmp_path: Path) -> None:
    held = followed(entry(), later("CR2", "other"))
    held.threads[:] = [replace(row, stated_left=date(2020, 12, 1)) for row in held.threads]
    query = "SELECT risk_id, left_after, stated_left FROM timeline ORDER BY risk_id"
    assert rows(held, tmp_path, query) == [("CR1", True, date(2020, 12, 1)), ("CR2", False, None)]


def test_a_direction_that_only_the_summary_profile_gives_is_shown_and_called_so(tmp_path: Path) -> None:
    ones = [later("CR1", direction="up"), later("CR2", "two"), later("CR3", "three")]
    held = followed(*ones)
    held.profiles = [
        ProfileRow(
            register_id=AFTER, entry_id=one.entry_id, lineage_id=one.lineage_id, risk_id=one.risk_id, kind="risk",
            direction_raw="+ve", direction="improving", document_id=sha(AFTER),
        )
        for one in ones[:2]
    ]  # fmt: skip
    for view in ("timeline ORDER BY risk_id", "latest"):
        assert rows(held, tmp_path, f"SELECT risk_id, direction, direction_from FROM {view}") == [
            ("CR1", "up", "entry"), ("CR2", "improving", "profile"), ("CR3", None, None),
        ]  # fmt: skip


def test_of_a_thread_split_in_two_both_ways_are_given(tmp_path: Path) -> None:
    held = followed(entry(), later("CR1"), later("CR2"))
    found = rows(held, tmp_path, "SELECT to_entry_id FROM movements")
    assert found == [(f"{AFTER}/CR1",), (f"{AFTER}/CR2",)]


def test_a_risk_is_at_its_target_from_above_and_an_opportunity_from_below(tmp_path: Path) -> None:
    held = followed(
        entry("CR1", "high", current_score=16, target_score=8),
        entry("CR2", "low", current_score=8, target_score=8), later("CR2", "low", current_score=12, target_score=8),
        entry("CO1", "poor", kind="opportunity", current_score=12, target_score=16),
        entry("CO2", "good", kind="opportunity", current_score=16, target_score=12),
        entry("CR3", "unknown", current_score=None),
    )  # fmt: skip
    query = "SELECT lineage_id, at_target FROM timeline ORDER BY ALL"
    assert rows(held, tmp_path, query) == [
        ("good", True), ("high", False), ("low", False), ("low", True), ("poor", False), ("unknown", None),
    ]  # fmt: skip


Scores = list[tuple[int | None, int | None]]
"""Score and target of an entry in one edition after another."""

COURSES: list[tuple[Scores, str, list[str] | None, list[str] | None]] = [
    ([(16, 16)], "set_at_score", None, ["2020/21 Q1"]),
    ([(16, 12)], "short", None, None),
    ([(16, 12), (16, 12)], "short", None, None),
    ([(16, 12), (12, 12)], "reached", ["2020/21 Q2"], ["2020/21 Q2"]),
    ([(16, 12), (9, 12)], "reached", ["2020/21 Q2"], ["2020/21 Q2"]),
    ([(16, 12), (16, 16)], "target_moved", None, ["2020/21 Q2"]),
    ([(20, 12), (16, 16)], "target_moved", None, ["2020/21 Q2"]),
    ([(25, 16), (16, 12)], "reached_former", ["2020/21 Q2"], None),
    ([(25, 16), (20, 12), (9, 9)], "reached", ["2021/22 Q1"], ["2021/22 Q1"]),
    ([(8, 8), (12, 8)], "set_at_score", None, ["2020/21 Q1"]),
    ([(8, 8), (12, 8), (8, 8)], "reached", ["2021/22 Q1"], ["2020/21 Q1", "2021/22 Q1"]),
    ([(16, 12), (None, 12), (12, None)], "short", None, None),
]
"""What becomes of a target, where it was reached, and where the score was at it."""


def course(number: int, kind: Any) -> Iterator[EntryRow]:
    """The entries of a course, one in an edition; of an opportunity, as far from the best score as of a risk."""

    def points(score: int | None) -> int | None:
        return 26 - score if score and kind == "opportunity" else score

    for edition, (now, aim) in zip((BEFORE, AFTER, LATEST), COURSES[number][0], strict=False):
        named = f"{kind[0].upper()}{number}", f"{kind}-{number}", edition
        yield entry(*named, kind=kind, current_score=points(now), target_score=points(aim))


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What a history of all courses says of each target, by its lineage_id."""
    made = [one for kind in ("risk", "opportunity") for number in range(len(COURSES)) for one in course(number, kind)]
    held = followed(*made, registers=tuple(map(register, (BEFORE, AFTER, LATEST))))
    query = "SELECT lineage_id, outcome, reached_in, at_target_in, n_compared, n_editions FROM targets"
    found = rows(held, tmp_path_factory.mktemp("targets"), query)
    assert len(found) == 2 * len(COURSES)
    return {lineage: said for lineage, *said in found}


@pytest.mark.parametrize("number", range(len(COURSES)))
@pytest.mark.parametrize("kind", ["risk", "opportunity"])
def test_a_target_is_reached_where_the_score_came_to_it_and_not_where_it_was_set_at_the_score(
    number: int, kind: str, targets: dict[str, list[Any]]
) -> None:
    scores, *said = COURSES[number]
    compared = sum(None not in each for each in scores)
    assert targets[f"{kind}-{number}"] == [*said, compared, len(scores)]


def test_the_doubts_about_a_target_are_those_of_every_edition_compared(tmp_path: Path) -> None:
    held = followed(
        entry(doubt=("score_mismatch",), doubtful_fields=("current_score",)),
        later(doubt=("no_value",), doubtful_fields=("direction",)),
    )
    query = "SELECT doubt, doubtful_fields FROM targets"
    assert rows(held, tmp_path, query) == [(["no_value", "score_mismatch"], ["current_score", "direction"])]


def test_the_scores_of_risks_and_opportunities_are_averaged_apart_and_a_missing_one_is_not_zero(tmp_path: Path) -> None:
    held = followed(
        entry("CR1", "a", risk_types=("people", "money"), current_score=10),
        entry("CR2", "b", risk_types=("people",), current_score=None),
        entry("CO1", "c", risk_types=("people",), kind="opportunity", current_score=25),
    )
    query = "SELECT kind, risk_type, n_entries, n_scored, mean_current_score FROM averages WHERE NOT is_total"
    assert rows(held, tmp_path, query) == [
        ("risk", "money", 1, 1, 10.0), ("risk", "people", 2, 1, 10.0), ("opportunity", "people", 1, 1, 25.0),
    ]  # fmt: skip


def test_the_average_of_all_types_counts_each_entry_once_and_a_type_that_is_not_given_is_said(tmp_path: Path) -> None:
    held = followed(
        entry("CR1", "a", risk_types=("people", "money"), current_score=10),
        entry("CR2", "b", risk_types=None, current_score=20),
    )
    query = "SELECT risk_type, is_total, n_entries, mean_current_score FROM averages"
    assert rows(held, tmp_path, query) == [
        ("(all types)", True, 2, 15.0), ("(none given)", False, 1, 20.0), ("money", False, 1, 10.0),
        ("people", False, 1, 10.0),
    ]  # fmt: skip


def test_an_entry_of_two_owners_is_under_each_and_one_of_none_under_nobody(tmp_path: Path) -> None:
    held = followed(entry("CR1", owners=("B", "A")), entry("CR2", "x", owners=None, owner_raw="As above"))
    query = "SELECT owner, risk_id, owner_raw FROM owners"
    assert rows(held, tmp_path, query) == [("A", "CR1", "Head of Roads"), ("B", "CR1", "Head of Roads"),
                                           (None, "CR2", "As above")]  # fmt: skip


def test_an_entry_has_its_place_in_the_matrix_by_each_score_it_has(tmp_path: Path) -> None:
    held = followed(entry(current_likelihood=4, current_impact=4, target_score=None))
    query = "SELECT which, likelihood, impact, score FROM matrix"
    assert rows(held, tmp_path, query) == [("current", 4, 4, 16)]


def test_a_likelihood_and_an_impact_that_do_not_give_the_score_place_nothing(tmp_path: Path) -> None:
    held = followed(entry(current_score=20, current_likelihood=3, current_impact=2, target_score=None))
    query = "SELECT likelihood, impact, score, printed_likelihood, printed_impact FROM matrix"
    assert rows(held, tmp_path, query) == [(None, None, 20, 3, 2)]


def test_a_thread_is_known_to_have_come_and_gone_between_editions_that_are_held(tmp_path: Path) -> None:
    held = followed(
        entry("CR1", "first"), later("CR2", "second"), entry("CR3", "third", LATEST),
        registers=(register(BEFORE), register(AFTER), register(LATEST), register("southshire-2020-21-q3")),
    )  # fmt: skip
    query = "SELECT lineage_id, not_yet_in, first_in, last_in, gone_by FROM lifetimes"
    assert rows(held, tmp_path, query) == [
        ("first", None, "2020/21 Q1", "2020/21 Q1", "2020/21 Q2"),
        ("second", "2020/21 Q1", "2020/21 Q2", "2020/21 Q2", "2021/22 Q1"),
        ("third", "2020/21 Q2", "2021/22 Q1", "2021/22 Q1", None),
    ]


def test_the_confidence_of_a_quarter_is_that_quarters(tmp_path: Path) -> None:
    held = followed(entry())
    held.profiles = [
        ProfileRow(
            register_id=BEFORE, entry_id=f"{BEFORE}/CR1", lineage_id="roads", fiscal_year="2020/21", quarter=1,
            risk_id="CR1", kind="risk", confidence_q1="red", confidence_q3="green", document_id=sha(BEFORE),
        )
    ]  # fmt: skip
    query = "SELECT lineage_id, quarter, confidence FROM confidence WHERE is_latest"
    assert rows(held, tmp_path, query) == [
        ("roads", 1, "red"), ("roads", 2, None), ("roads", 3, "green"), ("roads", 4, None),
    ]  # fmt: skip


def test_of_two_profiles_of_a_year_the_later_that_gives_a_quarter_is_the_latest(tmp_path: Path) -> None:
    held = followed(entry(), later())
    one = ProfileRow(
        register_id=BEFORE, lineage_id="roads", fiscal_year="2020/21", quarter=1, period_end=date(2020, 6, 30),
        risk_id="CR1", kind="risk", confidence_q1="red", document_id=sha(BEFORE),
    )  # fmt: skip
    next_one = replace(
        one, register_id=AFTER, quarter=2, period_end=date(2020, 9, 30), confidence_q1=None, confidence_q2="green"
    )
    held.profiles = [one, next_one]
    query = "SELECT quarter, confidence, stated_in_register FROM confidence WHERE is_latest AND confidence IS NOT NULL"
    assert rows(held, tmp_path, query) == [(1, "red", BEFORE), (2, "green", AFTER)]


def test_the_gravest_doubt_comes_first_and_papers_of_which_nothing_is_used_are_among_them(tmp_path: Path) -> None:
    held = followed(entry())
    unread = replace(
        held.documents[0], document_id=sha("unread"), path="unread.pdf", status="not_understood", n_registers=0,
        n_entries=0,
    )  # fmt: skip
    aside = replace(unread, document_id=sha("aside"), path="aside.pdf", n_registers=1)
    held.documents += [unread, aside]
    cr1 = f"{BEFORE}/CR1"
    held.findings = [
        finding_row(Code.NO_VALUE, "said", sha(BEFORE), entry=cr1, field="direction"),
        finding_row(Code.ID_GAP, "said", sha(BEFORE), register=BEFORE),
        finding_row(Code.SCORE_MISMATCH, "said", sha(BEFORE), entry=cr1, field="current_score"),
        finding_row(Code.UNREADABLE_SCORE, "said", sha(BEFORE), entry=cr1, field="target_score"),
        replace(finding_row(Code.NOT_UNDERSTOOD, "said", sha("unread")), source_used=False),
        replace(finding_row(Code.LOST_COLOUR, "said", sha("aside")), source_used=False),
    ]
    query = "SELECT rank, code, about, paper FROM doubts"
    used = f"{BEFORE}.pdf"
    assert rows(held, tmp_path, query) == [
        (1, "not_understood", "paper", "unread.pdf"), (2, "unreadable_score", "entry", used),
        (3, "score_mismatch", "entry", used), (4, "id_gap", "edition", used), (5, "no_value", "entry", used),
    ]  # fmt: skip


def test_every_column_of_a_view_has_one_meaning_that_is_said(tmp_path: Path) -> None:
    said = {column.name for table in TABLES.values() for column in table.columns}
    with open_database(write(HistoryRows(), tmp_path)) as connection:
        for name, view in views().items():
            columns = set(asked(connection, f"FROM {name}").column_names)
            assert set(view.columns) <= columns, name
            said |= set(view.columns)
            assert columns <= said, (name, columns - said)


def test_what_is_in_doubt_is_said_of_the_paper_used_and_notes_are_no_doubt(tmp_path: Path) -> None:
    held = followed(entry())
    held.findings = [
        replace(finding_row(code, "said", sha(BEFORE), entry=f"{BEFORE}/CR1", field="current_score"), source_used=used)
        for code, used in ((Code.UNREADABLE_SCORE, True), (Code.HEALED_WORD, True), (Code.SCORE_MISMATCH, False))
    ]
    query = "SELECT code, risk_id, field, paper FROM doubts"
    assert rows(held, tmp_path, query) == [("unreadable_score", "CR1", "current_score", f"{BEFORE}.pdf")]


def test_every_text_can_be_searched_once_with_its_place(tmp_path: Path) -> None:
    one = entry(title="Roads", description="Roads\nThey break.")
    held = followed(one, said=statements(one, "control", "Repairs", page=7), events=(event(one, "added"),))
    query = "SELECT field, text, page FROM texts ORDER BY field"
    assert rows(held, tmp_path, query) == [
        ("added", "CR1 was added.", 3), ("control", "Repairs", 7), ("description", "Roads\nThey break.", 3),
        ("owner_raw", "Head of Roads", 3),
    ]  # fmt: skip


def test_whatever_words_an_entry_prints_are_among_the_texts(tmp_path: Path) -> None:
    held, words = printing_words()
    query = "SELECT field, text FROM texts"
    assert dict(rows(held, tmp_path, query)).items() >= words.items()
    held.entries[:] = [replace(held.entries[0], current_score_raw="16", direction_raw="=")]
    assert {"current_score_raw", "direction_raw"}.isdisjoint(dict(rows(held, tmp_path, query)))


def test_an_event_of_something_unnamed_is_called_so_and_a_repeat_says_of_what(tmp_path: Path) -> None:
    unnamed = event(entry(), "added", title=None, lineage_id=None)
    again = replace(unnamed, event_id="again", risk_id=None, repeats=unnamed.event_id)
    held = followed(entry(), events=(unnamed, again))
    assert rows(held, tmp_path, "SELECT name, repeats FROM stated ORDER BY repeats NULLS FIRST") == [
        ("(CR1, not named)", None), ("(risk, not named)", unnamed.event_id),
    ]  # fmt: skip


def test_an_event_is_given_with_the_name_of_its_thread(tmp_path: Path) -> None:
    held = followed(entry(), events=(event(entry(), "removed"),))
    assert rows(held, tmp_path, "SELECT date, event, name, open FROM stated") == [
        (date(2020, 12, 1), "removed", "Road repairs", False)
    ]


@pytest.mark.parametrize(
    "query",
    [
        "COPY entries TO '{folder}/stolen.csv'", "COPY (SELECT 1) TO '{folder}/stolen.csv'",
        "EXPORT DATABASE '{folder}/stolen'", "ATTACH '{folder}/stolen.db'", "INSTALL httpfs", "LOAD httpfs",
        "FROM read_csv('{folder}/secret.csv')", "FROM '{folder}/secret.csv'", "FROM read_text('{folder}/secret.csv')",
        "FROM glob('{folder}/*')", "FROM read_parquet('{folder}/entries.parquet')", "IMPORT DATABASE '{folder}'",
        "SET enable_external_access = true", "RESET lock_configuration", "SET temp_directory = '{folder}/stolen'",
        "DROP VIEW entries; FROM read_text('{folder}/secret.csv')", "FROM secret", "", "-- nothing", "selct 1",
    ],
)  # fmt: skip
def test_a_query_reads_the_history_and_nothing_else(query: str, tmp_path: Path) -> None:
    secret = [1]  # a variable of Python's is no table either
    write(followed(entry()), tmp_path)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    before = sorted(tmp_path.iterdir())
    with open_database(tmp_path) as connection:
        only_reads(connection)
        with pytest.raises(QueryError):
            asked(connection, query.format(folder=tmp_path))
    assert sorted(tmp_path.iterdir()) == before
    assert secret


def test_two_columns_of_one_name_are_an_error_and_none_is_lost(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="more than one column is called risk_id"):
        rows(
            followed(entry()), tmp_path, "SELECT a.risk_id, b.risk_id FROM entries a JOIN entries b USING (lineage_id)"
        )


def test_a_database_file_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "it's a history.duckdb"
    folder = tmp_path / "history"
    folder.mkdir()
    write_database(write(followed(entry()), folder), file)
    shutil.rmtree(folder)
    moved = file.rename(tmp_path / "moved.duckdb")
    with duckdb.connect(str(moved), read_only=True, config={"enable_external_access": False}) as connection:
        assert connection.sql("SELECT risk_id, paper FROM latest").fetchall() == [("CR1", f"{BEFORE}.pdf")]
        assert connection.sql("SELECT count(*) FROM all_issues.registers").fetchall() == [(2,)]


def test_the_command_prints_what_is_asked_for_as_table_values_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(followed(entry(owners=("B", "A"))), tmp_path)
    query = "SELECT risk_id, current_score, owners, period_end, direction FROM entries"
    assert main(["sql", query, "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["CR1", "16", "B,", "A", "2020-06-30", "–"]
    assert main(["sql", query, "--out", str(tmp_path), "--csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "CR1,16,B; A,2020-06-30,"
    assert main(["sql", query, "--out", str(tmp_path), "--json"]) == 0
    assert '"owners": ["B", "A"]' in capsys.readouterr().out


def test_a_sum_is_a_number_in_every_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = """SELECT sum(current_score) AS s, [sum(current_score)] AS l, sum(current_score) / 2 AS half, 1.5 AS d,
        sum(current_score)::HUGEINT * 10000000000000000000 AS huge, 1::UTINYINT AS tiny FROM entries"""
    with open_database(write(followed(entry()), tmp_path)) as connection:
        types = [str(kind) for kind in asked(connection, query).schema.types]
    assert types == ["int64", "list<item: int64>", "double", "double", "decimal128(38, 0)", "int64"]
    assert main(["sql", query, "--out", str(tmp_path), "--json"]) == 0
    assert '{"s": 16, "l": [16], "half": 8.0, "d": 1.5, "huge": 160000000000000000000, "tiny": 1}' in (
        capsys.readouterr().out
    )


def test_a_wide_row_is_a_block_of_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(followed(entry()), tmp_path)
    assert main(["sql", "FROM latest", "--out", str(tmp_path)]) == 0
    assert "risk_id          CR1" in capsys.readouterr().out.splitlines()


def test_the_command_lists_tables_and_views_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sql", "--out", str(tmp_path)]) == 2
    assert "there is no history in" in capsys.readouterr().err
    write(followed(entry()), tmp_path)
    assert main(["sql", "--out", str(tmp_path)]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n{name} " in listed for name in [*TABLES, *views()])
    assert main(["sql", "FROM nothing", "--out", str(tmp_path)]) == 2
    assert "nothing does not exist" in capsys.readouterr().err
