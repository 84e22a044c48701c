"""A history is written whole or not at all, whatever stops a run, and readers see one state of it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.lock import BusyError, one_run
from pipeline.store.snapshots import HOME, current, previous, tables_in, tidy, write_snapshot

NAMES = ("a.parquet", "b.parquet", "c.parquet")
STEPS = (
    (os, "fsync"), (os, "open"), (Path, "rename"), (Path, "replace"), (Path, "symlink_to"), (Path, "mkdir"),
    (Path, "unlink"), (Path, "open"), (shutil, "rmtree"),
)  # fmt: skip
"""What a disk is changed by."""


class Killed(BaseException):
    """Nothing of the program runs after this, so nothing may catch it."""


def state(number: int) -> dict[str, bytes]:
    """The files of one state: all say its number."""
    return {name: f"{name} {number}".encode() for name in NAMES}


def write(out: Path, number: int, kept: int = 3) -> None:
    with one_run(out):
        tidy(out, NAMES)
        write_snapshot(out, {**state(number), "run.json": b"{}"}, NAMES, kept)


def shown(folder: Path) -> Mapping[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}


def stopped_at(step: int, monkeypatch: pytest.MonkeyPatch, failure: BaseException, task: Callable[[], None]) -> bool:
    """Do a task that fails at a step, counted from 0; False if it has fewer."""
    taken = 0

    def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step + 1:
                raise failure
            return function(*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, guarded(getattr(owner, name)))
        try:
            task()
        except type(failure):
            return True
    return taken > step


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)


@pytest.mark.parametrize("failure", [Killed(), OSError(errno.ENOSPC, "No space left on device")], ids=["kill", "full"])
@pytest.mark.parametrize("before", ["nothing", "plain files", "a snapshot", "copies"])
def test_a_run_stopped_at_any_step_leaves_one_whole_state(
    before: str, failure: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    if before == "plain files":
        for name, content in state(1).items():
            (made / name).write_bytes(content)
    elif before != "nothing":
        if before == "copies":
            without_links(monkeypatch)
        write(made, 1)
    step = 0
    while True:
        out = tmp_path / f"out {step}"
        shutil.copytree(made, out, symlinks=True)
        stopped = stopped_at(step, monkeypatch, failure, lambda out=out: write(out, 2))  # type: ignore[misc]
        whole = shown(tables_in(out))
        assert whole in (state(2), *([{}] if before == "nothing" else [state(1)])), step
        if before != "copies":
            assert shown(out) == whole, step
        write(out, 3)
        assert shown(out) == shown(tables_in(out)) == state(3), step
        kept = [path.name for path in (out / HOME / "snapshots").iterdir()]
        assert all(name.isdigit() for name in kept), step
        assert len(kept) <= 3
        if not stopped:
            break
        step += 1
    assert step > 15


def test_plain_names_are_mended_by_the_next_run_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_links(monkeypatch)
    write(tmp_path, 1)
    (tmp_path / "a.parquet").write_bytes(b"half")
    with one_run(tmp_path):
        tidy(tmp_path, NAMES)
    assert shown(tmp_path) == state(1)
    assert not any((tmp_path / name).is_symlink() for name in NAMES)


def test_the_last_snapshots_are_kept_and_the_one_before_is_found(tmp_path: Path) -> None:
    for number in range(1, 6):
        write(tmp_path, number)
    now, before = current(tmp_path), previous(tmp_path)
    assert now is not None
    assert before is not None
    assert (shown(now), shown(before)) == (state(5), state(4))
    assert len([*now.parent.iterdir()]) == 3


def test_a_copied_history_is_still_one(tmp_path: Path) -> None:
    write(tmp_path / "one", 1)
    shutil.copytree(tmp_path / "one", tmp_path / "links", symlinks=True)
    shutil.copytree(tmp_path / "one", tmp_path / "followed")
    for name in ("links", "followed"):
        assert shown(tmp_path / name) == state(1)
        write(tmp_path / name, 2)
        assert shown(tmp_path / name) == shown(tables_in(tmp_path / name)) == state(2)


def test_a_reader_during_rebuilds_sees_no_mix(tmp_path: Path) -> None:
    write(tmp_path, 0)
    ended = threading.Event()
    seen: list[Mapping[str, bytes]] = []

    def read() -> None:
        while not ended.is_set():
            seen.append(shown(tables_in(tmp_path)))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 21):
        write(tmp_path, number, kept=30)
    ended.set()
    reader.join()
    assert len(seen) > 20
    assert all(one in [state(number) for number in range(21)] for one in seen)


def test_a_second_run_waits_and_says_for_whom(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from pipeline.store.lock import one_run\n"
        "with one_run(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    said: list[str] = []
    with pytest.raises(BusyError, match=f"process {holder.pid}"), one_run(tmp_path, said.append, patience=0.2):
        pass
    assert said[0].startswith(f"process {holder.pid} on ")
    holder.kill()  # and so it leaves its lock behind, which holds nobody up
    holder.wait()
    with one_run(tmp_path, said.append, patience=0):
        assert len(said) == 1
