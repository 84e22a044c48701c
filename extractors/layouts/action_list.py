"""A list of actions: on one risk, as it follows that risk's table, or on many, each with the number of its risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Cell, Line, Table
from extractors.layouts.grid import shared_rows
from extractors.lines.part import in_one_line
from extractors.vocabulary.wording import Meaning, meanings

_FEWEST_COLUMNS = 3
_LONGEST = 60
_NOT_OF_ACTIONS = frozenset(("score", "likelihood", "impact", "control", "consequence", "cause"))


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its lines, who owns it, the lines of what has become of it, and the number in its row or above.

    The number is the action's own, or that of the risk it is on; "" where there is none.
    """

    lines: tuple[Line, ...]
    owner: Line | None
    progress: tuple[Line, ...]
    number: str = ""


def actions_in(table: Table) -> list[Action] | None:
    """The actions that a table lists, in order; None where its first row is no heading of such a list.

    Its heading names actions, and nothing that a risk has; numbers and dates of actions are not read.
    """
    heading, *rows = shared_rows(table) or [()]
    return actions_under(heading, rows)


def actions_under(heading: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[Action] | None:
    """The actions in rows below a heading of such a list; None where it is none."""
    wordings = {cell.column: " ".join(cell.text.split()) for cell in heading if len(cell.text) <= _LONGEST}
    columns = {column: found[0] for column, text in wordings.items() if (found := meanings(text))}
    if len(columns) < _FEWEST_COLUMNS or not any(_is_of_actions(each) for each in columns.values()):
        return None
    if any(each.noun in _NOT_OF_ACTIONS for each in columns.values()):
        return None
    text = next((at for noun in ("action", "description", "title") for at, each in columns.items()
                 if each.noun == noun and each.of is None), None)  # fmt: skip
    if text is None:
        return None
    actions: list[Action] = []
    for cells in rows:
        if lines := _lines(cells, [text]):
            number = _text(cells, _of(columns, "id")) or (actions[-1].number if actions else "")
            owners = _lines(cells, _of(columns, "owner"))
            owner = in_one_line(owners) if owners else None
            actions.append(Action(lines, owner, _lines(cells, _of(columns, "progress")), number))
    return actions


def _is_of_actions(meaning: Meaning) -> bool:
    return meaning.noun == "action" or meaning.of == "action"


def _of(columns: dict[int, Meaning], noun: str) -> list[int]:
    return [at for at, each in columns.items() if each.noun == noun]


def _lines(cells: Sequence[Cell], columns: Sequence[int]) -> tuple[Line, ...]:
    return tuple(line for cell in cells if cell.column in columns for line in cell.lines)


def _text(cells: Sequence[Cell], columns: list[int]) -> str:
    return " ".join(" ".join(line.text.split()) for line in _lines(cells, columns))
