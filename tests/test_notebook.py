"""The notebook runs from top to bottom on any history, and the page made of it fetches nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.store.parquet import write_history
from pipeline.store.tables import HistoryRows
from tests.conftest import ROOT
from tests.pages import make_clone, shell
from tests.pipeline.rows_by_hand import entry, followed, register, write

NOTEBOOK = ROOT / "notebooks" / "history.ipynb"
_FETCHED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"?((?:https?:)?//[^\s\">]+)")


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the notebook shows of the history in a folder's ``data/parquet``: its outputs, each by its formats."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    (folder / "notebooks").mkdir()
    NotebookClient(notebook, resources={"metadata": {"path": str(folder / "notebooks")}}, timeout=300).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert {output["output_type"] for output in outputs} <= {"display_data", "execute_result"}
    return [output["data"] for output in outputs]


def charts(shown: list[dict[str, Any]]) -> list[str]:
    return [data["image/svg+xml"] for data in shown if "image/svg+xml" in data]


def test_it_is_kept_without_output() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")


def test_make_notebook_makes_a_page_with_every_chart_of_the_samples_and_the_page_fetches_nothing(
    tmp_path: Path,
) -> None:
    clone = make_clone(tmp_path)
    said = shell(clone, "make notebook").stdout
    page = (clone / "notebooks" / "history.html").read_text("utf-8")
    assert "notebooks/history.html" in said
    assert page.count("data:image/svg+xml;base64") - page.count("url(data:image/svg+xml;base64") == 6
    assert "made-up samples" in page
    assert _FETCHED.findall(page) == []


def test_it_runs_on_a_history_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_history(HistoryRows(), tmp_path / "data" / "parquet")
    assert charts(run(tmp_path, monkeypatch)) == []


def test_it_draws_each_of_several_councils(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("northshire-2020-21-q1", "southshire-2020-21-q2")
    entries = [entry(lineage_id=name, register_id=name) for name in names]
    out = tmp_path / "data" / "parquet"
    out.mkdir(parents=True)
    write(followed(*entries, registers=tuple(map(register, names))), out)
    drawn = charts(run(tmp_path, monkeypatch))
    assert len(drawn) == 12
    assert all(("Northshire" in svg) != ("Southshire" in svg) for svg in drawn)
