"""The crosswalk compared with the history: which entry each of its lines is about, and which lines are about none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.findings import Code
from normalise.keys import slug_of
from normalise.lineage.crosswalk import Crosswalk, CrosswalkLine
from normalise.lineage.member import Edition, Member
from normalise.values.text import folded
from pipeline.rows.findings import finding_row
from pipeline.store.finding_row import FindingRow


def curate(
    crosswalk: Crosswalk, editions: Sequence[Edition]
) -> tuple[dict[str, list[CrosswalkLine]], list[FindingRow]]:
    """The lines on each entry, by its entry_id, and a finding for every line that is not about just one entry.

    A line on an edition holds for its revisions too, where they have the same entry under the same title and no line of
    their own says otherwise. What the crosswalk says of an organisation that the history lacks is not meant for it.
    """
    organisations = {slug_of(edition.register_id) for edition in editions}
    curated: dict[str, list[CrosswalkLine]] = defaultdict(list)
    findings = []
    absent = []
    for line in crosswalk.lines:
        issues = [edition for edition in editions if line.edition in (edition.register_id, edition.base)]
        if not issues:
            if line.organisation in organisations:
                absent.append(line)
            continue
        meant = [member for edition in issues for member in _meant(line, edition)]
        held = [member for member in meant if not _is_overruled(line, member, crosswalk.lines)]
        rivals = [other for member in held for other in curated.get(member.entry_id, ()) if _are_rivals(line, other)]
        if rivals or not meant:
            findings.append(_unapplied(crosswalk.name, line, issues, rivals))
            continue
        for member in held:
            curated[member.entry_id].append(line)
    findings += _absent(crosswalk.name, absent)
    return dict(curated), findings


def _numbered(line: CrosswalkLine, edition: Edition) -> list[Member]:
    return [member for member in edition.members if member.risk_id == line.id]


def _meant(line: CrosswalkLine, edition: Edition) -> list[Member]:
    """The entry a line is about, as a list of one; empty where there is none, or where several could be meant.

    Of two entries that have one number, the one whose whole title the line gives is meant.
    """
    named = [member for member in _numbered(line, edition) if line.names_title(member.title)]
    whole = [member for member in named if folded(member.title) == folded(line.title)]
    return next((found for found in (named, whole) if len(found) == 1), [])


def _is_overruled(line: CrosswalkLine, member: Member, lines: Iterable[CrosswalkLine]) -> bool:
    """Whether a line on a revision itself says otherwise than this one, which is on the edition it revises."""
    if line.edition == member.register_id:
        return False
    for other in lines:
        if other.edition == member.register_id:
            same = (other.id == line.id, other.lineage == line.lineage)
            if all(same) or (any(same) and line.relation == other.relation == "continues"):
                return True
    return False


def _are_rivals(line: CrosswalkLine, other: CrosswalkLine) -> bool:
    return line.relation == other.relation == "continues" and line.lineage != other.lineage


def _unapplied(
    name: str, line: CrosswalkLine, issues: Sequence[Edition], rivals: Sequence[CrosswalkLine]
) -> FindingRow:
    where = f"{name}, line {line.number}"
    numbered = [member for edition in issues for member in _numbered(line, edition)]
    titled = [member for member in numbered if line.names_title(member.title)]
    if rivals:
        fault = f"{line.id} of {line.edition} continues {rivals[0].lineage} by line {rivals[0].number}"
    elif titled:
        fault = f"{line.edition} has more than one {line.id} '{line.title}'"
    elif not numbered:
        fault = f"{line.edition} has no {line.id} ('{line.title}')"
    else:
        member = numbered[0]
        now = f"'{member.title}' now" if member.title else "untitled now"
        message = f"{where}: {line.id} of {line.edition} is {now}, not '{line.title}'; the line is not applied"
        return _finding(
            Code.CROSSWALK_RETITLED,
            message,
            where,
            register=member.register_id,
            entry=member.entry_id,
            value=line.title,
        )
    message = f"{where}: {fault}; the line is not applied"
    return _finding(Code.CROSSWALK_UNMATCHED, message, where, register=issues[0].register_id, value=line.id)


def _absent(name: str, lines: Sequence[CrosswalkLine]) -> Iterator[FindingRow]:
    """One finding, however many lines: whoever has some of the papers reads it each time."""
    if lines:
        editions = ", ".join(sorted({line.edition for line in lines}))
        message = f"no paper here holds {editions}, which {name} names"
        places = tuple(f"line {line.number}: {line.edition}" for line in lines)
        row = _finding(Code.CROSSWALK_EDITION_ABSENT, message, name)
        yield replace(row, count=len(lines), places=places if len(lines) > 1 else None)


def _finding(
    code: Code, message: str, locator: str, *, register: str | None = None, entry: str | None = None, value: str = ""
) -> FindingRow:
    return finding_row(
        code, message, None, register=register, entry=entry, field="lineage_id", value=value, locator=locator
    )
