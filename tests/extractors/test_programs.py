"""Nothing outlives a run of another program: no process, no file, no wait without an end."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractors import programs
from extractors.programs import find_program, run_program, workspace
from tests.extractors.programs import is_running, stand_in, temporary_files_in


def test_the_first_installed_program_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "second", "exit")
    stand_in(monkeypatch, tmp_path, "third", "exit")
    assert find_program("first", "second", "third") == str(tmp_path / "programs" / "second")
    assert find_program("first") is None


def test_the_last_complaint_is_kept(tmp_path: Path) -> None:
    done = run_program(["/bin/sh", "-c", "echo one >&2; echo two >&2; echo >&2; exit 3"], tmp_path, 10)
    assert done == (3, "two")


def test_a_program_sees_no_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LANGUAGE", "LC_TIME", "LC_ALL"):
        monkeypatch.setenv(name, "de_DE.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    run_program(["/bin/sh", "-c", 'env > "$TMPDIR/seen"'], tmp_path, 10)
    seen = dict(line.partition("=")[::2] for line in (tmp_path / "seen").read_text().splitlines())
    assert (seen["LC_ALL"], seen["TZ"], seen.keys() & {"LANG", "LANGUAGE", "LC_TIME"}) == ("C.UTF-8", "UTC", set())


def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    script = 'sleep 300 & echo $! > child; echo $$ > parent; trap "" TERM; wait; sleep 300'
    began = time.monotonic()
    with pytest.raises(TimeoutError, match=r"0\.5 seconds"):
        run_program(["/bin/sh", "-c", script], tmp_path, 0.5)
    assert time.monotonic() - began < 10
    assert not any(is_running(int((tmp_path / name).read_text())) for name in ("child", "parent"))


def test_what_a_program_leaves_running_is_killed(tmp_path: Path) -> None:
    run_program(["/bin/sh", "-c", "sleep 300 & echo $! > child"], tmp_path, 10)
    assert not is_running(int((tmp_path / "child").read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process inherit the children of others")
def test_a_dead_process_that_nobody_buries_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    kill = os.killpg

    def counted(group: int, sign: int) -> None:
        asked.append(sign)
        assert len(asked) < 1000, "it waits for a process that is dead"
        kill(group, sign)

    monkeypatch.setattr(programs, "_GRACE", float("inf"))
    monkeypatch.setattr(os, "killpg", counted)
    with nobody_buries():
        run_program(["/bin/sh", "-c", "echo $$ > leader; sleep 300 & echo $! > child"], tmp_path, 10)
        group, child = (int((tmp_path / name).read_text()) for name in ("leader", "child"))
        assert not is_running(child)
        assert {os.waitpid(-group, os.WNOHANG)[0] for _ in range(2)} >= {child}  # it was there, dead, until now


@contextmanager
def nobody_buries() -> Iterator[None]:
    """What loses its parent becomes a child of ours, which we do not wait for."""
    inherit = ctypes.CDLL(None).prctl
    subreaper = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl.h
    inherit(subreaper, 1)
    try:
        yield
    finally:
        inherit(subreaper, 0)


def test_a_program_that_cannot_be_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        run_program([str(tmp_path / "none")], tmp_path, 1)


def test_a_workspace_is_gone_even_when_we_are_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = temporary_files_in(monkeypatch, tmp_path / "temporary")

    def interrupted() -> None:
        with workspace() as folder:
            (folder / "a").mkdir()
            (folder / "a" / "b").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(temporary.iterdir()) == []
