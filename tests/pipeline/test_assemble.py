"""What a paper prints becomes rows: which edition, which entries, which values, and a finding for every doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from extractors.document import Cell, Document, Line
from extractors.findings import Code, Finding
from extractors.layouts.claims import read_layouts
from extractors.places import Place
from pipeline.build import build_history
from pipeline.rows.assemble import assemble
from pipeline.rows.findings import document_findings, grouped
from pipeline.rows.statements import headings
from pipeline.store.checks import check_history
from tests.builder import build, expected, load_edition, shortened
from tests.layouts.tables import CHANCES, HEADINGS, TITLE, blank, document, lines, row, table
from tests.organisations import organisations
from tests.pipeline.by_hand import SHA, codes, edition, paper, register_paper


def noticed(values: Sequence[str | Cell], column: int, *messages: str) -> list[str | Cell]:
    """A row of which the reader has joined words in one column."""
    findings = tuple(Finding(Code.HEALED_WORD, message) for message in messages)
    cell = Cell(0, 0, (Line(str(values[column]), findings=findings),))
    return [cell if at == column else value for at, value in enumerate(values)]


# Which edition


def test_an_edition_is_of_an_organisation_and_a_quarter() -> None:
    register = edition(row("CR1"), title=f"Kent County Council {TITLE}").register
    assert register.register_id == "kent-2018-19-q1"
    assert register.organisation == "Kent County Council"
    assert (register.fiscal_year, register.quarter, register.period_label) == ("2018/19", 1, "Q1 2018/19")
    assert (register.period_start, register.period_end) == (date(2018, 4, 1), date(2018, 6, 30))
    assert (register.n_risks, register.n_opportunities, register.sources) == (1, 0, (SHA,))


def test_the_organisation_may_stand_in_another_line_or_around_the_text() -> None:
    body = table(HEADINGS, row("CR1"))
    beside = document("Kent County Council", TITLE, body)
    around = replace(document(TITLE, body), furniture=(Line("Kent County Council"),))
    titled = replace(document(TITLE, body), title="Papers of Kent County Council")
    for read in (beside, around, titled):
        (held,) = assemble(paper(read), organisations())
        assert held.register.organisation == "Kent County Council"
        assert held.findings == []


def test_an_organisation_nobody_names_is_assumed_and_said_so() -> None:
    (finding,) = edition(row("CR1")).findings
    assert (finding.code, finding.severity) == ("organisation_assumed", "info")


def test_of_two_organisations_with_equal_right_none_is_taken_and_that_is_said() -> None:
    furniture = (Line("Kent County Council"), Line("Essex County Council"))
    (held,) = assemble(
        paper(replace(document(TITLE, table(HEADINGS, row("CR1"))), furniture=furniture)), organisations()
    )
    (finding,) = held.findings
    assert (finding.code, finding.severity) == ("organisation_conflict", "warning")
    assert held.register.organisation == "Lancashire County Council"
    assert "Kent County Council and Essex County Council" in finding.message


def test_the_period_is_the_titles_else_that_of_the_nearest_line_about_the_register() -> None:
    body = table(HEADINGS, row("CR1"))
    lines_before = ("The register of Q2 2017/18", "Register for quarter 3 of 2018/19", "Performance in Q4 2020/21")
    (held,) = assemble(paper(document(*lines_before, body)), organisations())
    assert held.register_id == "lancashire-2018-19-q3"


def test_a_line_that_names_another_period_is_reported() -> None:
    (held,) = assemble(
        paper(document(TITLE, "The register of Q4 2017/18 was noted.", table(HEADINGS, row("CR1")))), organisations()
    )
    assert held.register_id == "lancashire-2018-19-q1"
    assert codes(held) == ["period_conflict"]


@pytest.mark.parametrize("title", ["Risk Register 2018/19", "Risk Register Q1 2018/19 and Q2 2018/19", "Papers"])
def test_no_period_or_several_is_none_and_an_error(title: str) -> None:
    held = edition(row("CR1"), title=title)
    assert held.register_id == f"lancashire-undated-{SHA[:8]}"
    assert held.register.quarter is None
    assert held.entries[0].fiscal_year is None
    finding = next(finding for finding in held.findings if finding.code == "unknown_period")
    assert finding.severity == "error"
    assert "Q2" not in title or "more than one period: Q1 2018/19 and Q2 2018/19" in finding.message


def test_two_editions_in_one_paper() -> None:
    later = "Corporate Risk & Opportunity Register Q2 2018/19"
    read = document(TITLE, table(HEADINGS, row("CR1")), later, table(HEADINGS, row("CR1", owner="")))
    first, second = assemble(paper(read), organisations())
    assert (first.register_id, second.register_id) == ("lancashire-2018-19-q1", "lancashire-2018-19-q2")
    assert codes(first) == []
    assert codes(second) == ["missing_value"]


def test_two_tables_of_one_period_are_one_edition() -> None:
    read = document(TITLE, table(HEADINGS, row("CR1")), "Opportunity register Q1 2018/19", table(CHANCES, row("CO1")))
    (held,) = assemble(paper(read), organisations())
    assert (held.register.n_risks, held.register.n_opportunities) == (1, 1)
    assert [entry.locator for entry in held.entries] == ["table 1, row 2", "table 2, row 2"]


# Which entries


def test_an_entry_is_keyed_and_traced() -> None:
    (entry,) = edition(row("Corp 1")).entries
    assert entry.entry_id == "lancashire-2018-19-q1/CORP1"
    assert (entry.id_raw, entry.risk_id, entry.kind, entry.detail) == ("Corp 1", "CORP1", "risk", "full")
    assert (entry.document_id, entry.locator, entry.page_first) == (SHA, "table 1, row 2", None)


def test_a_second_entry_of_one_identifier_is_kept_and_reported() -> None:
    held = edition(row("CR1"), row("CR1", owner=""), row("CR1"))
    assert [entry.entry_id.rpartition("/")[2] for entry in held.entries] == ["CR1", "CR1-2", "CR1-3"]
    assert codes(held) == ["duplicate_id", "missing_value", "duplicate_id"]
    missing = next(finding for finding in held.findings if finding.code == "missing_value")
    assert (missing.entry_id or "").endswith("CR1-2")


def test_a_zero_for_the_letter_o_is_read_and_reported() -> None:
    held = edition(row("C01"), headings=CHANCES)  # type: ignore[arg-type]
    assert (held.entries[0].risk_id, held.entries[0].id_raw) == ("CO1", "C01")
    assert codes(held) == ["id_spelling"]


@pytest.mark.parametrize(("printed", "why"), [("C01", "cannot be read"), ("CO1", "among the risks"), ("XY7", "cannot")])
def test_an_identifier_that_is_none_of_its_kind_is_left_out_and_reported(printed: str, why: str) -> None:
    held = edition(row("CR1"), row(printed))
    assert [entry.risk_id for entry in held.entries] == ["CR1"]
    (finding,) = [finding for finding in held.findings if finding.code == "unknown_id"]
    assert why in finding.message
    assert (finding.value, finding.locator, finding.entry_id) == (printed, "table 1, row 3", None)


def test_numbers_that_nobody_bears_are_reported() -> None:
    held = edition(row("CR2"), row("CR5"))
    (finding,) = [finding for finding in held.findings if finding.code == "id_gap"]
    assert "CR1, CR3, CR4" in finding.message


# Which values


def test_values_stand_as_printed_beside_their_normal_forms() -> None:
    values = row("CR1", types="Economic / Political", current_score="16 Major/ Likely", owner="Dir of Finance/ MT",
                 direction="Downwards")  # fmt: skip
    (entry,) = edition(values).entries
    assert (entry.types_raw, entry.risk_types) == ("Economic / Political", ("economic", "political"))
    assert (entry.current_score_raw, entry.current_score) == ("16 Major/ Likely", 16)
    assert (entry.current_likelihood, entry.current_impact, entry.target_score) == (4, 4, 8)
    assert (entry.owner_raw, entry.owners) == ("Dir of Finance/ MT", ("Director of Finance", "Management Team"))
    assert (entry.direction_raw, entry.direction) == ("Downwards", "down")
    assert (entry.target_date_raw, entry.target_date) == (None, None)


def test_the_title_is_its_column_on_one_line_else_the_first_paragraph_of_the_description() -> None:
    (entry,) = edition(row("CR1", description="Reserves\nThey may run out.")).entries
    assert (entry.title, entry.description) == ("Reserves", "Reserves\nThey may run out.")
    (entry,) = edition([*row("CR1"), "Low\nreserves"], headings=[*HEADINGS, "Title"]).entries  # type: ignore[arg-type]
    assert entry.title == "Low reserves"


def test_a_target_date_is_read_where_there_is_a_column() -> None:
    def held(printed: str) -> tuple[object, object, list[str]]:
        one = edition([*row("CR1"), printed], headings=[*HEADINGS, "Target Date"])  # type: ignore[arg-type]
        return one.entries[0].target_date_raw, one.entries[0].target_date, codes(one)

    assert held("March 2022/Ongoing") == ("March 2022/Ongoing", date(2022, 3, 31), [])
    assert held("Ongoing") == ("Ongoing", None, ["open_ended_date"])
    assert held("") == (None, None, ["missing_value"])
    assert held("By the summer") == ("By the summer", None, ["date_unclear"])


@pytest.mark.parametrize(
    ("field", "printed", "code", "column"),
    [
        ("owner", "", "missing_value", "owners"),
        ("current_score", "", "missing_value", "current_score"),
        ("owner", "As above", "owner_unclear", "owners"),
        ("types", "Weather", "unknown_type", "risk_types"),
        ("direction", "Up or down, we shall see: up, then down", "direction_unclear", "direction"),
        ("current_score", "12 or 16", "ambiguous_score", "current_score"),
        ("target_score", "high", "unreadable_score", "target_score"),
        ("target_score", "7", "score_mismatch", "target_score"),
        ("target_score", "8?", "doubtful_score", "target_score"),
    ],
)
def test_a_doubtful_value_is_reported_with_its_entry_column_and_place(
    field: str, printed: str, code: str, column: str
) -> None:
    held = edition(row("CR1", **{field: printed}))
    (finding,) = [finding for finding in held.findings if finding.code != "organisation_assumed"]
    assert (finding.code, finding.field) == (code, column)
    assert finding.entry_id == "lancashire-2018-19-q1/CR1"
    assert finding.locator == "table 1, row 2"
    assert finding.message.startswith("CR1: ")
    assert bool(finding.value) is bool(printed)


def test_a_direction_that_its_own_words_contradict_is_kept_and_the_finding_says_so() -> None:
    held = edition(row("CR1", direction="Level – however the risk has increased"))
    (finding,) = [finding for finding in held.findings if finding.code == "direction_unclear"]
    assert held.entries[0].direction == "level"
    assert "begins with 'level'" in finding.message
    assert "the one it begins with" in finding.code.meaning


def test_what_only_looks_blank_is_blank() -> None:
    held = edition(row("CR1", control="\u200b", owner="\u00a0"))
    assert codes(held) == ["missing_value", "missing_value"]
    assert {statement.field for statement in held.statements} == {"consequence", "action"}


def test_lines_become_statements_under_their_headings() -> None:
    values: list[str | Cell] = list(row("CR1"))
    place = (Line("Lead:"), Line("one", 1, "•"), Line("\u200b"), Line("two", 2, "•"), Line("Plain."), Line("x", 1))
    values[4] = Cell(0, 0, place)
    own = [s for s in edition(values).statements if s.field == "control"]
    assert [(s.position, s.level, s.heading, s.text) for s in own] == [
        (0, 0, None, "Lead:"), (1, 1, "Lead:", "one"), (2, 2, "Lead:", "two"), (3, 0, None, "Plain."),
        (4, 1, None, "x"),
    ]  # fmt: skip


def test_a_sentence_heads_nothing() -> None:
    assert list(headings([Line("Done."), Line("a", 1), Line("To do"), Line("b", 1)])) == [None, None, None, "To do"]


# A register without an entry that can be read


@pytest.mark.parametrize("identifier", ["see below", "XY1"])
def test_a_register_without_a_readable_entry_does_not_outrank_the_entries_its_paper_lists(identifier: str) -> None:
    listed = [part for n in range(1, 6) for part in (f"CR{n} – Ferry {n}", f"The boat of route {n} is late all week.")]
    title = "Corporate Risk & Opportunity Register Quarter 3 2021/22"
    prose = "The committee had a first look at the register today."
    read = document(title, prose, "Corporate Risks", *listed, f"Appendix: {title}", table(HEADINGS, row(identifier)))
    found = read_layouts(read)
    offered = replace(paper(read), narratives=found.narratives, registers=found.registers)
    built, _ = build_history([offered])
    assert check_history(built) == []
    assert [entry.risk_id for entry in built.entries] == [f"CR{n}" for n in range(1, 6)]
    assert {entry.detail for entry in built.entries} == {"summary"}
    assert [thread.open for thread in built.threads] == [True] * 5
    (finding,) = [finding for finding in built.findings if finding.code == "unknown_id"]
    assert identifier in finding.message


def test_a_register_without_a_readable_entry_closes_no_thread_of_the_editions_before() -> None:
    before = register_paper(row("CR1"), row("CR2"))
    empty = register_paper(
        row("XY1"), title="Lancashire County Council Risk Register Q2 2018/19", path="b.docx", sha="c" * 64
    )
    built, _ = build_history([before, empty])
    assert check_history(built) == []
    assert [row.register_id for row in built.registers] == ["lancashire-2018-19-q1"]
    assert [thread.open for thread in built.threads] == [True, True]
    assert [row.status for row in built.documents] == ["ingested", "not_understood"]


# What readers and layouts noticed


def test_a_finding_on_a_line_or_a_cell_of_an_entry_bears_its_key_and_column() -> None:
    grid = table(HEADINGS, row("CR1"), block=1)

    def noticed_in(cell: Cell) -> Cell:
        on_line = Finding(Code.HEALED_WORD, f"'Direct' and 'or' {cell.row}", cell.places[0])
        on_cell = Finding(Code.MERGED_CELL, f"two in one {cell.row}", cell.places[0])
        return replace(cell, lines=(replace(cell.lines[0], findings=(on_line,)),), findings=(on_cell,))

    cells = tuple(noticed_in(cell) if cell.column == 8 else cell for cell in grid.cells)
    read = paper(document(TITLE, replace(grid, cells=cells)))
    (held,) = assemble(read, organisations())
    of_entry = [finding for finding in held.findings if finding.code in {"healed_word", "merged_cell"}]
    assert {(each.entry_id, each.field, each.locator) for each in of_entry} == {
        ("lancashire-2018-19-q1/CR1", "owners", "table 1, row 2")
    }
    assert len(of_entry) == 2
    of_paper = document_findings(read.findings, SHA)
    assert [(each.code, each.entry_id, each.locator) for each in of_paper] == [
        ("merged_cell", None, "row 1, column 9"), ("healed_word", None, "row 1, column 9"),
    ]  # fmt: skip


def test_the_same_finding_in_several_headings_is_said_once() -> None:
    found = tuple(
        Finding(Code.HEALED_WORD, "'Sco' and 're'", Place(1, 0, column, page)) for page in (1, 2) for column in (5, 7)
    )
    (only,) = document_findings(found, SHA)
    assert (only.page, only.locator, only.count) == (1, "row 1, column 6 on the page", 4)
    assert only.places == tuple(
        f"page {page}, row 1, column {column} on the page" for page in (1, 2) for column in (6, 8)
    )


def test_a_layouts_finding_on_a_blank_cell_bears_its_entry() -> None:
    held = edition(row("CR1"), ["", "More", *blank(8)])
    (finding,) = [finding for finding in held.findings if finding.code == "row_without_id"]
    assert finding.entry_id == "lancashire-2018-19-q1/CR1"
    assert finding.locator == "table 1, rows 2–3"


def test_a_nested_table_is_a_finding_of_its_entry() -> None:
    values: list[str | Cell] = list(row("CR1"))
    values[6] = Cell(0, 0, lines("Fill posts"), tables=(table(["Q1", "14"]),))
    held = edition(values)
    (finding,) = [finding for finding in held.findings if finding.code == "nested_table"]
    assert (finding.entry_id, finding.field) == ("lancashire-2018-19-q1/CR1", "action")
    assert "Q1 | 14" in finding.message


# One cause, one finding


def test_words_of_one_cell_are_one_finding_with_a_count_and_each_word() -> None:
    held = edition(noticed(row("CR1"), 6, "'Au' and 'dit'", "'Ye' and 'arly'"), row("CR2"))
    (finding,) = [finding for finding in held.findings if finding.code == "healed_word"]
    assert (finding.entry_id, finding.field, finding.count) == ("lancashire-2018-19-q1/CR1", "action", 2)
    assert finding.message == "'Au' and 'dit'; 'Ye' and 'arly'"
    assert finding.places == ("table 1, row 2", "table 1, row 2")


def test_words_of_two_entries_are_a_finding_of_each() -> None:
    held = edition(noticed(row("CR1"), 6, "'Au' and 'dit'"), noticed(row("CR2"), 6, "'Au' and 'dit'"))
    found = [finding for finding in held.findings if finding.code == "healed_word"]
    assert [(finding.entry_id or "").rpartition("/")[2] for finding in found] == ["CR1", "CR2"]
    assert [finding.count for finding in found] == [1, 1]


def test_a_field_that_no_entry_has_is_one_finding_with_a_place_for_each() -> None:
    held = edition(row("CR1", owner=""), row("CR2", owner=""))
    (finding,) = [finding for finding in held.findings if finding.code == "missing_value"]
    assert (finding.entry_id, finding.field, finding.count) == (None, "owners", 2)
    assert finding.message == "no entry of this edition has any owner"
    assert finding.places == ("CR1: table 1, row 2", "CR2: table 1, row 3")


def test_a_field_that_some_entries_have_is_a_finding_of_each_that_has_none() -> None:
    held = edition(row("CR1", owner=""), row("CR2"), row("CR3", owner=""))
    found = [finding for finding in held.findings if finding.code == "missing_value"]
    assert [(finding.entry_id or "").rpartition("/")[2] for finding in found] == ["CR1", "CR3"]


def test_further_places_of_a_finding_are_counted_and_listed() -> None:
    finding = Finding(
        Code.UNKNOWN_HEADING, "'Mood' is no heading", Place(1, 0, 3, 2), also=(Place(5, 0, 3, 4), Place(9, 0, 3))
    )
    (found,) = document_findings([finding], SHA)
    assert (found.count, found.page, found.locator) == (3, 2, "row 1, column 4 on the page")
    assert found.places == (
        "page 2, row 1, column 4 on the page", "page 4, row 1, column 4 on the page", "row 1, column 4",
    )  # fmt: skip


def test_what_is_grouped_stays_as_it_is() -> None:
    held = edition(noticed(row("CR1", owner=""), 6, "'Au' and 'dit'", "'Ye' and 'arly'"), row("CR2", owner=""))
    assert grouped(held.findings) == held.findings
    assert grouped([*held.findings, *held.findings]) == held.findings


def test_a_paper_that_does_not_say_whose_it_is_says_so_once_for_all_its_editions() -> None:
    later = "Corporate Risk & Opportunity Register Q2 2018/19"
    read = paper(document(TITLE, table(HEADINGS, row("CR1")), later, table(HEADINGS, row("CR1"))))
    history, (made,) = build_history([read])
    assert len(made.editions) == 2
    (assumed,) = [finding for finding in history.findings if finding.code == "organisation_assumed"]
    assert (assumed.register_id, assumed.count) == (None, 2)


# Whole papers


@pytest.mark.parametrize("faults", [set(), {"duplicate_id"}, {"two_registers"}, {"renamed_heading"}, {"two_tables"}])
def test_a_built_paper_gives_sound_rows(faults: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    from pipeline.read.read_papers import read_paper

    sample = shortened(load_edition("2018-19-q1"))
    path = tmp_path_factory.mktemp("raw") / "a"
    path.write_bytes(build(sample, "pdf", faults))
    history, (made,) = build_history([read_paper(path, "a")])
    assert check_history(history) == []
    want = expected(sample, faults)
    assert len(made.editions) == len(want.registers)
    assert [row.id_raw for row in history.entries] == [entry.id for entry in want.entries]
    told = " ".join(finding.message for finding in history.findings)
    assert all(text in told for text in want.reported)
    assert ("duplicate_id" in {finding.code for finding in history.findings}) is ("duplicate_id" in faults)


def test_a_paper_without_a_register_holds_no_edition() -> None:
    assert assemble(paper(Document("pdf")), organisations()) == []


def test_a_register_of_nobody_known_is_read_apart_and_whole() -> None:
    (edition,) = assemble(register_paper(row("XY1"), row("XY2")), organisations())
    assert edition.register.organisation.startswith("Unnamed organisation")
    assert [entry.risk_id for entry in edition.entries] == ["XY1", "XY2"]
    assert "organisation_unnamed" in {finding.code for finding in edition.findings}
