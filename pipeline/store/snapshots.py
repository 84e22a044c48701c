"""Complete states of the history: each run writes a new one aside, and one rename makes it the current one.

A folder OUT holds the tables under their plain names, and beside them ``.history``::

    OUT/entries.parquet    -> .history/current/entries.parquet, and so on
    OUT/.history/current   -> snapshots/000012
    OUT/.history/snapshots/000012/entries.parquet, …, run.json

Where the file system has no links, ``current`` is a file with the name of the snapshot, and the plain names are copies,
made after the switch. Whoever wants tables that belong together asks ``tables_in`` once, and reads them all there.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

HOME = ".history"
"""What is kept beside the tables: snapshots, the lock of a run, and papers as read."""

KEPT = 10
"""How many snapshots are kept, the current one included."""

_NO_LINKS = (None, errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What a system says that cannot make a link here; ``None`` is NotImplementedError's."""

_UNFINISHED = ".unfinished"
_DIGITS = 6


def _remove(folder: Path, *, even_if_missing: bool = False) -> None:
    import shutil  # who only reads a history removes nothing

    shutil.rmtree(folder, ignore_errors=even_if_missing)


def tables_in(out: Path) -> Path:
    """The folder to read the tables of the history in OUT from: its current snapshot, or OUT where it has none."""
    return current(out) or out


def current(out: Path) -> Path | None:
    """The current snapshot of OUT, by what ``current`` says now."""
    pointer = out / HOME / "current"
    try:
        name = pointer.readlink().name if pointer.is_symlink() else pointer.read_text("utf-8").strip()
    except OSError:
        return None
    snapshot = _snapshots(out) / name
    return snapshot if snapshot.is_dir() else None


def previous(out: Path) -> Path | None:
    """The snapshot before the current one; None where there is none, or it is no longer kept."""
    if (now := current(out)) is None:
        return None
    return max((one for one in _kept(out) if one.name < now.name), default=None)


def write_snapshot(out: Path, files: Mapping[str, bytes], named: Collection[str], kept: int = KEPT) -> Path:
    """Write a snapshot of these files, make it the current one, and forget all but the last ``kept``.

    ``named`` are the files that OUT shows under their own names. A reader finds the former state or the new one, whole.
    Only one process may do this at a time (see ``pipeline.store.lock``).

    Raises:
        OSError: a file cannot be written. The current snapshot is the one it was, or the new one.
    """
    _adopt(out, named)
    snapshot = _written(out, files)
    _show(out, named)
    _point(out, snapshot)
    _copy_where_needed(out, snapshot, named)
    for old in _kept(out)[:-kept]:
        _remove(old)
    return snapshot


def tidy(out: Path, named: Collection[str]) -> None:
    """Remove what an interrupted run has left behind, and let the plain names show the current snapshot again.

    Where no snapshot is current any more, complete ones stay: a person may want them.
    """
    now = current(out)
    for one in _entries(out):
        if one.name == _UNFINISHED or (now and one.name > now.name):
            _remove(one)
    if now:
        held = [name for name in named if (now / name).is_file()]
        _show(out, held)
        _copy_where_needed(out, now, held)


def _snapshots(out: Path) -> Path:
    return out / HOME / "snapshots"


def _entries(out: Path) -> list[Path]:
    with suppress(FileNotFoundError):
        return sorted(_snapshots(out).iterdir())
    return []


def _kept(out: Path) -> list[Path]:
    """The complete snapshots, oldest first."""
    return [one for one in _entries(out) if one.name.isdigit()]


def _adopt(out: Path, named: Collection[str]) -> None:
    """Make a snapshot of tables that an older version wrote, so that they are the last good state until the switch."""
    plain = [name for name in named if (out / name).is_file() and not (out / name).is_symlink()]
    if plain and current(out) is None:
        _point(out, _written(out, {name: (out / name).read_bytes() for name in plain}))


def _written(out: Path, files: Mapping[str, bytes]) -> Path:
    """A new snapshot, on the disk before it has its name."""
    unfinished = _snapshots(out) / _UNFINISHED
    _remove(unfinished, even_if_missing=True)
    unfinished.mkdir(parents=True)
    for name, content in files.items():
        _write(unfinished / name, content)
    _sync(unfinished)
    last = int(kept[-1].name) if (kept := _kept(out)) else 0
    snapshot = unfinished.rename(_snapshots(out) / f"{last + 1:0{_DIGITS}}")
    _sync(_snapshots(out))
    return snapshot


def _point(out: Path, snapshot: Path) -> None:
    """The one rename that makes a snapshot the current one."""
    fresh = out / HOME / ".current"
    if _keeps_copies(out) or not _link(fresh, Path("snapshots") / snapshot.name):
        _write(fresh, snapshot.name.encode())
    pointer = out / HOME / "current"
    if pointer.is_dir() and not pointer.is_symlink():
        _remove(pointer)  # the history was copied by a program that follows links: its plain files are whole
    fresh.replace(pointer)
    _sync(out / HOME)


def _show(out: Path, named: Collection[str]) -> None:
    """Let plain names lead to whatever snapshot is current, where the file system has links."""
    if _keeps_copies(out):
        return
    for name in named:
        target, fresh = Path(HOME) / "current" / name, out / HOME / f".{name}"
        if (out / name).is_symlink() and (out / name).readlink() == target:
            continue
        if not _link(fresh, target):
            return
        fresh.replace(out / name)
    _sync(out)


def _copy_where_needed(out: Path, snapshot: Path, named: Collection[str]) -> None:
    """Make plain names copies of the current snapshot's files, where the file system has no links."""
    if not _keeps_copies(out):
        return
    for name in named:
        content = (snapshot / name).read_bytes()
        if not (out / name).is_file() or (out / name).read_bytes() != content:
            _write(out / HOME / f".{name}", content)
            (out / HOME / f".{name}").replace(out / name)


def _keeps_copies(out: Path) -> bool:
    """Whether the current snapshot is named in a file, so that plain names are copies and not links."""
    return (out / HOME / "current").is_file()


def _link(path: Path, target: Path) -> bool:
    """Make a link, in place of a former one; False where the file system has none."""
    path.unlink(missing_ok=True)
    try:
        path.symlink_to(target)
    except (OSError, NotImplementedError) as error:
        if getattr(error, "errno", None) not in _NO_LINKS:
            raise
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    """A file that is on the disk when this returns."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Put what a folder lists on the disk; some systems cannot, and do so in their own time."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
