"""What one paper says, settled while it is read: all that rows, merge and report need to know of it."""

from __future__ import annotations

import datetime
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.document import Format
from extractors.findings import Finding
from extractors.records import Narrative, Profile, Register

PaperKind = Literal["register", "agenda_pack", "report", "decision", "other"]

FORMAT_PREFERENCE: tuple[Format, ...] = ("docx", "doc", "html", "xlsx", "csv", "pdf", "text")
"""Of papers that hold the same, a format that keeps paragraphs and cells as written is preferred to one that keeps only
how they were printed; a text rendering, which may be damaged, comes last."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be read: a short word (see ``UnreadableFileError``), and one sentence with what to do."""

    code: str
    message: str


OUT_OF_MEMORY = Unreadable(
    "out_of_memory",
    "reading the file takes more memory than is allowed; "
    "open it in the program it was made with, and save the register alone",
)


def failure_at(error: Exception) -> Unreadable:
    """That the program itself failed at a file: with what, and where in it."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "site-packages" not in frame.filename), frames[-1])
    place = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    return Unreadable("reader_failed", f"the program failed at this file ({place}); please report it")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person states of a paper, as written: where, why, and its period or organisation (None: not stated)."""

    where: str
    reason: str
    period: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A file and what was read from it; nothing looks back into the file or its Document.

    ``path`` is from the folder of papers, ``document_id`` the SHA-256 of its bytes, ``size`` their number; both are
    None where it could not be opened. ``error`` is set, and nothing but these and ``format``, where it could not be
    read. ``date`` is the day of its own meeting; ``skipped`` are pages ruled out unread (PDF only).

    What may say whose it is: ``title`` is the file's, ``head`` the paragraphs it begins with, ``around`` what is
    around its text (running heads, a web page's frame), each once.

    ``registers`` are those that hold an entry. ``findings`` are about the file and its pages, and about whatever is
    read as no entry of a register and no line of a profile. ``speaks_of_register`` distinguishes a paper about the risk
    register from one that has nothing to do with it; ``plain_report`` one that reports of it from one that may hold it
    in a shape we do not know.

    ``stated`` is what a person states of it, which is not in the file; ``usual_period`` what holds where nothing does.
    """

    path: str
    document_id: str | None
    size: int | None
    format: Format | None = None
    error: Unreadable | None = None
    pages: int | None = None
    skipped: tuple[int, ...] = ()
    kind: PaperKind | None = None
    date: datetime.date | None = None
    title: str | None = None
    head: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    registers: tuple[Register, ...] = ()
    profiles: tuple[Profile, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    findings: tuple[Finding, ...] = ()
    speaks_of_register: bool = False
    plain_report: bool = False
    stated: Stated | None = None
    usual_period: str | None = None
