"""Processes that read papers, each within limits; a hang or a crash of one ends the reading of its paper only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

from pipeline.read.limits import Limits, collect_rarely, limit_memory

if TYPE_CHECKING:
    from pebble import ProcessPool

_PRELOAD = ["pipeline.read.read_paper", "pipeline.rows.papers"]
"""Loaded once, by the process that all workers are copies of."""


class Workers(Executor):
    """An executor whose tasks each have a limit of time and memory; its processes start with the first task.

    Beyond what the standard executor does, the future of a task that took too long has a TimeoutError, and that of one
    whose process came to a sudden end a ``pebble.ProcessExpired``; the tasks after it run in a new process.
    """

    def __init__(self, limits: Limits, count: int | None = None) -> None:
        """``count`` processes, or as many as there are processors for this program."""
        self._limits = limits
        self._count = count or _processors()
        self._pool: ProcessPool | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a task within the limits."""
        if self._pool is None:
            self._pool = self._started()
        return self._pool.schedule(fn, args, kwargs, timeout=self._limits.seconds)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes; tasks that still run are ended with them, unless ``wait`` asks to let them finish."""
        if self._pool is None or self._folder is None:
            return
        if wait and not cancel_futures:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._folder.cleanup()
        self._pool = None

    def __exit__(self, *error: object) -> None:
        """Wait for what runs, or, where an error is the reason to leave, end it."""
        self.shutdown(wait=error[0] is None)

    def _started(self) -> ProcessPool:
        self._folder = tempfile.TemporaryDirectory(prefix="riskhistory-", ignore_cleanup_errors=True)
        from pebble import ProcessPool  # loads asyncio, for which a run with nothing to read need not wait

        # Copies of a process that has no thread and no file of ours open; a fork of this one might have both.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        begin = (self._folder.name, self._limits.memory)
        return ProcessPool(self._count, context=context, initializer=_begin, initargs=begin)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(folder: str, memory: int) -> None:
    """Set up a worker: its limit of memory, its folder for temporary files, and that it ends with the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the run stops the workers
    collect_rarely()
    _end_with_parent()
    tempfile.tempdir = folder
    limit_memory(memory)


def _end_with_parent() -> None:
    """Let the system end this process when the run has ended, however that ended and however busy this one is.

    The sentinel is a pipe that nothing comes out of but its end, and SIGIO, which a process may ask for when something
    does, ends one that has no handler for it.
    """
    run = multiprocessing.parent_process()
    if run is None or sys.platform == "win32":
        return
    import fcntl

    fcntl.fcntl(run.sentinel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(run.sentinel, fcntl.F_SETFL, fcntl.fcntl(run.sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if not run.is_alive():
        os._exit(1)
