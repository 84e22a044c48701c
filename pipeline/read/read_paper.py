"""A file becomes a paper as read: its registers, reports and all that is said of it, or the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.document import Document, Format, Paragraph, UnreadableFileError
from extractors.layouts.claims import read_layouts, unclaimed_findings, wanted
from extractors.read import detect_format, read_document
from extractors.records import Reading
from pipeline.read.dating import paper_date
from pipeline.read.files import printable
from pipeline.read.kind import is_plain_report, kind_of_paper, names_a_register, speaks_of_a_register
from pipeline.read.paper import ReadPaper, Unreadable

_HEAD = 30
"""How many paragraphs a paper may take to say whose it is."""


def read_papers(
    paths: Sequence[Path], base: Path, on_paper: Callable[[int, int, str], None] | None = None, *, ocr: bool = False
) -> list[ReadPaper]:
    """Read files, named by their paths from ``base``, those of the same bytes once.

    ``on_paper`` is called before each with its number, from 1, how many there are, and its name. ``ocr`` reads scanned
    pages by text recognition, where a program for it is installed.
    """
    known: dict[str, ReadPaper] = {}
    papers = []
    for number, path in enumerate(paths, 1):
        name = printable(path.relative_to(base).as_posix())
        if on_paper:
            on_paper(number, len(paths), name)
        paper = read_paper(path, name, known, ocr=ocr)
        if paper.document_id:
            known.setdefault(paper.document_id, paper)
        papers.append(paper)
    return papers


def read_paper(path: Path, name: str, known: Mapping[str, ReadPaper] | None = None, *, ocr: bool = False) -> ReadPaper:
    """Read one file. Never raises for what the file holds: a file that cannot be read is a paper with an error.

    ``known`` are papers already read, by their SHA-256: the same bytes are not read again. ``ocr`` reads scanned
    pages by text recognition, where a program for it is installed.
    """
    try:
        content = path.read_bytes() if path.is_file() else None  # a named pipe would keep us waiting for ever
    except OSError:
        content = None
    if content is None:
        message = "there is no file or folder here that can be opened; see who may read it, and where links lead"
        return ReadPaper(name, None, None, error=Unreadable("unopened", message))
    identity = hashlib.sha256(content).hexdigest()
    if known and identity in known:
        return replace(known[identity], path=name)
    return _read(content, name, identity, ocr=ocr)


def _read(content: bytes, name: str, identity: str, *, ocr: bool) -> ReadPaper:
    file_format: Format | None = None
    pages = _PageGate()
    try:
        file_format = detect_format(content)
        document = read_document(content, file_format, pages.wanted, ocr=ocr)
    except UnreadableFileError as error:
        return ReadPaper(name, identity, len(content), file_format, Unreadable(error.code, str(error)))
    paper = settle(document, read_layouts(document), name, identity, len(content))
    return replace(paper, speaks_of_register=paper.speaks_of_register or pages.spoke)


def settle(document: Document, found: Reading, path: str, document_id: str, size: int) -> ReadPaper:
    """All that is kept of a document and of what the layouts found in it."""
    return ReadPaper(
        path,
        document_id,
        size,
        document.format,
        pages=document.pages,
        skipped=document.skipped,
        kind=kind_of_paper(document, found),
        date=paper_date(document, found.narratives),
        title=document.title,
        head=tuple(block.line.text for block in document.blocks[:_HEAD] if isinstance(block, Paragraph)),
        around=tuple(dict.fromkeys(line.text for line in document.furniture)),
        registers=found.registers,
        profiles=found.profiles,
        narratives=found.narratives,
        findings=unclaimed_findings(document, found),
        speaks_of_register=names_a_register(document),
        plain_report=is_plain_report(document, found),
    )


class _PageGate:
    """Rules pages in or out by their plain text, and remembers whether any spoke of a risk register."""

    def __init__(self) -> None:
        self.spoke = False

    def wanted(self, text: str) -> bool:
        self.spoke = self.spoke or speaks_of_a_register(text)
        return wanted(text)
