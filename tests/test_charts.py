"""Charts of a history: right, of one council, whole words, the same every time, and readable by the colour-blind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import altair as alt
import pytest

import riskhistory
from extractors.findings import Code
from pipeline.history.colours import COLOURS, score_colour
from pipeline.store.finding_row import FindingRow
from pipeline.store.parquet import write_history
from pipeline.store.tables import HistoryRows
from riskhistory import charts
from tests.conftest import ROOT
from tests.pipeline.rows_by_hand import AFTER, entry, followed, later, listed, register, statements, write

ALL = (charts.scores, charts.heat_map, charts.owners, charts.changes, charts.doubts)
SOUTH = ("southshire-2020-21-q1", "southshire-2020-21-q2")


def opened(out: Path, *entries: Any, **about: Any) -> riskhistory.History:
    out.mkdir(exist_ok=True)
    return riskhistory.load(write(followed(*entries, **about), out))


def values(chart: alt.LayerChart, field: str) -> list[Any]:
    """What a chart shows of a field, in the order of its layers."""
    return shown(rows(chart), field)


def shown(rows: list[dict[str, Any]], field: str) -> list[Any]:
    return [row[field] for row in rows if field in row]


def rows(chart: alt.LayerChart) -> list[dict[str, Any]]:
    """What a chart is drawn from."""
    return rows_of(chart.to_dict())


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for part in (spec, *spec["layer"]) if "data" in part for row in part["data"]["values"]]


def words(chart: alt.LayerChart) -> str:
    """All that a chart writes on or beside its marks, and its title."""
    spec = chart.to_dict()  # once: it holds all of a chart against the schema of charts
    held = rows_of(spec)
    lines = [str(line) for field in ("line", "said", "numbers") for line in shown(held, field)]
    return "\n".join([spec["description"], " ".join(lines)])


@pytest.fixture(scope="session")
def samples(samples_history: Path) -> riskhistory.History:
    return riskhistory.load(samples_history)


@pytest.mark.parametrize("draw", ALL)
def test_every_chart_of_the_samples_is_drawn_and_cuts_no_words(draw: Any, samples: riskhistory.History) -> None:
    import vl_convert

    chart = draw(samples)
    svg = vl_convert.vegalite_to_svg(chart.to_json())
    assert "Lancashire County Council" in svg
    assert "…" not in svg
    assert vl_convert.vegalite_to_png(chart.to_json()).startswith(b"\x89PNG")


def test_the_scores_of_a_risk_are_in_one_row_whatever_its_number_was(samples: riskhistory.History) -> None:
    drawn = rows(charts.scores(samples))
    (send,) = (row["row"] for row in drawn if row.get("line") == "Improvement Plan")
    scores = {row["quarter"]: row["said"] for row in drawn if row.get("row") == send and "quarter" in row}
    assert list(scores.values()) == ["16", "25", "25", ""]


def test_a_chart_of_risks_shows_no_opportunity(samples: riskhistory.History) -> None:
    for draw in (charts.scores, charts.owners, charts.changes, charts.heat_map):
        of_risks, of_opportunities = words(draw(samples)), words(draw(samples, kind="opportunity"))
        assert "CO1" not in of_risks
        assert "CO1" in of_opportunities
        assert "CORP1" not in of_opportunities


@pytest.mark.parametrize("draw", ALL)
def test_a_history_of_nothing_gives_a_chart_that_says_so(draw: Any, tmp_path: Path) -> None:
    write_history(HistoryRows(), tmp_path)
    chart = draw(riskhistory.load(tmp_path))
    assert "the council" in chart.to_dict()["description"]
    assert len(values(chart, "line")) == 1


@pytest.mark.parametrize("draw", ALL)
def test_councils_never_share_a_chart(draw: Any, tmp_path: Path) -> None:
    ours = [entry("CR1"), later("CR1")]
    theirs = [entry("CR7", "bridges", edition, title="Bridges", owners=("Head of Bridges",)) for edition in SOUTH]
    both = opened(tmp_path, *ours, *theirs, registers=tuple(map(register, ("northshire-2020-21-q1", AFTER, *SOUTH))))
    with pytest.raises(LookupError, match="Northshire Council, Southshire Council"):
        draw(both)
    with pytest.raises(LookupError, match="nothing is held of 'Westshire'"):
        draw(both, "Westshire")
    assert charts.councils(both) == ["Northshire Council", "Southshire Council"]
    said = words(draw(both, "Northshire Council"))
    assert "Northshire Council" in said
    assert "Southshire" not in said
    assert "CR7" not in said
    assert "Bridges" not in said


def test_an_edition_of_another_council_is_refused(tmp_path: Path) -> None:
    registers = tuple(map(register, ("northshire-2020-21-q1", *SOUTH)))
    both = opened(tmp_path, entry(), entry("CR7", "bridges", SOUTH[0]), registers=registers)
    with pytest.raises(LookupError, match="no edition of Northshire Council"):
        charts.heat_map(both, "Northshire Council", SOUTH[0])
    with pytest.raises(LookupError, match="no edition of Northshire Council"):
        charts.changes(both, "Northshire Council", SOUTH)


def test_a_score_that_is_not_printed_is_a_ring_and_no_number(tmp_path: Path) -> None:
    chart = charts.scores(opened(tmp_path, entry(), listed()))
    assert values(chart, "said").count("") == 2  # its line and its ring
    assert "0" not in values(chart, "said")
    assert "small ring" in chart.to_dict()["description"]


def test_a_line_ends_where_an_edition_does_not_name_the_risk(tmp_path: Path) -> None:
    names = [f"northshire-2020-21-q{quarter}" for quarter in (1, 2, 3)]
    there, between, again = (entry(register_id=name) for name in names)
    other = entry("CR2", "bridges", names[1])
    registers = tuple(map(register, names))
    for entries, lines in (((there, between, again), 1), ((there, other, again), 2)):
        chart = charts.scores(opened(tmp_path / str(lines), *entries, registers=registers))
        assert len({line for line in values(chart, "line") if line.startswith("roads ")}) == lines


def test_a_quarter_of_which_nothing_is_held_is_blank(tmp_path: Path) -> None:
    names = ("northshire-2020-21-q1", "northshire-2020-21-q4")
    entries = [entry(register_id=name) for name in names]
    chart = charts.scores(opened(tmp_path, *entries, registers=tuple(map(register, names))))
    assert len([row for row in rows(chart) if set(row) == {"quarter"}]) == 2
    assert "no paper is held" in chart.to_dict()["description"]


def test_a_doubtful_score_has_a_question_mark(tmp_path: Path) -> None:
    made = followed(entry(), later())
    code = Code.SWAPPED_SCORES
    made.findings.append(
        FindingRow(
            code=code, severity=code.severity, message="", register_id=AFTER, entry_id=f"{AFTER}/CR1",
            field="current_score", document_id=later().document_id, source_used=True,
        )
    )  # fmt: skip
    doubtful = riskhistory.load(write(made, tmp_path))
    assert [said for said in values(charts.scores(doubtful), "said") if "16" in said][-2:] == ["16", "16?"]
    assert "16?" in words(charts.changes(doubtful))
    assert "question mark" in charts.changes(doubtful).to_dict()["description"]
    assert "Entries have current and target exchanged" in words(charts.doubts(doubtful))


@pytest.mark.parametrize(("fields", "which"), [(("target_score",), "target"), (("current_impact",), "current")])
def test_a_place_in_doubt_has_a_question_mark_on_its_own_matrix_alone(
    fields: tuple[str, ...], which: str, tmp_path: Path
) -> None:
    levels: dict[str, Any] = {"current_likelihood": 4, "current_impact": 4, "target_likelihood": 2, "target_impact": 4}
    held = opened(tmp_path, entry(doubt=("swapped_scores",), doubtful_fields=fields, **levels))
    marked = {each: "CR1?" in words(charts.heat_map(held, which=each)) for each in ("current", "target")}
    assert marked == {each: each == which for each in marked}


def test_doubts_about_papers_of_no_edition_are_not_said_to_be_none(tmp_path: Path) -> None:
    made = followed(entry())
    code = Code.NOT_UNDERSTOOD
    made.findings = [FindingRow(code=code, severity=code.severity, message="")]
    said = words(charts.doubts(riskhistory.load(write(made, tmp_path))))
    assert "No edition that is held is in doubt. Not shown: 1 in papers of none" in said


def test_doubts_about_a_paper_as_a_whole_are_of_the_edition_that_was_read_from_it(tmp_path: Path) -> None:
    made = followed(entry(), later())
    code = Code.EVENT_UNCLEAR
    made.findings = [
        FindingRow(code=code, severity=code.severity, message="", document_id=of.document_id) for of in made.documents
    ]
    chart = charts.doubts(riskhistory.load(write(made, tmp_path)))
    assert sorted(row["column"] for row in rows(chart) if "column" in row and "line" in row) == [0, 1]
    assert "Not shown" not in words(chart)


def test_a_matrix_says_what_has_no_score(tmp_path: Path) -> None:
    made = opened(tmp_path, entry(current_likelihood=4, current_impact=4), entry("CR2", "bridges", current_score=None),
                  listed(), listed("CR2", "bridges"))  # fmt: skip
    assert "No current score is known of CR2." in words(charts.heat_map(made, edition="2020/21 Q1"))
    only_listed = charts.heat_map(made, edition="2020/21 Q2")
    assert "No current score is known of any of its 2 entries, as a covering report" in words(only_listed)
    assert "fill" not in only_listed.to_json()


def test_changes_call_a_risk_as_the_two_editions_do(tmp_path: Path) -> None:
    newest = entry("CR1", register_id="northshire-2020-21-q3", title="Highway maintenance")
    made = opened(tmp_path, entry(), later(), newest, registers=tuple(
        register(f"northshire-2020-21-q{quarter}") for quarter in (1, 2, 3)))  # fmt: skip
    said = words(charts.changes(made, between=("2020/21 Q1", "2020/21 Q2")))
    assert "CR1 Road repairs" in said
    assert "Highway" not in said


def test_the_matrix_is_called_as_the_council_calls_it(samples: riskhistory.History, tmp_path: Path) -> None:
    assert "5 catastrophic /\\\\noutstanding" in charts.heat_map(samples).to_json()
    unknown = charts.heat_map(opened(tmp_path, entry(current_score=24, current_likelihood=6, current_impact=4)))
    assert max(values(unknown, "likelihood")) == max(values(unknown, "impact")) + 1 == 6
    assert "catastrophic" not in unknown.to_json()


def test_a_council_in_a_folder_of_ones_own_has_its_levels(tmp_path: Path) -> None:
    folder = tmp_path / "northshire"
    folder.mkdir()
    (folder / "organisation.toml").write_text(
        'name = "Northshire Council"\n[scale]\nfirst = "impact"\nlikelihood = ["low", "high"]\n'
        'impact = ["small", "big"]\n'
    )
    history = opened(tmp_path / "history", entry(current_score=4, current_likelihood=2, current_impact=2))
    chart = charts.heat_map(history, organisations=[folder])
    assert "2 high" in chart.to_json()
    assert max(values(chart, "score")) == 4


def test_what_has_no_place_on_the_matrix_is_named(tmp_path: Path) -> None:
    alone = entry("CR1")
    wrong = entry("CR2", "bridges", current_score=16, current_likelihood=3, current_impact=2)
    said = charts.heat_map(opened(tmp_path, alone, wrong)).to_dict()["description"]
    assert "Without a place: CR1 (score 16), of which the paper prints the score alone." in said
    assert "Without a place: CR2 (score 16), whose printed likelihood and impact do not give" in said


def test_owners_without_a_name_are_not_left_out(tmp_path: Path) -> None:
    said = words(charts.owners(opened(tmp_path, entry(), later(owners=None))))
    assert "Head of Roads" in said
    assert "No owner is printed" in said


def test_numbers_are_listed_as_a_register_lists_them(tmp_path: Path) -> None:
    chart = charts.owners(opened(tmp_path, entry("CR10", "a"), entry("CR2", "b"), entry("CR1", "c")))
    assert [line for line in values(chart, "line") if line.startswith("CR")] == ["CR1", "CR2", "CR10"]


def test_changes_say_what_rose_fell_came_and_went(tmp_path: Path) -> None:
    old = [entry("CR1", "roads"), entry("CR2", "fell"), entry("CR3", "gone"), entry("CR5", "same")]
    new = [
        later("CR9", "roads", current_score=20, owners=("Head of Paths",), target_score=4),
        later("CR2", "fell", current_score=9),
        later("CR4", "new"), later("CR5", "same"),
    ]  # fmt: skip
    said = [*statements(old[0], "control", "Fill the holes"), *statements(new[0], "control", "Watch", "Ask")]
    shown = words(charts.changes(opened(tmp_path, *old, *new, said=said)))
    for line in (
        "CR9 Road repairs (was CR1)", "16 → 20", "target 8 → 4; another owner; controls +2 −1", "16 → 9", "new, 16",
        "no longer on it, was 16", "16, as before",
    ):  # fmt: skip
        assert line in shown, line


def test_one_edition_alone_has_no_changes(tmp_path: Path) -> None:
    assert "No two editions give scores" in words(charts.changes(opened(tmp_path, entry(), listed())))


@pytest.mark.parametrize("draw", ALL)
def test_the_same_history_gives_the_same_chart(draw: Any, samples: riskhistory.History) -> None:
    again = riskhistory.load(samples.path)
    assert draw(samples).to_json() == draw(again).to_json()


def test_what_is_written_on_a_score_stands_out_and_a_higher_score_is_darker() -> None:
    for kind in COLOURS:
        light = []
        for score in range(1, 26):
            colour = score_colour(kind, score, 25)
            assert colour is not None
            light.append(luminance(colour.fill))
            ink = luminance("FFFFFF" if colour.dark else "000000")
            assert (max(ink, light[-1]) + 0.05) / (min(ink, light[-1]) + 0.05) >= 4.5, (kind, score)
        assert light == sorted(light, reverse=True)


def luminance(colour: str) -> float:
    """Relative luminance, as the guidelines for accessible pages (WCAG 2) define it: a contrast of 4.5 is enough."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_where_altair_is_missing_the_error_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['altair'] = None; import riskhistory; from riskhistory import charts"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode != 0
    assert "make notebook" in run.stderr
