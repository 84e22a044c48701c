"""Papers as read, kept from run to run, so that only new or changed ones are read again."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from pipeline.read.paper import ReadPaper
from pipeline.read.serialised import decode, encode

_DIGEST = hashlib.sha256().digest_size


class Readings:
    """The readings kept in a folder: one file a paper, named by its bytes and how it was read.

    What another version has read is never used, and is removed by ``clean``. A damaged file counts as none.
    """

    def __init__(self, folder: Path, version: str, *, ocr: bool = False) -> None:
        self._folder, self._version = folder, version
        self._ending = ".ocr" if ocr else ""

    def get(self, document_id: str | None) -> ReadPaper | None:
        """The paper of these bytes as it was read, without a path; None if it has to be read."""
        try:
            kept = self._file(document_id).read_bytes()
            if hashlib.sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
                return decode(kept[_DIGEST:])
        except (OSError, msgspec.DecodeError):
            pass
        return None

    def put(self, paper: ReadPaper) -> None:
        """Keep a paper. A disk that is full costs the next run time, and this one nothing."""
        if paper.document_id is None:
            return
        content = encode(replace(paper, path=""))
        file = self._file(paper.document_id)
        fresh = file.with_suffix(".unfinished")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(hashlib.sha256(content).digest() + content)
            fresh.replace(file)

    def clean(self) -> None:
        """Remove what other versions have left."""
        with suppress(FileNotFoundError):
            for folder in self._folder.iterdir():
                if folder.name != self._version:
                    shutil.rmtree(folder, ignore_errors=True)

    def _file(self, document_id: str | None) -> Path:
        return self._folder / self._version / f"{document_id}{self._ending}"
