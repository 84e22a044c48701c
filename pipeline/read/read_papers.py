"""All papers of a run: each is read once, or taken from what an earlier run has read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from pipeline.read.limits import MIB, Limits
from pipeline.read.offered import Offered, offered_papers
from pipeline.read.paper import OUT_OF_MEMORY, ReadPaper, Unreadable
from pipeline.read.readings import Readings
from pipeline.read.serialised import decode, encode

_Result = TypeVar("_Result")

OnPaper = Callable[[int, int, str], None]
"""Is called when a paper has been read: how many have been by now, how many are to be, and its name."""

PASSING: Final = frozenset(
    ("unopened", "outside", "changed", "missing_tool", "conversion_timeout", "too_slow", "out_of_memory", "crashed")
)
"""Errors that are not of the file alone: another run, on another machine or with other limits, may read it."""


def read_papers(
    offered: Sequence[Offered],
    on_paper: OnPaper | None = None,
    *,
    ocr: bool = False,
    limits: Limits | None = None,
    readings: Readings | None = None,
    executor: Executor | None = None,
) -> list[ReadPaper]:
    """Read files, those of the same bytes once.

    ``ocr`` reads scanned pages by text recognition, where a program for it is installed. ``readings`` are taken from
    and added to, each paper as soon as it is read. ``executor`` runs the readings (see ``pipeline.read.workers``; that
    of a cluster must see the files under the same paths); without one they run here, one after the other, and nothing
    limits them but ``limits.size``.
    """
    limits = limits or Limits()
    refused = {one: paper for one in offered if (paper := _refused(one, limits))}
    found = {
        one.document_id: paper for one in _distinct(offered) if readings and (paper := readings.get(one.document_id))
    }
    to_read = [one for one in _distinct(offered) if one.document_id not in found and one not in refused]
    with closing(_read(to_read, executor, limits, ocr=ocr)) as arriving:
        for number, (one, paper) in enumerate(arriving, 1):
            found[one.document_id] = paper
            if readings and not (paper.error and paper.error.code in PASSING):
                readings.put(paper)
            if on_paper:
                on_paper(number, len(to_read), one.name)
    return [replace(found.get(one.document_id) or refused[one], path=one.name) for one in offered]


def read_paper(path: Path, name: str, *, ocr: bool = False) -> ReadPaper:
    """Read one file here and now, whatever its size and wherever a link leads; ``name`` becomes the paper's path."""
    file = Path(os.path.realpath(path))
    (one,) = offered_papers([file], file.parent)
    (paper,) = read_papers([replace(one, name=name)], ocr=ocr, limits=replace(Limits(), size=sys.maxsize // MIB))
    return paper


def _distinct(offered: Iterable[Offered]) -> Iterator[Offered]:
    """The first file of each bytes."""
    seen = set()
    for one in offered:
        if one.document_id is not None and one.document_id not in seen:
            seen.add(one.document_id)
            yield one


def _refused(one: Offered, limits: Limits) -> ReadPaper | None:
    """The paper that a file is if it is not to be read at all."""
    if one.outside:
        message = "this is a link that leads out of the folder, where nothing is read; put a copy of the file here"
        return ReadPaper(one.name, None, None, error=Unreadable("outside", message))
    if one.document_id is None or one.size is None:
        message = "there is no file or folder here that can be opened; see who may read it, and where links lead"
        return ReadPaper(one.name, None, None, error=Unreadable("unopened", message))
    if one.size > limits.size * MIB:
        message = f"the file has {one.size // MIB} MiB, more than {limits.size}; take the register out of it"
        return ReadPaper(one.name, one.document_id, one.size, error=Unreadable("too_large", message))
    return None


def _read_now(path: Path, document_id: str, *, ocr: bool) -> ReadPaper:
    from pipeline.read.read_paper import read_offered  # loads the layouts, which a run with nothing new does not need

    return read_offered(path, document_id, ocr=ocr)


def read_encoded(path: str, document_id: str, *, ocr: bool) -> bytes:
    """The task of one reading, for another process; a paper is handed over as bytes."""
    return encode(_read_now(Path(path), document_id, ocr=ocr))


def _read(
    to_read: Iterable[Offered], executor: Executor | None, limits: Limits, *, ocr: bool
) -> Generator[tuple[Offered, ReadPaper]]:
    """Each file and the paper it is, as they are done. The largest is begun first: none is left alone at the end."""
    if executor is None:
        for one in to_read:
            yield one, _read_now(one.path, str(one.document_id), ocr=ocr)
        return
    ordered = sorted(to_read, key=lambda one: (-(one.size or 0), one.name))
    pending = {executor.submit(read_encoded, str(one.path), str(one.document_id), ocr=ocr): one for one in ordered}
    try:
        for future in as_completed(pending):
            one = pending.pop(future)  # what it has given need not be kept twice
            yield one, _result(future, one, limits)
    finally:
        for future in pending:  # where this is left early
            future.cancel()


def _result(future: Future[bytes], one: Offered, limits: Limits) -> ReadPaper:
    content = within(future, limits)
    if isinstance(content, Unreadable):
        return ReadPaper(one.name, one.document_id, one.size, error=content)
    return decode(content)


def within(future: Future[_Result], limits: Limits) -> _Result | Unreadable:
    """What a task of an executor gives, or why the paper it is about could not be read within the limits."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        message = f"reading the file took longer than {limits.seconds} seconds and was stopped"
        return Unreadable("too_slow", f"{message}; offer the register alone, or allow more time (riskhistory.toml)")
    except MemoryError:
        return OUT_OF_MEMORY
    except (ProcessExpired, BrokenExecutor):
        message = "the process that read the file came to a sudden end, as when memory runs out"
        return Unreadable("crashed", f"{message}; offer it in another format, or the register alone")
