"""Summary profiles: each line becomes a row, and is held against the entry of its edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractors.document import Line, plain
from extractors.findings import Code
from extractors.records import Profile, ProfileLine, noticed
from normalise.organisations.organisation import Organisation
from normalise.values.confidence import Confidence, parse_confidence
from normalise.values.dates import parse_target_date
from normalise.values.directions import parse_direction
from normalise.values.scores import parse_score
from normalise.values.text import clean, folded, one_line
from pipeline.read.paper import ReadPaper
from pipeline.rows.findings import finding_row
from pipeline.rows.values import column_of
from pipeline.store.checks import Row

_COMPARED = ("title", "current_score", "target_score", "target_date_raw")
"""What a profile repeats of an entry."""


def profile_rows(
    paper: ReadPaper, profile: Profile, register: str, keys: Mapping[str, str], organisation: Organisation
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of one profile of an edition, and what was found in it; ``keys`` are its entries' by risk_id.

    A line whose identifier cannot be read, or that another line has already, is left out with a finding.
    """
    rows: dict[str, dict[str, Any]] = {}
    findings = []
    for line in profile.lines:
        row = _row(paper, line, register, organisation)
        where: dict[str, Any] = {"register": register, "page": row["page"], "locator": row["locator"]}
        raw = row["id_raw"] or ""
        identity = organisation.identifiers.parse(raw, row["kind"])
        key = keys.get(identity.risk_id) if identity else None
        for found in noticed(line):
            name = column_of(found.field) if found.field else None
            findings.append(
                finding_row(found.code, found.message, paper, entry=key, field=name, value=found.value, **where)
            )
        if identity is None:
            message = f"'{raw}' in the summary profile cannot be read as an identifier; the line is left out"
            findings.append(finding_row(Code.UNKNOWN_ID, message, paper, field="id_raw", value=raw, **where))
            continue
        row["risk_id"] = identity.risk_id
        if identity.risk_id in rows:
            message = f"{raw} again in the summary profile; the second line is left out"
            findings.append(finding_row(Code.DUPLICATE_ID, message, paper, field="id_raw", value=raw, **where))
            continue
        rows[identity.risk_id] = row
        for code, name, problem, value in _odd(line, organisation):
            message = f"{raw} in the summary profile: {problem}"
            findings.append(finding_row(code, message, paper, field=name, value=value, **where))
    return list(rows.values()), findings


def profile_conflicts(paper: ReadPaper, rows: Iterable[Row], entries: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Where the profile of an edition and its entries differ: a value of both, or an entry of only one of them."""
    lines = {row["risk_id"]: row for row in rows}
    cards = {row["risk_id"]: row for row in entries}
    for risk_id, line in lines.items():
        card = cards.get(risk_id)
        if card is None:
            yield _conflict(paper, line, None, f"{line['id_raw']} is in the summary profile and not in the register")
            continue
        for name in _COMPARED:
            # A narrow column may cut a word in two: "March 2022/On going".
            if folded(line[name]) != folded(card[name]):
                message = (
                    f"{card['id_raw']}: the {name.removesuffix('_raw').replace('_', ' ')} is {_quoted(card[name])} in "
                    f"the register and {_quoted(line[name])} in the summary profile"
                )
                yield _conflict(paper, line, card, message, name, line[name])
    for risk_id, card in cards.items():
        if lines and risk_id not in lines:
            yield _conflict(paper, card, card, f"{card['id_raw']} is in the register and not in the summary profile")


def _row(paper: ReadPaper, line: ProfileLine, register: str, organisation: Organisation) -> dict[str, Any]:
    text = {name: clean(plain(lines)) for name, lines in line.values.items()}
    raw = {name: one_line(value) or None for name, value in text.items()}
    direction, target_date = text.get("direction", ""), text.get("target_date", "")
    pages = [place.page for place in line.places if place.page is not None]
    return {
        "register_id": register,
        "id_raw": raw.get("id"),
        "kind": organisation.identifiers.settle_kind(raw.get("id") or "", line.kind, line.likely_kind),
        "title": raw.get("title"),
        "current_score": parse_score(text.get("current_score", ""), organisation.scale).value,
        "target_score": parse_score(text.get("target_score", ""), organisation.scale).value,
        "target_date_raw": raw.get("target_date"),
        "target_date": parse_target_date(target_date, organisation.calendar).value,
        **{f"confidence_q{quarter}": read.value for quarter, read in _confidences(line, organisation).items()},
        "direction_raw": raw.get("direction"),
        "direction": parse_direction(direction).value,
        "document_id": paper.document_id,
        "page": min(pages, default=None),
        "locator": f"profile, table {line.table}, row {line.row}",
    }


def _confidences(line: ProfileLine, organisation: Organisation) -> dict[int, Confidence]:
    ratings = organisation.ratings
    return {quarter: parse_confidence(cell.text, cell.fill, ratings) for quarter, cell in line.confidence.items()}


def _odd(line: ProfileLine, organisation: Organisation) -> Iterator[tuple[Code, str, str, str | None]]:
    """What is doubtful about a line: code, column, message and what is printed."""
    for name in ("current_score", "target_score"):
        raw = _raw(line.values, name)
        if raw and (problem := parse_score(raw, organisation.scale).problem):
            yield problem, name, f"'{raw}' is no plain score", raw
    raw = _raw(line.values, "target_date")
    if raw and parse_target_date(raw, organisation.calendar).unclear:
        yield Code.DATE_UNCLEAR, "target_date", f"'{raw}' is no single date", raw
    raw = _raw(line.values, "direction")
    if raw and parse_direction(raw).unclear:
        yield Code.DIRECTION_UNCLEAR, "direction", "the direction of travel is not clear from its words", raw
    for quarter, read in _confidences(line, organisation).items():
        if read.unclear:
            cell = line.confidence[quarter]
            shown = f"'{one_line(cell.text)}' on {cell.fill}" if cell.text else f"the colour {cell.fill}"
            message = f"{shown} is not plainly red, amber or green"
            yield Code.CONFIDENCE_UNCLEAR, f"confidence_q{quarter}", message, cell.text or cell.fill


def _raw(values: Mapping[str, tuple[Line, ...]], name: str) -> str:
    return one_line(clean(plain(values.get(name, ()))))


def _conflict(
    paper: ReadPaper, at: Row, card: Row | None, message: str, name: str | None = None, value: object = None
) -> dict[str, Any]:
    return finding_row(
        Code.PROFILE_CONFLICT, message, paper, register=at["register_id"], entry=card["entry_id"] if card else None,
        field=name, value=None if value is None else str(value), page=at.get("page") or at.get("page_first"),
        locator=at["locator"],
    )  # fmt: skip


def _quoted(value: object) -> str:
    return "missing" if value is None else f"'{value}'"
