"""The files offered as papers, known by their bytes before any of them is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.files import printable
from pipeline.store.run import digest_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A file: where it is, its ``name`` (path from the folder of papers), the SHA-256 of its bytes, and their number.

    The last two are None where it cannot be opened.
    """

    path: Path
    name: str
    document_id: str | None
    size: int | None


def offered_papers(paths: Iterable[Path], base: Path) -> list[Offered]:
    """Each file with its name from ``base``, and its hash."""
    return [_offered(path, printable(path.relative_to(base).as_posix())) for path in paths]


def _offered(path: Path, name: str) -> Offered:
    try:
        if path.is_file() and (digest := digest_of(path)):  # a named pipe would keep us waiting for ever
            return Offered(path, name, digest, path.stat().st_size)
    except OSError:
        pass
    return Offered(path, name, None, None)
