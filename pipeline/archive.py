"""The archivist's copy: the papers and the history made of them, in a bag whose every file has its hash (RFC 8493)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import bagit

from pipeline.read.files import find_papers, find_stated
from pipeline.read.offered import offered_papers
from pipeline.store.run import Run, digest_of, run_of
from pipeline.store.snapshots import current
from pipeline.store.tables import history_files

_PAPERS, _HISTORY = Path("data/papers"), Path("data/history")
"""Where a bag holds them."""

_UNLISTED = "tagmanifest-sha256.txt"
"""The list of hashes that has none itself."""


SAID = {
    "changed": "has changed since it was recorded",
    "gone": "is gone",
    "new": "is new: the history is not made of it",
    "unreadable": "cannot be opened",
}
"""What is said of a file that is not what was recorded of it, by its state."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not what was recorded of it."""

    file: str
    state: Literal["changed", "gone", "new", "unreadable"]


def archive(raw: Path, out: Path, folder: Path) -> tuple[int, list[str], list[Difference]]:
    """Copy the papers in ``raw`` and the current snapshot of ``out`` into a new bag.

    Returns how many papers it has, and the names of those that cannot be opened or are links out of the folder: they
    are not in it. With them, the papers that are not those the history was made of: a check of the bag names them too.
    The bag has its name once it is complete. The papers are not touched.

    Raises:
        FileExistsError: ``folder`` is there already.
        FileNotFoundError: there is no paper in ``raw``, or no history in ``out``.
        OSError: something cannot be read or written.
    """
    snapshot = current(out)
    if folder.exists():
        raise FileExistsError(f"{folder} is there already; an archive is made anew, in a folder of its own")
    if snapshot is None:
        raise FileNotFoundError(f"there is no history in {out}; riskhistory ingest makes one")
    offered = offered_papers(find_papers(raw, excluding=history_files(out)), raw)
    held = [one for one in offered if one.document_id]
    if not held:
        raise FileNotFoundError(f"there is no paper in {raw}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".archive-", dir=folder.parent) as temporary:
        bag = Path(temporary) / "bag"
        for file in (*(one.path for one in held), *find_stated(raw)):
            copy = bag / _PAPERS.name / file.relative_to(raw)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        shutil.copytree(snapshot, bag / _HISTORY.name)
        bagit.make_bag(str(bag), checksums=["sha256"])
        bag.rename(folder)
    return len(held), [one.name for one in offered if not one.document_id], [*_unlike_run(raw, out, snapshot)]


def _unlike_run(raw: Path, out: Path, snapshot: Path) -> Iterator[Difference]:
    """The papers that are not as the run recorded that made the history, but for those that cannot be opened."""
    if run := run_of(snapshot):
        yield from (one for one in _papers(raw, run, history_files(out)) if one.state != "unreadable")


def verify(raw: Path, out: Path) -> list[Difference]:
    """Hold the papers in ``raw`` and the tables of ``out`` against what the run that made the history recorded.

    Raises:
        FileNotFoundError: there is no history in ``out``, or it does not say what it was made of.
    """
    snapshot = current(out)
    run = run_of(snapshot) if snapshot else None
    if snapshot is None or run is None:
        raise FileNotFoundError(f"there is no history in {out} that says what it was made of; riskhistory ingest does")
    held = {name: digest_of(snapshot / name) for name in run.files if (snapshot / name).exists()}
    return [*_differences(run.files, held), *_papers(raw, run, history_files(out))]


def verify_bag(folder: Path) -> list[Difference]:
    """Check every file of a bag against its hash, and its papers against those of the run that it holds.

    Raises:
        OSError: it is no bag after all.
    """
    try:
        bag = bagit.Bag(str(folder))
    except bagit.BagError as error:
        raise OSError(f"{folder} is no whole archive: {error}") from error
    recorded = {path: hashes.get("sha256") for path, hashes in bag.entries.items()}
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    held = {name: digest_of(folder / name) for name in files if name != _UNLISTED}
    found = [*_differences(recorded, held)]
    named = {one.file for one in found}
    return [*found, *(one for one in _of_run(folder) if (_PAPERS / one.file).as_posix() not in named)]


def _of_run(folder: Path) -> Iterator[Difference]:
    """What a bag's own history says of its papers: they may have been changed before they were put into it."""
    if run := run_of(folder / _HISTORY):
        opened = tuple(paper for paper in run.papers if paper.document_id)
        yield from _papers(folder / _PAPERS, replace(run, papers=opened))


def is_bag(folder: Path) -> bool:
    """Whether a folder is an archive."""
    return (folder / "bagit.txt").is_file()


def _papers(raw: Path, run: Run, excluding: Collection[Path] = ()) -> Iterator[Difference]:
    held = {one.name: one.document_id for one in offered_papers(find_papers(raw, excluding), raw)}
    return _differences({paper.path: paper.document_id for paper in run.papers}, held)


def _differences(recorded: Mapping[str, str | None], held: Mapping[str, str | None]) -> Iterator[Difference]:
    """Hold the hashes of files against the recorded ones; the hash of a file that cannot be opened is None."""
    for name in sorted(held.keys() | recorded.keys()):
        if name not in held:
            yield Difference(name, "gone")
        elif name not in recorded:
            yield Difference(name, "new")
        elif held[name] is None:
            yield Difference(name, "unreadable")
        elif held[name] != recorded[name]:
            yield Difference(name, "changed")
