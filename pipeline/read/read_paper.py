"""A file becomes a paper as read: its registers, reports and all that is said of it, or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.document import Document, Format, Paragraph, UnreadableFileError
from extractors.layouts.claims import read_layouts, unclaimed_findings, wanted
from extractors.read import detect_format, read_document
from extractors.records import Reading
from pipeline.read.dating import paper_date
from pipeline.read.kind import is_plain_report, kind_of_paper, names_a_register, speaks_of_a_register
from pipeline.read.paper import OUT_OF_MEMORY, ReadPaper, Unreadable, failure_at
from pipeline.store.run import sha256

_HEAD = 30
"""How many paragraphs a paper may take to say whose it is."""

_AGAIN = "open it in the program it was made with, and save the register alone"


def read_offered(path: Path, document_id: str, *, ocr: bool = False) -> ReadPaper:
    """Read the file with these bytes; the paper's own path is left empty. Never raises for what the file holds.

    A file that cannot be read is a paper with an error, and so is one at which the program itself fails. ``ocr`` reads
    scanned pages by text recognition, where a program for it is installed.
    """
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if sha256(content) != document_id:
        message = "the file was changed or removed while it was being read; run this again"
        return ReadPaper("", document_id, None, error=Unreadable("changed", message))
    return _read(content, document_id, ocr=ocr)


def _read(content: bytes, identity: str, *, ocr: bool) -> ReadPaper:
    file_format: Format | None = None
    pages = _PageGate()
    try:
        file_format = detect_format(content)
        document = read_document(content, file_format, pages.wanted, ocr=ocr)
        paper = settle(document, read_layouts(document), "", identity, len(content))
    except UnreadableFileError as error:
        reason = Unreadable(error.code, str(error))
    except RecursionError:
        reason = Unreadable("too_deep", f"parts of the file are nested too deeply to be read; {_AGAIN}")
    except MemoryError:
        reason = OUT_OF_MEMORY
    except Exception as error:
        reason = failure_at(error)
    else:
        return replace(paper, speaks_of_register=paper.speaks_of_register or pages.spoke)
    return ReadPaper("", identity, len(content), file_format, reason)


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
