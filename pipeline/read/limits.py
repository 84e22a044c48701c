"""What one paper may take from the machine while it is read."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reading: ``seconds`` of time, ``memory`` in MiB, ``size`` of the file in MiB.

    The largest pack known has 70 pages and takes three seconds and 200 MiB. A program that a reading starts (for old
    Word files, or text recognition) has the same time and no limit of memory.
    """

    seconds: int = 300
    memory: int = 2048
    size: int = 200
