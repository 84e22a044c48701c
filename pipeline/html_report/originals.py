"""The papers themselves, as far as they are at hand: pictures of their pages, or their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.html_report.blocks import BlockView, decode, read_blocks
from pipeline.html_report.keep import Keep
from pipeline.html_report.outcome import digest_in
from pipeline.html_report.pictures import batches, draw_pages, picture_name, size_of
from pipeline.store.tables import DocumentRow

ABSENT = "The paper is not in the folder of papers, so its values are shown without it."
CHANGED = "The file in the folder of papers is not the one that was read, so its values are shown without it."
NOT_DRAWN = "Not all of the paper could be shown, so some of its values are without it."


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a page: its address, its size in pixels, and that of its page in points."""

    address: str
    width: int
    height: int
    page_width: float
    page_height: float


@dataclass(slots=True)
class Original:
    """A paper as far as it can be shown; ``note`` says why not, where it cannot."""

    note: str | None = None
    pictures: dict[int, Picture] = field(default_factory=dict)
    blocks: list[BlockView] = field(default_factory=list)


class Originals:
    """The papers of a report: those drawn before are kept, the others are drawn in other processes."""

    def __init__(self, raw: Path, keep: Keep, executor: Executor, version: str) -> None:
        """``version`` stands for what reads papers: tables that another one has read are read again."""
        self._raw, self._keep, self._executor, self._version = raw, keep, executor, version
        self._waiting: list[tuple[Future[Any], Callable[[Any], None], Original]] = []
        self.drawn = 0
        self.settled = True
        """Whether the same papers would give the same again: none could not be drawn."""

    def ask(self, document: DocumentRow, pages: Iterable[int]) -> Original:
        """A paper with the pictures of these pages, or its tables where it has no pages; whole after ``wait``."""
        identity, path = str(document.document_id), self._raw / document.path
        digest = digest_in(self._raw, document.path)
        if digest != identity:
            return Original(CHANGED if digest else ABSENT)
        original = Original()
        if document.format == "pdf":
            missing = [page for page in pages if not self._take(original, identity, page)]
            for batch in batches(missing):
                self._later(original, partial(self._take_drawn, original, identity), draw_pages, path, batch)
        elif kept := self._keep.get(name := f"tables-{identity[:24]}-{self._version[:8]}"):
            original.blocks = decode(kept)
        else:
            self._later(original, partial(self._take_blocks, original, name), read_blocks, path)
        return original

    def wait(self) -> None:
        """Take what the other processes have made."""
        for future, take, original in self._waiting:
            try:
                made = future.result()
            except Exception:  # whatever a damaged file does to the program that draws it
                original.note, self.settled = NOT_DRAWN, False
            else:
                take(made)
        self._waiting.clear()

    def _later(self, original: Original, take: Callable[[Any], None], work: Callable[..., Any], *args: Any) -> None:
        self._waiting.append((self._executor.submit(work, *args), take, original))

    def _take(self, original: Original, identity: str, page: int) -> bool:
        name = f"pictures/{picture_name(identity, page)}"
        file = self._keep.path(name)
        if file is None:
            return False
        original.pictures[page] = Picture(name, *size_of(file))
        return True

    def _take_drawn(self, original: Original, identity: str, drawn: Iterable[tuple[int, bytes]]) -> None:
        for page, content in drawn:
            self._keep.put(f"pictures/{picture_name(identity, page)}", content)
            self._take(original, identity, page)
            self.drawn += 1

    def _take_blocks(self, original: Original, name: str, content: bytes) -> None:
        self._keep.put(name, content)
        original.blocks = decode(content)
