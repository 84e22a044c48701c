"""Summary profiles: each line becomes a row."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.document import plain
from extractors.findings import Code, Finding
from extractors.records import Profile, ProfileLine, noticed
from normalise.organisations.organisation import Organisation
from normalise.values.text import clean, one_line
from pipeline.read.paper import ReadPaper
from pipeline.rows.evidence import profile_evidence
from pipeline.rows.findings import row_of
from pipeline.rows.locators import in_sheet
from pipeline.rows.values import profile_values
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EvidenceRow, ProfileRow


def profile_rows(
    paper: ReadPaper, profile: Profile, register: str, keys: Mapping[str, str], organisation: Organisation
) -> tuple[list[ProfileRow], list[EvidenceRow], list[FindingRow]]:
    """The rows of one profile of an edition, where they stand, and what was found; ``keys`` are its entries'.

    A line whose identifier cannot be read, or that another line has already, is left out with a finding.
    """
    document = str(paper.document_id)
    rows: dict[str, ProfileRow] = {}
    evidence: list[EvidenceRow] = []
    findings: list[FindingRow] = []
    for line in profile.lines:
        raw = one_line(clean(plain(line.values.get("id", ()))))
        kind = organisation.identifiers.settle_kind(raw, line.kind, line.likely_kind)
        identity = organisation.identifiers.parse(raw, kind)
        found = list(noticed(line))
        if identity is None:
            message = f"'{raw}' in the summary profile cannot be read as an identifier; the line is left out"
            found.append(Finding(Code.UNKNOWN_ID, message, field="id", value=raw))
        elif identity.risk_id in rows:
            message = f"{raw} again in the summary profile; the second line is left out"
            found.append(Finding(Code.DUPLICATE_ID, message, field="id", value=raw))
        else:
            values = profile_values(line, organisation)
            found += values.findings(f"{raw} in the summary profile")
            rows[identity.risk_id] = ProfileRow(
                register_id=register, risk_id=identity.risk_id, id_raw=raw or None, kind=kind, document_id=document,
                page=min((place.page for place in line.places if place.page is not None), default=None),
                locator=_locator(line), **values.columns,
            )  # fmt: skip
            evidence += profile_evidence(line, rows[identity.risk_id], values, paper)
        key = keys.get(identity.risk_id) if identity else None
        place = next(iter(line.places), None)
        findings += [
            row_of(each, document, register=register, entry=key, within=place, locator=_locator(line)) for each in found
        ]
    return list(rows.values()), evidence, findings


def _locator(line: ProfileLine) -> str:
    return f"profile, {in_sheet(line.places) or f'table {line.table}, row {line.row}'}"
