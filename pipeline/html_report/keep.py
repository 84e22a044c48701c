"""The folder that a report is made in, and what it keeps of the one before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from normalise.unusable import UnusableError
from pipeline.store.run import digest_of

MARK = "report.json"
"""The file that says what a report was made of. A folder that has files and not this one is none of ours."""

_HIDDEN = ".kept"
"""What is kept for the next report alone, and is no part of this one."""


class Keep:
    """The files of a report that is being made, in a folder beside the one before.

    What is made of the same as before is a link to the file that is there already. Files that nobody asks for go.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._work = out.with_name(f".{out.name}.unfinished")
        self._names: set[str] = set()

    def path(self, name: str) -> Path | None:
        """The file of this name if this report has it, or an earlier one had; from now on this one has it."""
        file = self._work / self._stored(name)
        if not file.is_file():
            former = self.out / self._stored(name)
            if not former.is_file():
                return None
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(former, file)
            except OSError:
                shutil.copyfile(former, file)
        self._names.add(self._stored(name))
        return file

    def get(self, name: str) -> bytes | None:
        """What a file of this name holds, that an earlier report made."""
        file = self.path(name)
        return file.read_bytes() if file else None

    def put(self, name: str, content: bytes) -> None:
        """Write a file; it is whole or not there."""
        file = self._work / self._stored(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.part")
        part.write_bytes(content)
        part.replace(file)
        self._names.add(self._stored(name))

    @staticmethod
    def _stored(name: str) -> str:
        """Pages and pictures are where their addresses say; all else is hidden."""
        return name if "." in name else f"{_HIDDEN}/{name}"

    @property
    def names(self) -> list[str]:
        """The files of this report."""
        return sorted(self._names)

    def digests(self) -> dict[str, str | None]:
        """The hash of each file of this report."""
        return {name: digest_of(self._work / name) for name in self.names}

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum((self._work / name).stat().st_size for name in self._names)

    def finish(self) -> None:
        """Put the report in the place of the one before."""
        for file in sorted(self._work.rglob("*"), reverse=True):
            if file.is_file() and file.relative_to(self._work).as_posix() not in self._names:
                file.unlink()
            elif file.is_dir():
                with suppress(OSError):
                    file.rmdir()  # of a folder that has no file left
        old = self.out.with_name(f".{self.out.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if self.out.exists():
            self.out.rename(old)
        self._work.rename(self.out)
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def kept(out: Path) -> Iterator[Keep]:
    """The folder to make a report in, for one program at a time.

    Raises:
        UnusableError: ``out`` is a file, or a folder with files that is no report.
        OSError: another program makes a report there, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    if out.exists() and not (out.is_dir() and ((out / MARK).is_file() or not any(out.iterdir()))):
        raise UnusableError(f"{out} is there already and is no report: name another folder, or remove it first")
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out.with_name(f".{out.name}.lock"))
    try:
        with lock.acquire(timeout=0):
            try:
                yield Keep(out)
            finally:
                with suppress(OSError):  # some systems keep a file that is open
                    Path(lock.lock_file).unlink()
    except Timeout:
        raise OSError(f"another program is making a report in {out}; try again when it is done") from None
