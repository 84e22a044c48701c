"""Entries as printed become canonical rows: every value normalised, traced to its place, or a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.document import Finding, Line, Place, plain
from extractors.layouts.entry import Entry, Register
from normalise.directions import parse_direction
from normalise.ids import RiskId, kind_of, parse_id
from normalise.organisations import DEFAULT_ORGANISATION, find_organisation, organisation_slug
from normalise.owners import parse_owners
from normalise.periods import Period, all_periods, find_period
from normalise.register_ids import entry_id, register_id
from normalise.scores import Score, parse_score
from normalise.text import clean, one_line
from normalise.types import parse_types
from pipeline.checks import Row
from pipeline.findings import severity_of
from pipeline.papers import Paper

STATEMENT_FIELDS = ("consequence", "control", "action", "progress")
"""The fields whose lines become statements, one row each."""

_WANTED = ("description", "types", "consequence", "control", "progress", "current_score", "action", "target_score",
           "owner", "direction")  # fmt: skip
"""Fields that a register gives for every entry; one left blank is reported."""

_SCORE_MESSAGES = {
    "score_mismatch": "'{raw}' is not the product of a likelihood and an impact from 1 to 5",
    "ambiguous_score": "'{raw}' gives more than one score, so none is read",
    "unreadable_score": "'{raw}' gives no score that can be read for certain",
}


@dataclass(slots=True)
class Edition:
    """One edition of a register as one paper holds it: its canonical rows."""

    paper: Paper
    register: dict[str, Any]
    entries: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)

    @property
    def register_id(self) -> str:
        """The edition's identifier."""
        return str(self.register["register_id"])


def assemble(paper: Paper) -> list[Edition]:
    """The editions a paper holds, as canonical rows; registers of one period in one paper are one edition."""
    editions: dict[str, _Assembly] = {}
    for register in paper.registers:
        assembly = _Assembly(paper, register)
        editions.setdefault(assembly.register_id, assembly).take(register)
    return [assembly.edition() for assembly in editions.values()]


def finding_row(
    code: str,
    message: str,
    *,
    paper: Paper | None = None,
    register: str | None = None,
    entry: str | None = None,
    name: str | None = None,
    value: str | None = None,
    place: Place | None = None,
    locator: str | None = None,
) -> dict[str, Any]:
    """One row of the findings table."""
    return {
        "code": code,
        "severity": severity_of(code),
        "document_id": paper.document_id if paper else None,
        "register_id": register,
        "entry_id": entry,
        "field": name,
        "message": message,
        "value": value or None,
        "page": place.page if place else None,
        "locator": locator,
    }


class _Assembly:
    """Puts one edition together; the findings it makes bear its identifiers."""

    def __init__(self, paper: Paper, register: Register) -> None:
        self._paper = paper
        self._title = register
        self._organisation, assumed = _organisation(register)
        self._period, self._clash = _period(register)
        if self._period is None:
            slug = organisation_slug(self._organisation)
            self.register_id = f"{slug}-undated-{str(paper.document_id)[:8]}"
        else:
            self.register_id = register_id(self._organisation, self._period)
        self._entries: list[dict[str, Any]] = []
        self._statements: list[dict[str, Any]] = []
        self._findings: list[dict[str, Any]] = []
        self._places: list[Place] = []
        self._positions: dict[tuple[object, ...], tuple[str, str]] = {}
        self._taken: Counter[str] = Counter()
        if assumed:
            self._report(
                "organisation_assumed", f"the paper does not say whose register it is; taken as {DEFAULT_ORGANISATION}"
            )
        if self._period is None:
            self._report(
                "unknown_period", self._clash or "no line before the register names its quarter", register.place
            )

    def take(self, register: Register) -> None:
        """Add the entries of one register of this edition."""
        for entry in register.entries:
            self._take_entry(entry)
        by_subject = {row["id_raw"]: row["entry_id"] for row in self._entries}
        for finding in register.findings:
            self._report_finding(finding, by_subject.get(finding.subject) if finding.subject else None)

    def edition(self) -> Edition:
        """The finished rows."""
        self._report_gaps()
        document = self._paper.document
        for finding in document.findings if document else ():
            position = self._positions.get(_position(finding.place)) if finding.place else None
            if position is not None:
                self._report_finding(finding, *position)
        pages = [place.page for place in self._places if place.page is not None]
        kinds = Counter(row["kind"] for row in self._entries)
        period = self._period
        row = {
            "register_id": self.register_id,
            "organisation": self._organisation,
            "title": one_line(self._title.title) or None,
            "period_label": period.label if period else None,
            "fiscal_year": period.fiscal_year if period else None,
            "quarter": period.quarter if period else None,
            "period_start": period.period_start if period else None,
            "period_end": period.period_end if period else None,
            "layout": self._title.layout,
            "document_id": self._paper.document_id,
            "page_first": min(pages, default=None),
            "page_last": max(pages, default=None),
            "n_risks": kinds["risk"],
            "n_opportunities": kinds["opportunity"],
            "sources": [self._paper.document_id],
        }
        return Edition(self._paper, row, self._entries, self._statements, self._findings)

    def _take_entry(self, entry: Entry) -> None:
        raw = one_line(plain(entry.values["id"]))
        identity = parse_id(raw, entry.kind)
        place = next(iter(entry.places), None)
        if identity is None:
            other = kind_of(raw)
            clash = f" though it stands among the {_plural(entry.kind)}" if other and other != entry.kind else ""
            message = f"'{raw}' cannot be read as an identifier{clash}; the entry is left out"
            self._report("unknown_id", message, place, locator=_locator(entry), value=raw)
            return
        key = self._key(identity, raw, entry, place)
        if identity.respelt:
            self._report("id_spelling", f"'{raw}' is read as {identity.risk_id}", place, key, "id_raw", raw)
        self._remember_places(entry, key)
        self._entries.append(self._entry_row(entry, raw, identity, key))
        for name in STATEMENT_FIELDS:
            self._statements += self._statement_rows(entry.values.get(name, ()), name, identity.risk_id, key)
        for name in _WANTED:
            if name in entry.values and not entry.values[name]:
                message = f"{raw} gives no {name.replace('_', ' ')}"
                self._report("missing_value", message, place, key, _column(name), locator=_locator(entry))

    def _key(self, identity: RiskId, raw: str, entry: Entry, place: Place | None) -> str:
        """The entry's key; a second entry of one identifier gets a key of its own, and a finding."""
        self._taken[identity.risk_id] += 1
        count = self._taken[identity.risk_id]
        key = entry_id(self.register_id, identity.risk_id)
        if count == 1:
            return key
        key = f"{key}-{count}"
        self._report(
            "duplicate_id", f"{raw} stands {count} times in this edition", place, key, "id_raw", raw, _locator(entry)
        )
        return key

    def _remember_places(self, entry: Entry, key: str) -> None:
        self._places += entry.places
        for name, lines in entry.values.items():
            for line in lines:
                for place in line.places:
                    self._positions[_position(place)] = (key, _column(name))

    def _entry_row(self, entry: Entry, raw: str, identity: RiskId, key: str) -> dict[str, Any]:
        text = {name: clean(plain(lines)) for name, lines in entry.values.items()}
        description = text.get("description", "")
        current = self._score("current_score", text, entry, key)
        target = self._score("target_score", text, entry, key)
        direction = parse_direction(text.get("direction", ""))
        types = parse_types(text.get("types", ""))
        place = next(iter(entry.places), None)
        if direction.unclear:
            message = f"{raw}: the direction of travel is not clear from its words"
            self._report("direction_unclear", message, place, key, "direction", text["direction"], _locator(entry))
        for name in types.unknown:
            self._report(
                "unknown_type", f"'{name}' is no known type of risk", place, key, "risk_types", name, _locator(entry)
            )
        pages = [place.page for place in entry.places if place.page is not None]
        period = self._period
        return {
            "entry_id": key,
            "register_id": self.register_id,
            "organisation": self._organisation,
            "fiscal_year": period.fiscal_year if period else None,
            "quarter": period.quarter if period else None,
            "period_end": period.period_end if period else None,
            "kind": entry.kind,
            "id_raw": raw,
            "risk_id": identity.risk_id,
            "title": text.get("title") or description.split("\n", 1)[0] or None,
            "description": description or None,
            "detail": "full",
            "types_raw": one_line(text.get("types", "")) or None,
            "risk_types": list(types.values) or None,
            **_score_columns("current", current),
            **_score_columns("target", target),
            "current_score_raw": one_line(text.get("current_score", "")) or None,
            "target_score_raw": one_line(text.get("target_score", "")) or None,
            "owner_raw": one_line(text.get("owner", "")) or None,
            "owners": list(parse_owners(text.get("owner", ""))) or None,
            "direction_raw": text.get("direction") or None,
            "direction": direction.value,
            "document_id": self._paper.document_id,
            "page_first": min(pages, default=None),
            "page_last": max(pages, default=None),
            "locator": _locator(entry),
        }

    def _score(self, name: str, text: dict[str, str], entry: Entry, key: str) -> Score:
        raw = one_line(text.get(name, ""))
        score = parse_score(raw)
        place = next((line.places[0] for line in entry.values.get(name, ()) if line.places), None)
        about = {"entry": key, "name": name, "value": raw, "locator": _locator(entry)}
        if score.problem:
            self._report(score.problem, _SCORE_MESSAGES[score.problem].format(raw=raw), place, **about)
        if score.doubtful:
            self._report("doubtful_score", f"the paper puts a question mark to '{raw}'", place, **about)
        return score

    def _statement_rows(self, lines: Sequence[Line], name: str, risk_id: str, key: str) -> Iterator[dict[str, Any]]:
        period = self._period
        for position, (line, heading) in enumerate(zip(lines, headings(lines), strict=True)):
            place = line.places[0] if line.places else None
            yield {
                "entry_id": key,
                "register_id": self.register_id,
                "risk_id": risk_id,
                "fiscal_year": period.fiscal_year if period else None,
                "quarter": period.quarter if period else None,
                "field": name,
                "position": position,
                "level": line.level,
                "heading": heading,
                "text": clean(line.text),
                "page": place.page if place else None,
                "bbox": list(place.box) if place and place.box else None,
            }

    def _report_gaps(self) -> None:
        """Numbers between the first and the last of a register that no entry bears."""
        for prefix in ("CR", "CORP", "CO"):
            ids = [parse_id(row["risk_id"], row["kind"]) for row in self._entries]
            numbers = {identity.number for identity in ids if identity and identity.prefix == prefix}
            missing = sorted(set(range(1, max(numbers, default=0))) - numbers)
            if missing:
                listed = ", ".join(f"{prefix}{number}" for number in missing)
                self._report("id_gap", f"this edition has no {listed}", name="risk_id")

    def _report_finding(self, finding: Finding, entry: str | None = None, name: str | None = None) -> None:
        locator = next((row["locator"] for row in self._entries if row["entry_id"] == entry), None)
        self._report(finding.code, finding.message, finding.place, entry, finding.field or name, locator=locator)

    def _report(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        entry: str | None = None,
        name: str | None = None,
        value: str | None = None,
        locator: str | None = None,
    ) -> None:
        row = finding_row(
            code, message, paper=self._paper, register=self.register_id, entry=entry,
            name=name, value=value, place=place, locator=locator or _where(place),
        )  # fmt: skip
        self._findings.append(row)


def headings(lines: Iterable[Line]) -> Iterator[str | None]:
    """For each line, the unmarked line that heads it: the last one before its bullets, unless it is a full sentence."""
    heading: str | None = None
    for line in lines:
        if line.level == 0:
            yield None
            text = clean(line.text)
            heading = None if text.endswith((".", "!", "?")) else text
        else:
            yield heading


def document_findings(paper: Paper, claimed: Iterable[Row]) -> list[dict[str, Any]]:
    """The reader's findings that no edition has claimed for one of its entries."""
    if paper.document is None:
        return []
    seen = {(row["code"], row["message"], row["page"]) for row in claimed}
    rows = [
        finding_row(f.code, f.message, paper=paper, name=f.field, place=f.place, locator=_where(f.place))
        for f in paper.document.findings
    ]
    return [row for row in rows if (row["code"], row["message"], row["page"]) not in seen]


def _organisation(register: Register) -> tuple[str, bool]:
    """Whose register it is, and whether that had to be assumed because no line before it says so."""
    for text in (register.title, *(line.text for line in register.context)):
        if found := find_organisation(text):
            return found, False
    return DEFAULT_ORGANISATION, True


def _period(register: Register) -> tuple[Period | None, str | None]:
    """The register's own period, or None with what is wrong.

    From its title; where that gives none, from the nearest line before the register that speaks of one. Lines of a
    paper that speak of something else (a performance report of another quarter) never count.
    """
    texts = [register.title, *(line.text for line in register.context if "register" in line.text.casefold())]
    for text in filter(None, texts):
        if period := find_period(text):
            return period, None
        if several := all_periods(text):
            labels = " and ".join(dict.fromkeys(period.label for period in several))
            return None, f"'{one_line(text)}' names more than one period: {labels}"
    return None, None


def _score_columns(which: str, score: Score) -> dict[str, int | None]:
    return {
        f"{which}_score": score.value,
        f"{which}_likelihood": score.likelihood,
        f"{which}_impact": score.impact,
    }


def _column(name: str) -> str:
    """The column of the history that a field of an entry ends up in."""
    return {"id": "id_raw", "types": "risk_types", "owner": "owners"}.get(name, name)


def _plural(kind: str) -> str:
    return {"risk": "risks", "opportunity": "opportunities"}[kind]


def _position(place: Place | None) -> tuple[object, ...]:
    return () if place is None else (place.block, place.row, place.column, place.page)


def _locator(entry: Entry) -> str:
    first, last = entry.rows
    return f"table {entry.table}, row {first}" if first == last else f"table {entry.table}, rows {first}–{last}"


def _where(place: Place | None) -> str | None:
    if place is None or place.row is None:
        return None
    column = "" if place.column is None else f", column {place.column + 1}"
    return f"row {place.row + 1}{column}" + (" on the page" if place.page is not None else "")
