"""What one paper may take from the machine while it is read, and the history of all of them while it is made."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from normalise.unusable import UnusableError

MIB = 1 << 20

_RARELY = 200_000
"""Objects made, and not let go, before they are looked through."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reading: ``seconds`` of time, ``memory`` in MiB, ``size`` of the file in MiB.

    The largest pack known has 70 pages and takes three seconds and 200 MiB. A program that a reading starts (for old
    Word files, or text recognition) has the same time and no limit of memory.

    ``history`` are the seconds of a processor that making the history of all papers may take, once they are read. A
    thousand editions of twenty entries take some twenty.
    """

    seconds: int = 300
    memory: int = 2048
    size: int = 200
    history: int = 1800


class TooLongError(UnusableError):
    """Making a history took longer than it may; the message says what may help."""


@contextmanager
def limit_time(seconds: int) -> Iterator[None]:
    """Let what is within take no more than so many seconds of this processor, waiting not counted.

    Only the first thread of a process can be limited so, and on Windows none.

    Raises:
        TooLongError: it takes longer. It was stopped where it was.
    """

    def stop(*_: object) -> None:
        message = f"making the history took longer than {seconds} seconds, and was stopped; the history is as it was"
        raise TooLongError(
            f"{message}. Take away what is no register, or allow more (limits.history, riskhistory.toml)"
        )

    try:
        before = signal.signal(signal.SIGPROF, stop)
    except (AttributeError, ValueError):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)  # once a second from then on: a library may swallow an error
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def collect_rarely() -> None:
    """Let this process look less often for objects that only hold one another.

    There are few of them, and looking for them as often as Python does took a twentieth of the time.
    """
    gc.set_threshold(_RARELY)


def limit_memory(memory: int) -> None:
    """Let this process have no more than so many MiB, where the system can do that (Linux; macOS does not)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory * MIB, resource.getrlimit(resource.RLIMIT_AS)[1]))
