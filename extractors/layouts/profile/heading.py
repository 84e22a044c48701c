"""The heading of a summary profile: which column holds which field, and which the confidence of which quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.document import Cell
from extractors.layouts.grid import headed_columns
from extractors.records import Kind
from extractors.vocabulary.headings import Heading, heading_of, is_rating, names_entry, quarter_of

_SCORES = {"current_score", "target_score"}
_QUARTERS = 4


@dataclass(slots=True)
class ProfileHeading:
    """What a heading says of each column: its field, or the quarter of a confidence, or why it is not read."""

    fields: dict[int, str] = field(default_factory=dict)
    quarters: dict[int, int] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)
    kind: Kind | None = None
    inferred: dict[str, str] = field(default_factory=dict)
    """By how they are worded, the quarters that are read as a confidence though they are called something else."""
    bare: bool = False
    """Whether quarters stand there that do not say what is of them."""

    @property
    def whole(self) -> bool:
        """Whether it is the heading of a profile: it names an identifier, a score, and a quarter's confidence.

        Quarters that do not say that they are of a confidence are, where both scores stand beside them.
        """
        named = set(self.fields.values())
        scores = len(named & _SCORES)
        return "id" in named and scores > self.bare and bool(self.quarters)


def heading_at(rows: Sequence[Sequence[Cell]], row: int) -> tuple[ProfileHeading, int] | None:
    """The profile heading that begins in a row, and how many rows it takes; None where none does.

    In a second row, ``Q1`` to ``Q4`` may stand below one ``Risk Confidence``.
    """
    for count in (1, 2):
        heading = _read(rows[row : row + count])
        if heading.whole:
            return heading, count
    return None


def _read(rows: Sequence[Sequence[Cell]]) -> ProfileHeading:
    heading = ProfileHeading()
    kinds: Counter[Kind] = Counter()
    wordings = [(columns, text, quarter_of(text)) for columns, text in _wordings(rows)]
    latest = max((quarter.year for _, _, quarter in wordings if quarter.year is not None), default=None)
    rests = Counter(rest for _, _, (quarter, _, rest) in wordings if quarter is not None)
    for columns, text, (quarter, year, rest) in wordings:
        named = heading_of(rest) or (
            Heading("title", kind) if quarter is None and (kind := names_entry(rest)) else None
        )
        strange = named is None and not is_rating(rest) and rests[rest] == _QUARTERS
        bare = quarter is not None and (is_rating(rest) or strange)
        named = None if bare else named
        if bare and strange:
            heading.inferred.setdefault(rest.strip(), text)
        heading.bare |= bare
        name = named.field if named else "confidence" if bare else ""
        if not name or (quarter is not None and name != "confidence"):
            heading.unread |= dict.fromkeys(columns, f"'{text}', which is no known heading")
        elif name == "confidence" and quarter is None:
            heading.unread |= dict.fromkeys(columns, f"'{text}', which names no quarter from 1 to 4")
        elif year != latest and year is not None:
            heading.unread |= dict.fromkeys(columns, f"'{text}', which is a quarter of an earlier year")
        elif (quarter or name) in (heading.quarters if quarter else heading.fields).values():
            heading.unread |= dict.fromkeys(columns, f"'{text}', which another column is already")
        elif quarter:
            heading.quarters |= dict.fromkeys(columns, quarter)
        else:
            heading.fields |= dict.fromkeys(columns, name)
        if named and named.kind:
            kinds[named.kind] += 1
    heading.kind = kinds.most_common(1)[0][0] if kinds else None
    if "title" not in heading.fields.values():
        # A profile has no descriptions: what it calls one is a title.
        heading.fields = {column: "title" if name == "description" else name for column, name in heading.fields.items()}
    return heading


def _wordings(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[list[int], str]]:
    """What stands over some columns, from the top down; columns that share their lowest cell stand together."""
    for columns, over in headed_columns(rows):
        yield columns, " ".join(word for cell in over for word in cell.text.split())
