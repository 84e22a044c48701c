"""How two entries of different editions are linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Relation = Literal["continues", "split", "merged", "related"]
Method = Literal["curated", "event", "similarity"]
Status = Literal["confirmed", "proposed"]

RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class Link:
    """A link from an entry to one of a later edition.

    ``continues``: the same risk. ``split``: the later was part of the earlier, which goes on beside it. ``merged``: the
    earlier is now part of the later, which goes on from another. ``related``: neither, and a reader will want to know.
    ``score`` is their similarity from 0 to 1, None where a person set the link. ``doubt`` says why a person should
    review a confirmed link; "" where there is no reason.
    """

    from_entry_id: str
    to_entry_id: str
    relation: Relation
    method: Method
    status: Status
    score: float | None
    evidence: str
    doubt: str = ""
