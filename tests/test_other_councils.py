"""Registers of other councils, read without code or data for them, held against a careful person's reading."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.history.load import load_history
from pipeline.ingest import ingest
from pipeline.store.tables import TABLES, HistoryRows
from tests.conftest import NO_PAPERS

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "layouts"
_LEVELS = [f"{stage}_{what}" for stage in ("inherent", "current", "target")
           for what in ("score", "likelihood", "impact")]  # fmt: skip
LAYOUTS = sorted(path.name for path in _SHARED.glob("*") if path.is_dir())

pytestmark = pytest.mark.skipif(not LAYOUTS, reason=NO_PAPERS)


@cache
def gold(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_SHARED / name / "gold.json").read_text("utf-8"))
    return read


def plain(text: object) -> str:
    return re.sub(r"\W+", "", str(text or "")).casefold()


def history(folder: Path, out: Path) -> HistoryRows:
    ingest(folder, out)
    return load_history(out, TABLES)


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_read_of_a_register_is_right_and_what_is_not_is_said(name: str, tmp_path: Path) -> None:
    read, wanted = history(_SHARED / name / "raw", tmp_path), gold(name)
    assert {row.organisation for row in read.registers} <= {wanted["council"]}
    if not read.entries:
        assert wanted.get("refuse")
        assert any(row.severity == "error" for row in read.findings)
        return
    by_id = {plain(entry.id_raw): entry for entry in read.entries}
    assert set(by_id) == {plain(entry["id_raw"]) for entry in wanted["entries"]}
    for entry in wanted["entries"]:
        row = by_id[plain(entry["id_raw"])]
        assert {level: getattr(row, level) for level in _LEVELS} == {level: entry.get(level) for level in _LEVELS}
        assert plain(row.owner_raw) == plain(entry["owner_raw"])


def test_registers_of_many_councils_in_one_folder_stay_apart(tmp_path: Path) -> None:
    papers = tmp_path / "raw"
    for name in LAYOUTS:
        shutil.copytree(_SHARED / name / "raw", papers / name)
    read = history(papers, tmp_path / "out")
    councils = {row.register_id: row.organisation for row in read.registers}
    assert len(set(councils.values())) > len(LAYOUTS) - 4  # one has two editions, two may be refused
    for row in read.entries:
        assert councils[row.register_id] == row.organisation
    threads: dict[str, set[str]] = {}
    for row in read.entries:
        if row.lineage_id:
            threads.setdefault(row.lineage_id, set()).add(row.organisation)
    assert all(len(names) == 1 for names in threads.values())
