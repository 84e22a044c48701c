"""A card as a whole table: its head line, its columns, its sections with their owners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.fields import NARRATIVES, Field, Fields, Part
from extractors.text.cards.head import repair_head
from extractors.text.cards.labels import WORDS
from extractors.text.cards.levels import AXES, Levels
from extractors.text.cards.lines import CutLine
from extractors.text.cards.statements import cell_of, statements
from extractors.text.cells import Grid, Row, TextCell
from extractors.text.sentences import is_open
from extractors.text.words import Words, is_noise, unread, words_in

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d/\d\d(?!\d)")
_UNSETTLED = "of several owners the file does not show how far each reaches, so these statements are given none"


def table_of(head: CutLine, body: Sequence[CutLine], words: Words) -> Grid:
    """The table of a card with this head line and the lines below it."""
    first, scores = repair_head(head, words)
    fields = Fields(words)
    fields.read(body)
    first.cells[0].notes += [
        note for line in (head, *body) if line.row for cell in line.row.cells for note in cell.notes
    ]
    rows = [first, *_columns(fields, scores, words)]
    for name in fields.sections:
        rows += _section(fields, name, words)
    return Grid(rows)


def _columns(fields: Fields, scores: Mapping[str, int], words: Words) -> list[Row]:
    """The labels and, below, the values; then those of the target."""
    columns = fields.fields
    names = [name for name in NARRATIVES if name in columns] or ["description"]
    narratives = [_narrative(name, columns.get(name, Field(name)), words) for name in names]
    if "owner" not in columns:
        narratives[0].note(Code.UNREADABLE_VALUE, "the card has no row of labels, so its columns are not read")
    narratives[0].notes += fields.above.notes
    levels = _levels(columns).cells(scores)
    owner, date = _owner_and_date(columns)
    label_row = [columns[name].label if name in columns else name.capitalize() for name in (*names, "owner")]
    blank = [TextCell() for _ in names]
    return [
        Row([*map(TextCell.of, label_row), *(TextCell.of(f"Current {axis.title()}") for axis in AXES)]),
        Row([*narratives, owner, *(levels["current", axis] for axis in AXES)]),
        Row([*blank, TextCell.of("Target Date"), *(TextCell.of(f"Target {axis.title()}") for axis in AXES)]),
        Row([*blank, date, *(levels["target", axis] for axis in AXES)]),
    ]


def _narrative(name: str, field: Field, words: Words) -> TextCell:
    groups = statements(field, words)
    cell = cell_of(groups)
    cell.notes += field.notes
    if sum(map(len, groups)) > 1:
        message = f"the {name} was put together from lines printed side by side with other columns"
        cell.note(Code.MENDED_TEXT, message)
    return cell


def _levels(columns: Mapping[str, Field]) -> Levels:
    levels = Levels()
    parts = zip(*(columns[axis].parts for axis in AXES if axis in columns), strict=True)
    for row in parts:
        said = {axis: [*filter(None, part.strips)] for axis, part in zip(AXES, row, strict=True)}
        levels.read(said, doubtful=row[0].doubtful)
    return levels


def _owner_and_date(columns: Mapping[str, Field]) -> tuple[TextCell, TextCell]:
    """The owner, and the target date below it; a date that is none, or lacks its year, is left out and reported.

    In a row of other columns than those of the labels only a date is known for what it is.
    """
    cells = {"owner": TextCell(), "target_date": TextCell()}
    for name, cell in cells.items():
        printed = []
        for part in columns[name].parts if name in columns else ():
            for text in filter(None, part.strips):
                if is_noise(text) or (not _is_date(text) and (name == "target_date" or part.doubtful)):
                    cell.notes.append(unread(text, f"in the column of the {name.replace('_', ' ')}"))
                else:
                    printed.append(text)
        cell.take(TextCell.of(" ".join(printed)))
    date = cells["target_date"]
    if not _is_whole(date.text):
        message = f"'{date.text}' below its label is no whole date" if date.lines else "no date is below the label"
        date.note(Code.UNREADABLE_VALUE, message)
        date.lines = []
    return cells["owner"], date


def _is_date(text: str) -> bool:
    """Whether a text is made of the words of a date alone, one of which is more than a stray digit."""
    known = {*WORDS["date"], *WORDS["date_links"], *WORDS["no_date"]}
    plain = all(word in known or _NUMBER.fullmatch(word) for word in words_in(text.casefold()))
    return plain and not is_noise(text)


def _is_whole(text: str) -> bool:
    """Whether a date gives a year, or says that there is none, and does not break off."""
    words = words_in(text.casefold())
    given = _YEAR.search(text) is not None or any(word in WORDS["no_date"] for word in words)
    return bool(words) and given and words[-1] not in WORDS["date_links"]


def _section(fields: Fields, name: str, words: Words) -> Iterator[Row]:
    """The labels, and below them the statements with their owner; again for each owner, and where none is known."""
    section = fields.fields[name]
    groups = statements(section, words)
    owners = _owners(fields.fields[f"{name} owner"], section)
    owned = [(_owner_of(group, owners), group) for group in groups] or [(owners[0] if len(owners) == 1 else None, [])]
    runs = [(owner, [group for _, group in run if group]) for owner, run in groupby(owned, lambda pair: pair[0])]
    for owner in owners:
        if all(owner is not given for given, _ in runs):
            message = f"'{owner.text}' is printed beside none of the statements, and is given to none"
            section.notes += [*owner.notes, DraftFinding(Code.UNREADABLE_VALUE, message)]
    heading = [*filter(None, (section.label, fields.owner_label(name)))]
    for number, (owner, run) in enumerate(runs):
        labels = [TextCell.of(text) for text in heading]
        labels[0].notes += [] if number else section.notes
        unsettled = TextCell.unreadable(_UNSETTLED) if owners else TextCell()
        yield Row(labels)
        yield Row([cell_of(run), _owner_cell(owner, words) if owner else unsettled][: len(heading)])


def _owner_of(group: Sequence[Part], owners: Sequence[Part]) -> Part | None:
    """The owner of a statement: one is everyone's.

    Of several, how far each reaches is lost with the lines of the table, so each is only of the statement on whose
    printed lines it is.
    """
    numbers = {part.line.number for part in group}
    beside = (owner for owner in owners if owner.line.number in numbers)
    return owners[0] if len(owners) == 1 else next(beside, None)


def _owners(beside: Field, section: Field) -> list[Part]:
    """The owners in the column beside a section; one goes on in the next row if it was surely not ended."""
    owners: list[Part] = []
    for part in beside.parts:
        if not part.text:
            section.notes += part.notes
        elif owners and owners[-1].line.block == part.line.block and is_open(owners[-1].text):
            owners[-1].text += f" {part.text}"
            owners[-1].notes += part.notes
        else:
            owners.append(part)
    return owners


def _owner_cell(owner: Part, words: Words) -> TextCell:
    """An owner; blank if it shows a sign of a cut: a lost beginning or end, a bracket left open."""
    text = owner.text
    open_end = text.count("(") != text.count(")") or not words.known(words_in(text)[-1], besides=1)
    if text[0].islower() or open_end or any(note.code is Code.CUT_TEXT for note in owner.notes):
        return TextCell.unreadable(f"an owner beside the statements is cut, and given to none: '{text}'", owner.notes)
    return TextCell.of(text, owner.notes)
