"""How what a paper prints of each field is read: its normal form, and the problems with it.

All readers have one form, so that the table of fields (``pipeline.store.tables``) can name the reader of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from extractors.findings import Code
from extractors.records import Axis
from normalise.organisations.organisation import Organisation
from normalise.values.confidence import parse_confidence
from normalise.values.directions import parse_direction
from normalise.values.owners import parse_owners
from normalise.values.scores import parse_level, parse_score
from normalise.values.target_dates import parse_target_date
from normalise.values.text import one_line
from normalise.values.types import parse_types

_SCORE_PROBLEMS = {
    Code.SCORE_MISMATCH: "'{}' is not the product of its likelihood and impact, or of any two levels",
    Code.AMBIGUOUS_SCORE: "'{}' gives more than one score, so none is read",
    Code.AXES_UNKNOWN: "'{}' gives a likelihood and an impact, but nothing says which is which, so neither is read",
    Code.UNREADABLE_SCORE: "'{}' gives no score that can be read for certain",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell prints: its text, paragraphs joined by new lines, and its fill (``#rrggbb``), where that counts.

    ``first`` is the axis that a product in it gives first, where its heading says so.
    """

    text: str = ""
    fill: str | None = None
    first: Axis | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with a value; ``printed`` are the words it is about."""

    code: Code
    message: str
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One value: as ``printed``, cleaned, its normal form, and the problems with it; None where there is none.

    ``levels`` are the likelihood and the impact beside a score.
    """

    printed: str | None
    normal: Any
    problems: tuple[Problem, ...] = ()
    levels: Mapping[str, int | None] = field(default_factory=dict)


Reader = Callable[[Printed, Organisation], Value]


def read_line(printed: Printed, _: Organisation) -> Value:
    """A text on one line."""
    text = one_line(printed.text) or None
    return Value(text, text)


def read_text(printed: Printed, _: Organisation) -> Value:
    """A text of paragraphs."""
    text = printed.text or None
    return Value(text, text)


def read_types(printed: Printed, _: Organisation) -> Value:
    """Risk types, each in lower case."""
    types = parse_types(printed.text)
    problems = (Problem(Code.UNKNOWN_TYPE, f"'{name}' is no known type of risk", name) for name in types.unknown)
    return Value(one_line(printed.text) or None, types.values or None, tuple(problems))


def read_owners(printed: Printed, organisation: Organisation) -> Value:
    """Owners' roles, each spelt one way."""
    text, owners = one_line(printed.text), parse_owners(printed.text, organisation.roles)
    unclear = Problem(Code.OWNER_UNCLEAR, f"'{text}' is not plainly a role, or several", text)
    return Value(text or None, owners or None, (unclear,) if text and not owners else ())


def read_direction(printed: Printed, _: Organisation) -> Value:
    """A direction of travel; its cell often holds paragraphs."""
    direction = parse_direction(printed.text)
    said = "the direction of travel is not clear from its words"
    if direction.value:
        said = f"the direction of travel begins with '{direction.value}', and the words after it say another"
    unclear = Problem(Code.DIRECTION_UNCLEAR, said, printed.text)
    return Value(printed.text or None, direction.value, (unclear,) if printed.text and direction.unclear else ())


def read_date(printed: Printed, organisation: Organisation) -> Value:
    """A target date."""
    text, target = one_line(printed.text), parse_target_date(printed.text, organisation.calendar)
    unclear = Problem(Code.DATE_UNCLEAR, f"'{text}' is no single date", text)
    if target.open_ended and target.value is None and not target.unclear:
        unclear = Problem(Code.OPEN_ENDED_DATE, f"'{text}' names no day", text)
    return Value(text or None, target.value, (unclear,) if text and target.value is None else ())


def read_confidence(printed: Printed, organisation: Organisation) -> Value:
    """A confidence: a word, or the colour of a cell without one."""
    text, read = one_line(printed.text), parse_confidence(printed.text, printed.fill, organisation.ratings)
    shown = f"the colour {printed.fill}" if not text else f"'{text}'" + (f" on {printed.fill}" if printed.fill else "")
    unclear = Problem(Code.CONFIDENCE_UNCLEAR, f"{shown} is not plainly red, amber or green", text or printed.fill)
    return Value(text or None, read.value, (unclear,) if read.unclear else ())


def read_score(printed: Printed, organisation: Organisation) -> Value:
    """A score, and the levels beside it."""
    text = one_line(printed.text)
    scale = replace(organisation.scale, first=printed.first) if printed.first else organisation.scale
    score = parse_score(text, scale)
    problems = []
    if score.problem:
        problems.append(Problem(score.problem, _SCORE_PROBLEMS[score.problem].format(text), text))
    if score.doubtful:
        problems.append(Problem(Code.DOUBTFUL_SCORE, f"the paper puts a question mark to '{text}'", text))
    levels = {"likelihood": score.likelihood, "impact": score.impact}
    return Value(text or None, score.value, tuple(problems), levels)


def read_likelihood(printed: Printed, organisation: Organisation) -> Value:
    """A likelihood in a cell of its own."""
    return _read_level(printed, organisation, "likelihood")


def read_impact(printed: Printed, organisation: Organisation) -> Value:
    """An impact in a cell of its own."""
    return _read_level(printed, organisation, "impact")


def _read_level(printed: Printed, organisation: Organisation, axis: Axis) -> Value:
    text, level = one_line(printed.text), parse_level(printed.text, axis, organisation.scale)
    message = f"'{text}' is no {axis} from 1 to {organisation.scale.highest(axis)}"
    unreadable = Problem(Code.UNREADABLE_LEVEL, message, text)
    return Value(text or None, level, (unreadable,) if text and level is None else ())
