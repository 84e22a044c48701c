"""Summary profiles: each line becomes a row."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.document import plain
from extractors.findings import Code, Finding
from extractors.records import Profile, ProfileLine, noticed
from normalise.organisations.organisation import Organisation
from normalise.values.text import clean, one_line
from pipeline.rows.findings import row_of
from pipeline.rows.locators import in_sheet
from pipeline.rows.values import profile_values
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import ProfileRow


def profile_rows(
    document: str, profile: Profile, register: str, keys: Mapping[str, str], organisation: Organisation
) -> tuple[list[ProfileRow], list[FindingRow]]:
    """The rows of one profile of an edition, and what was found in it; ``keys`` are its entries' by risk_id.

    A line whose identifier cannot be read, or that another line has already, is left out with a finding.
    """
    rows: dict[str, ProfileRow] = {}
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
        key = keys.get(identity.risk_id) if identity else None
        place = next(iter(line.places), None)
        findings += [
            row_of(each, document, register=register, entry=key, within=place, locator=_locator(line)) for each in found
        ]
    return list(rows.values()), findings


def _locator(line: ProfileLine) -> str:
    return f"profile, {in_sheet(line.places) or f'table {line.table}, row {line.row}'}"
