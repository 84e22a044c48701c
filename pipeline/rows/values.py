"""How the fields of an entry as printed become the columns of its row, and what has to be said about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractors.document import plain
from extractors.findings import Code
from extractors.records import Entry
from normalise.organisations.conventions import Scale
from normalise.organisations.organisation import Organisation
from normalise.values.confidence import Confidence, parse_confidence
from normalise.values.dates import parse_target_date
from normalise.values.directions import parse_direction
from normalise.values.owners import parse_owners
from normalise.values.scores import AXES, Score, parse_level, parse_score
from normalise.values.text import clean, one_line
from normalise.values.types import parse_types

_COLUMNS = {"id": "id_raw", "types": "risk_types", "owner": "owners", "confidence": "target_confidence"}
"""Fields that end up in a column of another name."""

_OPTIONAL = frozenset(("id", "title", "confidence"))
"""Fields that may be blank; any other that a register has a place for, it gives for every entry."""

_SCORE_PROBLEMS = {
    Code.SCORE_MISMATCH: "'{raw}' is not the product of its likelihood and impact, or of any two levels",
    Code.AMBIGUOUS_SCORE: "'{raw}' gives more than one score, so none is read",
    Code.UNREADABLE_SCORE: "'{raw}' gives no score that can be read for certain",
}


@dataclass(frozen=True, slots=True)
class ValueFinding:
    """Something to say about a field of an entry; ``value`` is what is printed there."""

    code: Code
    message: str
    field: str
    value: str | None = None


def column_of(field: str) -> str:
    """The column of the history that a field of an entry ends up in."""
    return _COLUMNS.get(field, field)


def value_columns(entry: Entry, organisation: Organisation) -> dict[str, Any]:
    """The columns of an entry's row that hold what its paper prints, beside their normal forms."""
    text = _texts(entry)
    raw = {name: one_line(value) or None for name, value in text.items()}
    description = text.get("description", "")
    current, target = (_score(text, which, organisation.scale) for which in ("current", "target"))
    return {
        "title": raw.get("title") or description.split("\n", 1)[0] or None,
        "description": description or None,
        "types_raw": raw.get("types"),
        "risk_types": list(parse_types(text.get("types", "")).values) or None,
        "current_score": current.value,
        "current_likelihood": current.likelihood,
        "current_impact": current.impact,
        "current_score_raw": raw.get("current_score"),
        "target_score": target.value,
        "target_likelihood": target.likelihood,
        "target_impact": target.impact,
        "target_score_raw": raw.get("target_score"),
        "owner_raw": raw.get("owner"),
        "owners": list(parse_owners(text.get("owner", ""), organisation.roles)) or None,
        "direction_raw": text.get("direction") or None,
        "direction": parse_direction(text.get("direction", "")).value,
        "target_date_raw": raw.get("target_date"),
        "target_date": parse_target_date(text.get("target_date", ""), organisation.calendar).value,
        "target_confidence_raw": raw.get("confidence"),
        "target_confidence": _confidence(entry, text, organisation).value,
    }


def _confidence(entry: Entry, text: Mapping[str, str], organisation: Organisation) -> Confidence:
    return parse_confidence(text.get("confidence", ""), entry.fills.get("confidence"), organisation.ratings)


def _score(text: Mapping[str, str], which: str, scale: Scale) -> Score:
    """A score with its likelihood and impact, which stand in cells of their own or beside it."""
    score = parse_score(text.get(f"{which}_score", ""), scale)
    likelihood, impact = (parse_level(text.get(f"{which}_{axis}", ""), axis, scale) for axis in AXES)
    return replace(score, likelihood=likelihood or score.likelihood, impact=impact or score.impact)


def value_findings(entry: Entry, organisation: Organisation) -> Iterator[ValueFinding]:
    """What is missing from an entry, odd, or beyond reading."""
    text = _texts(entry)
    for name, printed in text.items():
        if not printed and name not in _OPTIONAL:
            yield ValueFinding(Code.MISSING_VALUE, f"there is no {name.replace('_', ' ')}", name)
    for which in ("current", "target"):
        yield from _score_findings(text, which, organisation.scale)
    yield from _product_findings(text, organisation.scale)
    yield from _other_findings(text, organisation)
    if _confidence(entry, text, organisation).unclear:
        message = "the confidence is not plainly red, amber or green"
        yield ValueFinding(Code.CONFIDENCE_UNCLEAR, message, "confidence", text.get("confidence"))


def _score_findings(text: Mapping[str, str], which: str, scale: Scale) -> Iterator[ValueFinding]:
    name, raw = f"{which}_score", one_line(text.get(f"{which}_score", ""))
    score = parse_score(raw, scale)
    if score.problem:
        yield ValueFinding(score.problem, _SCORE_PROBLEMS[score.problem].format(raw=raw), name, raw)
    if score.doubtful:
        yield ValueFinding(Code.DOUBTFUL_SCORE, f"the paper puts a question mark to '{raw}'", name, raw)
    for axis in AXES:
        level = one_line(text.get(f"{which}_{axis}", ""))
        if level and parse_level(level, axis, scale) is None:
            message = f"'{level}' is no {axis} from 1 to {scale.highest(axis)}"
            yield ValueFinding(Code.UNREADABLE_LEVEL, message, f"{which}_{axis}", level)


def _product_findings(text: Mapping[str, str], scale: Scale) -> Iterator[ValueFinding]:
    """Whether likelihood and impact in cells of their own give the score above them, or the other one."""
    scores = [_score(text, which, scale) for which in ("current", "target")]
    values = [score.value for score in scores]
    products = [score.likelihood * score.impact if score.likelihood and score.impact else None for score in scores]
    if products == values[::-1] and None not in values and values[0] != values[1]:
        message = (
            f"the likelihood and impact printed as current give {products[0]}, which is the target score, and those "
            f"printed as target give {products[1]}, which is the current one"
        )
        yield ValueFinding(Code.SWAPPED_SCORES, message, "current_score", str(values[0]))
        return
    for which, value, product in zip(("current", "target"), values, products, strict=True):
        apart = any(text.get(f"{which}_{axis}") for axis in AXES)  # else the score cell has a finding already
        if apart and None not in (value, product) and value != product:
            message = f"the {which} score is {value}, but its likelihood times its impact is {product}"
            yield ValueFinding(Code.SCORE_MISMATCH, message, f"{which}_score", str(value))


def _other_findings(text: Mapping[str, str], organisation: Organisation) -> Iterator[ValueFinding]:
    for name in parse_types(text.get("types", "")).unknown:
        yield ValueFinding(Code.UNKNOWN_TYPE, f"'{name}' is no known type of risk", "types", name)
    if (owner := text.get("owner")) and not parse_owners(owner, organisation.roles):
        message = f"'{one_line(owner)}' is not plainly a role, or several"
        yield ValueFinding(Code.OWNER_UNCLEAR, message, "owner", one_line(owner))
    if (direction := text.get("direction")) and parse_direction(direction).unclear:
        message = "the direction of travel is not clear from its words"
        yield ValueFinding(Code.DIRECTION_UNCLEAR, message, "direction", direction)
    if (date := text.get("target_date")) and parse_target_date(date, organisation.calendar).unclear:
        message = f"'{one_line(date)}' is no single date"
        yield ValueFinding(Code.DATE_UNCLEAR, message, "target_date", one_line(date))


def _texts(entry: Entry) -> dict[str, str]:
    return {name: clean(plain(lines)) for name, lines in entry.values.items()}
