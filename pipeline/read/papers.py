"""What one paper says: a file's bytes become its registers, stitched and laid out, or the reason why not."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.document import Document, Format, Paragraph, UnreadableFileError
from extractors.findings import Finding
from extractors.layouts.claims import read_layouts, unclaimed_findings, wanted
from extractors.read import detect_format, read_document
from extractors.records import Narrative, Profile, Register

PREFERENCE: tuple[Format, ...] = ("docx", "doc", "html", "pdf", "text")
"""Of papers that hold the same, a format that keeps paragraphs and cells as written is preferred to one that keeps only
how they were printed; a text rendering, which may be damaged, comes last."""

_SPEAKS_OF_A_REGISTER = re.compile(
    r"\brisks?\b(?:\W+\w+){0,3}\W+registers?\b|\bregisters?\W+of\W+(?:\w+\W+){0,3}risks?\b", re.IGNORECASE
)
_BEGINS_WITH_ID = re.compile(r"(?:CR|CORP|CO|C0)[.\s–-]{0,3}\d{1,3}\b", re.IGNORECASE)
_HIDDEN = re.compile(r"\.|~\$|(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""How the name of a file begins that its system hides or that Word keeps while a paper is open."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file and what was read from it. ``error`` is set, and ``document`` None, where it could not be read.

    ``registers`` are those that hold an entry. ``findings`` are the reader's, and a layout's about a register without
    one. ``speaks_of_register`` tells a paper about the risk register from one that has nothing to do with it.
    """

    path: str
    document_id: str | None
    size: int | None
    format: Format | None = None
    document: Document | None = None
    registers: tuple[Register, ...] = ()
    profiles: tuple[Profile, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    findings: tuple[Finding, ...] = ()
    speaks_of_register: bool = False
    error: UnreadableFileError | None = None


def find_papers(raw: Path, excluding: Collection[Path] = ()) -> list[Path]:
    """The files offered, in a fixed order, those of folders within and of linked folders too.

    Hidden files, Word's lock files (``~$…``) and those of ``excluding`` are no papers. A folder that cannot be opened
    stands in the list itself, so that it is reported.

    Raises:
        NotADirectoryError: ``raw`` is a file.
        FileNotFoundError: there is no such folder.
    """
    if not raw.is_dir():
        if raw.exists():
            raise NotADirectoryError(f"{raw} is a file; give the folder it is in, for the history is of a whole folder")
        raise FileNotFoundError(f"there is no folder {raw}")
    left_out = {path.name: path.resolve() for path in excluding}
    found = (path for path in _files(raw) if path.name not in left_out or path.resolve() != left_out[path.name])
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def _files(raw: Path) -> Iterator[Path]:
    """Every file under a folder but hidden ones; each folder once, however many links lead to it, even back."""
    closed: list[Path] = []
    seen = {raw.resolve(), *raw.resolve().parents}

    def note_closed(error: OSError) -> None:
        closed.append(Path(error.filename))

    for folder, folders, files in os.walk(raw, onerror=note_closed, followlinks=True):
        here = Path(folder)
        kept = []
        for name in sorted(folders):
            real = (here / name).resolve()
            if not _HIDDEN.match(name) and real not in seen:
                seen.add(real)
                kept.append(name)
        folders[:] = kept
        yield from (here / name for name in files if not _HIDDEN.match(name))
    yield from closed


def read_papers(
    paths: Iterable[Path], base: Path, on_paper: Callable[[int, str], None] | None = None, *, ocr: bool = False
) -> list[Paper]:
    """Read files, named by their paths from ``base``; ``on_paper`` is told each one's number, from 1, and name."""
    known: dict[str, Paper] = {}
    papers = []
    for number, path in enumerate(paths, 1):
        name = printable(path.relative_to(base).as_posix())
        if on_paper:
            on_paper(number, name)
        paper = read_paper(path, name, known, ocr=ocr)
        if paper.document_id:
            known.setdefault(paper.document_id, paper)
        papers.append(paper)
    return papers


def printable(name: str) -> str:
    r"""A file's name as Unicode text: bytes that are not UTF-8 stand as ``\xe9``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_paper(path: Path, name: str, known: Mapping[str, Paper] | None = None, *, ocr: bool = False) -> Paper:
    """Read one file. Never raises for what the file holds: a file that cannot be read is a Paper with an error.

    ``known`` are papers already read, by their SHA-256: the same bytes are not read again. ``ocr`` reads scanned
    pages by text recognition, where a program for it is installed.
    """
    try:
        content = path.read_bytes() if path.is_file() else None  # a named pipe would keep us waiting for ever
    except OSError:
        content = None
    if content is None:
        message = "there is no file or folder here that can be opened; see who may read it, and where links lead"
        return Paper(name, None, None, error=UnreadableFileError("unopened", message))
    identity, size = hashlib.sha256(content).hexdigest(), len(content)
    if known and identity in known:
        return replace(known[identity], path=name)
    file_format: Format | None = None
    pages = _PageGate()
    try:
        file_format = detect_format(content)
        document = read_document(content, file_format, pages.wanted, ocr=ocr)
    except UnreadableFileError as error:
        return Paper(name, identity, size, file_format, error=error)
    found = read_layouts(document)
    registers = tuple(register for register in found.registers if register.entries)
    homeless = (finding for register in found.registers if not register.entries for finding in register.findings)
    speaks = pages.spoke or any(_speaks(text) for text in _texts(document))
    return Paper(
        name,
        identity,
        size,
        file_format,
        document,
        registers,
        found.profiles,
        found.narratives,
        (*unclaimed_findings(document, found), *homeless),
        speaks_of_register=speaks,
    )


_AGENDA = re.compile(r"(?:supplementary )?agenda(?: frontsheet)?|agenda item \d+", re.IGNORECASE)
"""What the line says that makes a paper an agenda pack, the papers of one meeting in one file."""


def kind_of_paper(paper: Paper) -> str | None:
    """What sort of paper it is, as in the column ``documents.kind``; None for one that could not be read."""
    if paper.document is None:
        return None
    told = {narrative.kind for narrative in paper.narratives if narrative.dates or narrative.listing}
    if (paper.registers or told) and any(_AGENDA.fullmatch(line.strip(" *#")) for line in _paragraphs(paper.document)):
        return "agenda_pack"
    if paper.registers or paper.profiles:
        return "register"
    return "decision" if "decision" in told else "report" if told else "other"


def is_plain_report(paper: Paper) -> bool:
    """Whether a paper only tells of the register: no line and no cell of it begins with an identifier of an entry.

    One that does may be a register in a shape we do not know, however well the report in front of it is understood.
    """
    lines = (line for text in (_texts(paper.document) if paper.document else ()) for line in text.splitlines())
    return bool(paper.narratives) and not any(map(_BEGINS_WITH_ID.match, lines))


def _paragraphs(document: Document) -> Iterator[str]:
    return (block.line.text for block in document.blocks if isinstance(block, Paragraph))


class _PageGate:
    """Rules pages in or out by their plain text, and remembers whether any spoke of a risk register."""

    def __init__(self) -> None:
        self.spoke = False

    def wanted(self, text: str) -> bool:
        self.spoke = self.spoke or _speaks(text)
        return wanted(text)


def _speaks(text: str) -> bool:
    return _SPEAKS_OF_A_REGISTER.search(text) is not None


def _texts(document: Document) -> Iterator[str]:
    """Everything a document says, title and furniture left out."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.line.text
        else:
            yield from (cell.text for cell in block.cells)
