"""What people state of papers that do not say it themselves, or say it wrongly: ``papers.toml`` beside the papers."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from pipeline.read.files import STATED, StatedError, printable
from pipeline.read.paper import ReadPaper, Stated


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    reason: str
    period: str | None = None
    organisation: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    paper: tuple[_Line, ...] = ()


class Statements:
    """What is stated of papers in a folder, or in those within it, by their paths from it."""

    def __init__(self, raw: Path, files: Iterable[Path]) -> None:
        """Read some ``papers.toml``; each is about the files beside it.

        Raises:
            StatedError: one is no such file, names a file twice or one of another folder, or gives no reason.
            OSError: one cannot be opened.
        """
        self.of_path: Final[dict[str, Stated]] = {}
        for file in files:
            folder = file.parent.relative_to(raw)
            for line in _lines(file):
                path = _plain((folder / line.file).as_posix())
                if path in self.of_path:
                    raise StatedError(f"{file}: '{line.file}' is named twice")
                self.of_path[path] = Stated(STATED, line.reason, line.period, line.organisation)

    def told(self, papers: Sequence[ReadPaper], usual_period: str | None = None) -> list[ReadPaper]:
        """The papers with what is stated of each, or of another file of the same bytes.

        ``usual_period`` is that of papers that state none. Raises StatedError where two such files are told apart.
        """
        of_bytes: dict[str, Stated] = {}
        for paper in papers:
            stated = self.of_path.get(_plain(paper.path))
            if stated and paper.document_id and of_bytes.setdefault(paper.document_id, stated) != stated:
                raise StatedError(f"{STATED} says two things of {paper.path}, which is there under another name too")
        return [
            replace(paper, stated=of_bytes.get(paper.document_id or ""), usual_period=usual_period) for paper in papers
        ]

    def unmatched(self, papers: Iterable[ReadPaper]) -> Iterator[str]:
        """The paths that no paper has."""
        there = {_plain(paper.path) for paper in papers}
        return (path for path in self.of_path if path not in there)


def _lines(file: Path) -> tuple[_Line, ...]:
    try:
        lines = msgspec.convert(tomllib.loads(file.read_text("utf-8-sig")), _File).paper
    except ValueError as error:  # a damaged TOML, or one of another shape
        raise StatedError(f"{file}: {error}") from error
    for line in lines:
        if Path(line.file).name != line.file:
            raise StatedError(f"{file}: '{line.file}' is no file of this folder; each folder has a {STATED} of its own")
        if not line.reason.strip() or not (line.period or line.organisation):
            raise StatedError(f"{file}: '{line.file}' needs a reason, and a period or an organisation")
    return lines


def _plain(path: str) -> str:
    """A path as any system writes its letters."""
    return unicodedata.normalize("NFC", printable(path))
