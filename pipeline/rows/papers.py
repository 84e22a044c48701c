"""The rows of all papers: made here, or by other processes, each paper's within the limits of a reading."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from copy import deepcopy
from dataclasses import replace

from normalise.organisations.known import Answer, Organisations
from normalise.unusable import UnusableError
from pipeline.read.limits import Limits
from pipeline.read.paper import ReadPaper, Unreadable, failure_at
from pipeline.read.read_papers import within
from pipeline.read.serialised import decode, encode
from pipeline.rows.paper import PaperRows, failed, offered_again, rows_of_paper

_AHEAD = 32
"""How many papers wait for a process: enough that none waits for a paper, and few enough to have as bytes beside."""

_Made = tuple[PaperRows, tuple[Answer, ...]]
_Submit = Callable[[ReadPaper], "Future[_Made | Unreadable]"]


def rows_of_papers(
    papers: Iterable[ReadPaper],
    organisations: Organisations,
    executor: Executor | None = None,
    limits: Limits | None = None,
) -> Iterator[PaperRows]:
    """The rows of each paper, in order; of a file offered again nothing but that it was.

    ``executor`` makes them, each paper's within its ``limits`` (see ``read_papers``), and a paper at which the program
    fails has an error; without one they are made here, and the failure is raised.
    """
    limits = limits or Limits()
    submit = _submitter(organisations, executor) if executor else None
    for paper, first, future in _ahead(_with_first_paths(papers), submit):
        if paper.error is not None:
            yield failed(paper, paper.error)
        elif first is not None:
            yield offered_again(paper, first)
        elif future is None:
            yield rows_of_paper(paper, organisations)
        else:
            yield _awaited(future, paper, organisations, limits)


def _with_first_paths(papers: Iterable[ReadPaper]) -> Iterator[tuple[ReadPaper, str | None]]:
    """Each paper, and under which path the same bytes were offered before; None where they were not, or not read."""
    first_path: dict[str | None, str] = {}
    for paper in papers:
        yield paper, None if paper.error else first_path.get(paper.document_id)
        if not paper.error:
            first_path.setdefault(paper.document_id, paper.path)


def _ahead(
    papers: Iterable[tuple[ReadPaper, str | None]], submit: _Submit | None
) -> Iterator[tuple[ReadPaper, str | None, Future[_Made | Unreadable] | None]]:
    """Each paper with the task that makes its rows, where it is one for an executor; some tasks are ahead of it."""
    waiting: deque[tuple[ReadPaper, str | None, Future[_Made | Unreadable] | None]] = deque()
    for paper, first in papers:
        task = submit(paper) if submit and not paper.error and first is None else None
        waiting.append((paper, first, task))
        if len(waiting) > _AHEAD:
            yield waiting.popleft()
    yield from waiting


def _submitter(organisations: Organisations, executor: Executor) -> _Submit:
    """Hands papers to an executor, with the organisations as they are before any paper has named one."""
    known = deepcopy(organisations)
    return lambda paper: executor.submit(_made, encode(paper), known)


def _made(content: bytes, organisations: Organisations) -> _Made | Unreadable:
    """The task of one paper, for another process: its rows, without the paper, and what it asked of organisations."""
    paper, own = decode(content), deepcopy(organisations)
    rows = _rows(paper, own)
    return rows if isinstance(rows, Unreadable) else (_of(rows, _without_content(paper)), own.answers)


def _rows(paper: ReadPaper, organisations: Organisations) -> PaperRows | Unreadable:
    try:
        return rows_of_paper(paper, organisations)
    except (UnusableError, MemoryError):  # what a person gave is wrong, and that ends the run; memory has its own words
        raise
    except Exception as error:
        return failure_at(error)


def _awaited(
    future: Future[_Made | Unreadable], paper: ReadPaper, organisations: Organisations, limits: Limits
) -> PaperRows:
    """The rows that another process has made, or, where a paper before gave a body another name, made here again."""
    made = within(future, limits)
    if isinstance(made, Unreadable):
        return failed(paper, made)
    apart, answers = made
    rows = _of(apart, paper) if organisations.agree(answers) else _rows(paper, organisations)
    return failed(paper, rows) if isinstance(rows, Unreadable) else rows


def _of(rows: PaperRows, paper: ReadPaper) -> PaperRows:
    return replace(rows, paper=paper, editions=[replace(edition, paper=paper) for edition in rows.editions])


def _without_content(paper: ReadPaper) -> ReadPaper:
    """What tells a paper from another, and nothing of what it says."""
    return ReadPaper(paper.path, paper.document_id, paper.size, paper.format)
