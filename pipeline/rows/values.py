"""The values that a record prints, each read once: the columns of its row, and the problems with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractors.document import Line, plain
from extractors.findings import Code, Finding
from extractors.records import Entry, ProfileLine
from normalise.organisations.organisation import Organisation
from normalise.values.readers import Printed, Problem, Value
from normalise.values.text import clean, one_line
from pipeline.store.fields import Field, fields_of
from pipeline.store.tables import ProfileRow, entry_fields, entry_row

_BLANK = Printed()
_SCORES = ("inherent", "current", "target")


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a record: those of its row's columns, by name, and the problems with each, by field."""

    columns: dict[str, Any]
    problems: tuple[tuple[str, Problem], ...]
    sources: dict[str, str]
    """By column, the field from whose cell it was read: the levels of a score may stand in the score's own."""

    def findings(self, of: str) -> list[Finding]:
        """The problems as findings, their messages headed by what the values are ``of``."""
        return [
            Finding(problem.code, f"{of}: {problem.message}", field=name, value=problem.printed)
            for name, problem in self.problems
        ]


def entry_values(entry: Entry, organisation: Organisation) -> Values:
    """The values of an entry. A table without titles has the title in the first paragraph of the description.

    A field that the paper has a place for, and that is no optional one, is missing where the place is empty.
    """
    texts = {name: clean(plain(lines)) for name, lines in entry.values.items()}
    optional = {field.name for field in entry_fields() if field.optional}
    missing = [
        (name, Problem(Code.MISSING_VALUE, f"there is no {name.replace('_', ' ')}"))
        for name, text in texts.items()
        if not text and name not in optional
    ]
    read = _read(
        entry_row(),
        {name: Printed(text, _fill(entry, name), entry.first.get(name)) for name, text in texts.items()},
        organisation,
    )
    columns = read.columns | {"title": entry_title(entry) or None}
    title = "title" if one_line(texts.get("title", "")) else "description"
    sources = read.sources | {"title": title, "risk_id": "id" if "id" in texts else title}
    return Values(columns, (*missing, *read.problems, *_unequal_products(columns, texts)), sources)


def _fill(entry: Entry, name: str) -> str | None:
    cell = entry.fills.get(name)
    return cell.fill if cell else None


def owned_lines(entry: Entry, name: str) -> Iterator[tuple[Line, Line | None]]:
    """The lines of a field that say something, each with the owner printed beside it, if there is one."""
    printed = entry.values.get(name, ())
    owners = entry.line_owners.get(name, (None,) * len(printed))
    return ((line, owner) for line, owner in zip(printed, owners, strict=True) if clean(line.text))


def entry_title(entry: Entry) -> str:
    """The title of an entry in one line, else the first paragraph of its description; "" where it has neither."""
    title, description = (clean(plain(entry.values.get(name, ()))) for name in ("title", "description"))
    return one_line(title) or description.split("\n", 1)[0]


def profile_values(line: ProfileLine, organisation: Organisation) -> Values:
    """The values of a line of a summary profile."""
    printed = {name: Printed(clean(plain(lines))) for name, lines in line.values.items()}
    ratings = {f"confidence_q{quarter}": Printed(cell.text, cell.fill) for quarter, cell in line.confidence.items()}
    read = _read(ProfileRow, printed | ratings, organisation)
    return replace(read, sources=read.sources | {"risk_id": "id"})


def _read(row: type, printed: Mapping[str, Printed], organisation: Organisation) -> Values:
    fields = [field for field in fields_of(row) if field.read]
    values = {field.column: _value(field, printed, organisation) for field in fields}
    columns: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for field in fields:
        value = values[field.column]
        beside = values[field.part_of].levels.get(field.axis) if field.part_of else None
        columns[field.column] = value.normal if value.normal is not None else beside
        sources[field.column] = field.part_of if field.part_of and value.normal is None else field.name
        if field.raw:
            columns[field.raw] = value.printed
    problems = ((field.name, problem) for field in fields for problem in values[field.column].problems)
    return Values(columns, tuple(problems), sources)


def _value(field: Field, printed: Mapping[str, Printed], organisation: Organisation) -> Value:
    """The value of a field. A cell that is not empty and gives none always has a problem, whatever the field."""
    assert field.read is not None
    if (cell := printed.get(field.name, _BLANK)) == _BLANK:
        return Value(None, None)
    value = field.read(cell, organisation)
    if value.normal is not None or value.problems or not cell.text:
        return value
    text = one_line(cell.text)
    return replace(value, problems=(Problem(Code.NO_VALUE, f"'{text}' gives no {field.label}", text),))


def _unequal_products(columns: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """Whether likelihood and impact in cells of their own give the score above them, or another one."""
    values = {which: columns[f"{which}_score"] for which in _SCORES}
    products = {which: _product(columns[f"{which}_likelihood"], columns[f"{which}_impact"]) for which in _SCORES}
    current, target = values["current"], values["target"]
    differing = None not in (current, target) and current != target
    if differing and (products["current"], products["target"]) == (target, current):
        message = (
            f"the likelihood and impact printed as current give {target}, which is the target score, and those "
            f"printed as target give {current}, which is the current one"
        )
        yield "current_score", Problem(Code.SWAPPED_SCORES, message, str(current))
        del values["current"], values["target"]
    for which, value in values.items():
        # Where the levels are in the score's own cell, its reader has found the problem already.
        apart = texts.get(f"{which}_likelihood") or texts.get(f"{which}_impact")
        if apart and None not in (value, products[which]) and value != products[which]:
            message = f"the {which} score is {value}, but its likelihood times its impact is {products[which]}"
            yield f"{which}_score", Problem(Code.SCORE_MISMATCH, message, str(value))


def _product(likelihood: int | None, impact: int | None) -> int | None:
    return likelihood * impact if likelihood and impact else None
