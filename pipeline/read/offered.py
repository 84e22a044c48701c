"""The files offered as papers, known by their bytes before any of them is read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.files import printable
from pipeline.store.run import digest_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A file: where it is, its ``name`` (path from the folder of papers), the SHA-256 of its bytes, and their number.

    The last two are None where it cannot be opened, or must not be, as it is a link that leads ``outside`` the folder.
    """

    path: Path
    name: str
    document_id: str | None = None
    size: int | None = None
    outside: bool = False


def offered_papers(paths: Iterable[Path], base: Path) -> list[Offered]:
    """Each file with its name from ``base``, and its hash; what a link leads to outside of ``base`` is not opened."""
    inside = base.resolve()
    return [_offered(path, printable(path.relative_to(base).as_posix()), inside) for path in paths]


def _offered(path: Path, name: str, inside: Path) -> Offered:
    try:
        if not Path(os.path.realpath(path, strict=True)).is_relative_to(inside):
            return Offered(path, name, outside=True)
        if path.is_file() and (digest := digest_of(path)):  # a named pipe would keep us waiting for ever
            return Offered(path, name, digest, path.stat().st_size)
    except OSError:
        pass
    return Offered(path, name)
