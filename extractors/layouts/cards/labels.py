"""The labels a card's cell begins with, and what stands in the same cell as their value.

``Risk Owner`` is a bare label: its value stands in another cell. ``Current risk score: 16`` holds its value, and
``Risk ID Corp 2 Title: Flood Defences`` holds two labels with theirs. A cell of prose begins with no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.document import Cell, Line
from extractors.lines.part import in_one_line, part_of
from extractors.records import Kind
from extractors.vocabulary.headings import heading_of, is_apart, line_owner_of, names_entry, names_id_and_title
from extractors.vocabulary.identifiers import IN_CELL

SECTIONS = frozenset(("control", "action", "progress"))
"""Fields that run across a card, each with the owners of its lines beside it."""

NARRATIVE = SECTIONS | {"description", "consequence"}
"""Fields of many lines: what goes on under them is more of them, and their words may look like labels."""

LEVELED = ("_score", "_likelihood", "_impact")
"""How the names of the fields of scores and levels end."""

APART = "apart"
"""What is under a label that the history has no field for."""

_WORD = re.compile(r"[^\s:=]+[:=]?")
_MOST_WORDS = 6
_LONGEST_SHORT = 200
_COLON = re.compile(r"\s{0,9}[:=]\s*")
_VALUE_BEHIND = re.compile(r":\s*\S")
_DASH = re.compile(r"\s+[–—-]+\s+")
_NUMBER = re.compile(r"\s+(?=\d{1,2}\b)")
_SOLE_NUMBER = re.compile(r"\s+(?=\d{1,2}\s*$)")
_NAME = re.compile(rf"\s+(?={IN_CELL.pattern}|\d{{1,3}}\b)")
"""What may part a label from its value; a number needs nothing, since no prose says 'Target score 9'."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, the field it names, and the lines that stand with it in its cell.

    ``owner_of`` is the field whose lines have their owners here; then ``field`` is ``owner``.
    """

    wording: str
    field: str
    kind: Kind | None = None
    owner_of: str | None = None
    value: tuple[Line, ...] = ()


def label_of(text: str, *, whole: bool = False) -> Label | None:
    """The label that a text is, if it is one and nothing else; a label begins with a capital.

    ``whole``: the text is all that its cell says. A line of several may be a word of prose (``Members``).
    """
    if not text[:1].isupper() or _VALUE_BEHIND.search(text):
        return None
    owner_of = line_owner_of(text)
    if owner_of is not None:
        return Label(text, "owner", owner_of=owner_of)
    heading = heading_of(text)
    if heading is None and (kind := names_entry(text)):
        return Label(text, "description", kind)
    if heading is None and names_id_and_title(text):
        return Label(text, "id")
    if heading is None:
        return Label(text, APART) if whole and is_apart(text) else None
    return Label(text, heading.field, heading.kind)


def labels_in(cell: Cell) -> tuple[Label, ...]:
    """The labels of a cell that begins with one, each with its value; () for any other cell, such as one of bullets."""
    if cell.lines and cell.lines[0].marker is not None:
        return ()
    whole = " ".join(cell.text.split())
    if label := label_of(whole, whole=True):
        return (label,)
    if (broken := _broken_label(cell, whole)) is not None:
        return broken
    labels: list[Label] = []
    for line in cell.lines:
        found = _labels_of(line, labels[-1] if labels else None)
        if not labels and not found:
            break
        if found:
            labels += found
        else:
            labels[-1] = replace(labels[-1], value=(*labels[-1].value, line))
    return tuple(labels)


def _broken_label(cell: Cell, whole: str) -> tuple[Label, ...] | None:
    """The labels of a short cell whose first label was broken over lines; None of any other."""
    if len(cell.lines) < 2 or len(whole) > _LONGEST_SHORT:
        return None
    first = cell.lines[0].text
    leading = _leading(whole)
    if leading is None or (len(leading[0].wording) <= len(first) and _labels_of(cell.lines[0], None)):
        return None
    return tuple(_parts(in_one_line(cell.lines)))


def _labels_of(line: Line, before: Label | None) -> list[Label]:
    """The labels that a line holds. Under a narrative label in the same cell, only a line that is one counts."""
    if line.marker is not None:
        return []
    if label := label_of(line.text):
        return [label]
    return [] if before is not None and before.field in NARRATIVE else list(_parts(line))


def _parts(line: Line) -> Iterator[Label]:
    """The labels of a line that begins with one, each with the words up to the next."""
    starts = list(_starts(line.text))
    ends = [*(start for start, _, _ in starts[1:]), len(line.text)]
    for (_, label, begin), end in zip(starts, ends, strict=False):
        value = part_of(line, begin, end)
        yield replace(label, value=(value,) if value.text else ())


def _starts(text: str) -> Iterator[tuple[int, Label, int]]:
    """Where each label of a line begins and where its value does."""
    first = _leading(text)
    if first is None:
        return
    label, end = first
    yield 0, label, end
    if label.field in NARRATIVE:
        return
    for colon in _COLON.finditer(text, end):
        words = [word.start() for word in _WORD.finditer(text, end, colon.start())][-_MOST_WORDS:]
        for start in words:
            found = label_of(text[start : colon.start()])
            if found is not None and (start != words[-1] or found.field == "title"):  # one word may be the value's own
                yield start, found, colon.end()
                end = colon.end()
                break


def _leading(text: str) -> tuple[Label, int] | None:
    """The longest label that a line begins with, and where its value begins."""
    for word in reversed(list(_WORD.finditer(text))[:_MOST_WORDS]):
        wording = text[: word.end()].rstrip(":= ")
        label = label_of(wording)
        if label and label.field == "consequence" and _SOLE_NUMBER.match(text, len(wording)):
            label = replace(label, field="current_impact")  # Consequence 5
        parted = label and _parted(label, text, len(wording))
        if label and parted:
            return label, parted.end()
    return None


def _parted(label: Label, text: str, at: int) -> re.Match[str] | None:
    """What parts a label from the value after it, if anything does."""
    found = _COLON.match(text, at) or _DASH.match(text, at)
    if found is None and label.field == "id":
        return _NAME.match(text, at)
    if found is None and label.field.endswith(("_likelihood", "_impact")):
        return _SOLE_NUMBER.match(text, at)
    if found is None and label.field.endswith("_score"):
        return _NUMBER.match(text, at)
    return found
