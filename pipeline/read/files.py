"""Which files are offered as papers, and how they are named."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from normalise.unusable import UnusableError

STATED: Final = "papers.toml"
"""Says of the papers beside it what they do not say themselves (``stated.py``); it is no paper."""

_HIDDEN = re.compile(r"\.|~\$|(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""How the name of a file begins that its system hides or that Word keeps while a paper is open."""


class StatedError(UnusableError):
    """A ``papers.toml`` cannot be used; the message names the file and what is wrong in it."""


def find_papers(raw: Path, excluding: Collection[Path] = ()) -> list[Path]:
    """The files offered, in a fixed order, those of folders within and of links to such folders too.

    Hidden files, Word's lock files (``~$…``), ``papers.toml`` and those of ``excluding`` are no papers. A folder that
    cannot be opened is in the list itself, so that it is reported.

    Raises:
        NotADirectoryError: ``raw`` is a file.
        FileNotFoundError: there is no such folder.
    """
    if not raw.is_dir():
        if raw.exists():
            raise NotADirectoryError(f"{raw} is a file; give the folder it is in, for the history is of a whole folder")
        raise FileNotFoundError(f"there is no folder {raw}")
    left_out = {path.name: path.resolve() for path in excluding}
    offered = (path for path in _files(raw) if path.name.lower() != STATED)
    found = (path for path in offered if path.name not in left_out or path.resolve() != left_out[path.name])
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def find_stated(raw: Path, *, within: bool = True) -> list[Path]:
    """The ``papers.toml`` in a folder and in those ``within`` it, in a fixed order."""
    files = _files(raw) if within else raw.iterdir()
    return sorted(path for path in files if path.name.lower() == STATED)


def _files(raw: Path) -> Iterator[Path]:
    """Every file under a folder but hidden ones; each folder once, however many links lead to it, even back.

    What a link leads to outside of the folder is not looked into: the link itself is in the list, to be reported.
    """
    closed: list[Path] = []
    inside = raw.resolve()
    seen = {inside}

    def note_closed(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, folders, files in os.walk(raw, onerror=note_closed, followlinks=True):
        here = Path(folder)
        kept = []
        for name in sorted(folders):
            real = (here / name).resolve()
            if _HIDDEN.match(name):
                continue
            if not real.is_relative_to(inside):
                closed.append(here / name)
            elif real not in seen:
                seen.add(real)
                kept.append(name)
        folders[:] = kept
        yield from (here / name for name in files if not _HIDDEN.match(name))
    yield from closed


def printable(name: str) -> str:
    r"""A file's name as text to be kept: bytes that are not UTF-8 are written as ``\xe9``, a control as ``\x1b``.

    So are the blanks of a name of nothing else, for a table has no empty names.
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if not text.strip():
        return "".join(f"\\x{ord(one):02x}" for one in text)
    return "".join(one if one.isprintable() or one == "\xa0" else one.encode("unicode_escape").decode() for one in text)
