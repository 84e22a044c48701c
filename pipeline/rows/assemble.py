"""The editions a paper holds, put together as canonical rows: every value normalised, traced to its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from extractors.document import plain
from extractors.findings import Code, Finding
from extractors.places import Place
from extractors.records import Entry, Narrative, Profile, Register, noticed
from normalise.keys import entry_id
from normalise.organisations.known import Organisations
from normalise.organisations.organisation import Organisation
from normalise.values.ids import RiskId, named_by
from normalise.values.matrix import stated_first, with_learnt_words
from normalise.values.text import one_line
from pipeline.read.dating import narrative_date
from pipeline.read.paper import ReadPaper
from pipeline.rows.dated import with_columns_of
from pipeline.rows.doubted import impossible_scores
from pipeline.rows.evidence import entry_evidence
from pipeline.rows.findings import grouped, merged, row_of
from pipeline.rows.identity import Identity, identify, names_period
from pipeline.rows.locators import entry_locator, place_locator
from pipeline.rows.profiles import profile_rows
from pipeline.rows.statements import statement_rows, unclear_owners
from pipeline.rows.values import entry_title, entry_values
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, EvidenceRow, ProfileRow, RegisterRow, StatementRow

_PLURAL = {"risk": "risks", "opportunity": "opportunities"}


@dataclass(slots=True)
class Edition:
    """One edition of a register as one paper holds it: its canonical rows.

    An edition that a paper only lists (layout ``report``) has entries in summary.
    """

    paper: ReadPaper
    register: RegisterRow
    entries: list[EntryRow] = field(default_factory=list)
    statements: list[StatementRow] = field(default_factory=list)
    profile: list[ProfileRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)
    evidence: list[EvidenceRow] = field(default_factory=list)
    profile_evidence: list[EvidenceRow] = field(default_factory=list)

    @property
    def register_id(self) -> str:
        """The edition's identifier."""
        return self.register.register_id

    @property
    def in_full(self) -> bool:
        """Whether the paper holds the register itself, and does not only list its entries."""
        return self.register.layout != "report"


def assemble(paper: ReadPaper, organisations: Organisations) -> list[Edition]:
    """The editions a paper holds, as canonical rows; registers of one period in one paper are one edition.

    Those it only lists, in a covering report or a profile, follow those it holds. One without an entry whose
    identifier can be read is no edition, and comes with its findings alone.
    """
    day = paper.date
    parts = [(register, day) for register in paper.registers]
    parts += [(_listing(each), narrative_date(each) or day) for each in paper.narratives if each.listing]
    editions: dict[tuple[str, bool], _Assembly] = {}
    for register, when in parts:
        identity = identify(paper, register, organisations, when)
        key = identity.register_id, register.layout == "report"
        editions.setdefault(key, _Assembly(paper, register, identity, when)).take(register, identity)
    for profile in paper.profiles:
        own = identify(paper, profile, organisations, day)
        assembly = _holder(profile, own, {key: held for key, held in editions.items() if held.has_entries})
        if assembly is None:
            register = _lines_listed(profile)
            assembly = editions.setdefault((own.register_id, True), _Assembly(paper, register, own, day))
            assembly.take(register, own)
        assembly.take_profile(profile)
    return [assembly.edition() for assembly in editions.values()]


def _listing(narrative: Narrative) -> Register:
    """The list of entries in a report, as a register of its kind."""
    return Register(narrative.title, narrative.place, "report", narrative.listing, context=narrative.context)


def _lines_listed(profile: Profile) -> Register:
    """A profile without a register, as the list of its edition's entries."""
    entries = tuple(
        Entry(line.kind, line.values, line.places, line.table, (line.row, line.row), likely_kind=line.likely_kind)
        for line in profile.lines
    )
    return Register(profile.title, profile.place, "report", entries, context=profile.context)


def _holder(profile: Profile, own: Identity, editions: Mapping[tuple[str, bool], _Assembly]) -> _Assembly | None:
    """The edition of a paper that a profile belongs to: the one it names, else the last to begin before it.

    One that names its organisation belongs to no edition of another.
    """
    if names_period(profile, own.organisation.calendar):
        return editions.get((own.register_id, False)) or editions.get((own.register_id, True))
    held = {
        key: assembly
        for key, assembly in editions.items()
        if not own.is_named or assembly.organisation is own.organisation
    }
    full = [assembly for (_, listed), assembly in held.items() if not listed] or list(held.values())
    before = [assembly for assembly in full if assembly.begins_before(profile.place)]
    return next(reversed(before or full), None)


class _Assembly:
    """Puts one edition together; the findings it makes have its identifiers."""

    def __init__(self, paper: ReadPaper, register: Register, identity: Identity, day: date | None) -> None:
        self._paper = paper
        self._first = register
        self._identity = identity
        self.organisation = identity.organisation
        self._reading_by = identity.organisation
        self._day = day
        self._document = str(paper.document_id)  # one that was read has its key
        self._entries: list[EntryRow] = []
        self._statements: list[StatementRow] = []
        self._profile: list[ProfileRow] = []
        self._findings: list[FindingRow] = []
        self._evidence: list[EvidenceRow] = []
        self._profile_evidence: list[EvidenceRow] = []
        self._numbers: dict[str, Counter[int | None]] = defaultdict(Counter)
        """How often each number of a scheme was given out."""

    def take(self, register: Register, identity: Identity) -> None:
        """Add the entries of one register of this edition."""
        register = with_columns_of(register, identity.period, self.organisation.calendar)
        self._reading_by = self._with_words_of(register)
        for entry in register.entries:
            self._take_entry(entry)
        self._report((*identity.findings, *register.findings))

    def _with_words_of(self, register: Register) -> Organisation:
        """The organisation, with the words of its matrix as this register's scores give them where it has none."""
        scores = [plain(lines) for entry in register.entries for name, lines in entry.values.items()
                  if name.endswith("_score")]  # fmt: skip
        scale = self.organisation.scale
        if scale.first is None:
            scale = replace(scale, first=stated_first((*self._paper.head, *(line.text for line in register.context))))
        return replace(self.organisation, scale=with_learnt_words(scale, scores))

    def take_profile(self, profile: Profile) -> None:
        """Add the lines of a summary profile of this edition; a second profile adds what the first has not."""
        keys = {row.risk_id: row.entry_id for row in reversed(self._entries)}
        register = self._identity.register_id
        rows, evidence, findings = profile_rows(self._paper, profile, register, keys, self.organisation)
        known = {row.risk_id for row in self._profile}
        self._profile += [row for row in rows if row.risk_id not in known]
        self._profile_evidence += [row for row in evidence if row.risk_id not in known]
        self._findings += findings
        self._report(profile.findings)

    @property
    def has_entries(self) -> bool:
        """Whether the identifier of any entry could be read."""
        return bool(self._entries)

    def begins_before(self, place: Place | None) -> bool:
        """Whether the register begins before a place of the paper."""
        first = next((place for entry in self._first.entries for place in entry.places), self._first.place)
        return first is not None and place is not None and first.block <= place.block

    def edition(self) -> Edition:
        """The finished rows."""
        self._report((*self._gaps(), *impossible_scores(self._entries, self._findings)))
        findings = grouped(_missing_throughout(self._findings, len(self._entries)))
        return Edition(
            self._paper, self._register_row(), self._entries, self._statements, self._profile, findings,
            self._evidence, self._profile_evidence,
        )  # fmt: skip

    def _register_row(self) -> RegisterRow:
        kinds = Counter(row.kind for row in self._entries)
        period = self._identity.period
        return RegisterRow(
            **self._shared(page for row in self._entries for page in (row.page_first, row.page_last)),
            title=one_line(self._first.title) or None,
            period_label=period.label if period else None,
            paper_date=self._day,
            period_start=period.period_start if period else None,
            layout=self._first.layout,
            n_risks=kinds["risk"],
            n_opportunities=kinds["opportunity"],
            sources=(self._document,),
        )

    def _shared(self, pages: Iterable[int | None]) -> dict[str, Any]:
        """The columns that the edition has in common with its entries, each of which is on ``pages`` of its own."""
        numbers = [page for page in pages if page is not None]
        period = self._identity.period
        return {
            "register_id": self._identity.register_id,
            "organisation": self.organisation.name,
            "fiscal_year": self._identity.fiscal_year,
            "quarter": self._identity.quarter,
            "period_end": period.period_end if period else None,
            "document_id": self._document,
            "page_first": min(numbers, default=None),
            "page_last": max(numbers, default=None),
        }

    def _take_entry(self, entry: Entry) -> None:
        raw = one_line(plain(entry.values.get("id", ())))
        identifiers = self.organisation.identifiers
        kind = identifiers.settle_kind(raw, entry.kind, entry.likely_kind)
        numbered = "id" in entry.values
        identity = identifiers.parse(raw, kind) if numbered else named_by(entry_title(entry))
        if identity is None:
            other = identifiers.kind_of(raw)
            clash = f" though it is among the {_PLURAL[kind]}" if other and other != kind else ""
            message = f"'{raw}' cannot be read as an identifier{clash}; the entry is left out"
            self._report_entry(entry, None, (Finding(Code.UNKNOWN_ID, message, field="id", value=raw), *noticed(entry)))
            return
        key, findings = self._key(identity, raw)
        values = entry_values(entry, self._reading_by)
        found = (*findings, *values.findings(raw or identity.risk_id), *unclear_owners(entry, self.organisation))
        self._report_entry(entry, key, (*found, *noticed(entry)))
        row = EntryRow(
            **self._shared(place.page for place in entry.places),
            entry_id=key,
            kind=kind,
            id_raw=raw or None,
            risk_id=identity.risk_id,
            detail="summary" if self._first.layout == "report" else "full",
            superseded=False,
            locator=entry_locator(entry, self._first.layout),
            **values.columns,
        )
        self._entries.append(row)
        self._statements += statement_rows(entry, row, self.organisation)
        self._evidence += entry_evidence(entry, row, values, self._paper)

    def _key(self, identity: RiskId, raw: str) -> tuple[str, list[Finding]]:
        """The entry's key, and what is unusual about it; a second entry of one identifier has a key of its own."""
        findings = []
        self._numbers[identity.prefix][identity.number] += 1
        count = self._numbers[identity.prefix][identity.number]
        key = entry_id(self._identity.register_id, identity.risk_id)
        if count > 1:
            key = f"{key}-{count}"
            message = f"{raw or identity.risk_id} again in this edition; kept as {key}"
            findings.append(Finding(Code.DUPLICATE_ID, message, field="id", value=raw))
        if identity.respelt:
            message = f"'{raw}' is read as {identity.risk_id}"
            findings.append(Finding(Code.ID_SPELLING, message, field="id", value=raw))
        return key, findings

    def _gaps(self) -> Iterator[Finding]:
        """Numbers that no entry has though a higher one is given out."""
        for prefix, given in self._numbers.items():
            numbers = {number for number in given if number is not None}
            missing = [f"{prefix}{number}" for number in range(1, max(numbers, default=0)) if number not in numbers]
            if missing and (self.organisation.identifiers.schemes or len(missing) <= len(numbers)):
                yield Finding(Code.ID_GAP, f"this edition has no {', '.join(missing)}", field="risk_id")

    def _report(self, findings: Iterable[Finding]) -> None:
        """Report findings about the register as a whole."""
        around = entry_locator(self._first.entries[0], self._first.layout).partition(",")[0]
        for finding in findings:
            place = finding.place or self._first.place
            self._add(finding, None, place, place_locator(place) or around)

    def _report_entry(self, entry: Entry, key: str | None, findings: Iterable[Finding]) -> None:
        """Report findings about an entry: each is where its field is, unless it has a place of its own."""
        for finding in findings:
            lines = entry.values.get(finding.field or "", ())
            place = next((place for line in lines for place in line.places), next(iter(entry.places), None))
            self._add(finding, key, place, entry_locator(entry, self._first.layout))

    def _add(self, finding: Finding, key: str | None, within: Place | None, locator: str) -> None:
        register = self._identity.register_id
        row = row_of(finding, self._document, register=register, entry=key, within=within, locator=locator)
        self._findings.append(row)


def _missing_throughout(findings: Sequence[FindingRow], entries: int) -> Iterator[FindingRow]:
    """The findings of an edition, a field that none of its entries has being missing once, of all of them."""
    missing: dict[str | None, list[FindingRow]] = defaultdict(list)
    for row in findings:
        if row.code == Code.MISSING_VALUE:
            missing[row.field].append(row)
    for row in findings:
        rows = missing[row.field] if row.code == Code.MISSING_VALUE else []
        if not 1 < len(rows) == entries:
            yield row
        elif row is rows[0]:
            yield merged(rows, f"no entry of this edition has any {row.message.partition('there is no ')[2]}")
