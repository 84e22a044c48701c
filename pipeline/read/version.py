"""What a reading depends on besides the paper: this program, its libraries, and the programs that it starts."""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import extractors
import normalise
import pipeline
from extractors.programs import find_program

_PROJECT = "riskhistory"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def program_version() -> str:
    """This program's name and release, as people know it."""
    try:
        return f"{_PROJECT} {metadata.version(_PROJECT)}"
    except metadata.PackageNotFoundError:
        return _PROJECT


@cache
def reader_version() -> str:
    """A hash that is another as soon as any of it changes, so that nothing read before is taken for read now."""
    digest = hashlib.sha256(repr(sys.version_info).encode())
    for package in (extractors, normalise, pipeline):
        folder = Path(package.__path__[0])
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".toml", ".csv"):
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    for fact in (*_libraries(), *_programs()):
        digest.update(fact.encode())
    return digest.hexdigest()


def _libraries() -> list[str]:
    """The name and version of each library that this program asks for, where it is installed as a package."""
    try:
        wanted = metadata.requires(_PROJECT) or []
    except metadata.PackageNotFoundError:
        return []
    names = sorted(_NAME.match(line)[0] for line in wanted if "extra ==" not in line)  # type: ignore[index]
    return [f"{name} {metadata.version(name)}" for name in names]


def _programs() -> list[str]:
    """The other programs there are, with what tells one release from another without starting it."""
    found = [Path(found).resolve() for name in ("soffice", "tesseract") if (found := find_program(name))]
    return [f"{program} {program.stat().st_size} {program.stat().st_mtime_ns}" for program in found]
