"""What one paper may take from the machine while it is read."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import dataclass

MIB = 1 << 20

_RARELY = 50_000
"""Objects made, and not let go, before they are looked through."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reading: ``seconds`` of time, ``memory`` in MiB, ``size`` of the file in MiB.

    The largest pack known has 70 pages and takes three seconds and 200 MiB. A program that a reading starts (for old
    Word files, or text recognition) has the same time and no limit of memory.
    """

    seconds: int = 300
    memory: int = 2048
    size: int = 200


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
