"""A reading that hangs, crashes or wants too much ends alone, with what it started; the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from pebble import ProcessExpired

from pipeline.read.files import find_papers
from pipeline.read.limits import Limits
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_papers
from pipeline.read.readings import Readings
from pipeline.read.workers import Workers
from tests.builder import build, load_edition, shortened
from tests.conftest import ROOT

PAPER = build(shortened(load_edition("2018-19-q1")), "html")


def hang() -> None:
    while True:
        pass


def crash() -> None:
    os.abort()


def swallow() -> int:
    return len(bytearray(1 << 30))


def add(one: int, other: int) -> int:
    return one + other


def started(folder: str) -> None:
    """Start a program that outlives its time, and say which process it is."""
    from extractors.programs import run_program

    run_program(["/bin/sh", "-c", 'echo $$ > "$1"; sleep 60', "sh", f"{folder}/pid"], Path(folder), 60)


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process ends within some seconds; one that has ended and that nobody has asked about yet counts."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def pid_in(file: Path, seconds: float = 30) -> int:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if file.exists() and (text := file.read_text().strip()):
            return int(text)
        time.sleep(0.05)
    raise AssertionError(f"{file} was never written")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a.html", "b.html", "c.html"):
        (folder / name).write_bytes(PAPER + f"<!-- {name} -->".encode())
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_a_task_that_hangs_crashes_or_wants_too_much_ends_alone() -> None:
    with Workers(Limits(seconds=2, memory=1000), 1) as workers:
        tasks = (hang, crash, swallow)
        futures = [future for task in tasks for future in (workers.submit(task), workers.submit(add, 1, 2))]
        for future, error in zip(futures[::2], (TimeoutError, ProcessExpired, MemoryError), strict=True):
            assert isinstance(future.exception(), error)
        assert [future.result() for future in futures[1::2]] == [3, 3, 3]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc whether a process has ended")
def test_what_a_reading_started_ends_with_it(tmp_path: Path) -> None:
    with Workers(Limits(seconds=2), 1) as workers:
        future = workers.submit(started, str(tmp_path))
        assert isinstance(future.exception(), TimeoutError)
        assert gone(pid_in(tmp_path / "pid"))


@pytest.mark.skipif(sys.platform != "linux", reason="workers end with their run on Linux")
def test_workers_and_what_they_started_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    code = f"""
from tests.pipeline.test_workers import Limits, Workers, hang, started
with Workers(Limits(seconds=60), 2) as workers:
    workers.submit(started, {str(tmp_path)!r})
    workers.submit(hang)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen([sys.executable, "-c", code], env=environment, start_new_session=True, cwd=ROOT)
    pid = pid_in(tmp_path / "pid")
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert gone(pid)
    assert gone(run.pid)
    until = time.monotonic() + 10
    while of_session(run.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert of_session(run.pid) == []


def of_session(leader: int) -> list[str]:
    """The processes that are left of a session."""
    fields = ["pid=,stat=", "--sid", str(leader)]
    said = subprocess.run(["ps", "-o", *fields], capture_output=True, text=True, check=False).stdout
    return [line for line in said.splitlines() if line.split()[1][0] != "Z"]


def test_workers_read_what_one_process_reads(raw: Path) -> None:
    offered = offered_papers(find_papers(raw), raw)
    with Workers(Limits(), 2) as workers:
        assert read_papers(offered, executor=workers) == read_papers(offered)


class Failing(Executor):
    """Every task fails in one way."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(self._error)
        return future


class Slow(Executor):
    """Reads one paper; the others are never done."""

    def __init__(self, name: str) -> None:
        self._name = name

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if args[0].endswith(self._name):
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_paper_is_kept_as_soon_as_it_is_read_whatever_the_others_take(raw: Path, tmp_path: Path) -> None:
    offered = offered_papers(find_papers(raw), raw)
    readings = Readings(tmp_path / "kept", "1")

    def stop(number: int, count: int, name: str) -> None:
        raise InterruptedError(f"{number}/{count} {name}")

    with pytest.raises(InterruptedError, match=f"1/{len(offered)} {offered[-1].name}"):
        read_papers(offered, stop, readings=readings, executor=Slow(offered[-1].name))
    assert [bool(readings.get(one.document_id)) for one in offered] == [one is offered[-1] for one in offered]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (TimeoutError(), "too_slow", "longer than 300 seconds"),
        (MemoryError(), "out_of_memory", "more memory than is allowed"),
        (BrokenProcessPool(), "crashed", "came to a sudden end"),
    ],
)
def test_how_a_reading_ended_is_the_error_of_its_paper(raw: Path, error: BaseException, code: str, said: str) -> None:
    offered = offered_papers(find_papers(raw), raw)
    for paper in read_papers(offered, executor=Failing(error)):
        assert paper.error is not None
        assert paper.error.code == code
        assert said in paper.error.message


def test_a_file_that_is_too_large_is_not_read(raw: Path) -> None:
    (raw / "b.html").write_bytes(b" " * (3 << 20))
    errors = [paper.error and paper.error.code for paper in read_papers(offered_papers(find_papers(raw), raw),
              limits=Limits(size=2))]  # fmt: skip
    assert errors == [None, "too_large", None]


def test_a_failure_of_the_program_is_the_error_of_one_paper(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.read import read_paper

    settle, calls = read_paper.settle, iter((True, False, False))

    def failing(*arguments: Any) -> Any:
        return arguments[99] if next(calls) else settle(*arguments)

    monkeypatch.setattr(read_paper, "settle", failing)
    first, *others = read_papers(offered_papers(find_papers(raw), raw))
    assert first.error is not None
    assert first.error.code == "reader_failed"
    assert "IndexError in test_workers.py, line" in first.error.message
    assert not any(paper.error for paper in others)


def test_a_file_that_changes_between_is_said_to_have(raw: Path) -> None:
    offered = offered_papers(find_papers(raw), raw)
    (raw / "b.html").write_bytes(b"else")
    codes = [paper.error and paper.error.code for paper in read_papers(offered)]
    assert codes == [None, "changed", None]
