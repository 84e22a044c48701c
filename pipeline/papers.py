"""What one paper says: a file's bytes become its registers, stitched and laid out, or the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document, Format, Paragraph, UnreadableFileError
from extractors.layouts import register_table
from extractors.layouts.entry import Register
from extractors.reader import detect_format, read_document
from extractors.stitch import stitch

_SPEAKS_OF_A_REGISTER = ("risk", "register")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file and what was read from it. ``error`` is set, and ``document`` None, where it could not be read.

    ``speaks_of_register`` tells a paper about the risk register from one that has nothing to do with it.
    """

    path: str
    document_id: str | None
    size: int | None
    format: Format | None = None
    document: Document | None = None
    registers: tuple[Register, ...] = ()
    speaks_of_register: bool = False
    error: UnreadableFileError | None = None


def find_papers(raw: Path) -> list[Path]:
    """The files offered, in a fixed order. Hidden files and Word's lock files (``~$…``) are no papers.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    if raw.is_file():
        return [raw]
    if not raw.is_dir():
        raise FileNotFoundError(f"there is no folder or file {raw}")
    found = (path for path in raw.rglob("*") if path.is_file() and not _hidden(path.relative_to(raw)))
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def read_paper(path: Path, name: str, content: bytes | None = None) -> Paper:
    """Read one file. Never raises for what the file holds: a file that cannot be read is a Paper with an error."""
    try:
        content = path.read_bytes() if content is None else content
    except OSError as error:
        return Paper(name, None, None, error=UnreadableFileError("unopened", f"the file cannot be opened: {error}"))
    identity, size = hashlib.sha256(content).hexdigest(), len(content)
    file_format: Format | None = None
    pages = _PageGate()
    try:
        file_format = detect_format(content)
        document = stitch(read_document(content, file_format, pages.wanted))
    except UnreadableFileError as error:
        return Paper(name, identity, size, file_format, error=error)
    registers = register_table.read_registers(document)
    speaks = pages.spoke or any(_speaks(text) for text in _texts(document))
    return Paper(name, identity, size, file_format, document, registers, speaks)


class _PageGate:
    """Rules pages in or out by their plain text, and remembers whether any spoke of a risk register."""

    def __init__(self) -> None:
        self.spoke = False

    def wanted(self, text: str) -> bool:
        self.spoke = self.spoke or _speaks(text)
        return register_table.wanted(text)


def _speaks(text: str) -> bool:
    words = text.casefold()
    return all(word in words for word in _SPEAKS_OF_A_REGISTER)


def _texts(document: Document) -> Iterator[str]:
    """Everything a document says, title and furniture left out."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.line.text
        else:
            yield from (cell.text for cell in block.cells)
