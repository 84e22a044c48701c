"""What a report has and was made of, kept in it: whether it has to be made again is known without making it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.html_report.keep import MARK
from pipeline.store.run import digest_of, sha256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report has: its pages of HTML, its pictures, how many of these were drawn now, and its size in bytes."""

    pages: int
    pictures: int
    drawn: int
    size: int
    fresh: bool = True
    """Whether it was made now."""


def digest_in(raw: Path, path: str) -> str | None:
    """The hash of a paper by its path in the folder of papers; None where it is not there, or a link leads out."""
    file = raw / path
    return digest_of(file) if file.resolve().is_relative_to(raw.resolve()) else None


def up_to_date(out: Path, key: str) -> Outcome | None:
    """The report in a folder, if it was made of the same and all its files are as they were."""
    try:
        facts = json.loads((out / MARK).read_bytes())
        whole = facts["made_of"] == key and all(
            digest_of(out / name) == digest for name, digest in facts["files"].items()
        )
        return Outcome(facts["pages"], facts["pictures"], 0, facts["size"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def key_of(
    tables: Iterable[tuple[str, str]],
    papers: Iterable[tuple[str, str | None]],
    version: str,
    conventions: Iterable[str],
) -> str:
    """What stands for all that a report is made of: tables and papers by name and hash, program, organisations."""
    facts = [sorted(tables), sorted(papers, key=str), version, sorted(conventions)]
    return sha256(json.dumps(facts).encode())
