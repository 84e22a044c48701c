"""Stand-ins for other people's programs: shell scripts under their names."""

from __future__ import annotations

import time
from pathlib import Path

import pytest


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, script: str) -> None:
    """Put a shell script in the place of a program."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    path = programs / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")


def temporary_files_in(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A folder, still empty, in which temporary files are made from now on."""
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def is_running(process: int) -> bool:
    """Whether a process still runs a moment from now; one that is dead but not yet buried does not."""
    until = time.monotonic() + 2
    while _state(process) not in ("", "Z"):
        if time.monotonic() > until:
            return True
        time.sleep(0.02)
    return False


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
