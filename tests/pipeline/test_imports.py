"""What only shows a history, or asks for help, waits for no library that reads papers or follows risks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pandas", "scipy", "pdfplumber", "pdfminer", "pypdfium2", "PIL", "docx", "bs4", "lxml", "simplemma",
    "extractors.layouts", "extractors.pdf", "extractors.word", "extractors.web", "extractors.text",
)  # fmt: skip


def loaded(statement: str, heavy: tuple[str, ...] = HEAVY) -> list[str]:
    """The heavy modules that a fresh process has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    command = [sys.executable, "-c", code]
    names = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    return [name for name in names if name.startswith(heavy)]


@pytest.mark.parametrize("module", ["pipeline.cli.main", "pipeline.ingest", "pipeline.cli.screens.ingest_report"])
def test_importing_what_the_command_line_needs_loads_nothing_heavy(module: str) -> None:
    assert loaded(f"import {module}") == []


def test_the_findings_of_a_history_are_shown_without_its_tables(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "cut.pdf").write_bytes(b"%PDF-1.7 cut")
    main(["ingest", str(tmp_path / "raw"), "--out", str(tmp_path / "out")])
    command = ["findings", str(tmp_path / "out")]
    assert (
        loaded(
            f"from pipeline.cli.main import main\nmain({command!r})",
            ("numpy", "pyarrow", "rich", "pipeline.store.tables"),
        )
        == []
    )


def test_reading_papers_does_load_the_layouts() -> None:
    assert "extractors.layouts.claims" in loaded("import pipeline.read.read_paper")
