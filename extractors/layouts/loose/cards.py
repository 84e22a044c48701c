"""Cards and summary profiles of the register in a text rendering, whose tables have come apart.

A card begins at its head line and ends at the next one, at a title, or where something begins that is no card. Each
of its values is what the file's own evidence gives, or null with a finding; every mend, and everything left out, is
reported. Documents of other formats are not looked at: their tables are whole, and other layouts read them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.document import Document, Line
from extractors.layouts.loose.columns import Upper
from extractors.layouts.loose.head import is_head, read_head
from extractors.layouts.loose.labels import wordings
from extractors.layouts.loose.levels import is_level_word
from extractors.layouts.loose.profile import ProfileReader, is_profile_heading, is_profile_row
from extractors.layouts.loose.rows import Notes, Row, is_noise, rows_of
from extractors.layouts.loose.sections import Lower, begins_section
from extractors.layouts.loose.words import Words, words_of
from extractors.places import Place
from extractors.records import Entry, Profile, Register
from extractors.vocabulary.headings import CONTEXT, is_title, nearest_profile_title, nearest_title

_MATRIX_PIECES = 4
"""How many levels or scores a row of the score key has at least."""


def read_registers(document: Document) -> tuple[tuple[Register, ...], frozenset[int]]:
    """The registers of cards in a text rendering, in order, and the numbers of the blocks they took."""
    if document.format != "text":
        return (), frozenset()
    rows = rows_of(document)
    words = words_of(rows)
    registers: list[_Reader] = []
    context: list[Line] = []
    blocks: set[int] = set()
    at = 0
    while at < len(rows):
        row = rows[at]
        if not is_head(row):
            if row.paragraph:
                context.append(Line(row.text, places=row.places))
            at += 1
            continue
        end = _end_of_card(rows, at)
        title = nearest_title(context)
        if not registers or (title is not None and title != registers[-1].title):
            registers.append(_Reader(title, tuple(reversed(context[-CONTEXT:]))))
        context = []
        registers[-1].read(rows[at:end], words)
        blocks |= {row.block for row in rows[at:end]}
        at = end
    return tuple(reader.register() for reader in registers), frozenset(blocks)


def read_profiles(document: Document) -> tuple[tuple[Profile, ...], frozenset[int]]:
    """The summary profiles in a text rendering, in order, and the numbers of the blocks they took."""
    if document.format != "text":
        return (), frozenset()
    rows = rows_of(document)
    words = words_of(rows)
    profiles: list[Profile] = []
    blocks: set[int] = set()
    context: list[Line] = []
    reader: ProfileReader | None = None
    tables = _profile_tables(rows)
    for row in rows:
        if row.paragraph:
            context.append(Line(row.text, places=row.places))
        elif row.block in tables:
            reader = reader or ProfileReader(words)
            reader.read(row)
            blocks.add(row.block)
        if reader and (row is rows[-1] or is_head(row) or (row.paragraph and not _is_furniture(row))):
            profiles += _finished(reader, context)
            reader = None
    return tuple(profiles), frozenset(blocks)


def _profile_tables(rows: Sequence[Row]) -> set[int]:
    """The blocks that are profiles: its headings stand over a line of it, or several of its lines go on with one."""
    lines = Counter(row.block for row in rows if is_profile_row(row))
    headed = {row.block for row in rows if is_profile_heading(row)}
    return {block for block, count in lines.items() if block in headed or (headed and count > 1)}


def _finished(reader: ProfileReader, context: Sequence[Line]) -> Iterator[Profile]:
    title = nearest_profile_title(context)
    if reader.drafts:
        yield reader.profile(title, tuple(reversed(context[-CONTEXT:])))


@dataclass(slots=True)
class _Reader:
    """Reads the cards of one register."""

    title: Line | None
    context: tuple[Line, ...]
    notes: Notes = field(default_factory=Notes)
    entries: list[Entry] = field(default_factory=list)

    def register(self) -> Register:
        """What has been read."""
        place: Place | None = next(iter(self.title.places), None) if self.title else None
        title = self.title.text if self.title else ""
        return Register(title, place, "risk_cards", tuple(self.entries), tuple(self.notes.findings), self.context)

    def read(self, rows: Sequence[Row], words: Words) -> None:
        """Read one card, from its head line to its end."""
        head = read_head(rows[0], words, self.notes)
        body = [row for row in rows[1:] if not self._left_out(row)]
        split = next((at for at, row in enumerate(body) if begins_section(row)), len(body))
        upper, lower = Upper(words, self.notes), Lower(words, self.notes)
        upper.read(body[:split])
        lower.read(body[split:])
        lower.finish()
        values = head.values | upper.values(head.values) | lower.values()
        places = tuple(place for row in rows for place in row.places[:1])
        last = max((row.number for row in rows if row.block == rows[0].block), default=rows[0].number)
        numbers = (rows[0].number, last)
        self.entries.append(Entry(head.kind, values, places, rows[0].table, numbers, lower.line_owners()))

    def _left_out(self, row: Row) -> bool:
        """Whether a line is of the page, or holds no word, and is told of so that it can go."""
        if row.paragraph and (_is_furniture(row) or is_noise(row.text)):
            if row.text:
                self.notes.ignore(row.text, "it is of the page, not of the card", row.places)
            return True
        return False


def _end_of_card(rows: Sequence[Row], start: int) -> int:
    """Where the card that begins at ``start`` ends: the number of the row after its last.

    A paragraph with words is of the card where another card follows, and ends the last one.
    """
    end = start + 1
    while end < len(rows) and not is_head(rows[end]) and not _ends(rows[end]):
        end += 1
    if end < len(rows) and is_head(rows[end]):
        return end
    for at in range(start + 1, end):
        if rows[at].paragraph and not _is_furniture(rows[at]) and not is_noise(rows[at].text):
            return at
    return end


def _ends(row: Row) -> bool:
    """Whether something begins here that is surely no part of a card."""
    if row.paragraph:
        return is_title(row.text) or row.text.casefold().startswith(tuple(wordings()["ends"]))
    matrix = [piece for piece in row.pieces if piece.text.isdigit() or is_level_word(piece.text)]
    return len(matrix) >= _MATRIX_PIECES or is_profile_row(row) or is_profile_heading(row)


def _is_furniture(row: Row) -> bool:
    return row.text.casefold().startswith(tuple(wordings()["furniture"]))
