"""What one cell says of several fields: an identifier before a title, a cause and an effect each behind its label.

A cell's parts are told from each other by their labels, by the numbers their heading gives them, or by what they are;
what cannot be told stays with the first field of the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Cell, Line, Table
from extractors.layouts.columns import Column
from extractors.layouts.grid import cells_at
from extractors.lines.part import part_at, part_of
from extractors.vocabulary.headings import asks_for_decision, field_of, has_no_field, is_decision, score_side_of
from extractors.vocabulary.identifiers import split_identifier
from extractors.vocabulary.wording import meanings

Part = tuple[str, tuple[Line, ...]]
"""A field, and the lines of a cell that are of it."""

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,60}?)\s*(?::\s*[-–—]*|\s[-–—]+(?=\s))\s*(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s+")
_DATE = re.compile(r"\d{1,2}[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{2,4}|[A-Za-z]{3,9} \d{4}")
_BEHIND_ID = " .:–—-"
_TITLED = frozenset(("title", "description"))
APART = "apart"
"""What is behind a label of something that the history has no field for."""
_LABELLED = frozenset(("cause", "consequence", "description", "title", "control", "action", "progress", "owner", APART))
_MOST_WORDS_OF_ROLE = 8


def parts_of(cell: Cell, column: Column, ids: re.Pattern[str]) -> list[Part]:
    """The fields that a cell gives, each with its lines, in the order of the column; one without lines has ()."""
    names = list(column.names)
    lines = [line for line in cell.lines if not (column.dated and _DATE.fullmatch(line.text.strip()))]
    found: dict[str, list[Line]] = {name: [] for name in names}
    if asks_for_decision(column.wording):
        _put(found, [(APART if is_decision(line.text) else names[0], line) for line in lines])
        return [(name, tuple(said)) for name, said in found.items()]
    if len(names) == 1 and names[0] not in _TITLED:
        return _parts_of_one(lines, names[0])
    if "id" in names and lines:
        identifier, lines = _without_id(lines, ids)
        found["id"] += identifier
        names.remove("id")
    labelled = list(_labelled(lines, names))
    numbered = list(_numbered(lines, names)) if column.numbered else []
    if numbered:
        _put(found, numbered)
    elif _tells(labelled, names):
        unlabelled = [line for name, line in labelled if name is None]
        _put(found, [*_by_place(unlabelled, names), *((name, line) for name, line in labelled if name)])
    else:
        _put(found, list(_by_place(lines, names)))
    return [(name, tuple(said)) for name, said in found.items()]


def _parts_of_one(lines: Sequence[Line], name: str) -> list[Part]:
    """The lines of a cell of one field, but those behind labels of another.

    An owner may be told from a member, and beside a score may stand how it moves and by when it is to be reached.
    """
    found: dict[str, list[Line]] = {name: []}
    labelled = list(_labelled(lines, [name]))
    if name == "owner" and APART in {said for said, _ in labelled} and all(said for said, _ in labelled):
        _put(found, [(said or name, line) for said, line in labelled])
        return [(said, tuple(those)) for said, those in found.items()]
    for line in lines:
        match = _LABEL.fullmatch(line.text) if name.endswith("_score") else None
        of = [each.noun for each in meanings(match["label"])] if match else []
        if match and of == ["direction"]:
            found.setdefault("direction", []).append(part_of(line, match.start("rest")))
        elif match and not of and name == "target_score" and _DATE.fullmatch(match["rest"].strip()):
            found.setdefault("target_date", []).append(part_of(line, match.start("rest")))
        else:
            found[name].append(line)
    return [(said, tuple(those)) for said, those in found.items()]


def levels_in(table: Table, score: str) -> dict[str, tuple[Line, ...]]:
    """The score and the levels of a small table inside the cell of a score, by field; none where it holds no such."""
    at, across = cells_at(table), table.rows == 2
    state = score.removesuffix("score")
    found: dict[str, tuple[Line, ...]] = {}
    for number in range(table.columns if across else table.rows):
        head, value = ((at.get((0, number)), at.get((1, number))) if across
                       else (at.get((number, 0)), at.get((number, 1))))  # fmt: skip
        side = score_side_of(head.text) if head else None
        if side and side.kind == "axis" and value and value.lines:
            found[state + side.name] = value.lines
    return found


def _put(found: dict[str, list[Line]], parts: Sequence[tuple[str, Line]]) -> None:
    for name, line in parts:
        said = found.setdefault(name, [])
        if line.text:
            said.append(line)


def _without_id(lines: Sequence[Line], ids: re.Pattern[str]) -> tuple[list[Line], list[Line]]:
    """The identifier that a cell begins with, and the lines of it without."""
    first, *rest = lines
    match = ids.match(first.text)
    named = (match[0], first.text[match.end() :].lstrip(_BEHIND_ID)) if match else split_identifier(first.text)
    name, behind = named or ("", "")
    if not name:
        return [], list(lines)
    identifier = part_at(first, name)
    return [identifier], ([part_of(first, len(first.text) - len(behind))] if behind else []) + rest


def _labelled(lines: Sequence[Line], names: Sequence[str]) -> Iterator[tuple[str | None, Line]]:
    """Each line with the field whose label it stands behind (None before any), without the label."""
    current: str | None = None
    for line in lines:
        name, rest = _label(line.text)
        if name is not None and (name in names or name in _LABELLED):
            current = name
            yield name, part_of(line, len(line.text) - len(rest))
        else:
            yield current, line


def _label(text: str) -> tuple[str | None, str]:
    """The field that a line's label names, and the line without it; a line set ``APART`` keeps its label."""
    match = _LABEL.fullmatch(text)
    label, rest = (match["label"], match["rest"]) if match else (text, "")
    found = meanings(label) if len(label) <= 60 else ()
    if len(found) != 1 or not found[0].known or (match is None and len(label.split()) > 4):
        return None, text
    name = "description" if found[0].noun == "entry" else field_of(found[0])
    if found[0].noun == "impact" and found[0].stage is None:
        name = "consequence"
    if name is None and match and has_no_field(found[0]):
        return APART, text
    return (name, rest) if name else (None, text)


def _tells(labelled: Sequence[tuple[str | None, Line]], names: Sequence[str]) -> bool:
    """Whether labels part a cell: several of them, or one that the column's heading names beside others."""
    fields = {name for name, _ in labelled if name}
    return len(fields) > 1 or "owner" in fields or (len(names) > 1 and not fields.isdisjoint(names))


def _numbered(lines: Sequence[Line], names: Sequence[str]) -> Iterator[tuple[str, Line]]:
    """Each line with the field that its number stands for in the heading; what stands before the first is a title."""
    current = "title"
    for line in lines:
        match = _NUMBER.match(line.text)
        if match and int(match[1]) <= len(names):
            current = names[int(match[1]) - 1]
            yield current, replace(part_of(line, match.end()), level=0, marker=None)
        else:
            yield current, line


def _by_place(lines: Sequence[Line], names: Sequence[str]) -> Iterator[tuple[str, Line]]:
    """Each line with its field by where it stands: a title first, an owner last, everything else in between."""
    rest = list(lines)
    if "owner" in names and len(rest) > 1 and _may_be_role(rest[-1].text):
        yield "owner", rest.pop()
    others = [name for name in names if name != "owner"]
    if not others:
        return
    if "title" in others and len(others) > 1 and rest:
        yield "title", rest.pop(0)
        others.remove("title")
    for line in rest:
        yield others[0], line


def _may_be_role(text: str) -> bool:
    return (
        len(text.split()) <= _MOST_WORDS_OF_ROLE and text[:1].isupper() and not text.rstrip().endswith((".", "?", "!"))
    )
