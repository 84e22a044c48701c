"""A council nobody has heard of is added by a folder of data alone, and keeps to itself.

Everything about it differs from the council of the samples: its letters, a scale of four levels with other words and
the impact first, a year from October to September, its own abbreviations of roles, colours of its own.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from pipeline.history.load import load_history
from pipeline.ingest import ingest
from pipeline.settings import read_settings
from pipeline.store.tables import TABLES, EntryRow, HistoryRows
from tests.layouts.tables import CHANCES, HEADINGS, row

ORGANISATION = """\
name = "Marshwick District Council"

[[identifiers]]
letters = "ST"
kind = "risk"
between = "/"

[[identifiers]]
letters = "GAIN"
kind = "opportunity"

[scale]
first = "impact"
likelihood = ["remote", "doubtful", "probable", "sure"]
impact = ["slight", "middling", "serious", "grave"]

[calendar]
first_month = 10

[roles]
WDT = "Waterways and Drainage Team"

[expected]
marshwick-2019-20-q1 = { risks = 2, opportunities = 1 }
"""

CROSSWALK = """\
lineage,edition,id,title,relation,evidence,note
sluices,marshwick-2019-20-q1,ST1,Old sluices,continues,seen in the test,
sluices,marshwick-2019-20-q2,ST2,Tidal gates,continues,seen in the test,
"""


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A settings file that names the folder of the council."""
    own = tmp_path / "councils" / "marshwick"
    own.mkdir(parents=True)
    (own / "organisation.toml").write_text(ORGANISATION, "utf-8")
    (own / "crosswalk.csv").write_text(CROSSWALK, "utf-8")
    settings = tmp_path / "riskhistory.toml"
    settings.write_text('organisations = ["councils"]\n', "utf-8")
    return settings


def page(title: str, *rows: list[str], chances: tuple[list[str], ...] = (), head: str = "") -> str:
    """A web page of one register."""
    tables = "".join(_table(headings, own) for headings, own in ((HEADINGS, rows), (CHANCES, chances)) if own)
    return f"<html><body><p>{escape(head)}</p><h1>{escape(title)}</h1>{tables}</body></html>"


def _table(headings: list[str], rows: tuple[list[str], ...]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in (headings, *rows))
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def read(tmp_path: Path, settings: Path | None, **papers: str) -> HistoryRows:
    """The history of some pages, each named as its file."""
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name, text in papers.items():
        (raw / f"{name}.html").write_text(text, "utf-8")
    ingest(raw, out, organisations=read_settings(settings).find_organisations())
    return load_history(out, TABLES)


def codes(tables: HistoryRows) -> list[str]:
    return sorted(finding.code for finding in tables.findings)


FIRST = page(
    "Marshwick District Council Strategic Risk Register Q1 2019/20",
    row("ST/1", description="Old sluices", current_score="12 (grave x probable)", target_score="4 x 2 = 8",
        owner="WDT/Dir of Finance"),
    row("st 2", description="Lost harvests", current_score="6 Doubtful/ Serious", target_score="20"),
    chances=(row("GAIN 1", description="Reed beds", current_score="16 Grave/ Sure", target_score="I4 L3"),),
)  # fmt: skip
SECOND = page(
    "Marshwick District Council Strategic Risk Register February 2020",
    row("ST1", description="Lost harvests"),
    row("ST2", description="Tidal gates"),
)


def test_its_register_is_read_by_its_own_conventions(tmp_path: Path, council: Path) -> None:
    tables = read(tmp_path, council, first=FIRST)
    (register,) = tables.registers
    assert (register.register_id, register.organisation) == ("marshwick-2019-20-q1", "Marshwick District Council")
    assert (register.fiscal_year, register.quarter) == ("2019/20", 1)
    assert [str(day) for day in (register.period_start, register.period_end)] == ["2019-10-01", "2019-12-31"]
    entries = {entry.risk_id: entry for entry in tables.entries}
    assert {key: entry.kind for key, entry in entries.items()} == {
        "ST1": "risk", "ST2": "risk", "GAIN1": "opportunity",
    }  # fmt: skip
    assert {key: scores(entry, "current") for key, entry in entries.items()} == {
        "ST1": (12, 3, 4), "ST2": (6, 2, 3), "GAIN1": (16, 4, 4),
    }  # fmt: skip
    assert {key: scores(entry, "target") for key, entry in entries.items()} == {
        "ST1": (8, 2, 4), "ST2": (None, None, None), "GAIN1": (12, 3, 4),
    }  # fmt: skip
    assert entries["ST1"].owners == ("Waterways and Drainage Team", "Director of Finance")
    # 20 is more than four times four; of the crosswalk's two editions one is here
    assert codes(tables) == ["crosswalk_edition_absent", "score_mismatch"]


def scores(entry: EntryRow, which: str) -> tuple[int | None, ...]:
    """A score with its likelihood and impact."""
    return tuple(getattr(entry, f"{which}_{part}") for part in ("score", "likelihood", "impact"))


def test_a_month_is_of_the_quarter_of_its_own_year_and_its_crosswalk_is_applied(tmp_path: Path, council: Path) -> None:
    tables = read(tmp_path, council, first=FIRST, second=SECOND)
    assert {row.register_id: row.quarter for row in tables.registers} == {
        "marshwick-2019-20-q1": 1, "marshwick-2019-20-q2": 2,
    }  # fmt: skip
    lineage = {entry.entry_id: entry.lineage_id for entry in tables.entries}
    assert lineage["marshwick-2019-20-q1/ST1"] == lineage["marshwick-2019-20-q2/ST2"] == "marshwick/sluices"
    assert lineage["marshwick-2019-20-q1/ST2"] == lineage["marshwick-2019-20-q2/ST1"] == "marshwick/lost-harvests"


def test_an_edition_of_another_number_of_entries_than_expected_is_reported(tmp_path: Path, council: Path) -> None:
    title = "Marshwick District Council Strategic Risk Register Q1 2019/20"
    tables = read(tmp_path, council, first=page(title, row("ST1"), row("ST2")))
    (finding,) = (row for row in tables.findings if row.code == "unexpected_count")
    assert finding.register_id == "marshwick-2019-20-q1"
    assert finding.message.endswith("expected: opportunities: 0 instead of 1")


def test_the_settings_say_whose_papers_are_that_do_not(tmp_path: Path, council: Path) -> None:
    council.write_text('organisation = "marshwick"\norganisations = ["councils"]\n', "utf-8")
    tables = read(tmp_path, council, first=page("Strategic Risk Register Q3 2019/20", row("ST1", current_score="16")))
    assert [row.register_id for row in tables.registers] == ["marshwick-2019-20-q3"]
    assert "organisation_assumed" in codes(tables)


def test_without_a_folder_a_council_is_an_organisation_of_its_own_read_by_what_is_general(tmp_path: Path) -> None:
    tables = read(tmp_path, None, first=FIRST)
    (register,) = tables.registers
    assert (register.register_id, str(register.period_start)) == (
        "marshwick-district-council-2019-20-q1", "2019-04-01",
    )  # fmt: skip
    assert {entry.risk_id: entry.kind for entry in tables.entries} == {
        "ST1": "risk", "ST2": "risk", "GAIN1": "opportunity",
    }  # fmt: skip


OURS = page("Corporate Risk & Opportunity Register Q2 2019/20", row("CR1", description="Road repairs"))
THEIRS = page(
    "Bristol City Council Corporate Risk & Opportunity Register Q2 2019/20 Revised",
    row("CR1", description="Road repairs", current_score="20"),
)
REPORT = """\
<html><body><p>Bristol City Council</p><p>Meeting to be held on 3 February 2020</p>
<h1>Corporate Risk &amp; Opportunity Register Quarter 3 2019/20</h1>
<p>The risk relating to Road Repairs was removed from the register.</p></body></html>"""


def test_papers_of_two_organisations_never_meet(tmp_path: Path) -> None:
    """Not in reconciliation, not as a revision, not in a thread, and not where a statement is matched."""
    tables = read(tmp_path, None, ours=OURS, report=REPORT, theirs=THEIRS)
    assert {row.register_id: (row.organisation, row.revision, row.superseded_by, len(row.sources))
            for row in tables.registers} == {
        "lancashire-2019-20-q2": ("Lancashire County Council", 1, None, 1),
        "bristol-2019-20-q2": ("Bristol City Council", 1, None, 1),
    }  # fmt: skip
    assert {entry.entry_id: (entry.current_score, entry.superseded, entry.lineage_id)
            for entry in tables.entries} == {
        "lancashire-2019-20-q2/CR1": (12, False, "lancashire/road-repairs"),
        "bristol-2019-20-q2/CR1": (20, False, "bristol/road-repairs"),
    }  # fmt: skip
    assert tables.lineage == []
    assert {event.organisation for event in tables.events} == {"Bristol City Council"}
    assert {event.lineage_id for event in tables.events} == {"bristol/road-repairs"}
    assert not {"source_conflict", "revised_edition"} & set(codes(tables))


def test_a_history_of_two_organisations_is_that_of_each_alone(tmp_path: Path) -> None:
    both = read(tmp_path, None, ours=OURS, report=REPORT, theirs=THEIRS)
    (tmp_path / "alone").mkdir()
    alone = read(tmp_path / "alone", None, report=REPORT, theirs=THEIRS)
    for table in ("registers", "entries", "statements", "events", "threads"):
        theirs = [row for row in getattr(both, table) if "lancashire" not in str(row)]
        assert theirs == getattr(alone, table), table
