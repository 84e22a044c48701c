"""Which one thread a person means, who may not know what it is called here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from normalise.values.text import folded
from pipeline.history.order import is_called
from pipeline.history.review.threads import Thread, asked_for

_NAME = 60
_LISTED = 12
"""How many threads a message lists at most."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The thread that is meant, and the ``others`` that had the number it has now."""

    wanted: str
    thread: Thread
    others: tuple[Thread, ...] = ()

    @property
    def remark(self) -> str:
        """What is to be said of the others."""
        names = "; ".join(map(_described, self.others))
        return f"{self.wanted} is {self.thread.lineage_id} now. In other editions it was also {names}"


def find_thread(threads: Sequence[Thread], wanted: str) -> Meant:
    """The thread that ``wanted`` names.

    It may be a lineage_id, one that it had before, an entry_id, a part of any title it had, or a number, which means
    the entry of the newest edition that has it.

    Raises:
        LookupError: it names none, or several; the message lists what could be meant.
    """
    if named := asked_for(threads, wanted):
        now = [thread for thread in named if thread.row.open and is_called(thread.entries[-1], wanted)]
        if len(named) > 1 and len(now) == 1:
            return Meant(wanted, now[0], tuple(thread for thread in named if thread is not now[0]))
    else:
        named = [thread for thread in threads if wanted in (thread.row.former_ids or ())] or [
            thread for thread in threads if any(_has(entry.title, wanted) for entry in thread.entries)
        ]
    if len(named) == 1:
        return Meant(wanted, named[0])
    listed = "\n".join(f"  {_described(thread)}" for thread in (named or threads)[:_LISTED])
    more = f"\n  and {len(named or threads) - _LISTED} more" if len(named or threads) > _LISTED else ""
    problem = f"{len(named)} risks or opportunities are" if named else "no risk or opportunity is"
    raise LookupError(f"{problem} called '{wanted}'; name one by its lineage_id:\n{listed}{more}")


def _has(text: str | None, part: str) -> bool:
    return bool(folded(part)) and folded(part) in folded(text or "")


def _described(thread: Thread) -> str:
    row = thread.row
    span = f"{row.first_fiscal_year} Q{row.first_quarter} to {row.last_fiscal_year} Q{row.last_quarter}"
    return f"{row.lineage_id} ({shorten(row.name, _NAME, placeholder=' …')}; {span})"
