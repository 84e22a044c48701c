"""One register that a document prints twice: as a summary table, and in detail risk by risk.

The two are one register: what the detail of a risk does not say is taken from the summary, and a risk that only the
summary has is an entry too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Line, plain
from extractors.findings import Code, Finding
from extractors.layouts.drafts import Claim
from extractors.records import Entry, Profile, Register
from extractors.vocabulary.headings import quarter_of

_FIGURES = ("inherent_score", "current_score", "target_score", "owner", "direction")
"""What a summary and a detail are compared in: other fields a summary may well say in fewer words."""

_CLEARLY = 1.5
"""How many times as many fields a detail has, where it is as much a table as the summary."""


def completed(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those of one register in summary and in detail made one."""
    left: list[Claim] = []
    for claim in claims:
        before = next((at for at, other in enumerate(left) if _are_one(other.record, claim.record)), None)
        if before is None:
            left.append(claim)
        else:
            left[before] = _joined(left[before], claim)
    return left


def overlap(one: Register | Profile, other: Register | Profile) -> bool:
    """Whether two registers have at least half of the smaller one's identifiers in common, none of them twice."""
    if isinstance(one, Profile) or isinstance(other, Profile):
        return False
    ids, others = (list(map(_identifier, register.entries)) for register in (one, other))
    if not all(ids) or not all(others) or len({*ids}) < len(ids) or len({*others}) < len(others):
        return False
    return len({*ids} & {*others}) * 2 >= min(len(ids), len(others)) > 0


def _are_one(one: Register | Profile, other: Register | Profile) -> bool:
    if isinstance(one, Profile) or isinstance(other, Profile) or not overlap(one, other):
        return False
    fewer, more = sorted(map(_fullness, (one, other)))
    return (one.layout != other.layout or fewer * _CLEARLY <= more) and _are_of_one_edition(one.title, other.title)


def _are_of_one_edition(title: str, other: str) -> bool:
    """Whether two titles are one, or name the same quarter, or one is none."""
    quarters = [quarter_of(each).number for each in (title, other)]
    return title == other or not (title and other) or (quarters[0] is not None and quarters[0] == quarters[1])


def _joined(one: Claim, other: Claim) -> Claim:
    """Two claims as one; the register with more fields in its entries is the detail."""
    records = [claim.record for claim in (one, other)]
    summary, detail = sorted((record for record in records if isinstance(record, Register)), key=_fullness)
    details, summaries = ({_identifier(entry): entry for entry in each.entries} for each in (detail, summary))
    longer, shorter = (details, summaries) if len(details) >= len(summaries) else (summaries, details)
    entries = [_entry(details.get(name), summaries.get(name)) for name in dict.fromkeys((*longer, *shorter))]
    said = (*detail.findings, *(finding for finding in summary.findings if finding.code != Code.MISSING_HEADING))
    record = replace(
        detail, title=detail.title or summary.title, place=detail.place or summary.place, entries=tuple(entries),
        findings=said, context=detail.context or summary.context,
    )  # fmt: skip
    return Claim(record, {**one.blocks, **other.blocks}, (*one.doubtful, *other.doubtful))


def _fullness(register: Register) -> float:
    return sum(len(entry.values) for entry in register.entries) / len(register.entries)


def _entry(detail: Entry | None, summary: Entry | None) -> Entry:
    """The detail of a risk with what only the summary says of it; where they differ, a finding says so."""
    if detail is None or summary is None:
        found = detail or summary
        assert found is not None
        return found
    values = dict(detail.values)
    findings = [*detail.findings]
    for name, lines in summary.values.items():
        own = values.get(name)
        if not own:
            values[name] = lines
        elif name in _FIGURES and lines and _said(own) != _said(lines):
            label = name.replace("_", " ")
            message = f"the summary gives the {label} as '{plain(lines)}', the detail as '{plain(own)}', which is used"
            findings.append(Finding(Code.PROFILE_CONFLICT, message, next(iter(detail.places), None), name))
    taken = [each for each in summary.findings if each.field in values and not detail.values.get(each.field or "")]
    return replace(
        detail, values=values, findings=(*findings, *taken), first={**summary.first, **detail.first},
        fills={**summary.fills, **detail.fills},
        inferred=detail.inferred | {name for name in summary.inferred if not detail.values.get(name)},
    )  # fmt: skip


def _said(lines: Sequence[Line]) -> str:
    return " ".join(plain(lines).split()).casefold()


def _identifier(entry: Entry) -> str:
    return "".join(plain(entry.values.get("id", ())).split()).casefold()
