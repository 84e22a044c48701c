"""Labels of cards that no word explains: texts that stand in several cards where labels do, each over another value.

All labels of a card, with what stands under each in all cards, are settled as the columns of a table are. One that is
understood so is put into the words of the vocabulary, so that the card is read like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.document import Cell, Document, Line, Table
from extractors.findings import Code, Finding
from extractors.layouts.cards.labels import SECTIONS, Label, label_of
from extractors.layouts.cards.score_matrix import score_matrix
from extractors.layouts.columns import label_fields
from extractors.layouts.content import are_posts
from extractors.layouts.grid import all_text, cells_at, place_of
from extractors.vocabulary.headings import is_register
from extractors.vocabulary.identifiers import IN_CELL, in_text
from extractors.vocabulary.wording import meanings

_LONGEST = 60
_FEWEST = 4
"""Labels that a table has to have before others are learnt from it."""
_PAIR = 2
"""Cells of a label and its value."""
_BEFORE_VALUE = re.compile(r"([A-Z][^:=\d]{0,59}?)\s*[:=]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Found:
    """A text that may be a label: where it stands, and what may be its value."""

    wording: str
    cell: Cell
    value: str


def with_known_labels(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """The document with the labels that are learnt from it in words of the vocabulary, and what is said of each."""
    tables = {at: block for at, block in enumerate(document.blocks) if isinstance(block, Table) and block.columns > 1}
    counted = Counter(text for table in tables.values() for text in {text for text, _ in _wordings(table)})
    recurring = frozenset(text for text, count in counted.items() if count > 1)
    found = {at: list(_labels(table, recurring)) for at, table in tables.items()}
    learnt = _learnt([some for some in found.values() if len({one.wording for one in some}) >= _FEWEST])
    if not learnt:
        return document, ()
    blocks = list(document.blocks)
    findings: dict[str, Finding] = {}
    for at, some in found.items():
        own = {id(one.cell): one.wording for one in some if one.wording in learnt}
        own |= _headings(tables[at], learnt)
        if own:
            cells = (_reworded(cell, own[id(cell)], learnt) if id(cell) in own else cell for cell in tables[at].cells)
            blocks[at] = replace(tables[at], cells=tuple(cells))
            for one in some:
                if one.wording in own.values() and one.wording not in findings:
                    findings[one.wording] = _inferred(one, *learnt[one.wording])
    return replace(document, blocks=tuple(blocks)), tuple(findings.values())


def _headings(table: Table, learnt: Mapping[str, object]) -> dict[int, str]:
    """The labels that head columns in a table, such as a summary of the cards: in rows of little but labels."""
    found: dict[int, str] = {}
    for _, cells in table.by_row():
        texts = {id(cell): " ".join(cell.text.split()) for cell in cells if cell.lines}
        known = sum(text in learnt or label_of(text) is not None for text in texts.values())
        if known * 2 > len(texts):
            found |= {at: text for at, text in texts.items() if text in learnt}
    return found


def _wordings(table: Table) -> Iterator[tuple[str, Cell]]:
    """What may be a label in each cell: all it says, or what stands before a sign or an identifier.

    What names the sides of a matrix of scores is none.
    """
    matrix = score_matrix(table)
    for cell in table.cells:
        if not cell.lines or cell.lines[0].marker is not None or (cell.row, cell.column) in matrix.frame:
            continue
        text = " ".join(cell.text.split())
        before, _ = _parted(text)
        if before[:1].isupper() and len(before) <= _LONGEST and not re.search(r"\d", before):
            yield before, cell


def _parted(text: str) -> tuple[str, str]:
    """A text as label and value; the value is "" where it stands elsewhere, or the text is a value."""
    if (identifier := IN_CELL.match(text)) and identifier[0].isupper():
        return text, ""
    if match := _BEFORE_VALUE.fullmatch(text):
        head, value = match[1], match[2]
        number = in_text().search(head)
        return (head[: number.start()].strip(), text[number.start() :]) if number and number.start() else (head, value)
    number = in_text().search(text) or IN_CELL.search(text)
    if number and 0 < number.start() <= _LONGEST:
        return text[: number.start()].strip(" :–-"), text[number.start() :]
    return text, ""


def _labels(table: Table, recurring: frozenset[str]) -> Iterator[_Found]:
    """The labels of a table in the order of reading: those with their values, rows of labels, and first cells."""
    at = cells_at(table)
    wordings = {id(cell): (text, cell) for text, cell in _wordings(table) if _is_label(text, recurring)}
    values = {key: _parted(" ".join(cell.text.split()))[1] for key, (_, cell) in wordings.items()}
    bare: dict[int, tuple[int, int]] = {}
    for _, cells in table.by_row():
        filled = [cell for cell in cells if cell.lines]
        heads = all(values.get(id(cell)) == "" for cell in filled) and not _stands_among_labels(filled, at)
        for cell in filled if heads else filled[:1]:
            below, beside = (cell.row + cell.row_span, cell.column), (cell.row, cell.column + cell.column_span)
            bare |= {id(cell): below if heads else beside} if values.get(id(cell)) == "" else {}
    for key, (wording, cell) in wordings.items():
        if value := values[key]:
            number = IN_CELL.match(value)
            yield _Found(wording, cell, number[0] if number else value)
        elif key in bare:
            other = at.get(bare[key])
            yield _Found(wording, cell, "" if other is None or id(other) in bare else all_text(other))


def _stands_among_labels(row: Sequence[Cell], at: Mapping[tuple[int, int], Cell]) -> bool:
    """Whether a row is one of several that begin with labels: then the value of its label stands beside it.

    A value may recur in several cards as labels do, such as an owner.
    """
    if len(row) != _PAIR or label_of(row[0].text) is None or label_of(row[1].text) is not None:
        return False
    first = row[0]
    beside = (at.get((near, first.column)) for near in (first.row - 1, first.row + first.row_span))
    return any(cell is not None and label_of(cell.text) is not None for cell in beside)


def _is_label(wording: str, recurring: frozenset[str]) -> bool:
    return wording in recurring or (bool(wording) and label_of(wording) is not None)


def _learnt(cards: Sequence[Sequence[_Found]]) -> dict[str, tuple[str, str]]:
    """The labels that are understood by more than their words: the wording to put for each, and why."""
    values: dict[str, dict[str, None]] = {}
    for one in (one for card in cards for one in card):
        values.setdefault(one.wording, {}).update({one.value: None} if one.value else {})
    learnt: dict[str, tuple[str, str]] = {}
    for card in {tuple(dict.fromkeys(one.wording for one in card)): card for card in cards}.values():
        fields = _fields(card, values)
        if not _is_card(card, {name for name, _ in fields.values()}):
            continue
        for wording, (name, why) in fields.items():
            if _is_new(name, label_of(wording)) and (said := _said(name, wording)):
                learnt.setdefault(wording, (said, why or "by what stands under it in all cards"))
    return learnt


def _is_card(card: Sequence[_Found], named: set[str]) -> bool:
    """Whether labels are those of a card: of fields that a register has, and not all in one row."""
    return is_register(named) and len({one.cell.row for one in card}) > 1


def _is_new(name: str, label: Label | None) -> bool:
    """Whether what a label holds is not what its words say: these say nothing, or score where the cells are levels."""
    return label is None or (name.endswith("_impact") and label.field == name.replace("_impact", "_score"))


def _fields(card: Sequence[_Found], values: Mapping[str, Mapping[str, None]]) -> dict[str, tuple[str, str]]:
    """The field of each label of a card, and why; the owners of lines stand on the right of these."""
    rows = {one.wording: one.cell.row for one in reversed(card)}
    labels = {wording: list(values.get(wording, ())) for wording in dict.fromkeys(one.wording for one in card)}
    owners, sections = _with_owners(labels, rows)
    filled = [(wording, texts) for wording, texts in labels.items() if texts and wording not in owners | sections]
    fields = dict(zip((wording for wording, _ in filled), label_fields(filled), strict=True))
    taken = {names for names, _ in fields.values()}
    bare = [wording for wording in labels if wording not in fields and wording not in owners | sections]
    for wording in bare:  # what nothing stands under is told by its words alone
        ((names, why),) = label_fields([(wording, [])])
        fields |= {} if names in taken else {wording: (names, why)}
    return owners | sections | {wording: (names[0], why) for wording, (names, why) in fields.items() if len(names) == 1}


def _with_owners(
    labels: Mapping[str, list[str]], rows: Mapping[str, int]
) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """The labels of the owners of lines, and those of the lines beside them that no word explains.

    Of these a card has two: what is done, and below it what is still to do.
    """
    names = dict(zip(labels, (names for names, _ in label_fields(list(labels.items()))), strict=True))
    wordings = list(labels)
    pairs = [
        (before, after) for before, after in pairwise(wordings)
        if rows[before] == rows[after] and _is_owner(after, labels[after]) and not _is_owner(before, labels[before])
        and (label_of(before) is None or names[before][:1] in (("control",), ("action",), ("progress",)))
        and sum(rows[each] == rows[before] for each in wordings) == 2
    ]  # fmt: skip
    known = {before: label.field for before, _ in pairs if (label := label_of(before)) and label.field in SECTIONS}
    free = [name for name in ("control", "action") if name not in known.values()]
    strange = [before for before, _ in pairs if before not in known]
    told = dict(zip(strange, free, strict=True)) if len(strange) == len(free) else {}
    fields = {before: known.get(before) or told.get(before) or "".join(names[before][:1]) for before, _ in pairs}
    owners = {after: (f"{fields[before]}_owner", "") for before, after in pairs if fields[before] in SECTIONS}
    return owners, {before: (name, "since owners of its lines stand beside it") for before, name in told.items()}


def _is_owner(wording: str, values: Sequence[str]) -> bool:
    """Whether a label beside those of lines is that of their owners, by its words or what is under it."""
    return any(meaning.noun == "owner" for meaning in meanings(wording)) or are_posts(values)


def _said(name: str, wording: str) -> str | None:
    """A wording of the vocabulary for a field, with the kind that the label names."""
    kinds = {meaning.kind for meaning in meanings(wording)} - {None}
    kind = f"{kinds.pop()} ".capitalize() if len(kinds) == 1 and name in ("id", "title", "description") else ""
    said = f"{kind}{name.replace('_', ' ')}".capitalize()
    label = label_of(said)
    fits = label and (label.field == name or (label.owner_of and name == f"{label.owner_of}_owner"))
    return said if fits else None


def _reworded(cell: Cell, wording: str, learnt: Mapping[str, tuple[str, str]]) -> Cell:
    """A cell with its label in other words; what else it says stays."""
    said, _ = learnt[wording]
    text = " ".join(cell.text.split())
    if not text.startswith(wording):
        return cell
    if text.rstrip(" :") == wording:
        return replace(cell, lines=(replace(cell.lines[0], text=said + text[len(wording) :]),))
    first = cell.lines[0]
    if not first.text.startswith(wording):
        return cell
    return replace(cell, lines=(_begun(first, wording, said), *cell.lines[1:]))


def _begun(line: Line, wording: str, said: str) -> Line:
    return replace(line, text=said + line.text[len(wording) :])


def _inferred(one: _Found, said: str, why: str) -> Finding:
    label = label_of(said)
    assert label is not None
    name = f"{label.owner_of} owner" if label.owner_of else label.field.replace("_", " ")
    message = f"""'{one.wording}' is read as {name}, {why}; "{one.wording}" = "{label.field}" confirms it"""
    return Finding(Code.INFERRED_HEADING, message, place_of([one.cell]), None if label.owner_of else label.field)
