"""Summary profiles: each line becomes a row, and is compared with the entry of its edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractors.document import plain
from extractors.findings import Code, Finding
from extractors.records import Profile, ProfileLine, noticed
from normalise.organisations.organisation import Organisation
from normalise.values.text import clean, folded, one_line
from pipeline.rows.findings import finding_row, row_of
from pipeline.rows.locators import in_sheet
from pipeline.rows.values import profile_values
from pipeline.store.fields import fields_of
from pipeline.store.tables import EntryRow, FindingRow, ProfileRow


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


def profile_conflicts(
    document: str | None, profile: Iterable[ProfileRow], entries: Iterable[EntryRow]
) -> Iterator[FindingRow]:
    """Where the profile of an edition and its entries differ: a value of both, or an entry of only one of them."""
    lines = {row.risk_id: row for row in profile}
    cards = {row.risk_id: row for row in entries}
    for risk_id, line in lines.items():
        card = cards.get(risk_id)
        if card is None:
            message = f"{line.id_raw} is in the summary profile and not in the register"
            yield _conflict(document, message, line)
            continue
        for field in (field for field in fields_of(ProfileRow) if field.repeated):
            ours, theirs = getattr(card, field.printed), getattr(line, field.printed)
            # A narrow column may cut a word in two: "March 2022/On going".
            if folded(ours) != folded(theirs):
                message = (
                    f"{card.id_raw}: the {field.label} is {_quoted(ours)} in the register and {_quoted(theirs)} in the "
                    "summary profile"
                )
                yield _conflict(document, message, line, card, field.printed, theirs)
    for risk_id, card in cards.items():
        if lines and risk_id not in lines:
            yield _conflict(document, f"{card.id_raw} is in the register and not in the summary profile", card, card)


def _conflict(
    document: str | None,
    message: str,
    at: ProfileRow | EntryRow,
    card: EntryRow | None = None,
    field: str | None = None,
    value: object = None,
) -> FindingRow:
    return finding_row(
        Code.PROFILE_CONFLICT, message, document, register=at.register_id, entry=card.entry_id if card else None,
        field=field, value=None if value is None else str(value),
        page=at.page if isinstance(at, ProfileRow) else at.page_first, locator=at.locator,
    )  # fmt: skip


def _quoted(value: object) -> str:
    return "missing" if value is None else f"'{value}'"
