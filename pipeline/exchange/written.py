"""A file that is written whole or not at all, and never over another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written(file: Path) -> Iterator[Path]:
    """The path to write to; it gets its own name when that is done, and is gone where it failed.

    Raises:
        FileExistsError: the file is there already.
    """
    if file.exists():
        raise FileExistsError(f"{file} is there already: name another, or remove it first")
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
