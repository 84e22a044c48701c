"""``import riskhistory``: a history opens at once, and its answers are right, typed and traced."""

from __future__ import annotations

import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import riskhistory
from extractors.findings import Code
from pipeline.cli.reference_python import TYPES
from pipeline.history.database import QueryError
from pipeline.history.database import views as all_views
from pipeline.history.source import ANSWER
from pipeline.rows.findings import finding_row
from pipeline.store.parquet import write_history
from pipeline.store.run import Run
from pipeline.store.tables import TABLES, HistoryRows, ProfileRow
from tests.conftest import ROOT
from tests.pipeline.rows_by_hand import (
    AFTER,
    BEFORE,
    entry,
    event,
    evidence,
    followed,
    history,
    later,
    link,
    listed,
    register,
    sha,
    statements,
    write,
)


def opened(out: Path, *entries: Any, **about: Any) -> riskhistory.History:
    """The history of these entries."""
    return riskhistory.load(write(followed(*entries, **about), out))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> riskhistory.History:
    old, new = entry(), later(risk_id="CR2", current_score=20, owners=None)
    said = [*statements(old, "control", "Fill the holes"), *statements(new, "control", "Watch")]
    owner = evidence(old, "owners", "Head\nof", page=3, boxes=((1, 2, 3, 4), (1, 5, 3, 8)))
    made = followed(old, new, said=said)
    made.evidence = [owner, replace(owner, part=1, page=4, text="Roads", boxes=((1, 2, 3, 4),))]
    return riskhistory.load(write(made, tmp_path_factory.mktemp("two")))


def test_a_history_opens_without_reading_anything(tmp_path: Path) -> None:
    write(history(entry()), tmp_path)
    code = f"import riskhistory, sys; riskhistory.load({str(tmp_path)!r}); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {"altair", "duckdb", "msgspec", "normalise", "numpy", "pandas", "polars", "pyarrow"}


def test_where_there_is_no_history_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        riskhistory.load(tmp_path / "none")
    assert str(tmp_path / "none") in str(caught.value)
    assert "make ingest" in str(caught.value)


def test_it_names_its_snapshot_and_stays_of_it(tmp_path: Path) -> None:
    write_history(HistoryRows(), tmp_path)
    first = riskhistory.load(tmp_path)
    assert first.snapshot == "000001"
    assert repr(first) == f"<History of {tmp_path}, snapshot 000001: 0 entries of 0 editions>"
    write_history(HistoryRows(), tmp_path, more={"note": b"another"})
    assert (first.snapshot, riskhistory.load(tmp_path).snapshot) == ("000001", "000002")


def test_every_table_is_an_attribute_and_nothing_else_is(two: riskhistory.History) -> None:
    assert list(riskhistory.History.__annotations__) == list(TABLES)
    assert all(list(getattr(two, name).columns) == [c.name for c in table.columns] for name, table in TABLES.items())
    with pytest.raises(AttributeError, match="its tables are entries, statements"):
        _ = two.risks


def test_whole_numbers_have_64_bits_in_three_libraries(two: riskhistory.History) -> None:
    for name, table in TABLES.items():
        whole = [column.name for column in table.columns if column.type == "int64"]
        in_pandas, in_polars = two.table(name), two.polars(name)
        in_duckdb = two.duckdb().table(name)
        assert {str(in_pandas[column].dtype) for column in whole} <= {"int64[pyarrow]"}
        assert {in_polars.schema[column] for column in whole} <= {pl.Int64()}
        kinds = dict(zip(in_duckdb.columns, map(str, in_duckdb.types), strict=True))
        assert {kinds[column] for column in whole} <= {"BIGINT"}


_LISTS = {"object of lists": list, "object of NumPy arrays": np.ndarray, "object of datetime.date": date}
"""What the values are in a column of objects, by what the documents say of it."""


def _is_of(column: pd.Series[Any], said: str) -> bool:
    """Whether a column has the type that the documents say; where they name two, the one for its nulls."""
    whole, _, gaps = said.replace("`", "").partition("; ")
    words = gaps.removesuffix(" where one is null") if gaps and column.isna().any() else whole
    if words in _LISTS:
        return column.dtype == object and {type(value) for value in column.dropna()} <= {_LISTS[words]}
    return str(column.dtype) == words


def test_the_types_in_three_libraries_are_as_the_documents_say(tmp_path: Path) -> None:
    old, new = entry(target_date=date(2021, 3, 31)), later(current_score=None, owners=None)
    made = followed(old, new, links=(replace(link(old, new, "continues"), score=0.9),))
    about = [finding_row(Code.ID_GAP, "said", sha(BEFORE)), finding_row(Code.STATED_OF_NONE, "said", None)]
    made.findings = [replace(row, source_used=row.document_id is not None or None) for row in about]
    two = riskhistory.load(write(made, tmp_path))
    met: set[str] = set()
    for name, table in TABLES.items():
        own, in_polars, in_duckdb = two.table(name), two.polars(name), two.duckdb().table(name)
        plain = pd.read_parquet(tmp_path / f"{name}.parquet")
        kinds = dict(zip(in_duckdb.columns, map(str, in_duckdb.types), strict=True))
        for column in table.columns:
            if column.type not in TYPES or own[column.name].isna().all():
                continue
            of = column.name
            said = TYPES[column.type]
            met.add(column.type)
            assert _is_of(own[of], said[0]), (name, of, own[of].dtype)
            assert _is_of(plain[of], said[1]), (name, of, plain[of].dtype)
            assert (f"`{in_polars.schema[of]}`", f"`{kinds[of]}`") == said[2:], (name, of)
    assert met == set(TYPES)
    assert {column.type for table in TABLES.values() for column in table.columns} - met == {
        "list<float32>", "list<list<double>>",
    }  # fmt: skip


def test_a_source_has_the_columns_that_the_documents_list(two: riskhistory.History) -> None:
    for field in ("owner_raw", "target_date", "control", "control_owner"):
        assert list(two.source(f"{BEFORE}/CR1", field).columns) == list(ANSWER)


def test_no_sum_of_scores_overflows(two: riskhistory.History) -> None:
    assert (two.entries.current_score * 20).sum() == 720
    assert two.polars("entries")["current_score"].sum() == 36


def test_dates_compare_and_lists_are_lists(two: riskhistory.History) -> None:
    entries = two.entries
    assert list(entries[entries.period_end >= "2020-09-01"].risk_id) == ["CR2"]
    assert list(entries.period_end.dt.year) == [2020, 2020]
    assert list(entries.owners) == [["Head of Roads"], None]
    assert entries.target_date.isna().all()
    assert list(entries.explode("owners").owners.dropna()) == ["Head of Roads"]


def test_some_columns_of_a_table_or_view_can_be_asked_for(two: riskhistory.History) -> None:
    assert list(two.table("timeline", ["risk_id", "paper"]).columns) == ["risk_id", "paper"]
    assert two.polars("timeline", ["risk_id"]).columns == ["risk_id"]
    with pytest.raises(QueryError, match="nonsense"):
        two.table("nonsense")


def test_whoever_changes_a_table_changes_no_answer(two: riskhistory.History) -> None:
    own = riskhistory.load(two.path)
    own.entries["current_score"] = 1
    assert list(own.entries.current_score) == [1, 1]
    assert list(own.latest().current_score) == [20]


def test_the_register_as_it_is_now_with_its_places(two: riskhistory.History) -> None:
    (row,) = two.latest().to_dict("records")
    assert (row["risk_id"], row["current_score"], row["paper"], row["page_first"]) == ("CR2", 20, f"{AFTER}.pdf", 5)


@pytest.mark.parametrize("wanted", ["roads", "ROAD rep", "CR2", f"{BEFORE}/CR1", "cr 2"])
def test_a_risk_is_found_by_its_lineage_a_title_its_number_or_an_entry(wanted: str, two: riskhistory.History) -> None:
    found = two.timeline(wanted)
    assert list(found.risk_id) == ["CR1", "CR2"]
    assert list(found.paper) == [f"{BEFORE}.pdf", f"{AFTER}.pdf"]


def test_a_number_means_the_entry_that_has_it_now_and_the_others_are_named(tmp_path: Path) -> None:
    held = opened(tmp_path, entry("CR1", "old", title="Old"), later("CR1", "new", title="New"))
    with pytest.warns(UserWarning, match=r"CR1 is new now. In other editions it was also old \(Old"):
        assert list(held.timeline("CR1").lineage_id) == ["new"]


def test_an_entry_that_has_a_longer_number_now_has_not_the_one_asked_for(tmp_path: Path) -> None:
    moved = (entry("CR1", "moved", title="Moved"), later("CR10", "moved", title="Moved"))
    held = opened(tmp_path, *moved, entry("CR1", "gone", entry_id=f"{BEFORE}/CR1 b", title="Gone"))
    with pytest.raises(LookupError, match="2 risks or opportunities are called 'CR1'"):
        held.timeline("CR1")


@pytest.mark.parametrize(("wanted", "problem"), [("Road", "2 risks or opportunities are"), ("x", "no risk or")])
def test_what_could_be_several_or_none_is_said(wanted: str, problem: str, tmp_path: Path) -> None:
    held = opened(tmp_path, entry("CR1", "a", title="Road works"), entry("CR2", "b", title="Road repairs"))
    with pytest.raises(LookupError, match=problem) as caught:
        held.timeline(wanted)
    assert "\n  a (Road works; 2020/21 Q1 to 2020/21 Q1)\n  b (Road repairs" in str(caught.value)


def test_an_empty_quarter_has_no_row(tmp_path: Path) -> None:
    newest = "northshire-2021-22-q1"
    held = opened(
        tmp_path, entry(), entry(register_id=newest), registers=(register(BEFORE), register(AFTER), register(newest))
    )
    assert list(held.timeline("roads").register_id) == [BEFORE, newest]


def test_the_matrix_is_of_one_edition_one_score_and_one_kind(tmp_path: Path) -> None:
    held = opened(
        tmp_path, entry(current_likelihood=4, current_impact=4), entry("CR2", "x"),
        entry("CO1", "y", kind="opportunity"), later("CR3", "z"),
    )  # fmt: skip
    with pytest.warns(UserWarning, match=f"^{BEFORE}: no likelihood and impact are printed .* the score of CR2$"):
        found = held.matrix("2020/21 Q1")
    assert list(found.risk_id) == ["CR1", "CR2"]
    assert list(found.likelihood.isna()) == [False, True]
    with pytest.warns(UserWarning, match="CO1$"):
        assert list(held.matrix("2020-21-q1", kind="opportunity").risk_id) == ["CO1"]
    with pytest.warns(UserWarning, match="CR3$"):
        assert list(held.matrix().risk_id) == ["CR3"]
    with pytest.warns(UserWarning, match="CR3$"):
        assert list(held.matrix(which="target").score) == [8]
    with pytest.raises(FileNotFoundError, match="no edition is called '2019/20 Q1'"):
        held.matrix("2019/20 Q1")


def test_a_matrix_of_an_edition_without_scores_says_why_it_is_empty(tmp_path: Path) -> None:
    held = opened(tmp_path, entry(current_score=None), listed("CR1"), listed("CR2", "x"))
    with pytest.warns(
        UserWarning, match="no current score is known of any of its 2 entries, as a covering report only"
    ):
        assert held.matrix().empty
    with pytest.warns(UserWarning, match="no current score is known of CR1$"):
        assert held.matrix(BEFORE).empty


def test_the_doubts_of_an_edition_come_with_those_of_no_edition(tmp_path: Path) -> None:
    made = followed(entry(), later())
    made.findings = [
        finding_row(Code.ID_GAP, "said", register(BEFORE).document_id, register=BEFORE),
        finding_row(Code.ID_GAP, "said", register(AFTER).document_id, register=AFTER),
        finding_row(Code.EVENT_UNCLEAR, "said", register(AFTER).document_id),
        finding_row(Code.STATED_OF_NONE, "said", None),
    ]
    held = riskhistory.load(write(made, tmp_path))
    assert len(held.doubts()) == 4
    assert list(held.doubts("2020/21 Q1").code) == ["stated_of_none", "event_unclear", "id_gap"]
    with pytest.raises(FileNotFoundError, match="no edition is called"):
        held.doubts("1999/00 Q1")


def test_changes_have_the_paper_and_page_of_both_sides(two: riskhistory.History) -> None:
    found = two.changes()
    dropped = found[found.change == "statement_dropped"].to_dict("records")
    assert [(row["before"], row["page_before"], row["paper_before"], row["paper_after"]) for row in dropped] == [
        ("Fill the holes", "3", f"{BEFORE}.pdf", None)
    ]
    (score,) = found[found.field == "current_score"].to_dict("records")
    assert score["title"] == "Road repairs"
    assert (score["before"], score["after"], score["paper_after"]) == ("16", "20", f"{AFTER}.pdf")


def test_a_stated_change_is_of_the_paper_that_states_it(tmp_path: Path) -> None:
    stated = event(later(), "amended", document_id=register(BEFORE).document_id)
    found = opened(tmp_path, entry(), later(), events=(stated,)).changes()
    assert list(found[found.change == "stated"].paper_after) == [f"{BEFORE}.pdf"]


def test_what_is_not_compared_is_warned_of_as_the_command_does(tmp_path: Path) -> None:
    held = opened(tmp_path, entry(), listed())
    with pytest.warns(UserWarning, match="read from a covering report.* nothing is compared in .*current score"):
        assert set(held.changes().change) == {"not_compared", "unchanged"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        opened(tmp_path, entry(), later()).changes()


def test_owners_and_doubts_are_those_of_the_views(two: riskhistory.History) -> None:
    assert list(two.owners().owner.fillna("nobody")) == ["Head of Roads", "nobody"]
    assert len(two.doubts()) == 0


@pytest.mark.parametrize("text", ["fill the HOLES", " the\nholes ", "hole", "holes filled", "“holes”"])
def test_a_text_is_found_by_its_words_in_any_form_and_order(text: str, two: riskhistory.History) -> None:
    (row,) = two.search(text).to_dict("records")
    assert (row["field"], row["text"], row["paper"], row["page"]) == ("control", "Fill the holes", f"{BEFORE}.pdf", 3)


@pytest.mark.parametrize("text", ["whole", "ole", "holes potholes", "fill-holes"])
def test_a_part_of_a_word_is_no_word_and_no_word_may_be_missing(text: str, two: riskhistory.History) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert two.search(text).empty


def test_where_no_text_has_all_the_words_a_warning_says_how_many_have_each(two: riskhistory.History) -> None:
    with pytest.warns(UserWarning, match="no text has all of these words; .*: holes: 1, Road: 4, bridge: 0$"):
        assert two.search("holes Road bridge").empty


@pytest.mark.parametrize("text", ["follow-up", "followup", "Follow‑ups", "council's follow-up", "the councils"])
def test_hyphens_and_apostrophes_are_forgiven(text: str, tmp_path: Path) -> None:
    one = entry(description="The council’s follow-up")
    held = opened(tmp_path, one, later(description="Councils follow up the calls"))
    assert len(held.search(text)) == 2


def test_a_word_of_three_parts_is_found_with_hyphens_and_without(tmp_path: Path) -> None:
    held = opened(tmp_path, entry(description="Follow up visits"), later(description="Visits to follow, up to ten"))
    assert list(held.search("follow-up-visit")["text"]) == ["Follow up visits"]


def test_words_that_a_value_is_printed_in_are_found(tmp_path: Path) -> None:
    held = opened(tmp_path, entry(direction_raw="The inspection identified serious weaknesses"))
    (row,) = held.search("serious weakness").to_dict("records")
    assert (row["field"], row["entry_id"], row["page"]) == ("direction_raw", f"{BEFORE}/CR1", 3)


@pytest.mark.parametrize("text", [" ", "% _"])
def test_what_has_no_word_is_no_search(text: str, two: riskhistory.History) -> None:
    with pytest.raises(ValueError, match="what to search for"):
        two.search(text)


def test_a_value_leads_to_its_paper_page_and_words(two: riskhistory.History) -> None:
    first, second = two.source(f"{BEFORE}/CR1", "owner_raw").to_dict("records")
    assert (first["value"], first["printed"], second["printed"]) == ("Head of Roads", "Head\nof", "Roads")
    assert (first["paper"], first["page"], second["page"]) == (f"{BEFORE}.pdf", 3, 4)
    assert [list(box) for box in first["boxes"]] == [[1, 2, 3, 4], [1, 5, 3, 8]]
    (said,) = two.source(f"{BEFORE}/CR1", "control").to_dict("records")
    assert (said["value"], said["page"]) == ("Fill the holes", 3)


def test_a_number_alone_is_answered_with_the_name_of_its_newest_entry(tmp_path: Path) -> None:
    held = opened(tmp_path, entry("CR1"), later("CR1"), later("CR9", "other"))
    with pytest.raises(LookupError, match=f"no entry is called 'cr1'; they are called as '{AFTER}/CR1' is"):
        held.source("cr1", "owner_raw")


def test_a_value_of_the_summary_profile_leads_to_its_place_too(tmp_path: Path) -> None:
    one = entry()
    made = followed(one)
    made.profiles = [
        ProfileRow(
            register_id=BEFORE, entry_id=one.entry_id, risk_id="CR1", kind="risk", confidence_q1="red",
            document_id=sha(BEFORE), page=9, locator="profile, row 2",
        )
    ]  # fmt: skip
    made.evidence = [evidence(one, "profile_confidence_q1", "Red", page=9, boxes=((1, 2, 3, 4),))]
    made.findings = [
        finding_row(Code.CONFIDENCE_UNCLEAR, "said", sha(BEFORE), entry=one.entry_id, field="confidence_q1")
    ]
    held = riskhistory.load(write(made, tmp_path))
    (found,) = held.source(one.entry_id, "profile_confidence_q1").to_dict("records")
    assert (found["value"], found["printed"], found["page"], found["locator"]) == ("red", "Red", 9, "profile, row 2")
    assert found["findings"] == ["confidence_unclear: said"]
    (title,) = held.source(one.entry_id, "profile_title").to_dict("records")
    assert (title["page"], title["paper"]) == (9, f"{BEFORE}.pdf")
    with pytest.raises(LookupError, match="profiles have no 'owners'; they have register_id"):
        held.source(one.entry_id, "profile_owners")


def test_an_entry_or_field_that_is_not_there_is_said(two: riskhistory.History) -> None:
    with pytest.raises(LookupError, match="no entry is called 'CR1'"):
        two.source("CR1", "owners")
    with pytest.raises(LookupError, match=r"entries have no 'owner'; they have entry_id, .* consequence"):
        two.source(f"{BEFORE}/CR1", "owner")


@pytest.mark.parametrize("name", list(all_views()))
def test_every_view_is_a_frame_too(name: str, two: riskhistory.History) -> None:
    assert isinstance(two.table(name), pd.DataFrame)


def test_no_answer_warns(two: riskhistory.History) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for answer in (two.latest, two.changes, two.owners, two.doubts):
            answer()


def test_a_snapshot_that_is_no_longer_kept_is_said(tmp_path: Path) -> None:
    for note in (b"first", b"second"):
        write_history(HistoryRows(), tmp_path, more={"note": note}, kept=1)
        opened_before = riskhistory.load(tmp_path)
    write_history(HistoryRows(), tmp_path, more={"note": b"third"}, kept=1)
    for answer in (opened_before.latest, opened_before.changes, opened_before.matrix, opened_before.duckdb):
        with pytest.raises(FileNotFoundError, match="snapshot 000002 of "):
            answer()


def test_a_history_of_samples_says_so(tmp_path: Path) -> None:
    write_history(HistoryRows(), tmp_path, Run("1", {"samples": "True"}))
    assert repr(riskhistory.load(tmp_path)).endswith("0 entries of 0 editions, made-up samples>")
