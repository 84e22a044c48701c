"""What a snapshot was made of, kept with it in ``run.json``: papers, settings, version, and the hash of each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

FILE = "run.json"

REPORT = "report.msgpack"
"""The report of a run, kept in its snapshot: for the next run if that has nothing new, and for its findings."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the run: its path from the folder of papers, the SHA-256 of its bytes, and their number.

    Both are None of one that could not be opened.
    """

    path: str
    document_id: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """What went into a history, and what came out.

    ``version`` stands for the code and the libraries that read, ``settings`` for all that was chosen, by name;
    ``papers`` are in the order read. ``files`` are the hashes (SHA-256) of the snapshot's files by name. ``settled``
    says that the same papers would give the same again: no reading ended for a reason outside its paper.
    """

    version: str
    settings: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    settled: bool = True
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_samples(self) -> bool | None:
        """Whether the papers are made-up samples; None where the run does not say."""
        said = self.settings.get("samples")
        return None if said is None else said == str(True)

    def made_of(self) -> tuple[object, ...]:
        """What decides the outcome: two runs that agree on it, and are settled, have the same history."""
        return (self.version, self.settings, self.papers)


UNKNOWN = Run("")
"""The run of a history that no ingest has made."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table of a history: how many rows it holds, and whether this run changed it."""

    table: str
    rows: int
    changed: bool = False


def sha256(content: bytes) -> str:
    """The hash that everything here is known by."""
    import hashlib  # who only reads what a run wrote hashes nothing

    return hashlib.sha256(content).hexdigest()


def encode(run: Run) -> bytes:
    """A run for people and programs, always the same bytes."""
    return msgspec.json.format(msgspec.json.encode(run, order="deterministic"), indent=1) + b"\n"


def run_of(snapshot: Path) -> Run | None:
    """The run that made a snapshot; None where it does not say, or another version wrote it."""
    try:
        return msgspec.json.decode((snapshot / FILE).read_bytes(), type=Run)
    except (OSError, msgspec.DecodeError):
        return None


def altered_files(snapshot: Path, run: Run) -> list[str]:
    """The files of a snapshot that are missing or no longer hold what the run wrote."""
    return [name for name, digest in run.files.items() if digest_of(snapshot / name) != digest]


def digest_of(path: Path) -> str | None:
    """The hash of a file; None where it cannot be opened."""
    import hashlib

    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
