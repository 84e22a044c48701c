"""Other people's programs, run so that nothing outlives the run: no process, no file, no wait without an end."""

from __future__ import annotations

import errno
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

_LOCALE = ("LANG", "LC_")
_GRACE = 2.0
"""Seconds that killed processes are given to be gone, before the files they hold are removed."""


_GUARDED = 'ulimit -S -v unlimited; exec 3<&0 </dev/null; { read -r _ <&3; kill -KILL 0; } & exec "$@"'
"""Runs a program beside a shell that waits for a pipe to end, and then kills the whole group: so the program ends with
us even where nothing of ours runs any more. All that it starts has the pipe open. Our limit of memory is not its."""


class Done(NamedTuple):
    """How a program ended: its exit code, and the last line of its complaints or ""."""

    code: int
    complaint: str


def find_program(*names: str) -> str | None:
    """The path of the first of these programs that is installed."""
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def workspace() -> Iterator[Path]:
    """An empty folder of our own, gone afterwards with all that is in it."""
    with tempfile.TemporaryDirectory(prefix="riskhistory-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_program(
    command: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str] | None = None
) -> Done:
    """Run a program in a workspace, without a locale or input; all it started is gone when this returns.

    Args:
        command: The program's path and its arguments.
        folder: Where it runs and keeps its temporary files. What it says goes into a file there, not into a pipe,
            which a process that got away could hold open.
        seconds: How long it may take.
        environment: What to add to our own environment.

    Raises:
        TimeoutError: It took longer; it was killed.
        OSError: It cannot be run.
    """
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_LOCALE)}
    clean = {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", "TMPDIR": str(folder), **(environment or {})}
    said = folder / "complaints.txt"
    with said.open("wb") as complaints, _lifeline() as (theirs, ours):
        process = subprocess.Popen(
            ["/bin/sh", "-c", _GUARDED, "sh", *command],
            cwd=folder,
            env=clean,
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,
        )
        theirs.close()
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError(f"it took longer than {seconds:g} seconds") from error
        finally:
            _end(process, ours)
    lines = said.read_text("utf-8", "replace").split("\n")
    return Done(code, next((line.strip() for line in reversed(lines) if line.strip()), ""))


@contextmanager
def _lifeline() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The two ends of a pipe on which nothing ever comes but its end, when this process ends or leaves the block."""
    theirs, ours = os.pipe()
    with os.fdopen(theirs, "rb", buffering=0) as reader, os.fdopen(ours, "wb", buffering=0) as writer:
        yield reader, writer


def _end(process: subprocess.Popen[bytes], lifeline: BinaryIO) -> None:
    """Kill what is left of a process and of all that it started, and wait until it is gone.

    A dead process that nobody has buried yet is gone: it has no file open, and so not the other end of the lifeline.
    Some containers bury seconds late, or never.
    """
    until = time.monotonic() + _GRACE
    closed = select.poll()
    closed.register(lifeline, 0)  # that nobody reads is always told
    with suppress(ProcessLookupError, PermissionError):  # none is left (macOS says the latter)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        while time.monotonic() < until and not closed.poll(10):
            os.killpg(process.pid, 0)
