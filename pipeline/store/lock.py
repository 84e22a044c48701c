"""One run at a time on one history: another waits, and says for whom."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.store.snapshots import HOME

PATIENCE = 600.0
"""Seconds that a run waits for another one."""


class BusyError(OSError):
    """Another run has held the history for longer than this one waits; the message says which."""


@contextmanager
def one_run(out: Path, on_wait: Callable[[str], None] | None = None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the history in OUT, which need not be there yet, for one run.

    The system lets go of a lock when its process ends, however it ends, so there are no stale ones. ``on_wait`` is
    called once, with who holds it, before this waits ``patience`` seconds at most.

    Raises:
        BusyError: it is still held.
        OSError: the folder cannot be made or written to.
    """
    from filelock import FileLock, Timeout  # asyncio, which it loads, is not for those who only read

    home = out / HOME
    home.mkdir(parents=True, exist_ok=True)
    holder = home / "holder"
    lock = FileLock(home / "lock")
    try:
        held = lock.acquire(timeout=0)
    except Timeout:
        name = _read(holder)
        if on_wait:
            on_wait(name)
        try:
            held = lock.acquire(timeout=patience)
        except Timeout:
            raise BusyError(f"{out} is held by {name}; run this again when that has ended") from None
    with held:
        try:
            holder.write_text(f"process {os.getpid()} on {platform.node() or 'this machine'}", "utf-8")
            yield
        finally:
            with suppress(OSError):
                holder.unlink(missing_ok=True)


def _read(holder: Path) -> str:
    try:
        return holder.read_text("utf-8") or "another run"
    except OSError:
        return "another run"
