"""The history's entries followed through its editions: lineage_id, links and threads, and what the crosswalk lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from extractors.findings import Code
from normalise.keys import edition_of
from normalise.lineage.crosswalk import Crosswalk, CrosswalkLine
from normalise.lineage.follow import follow
from normalise.lineage.former import former_number
from normalise.lineage.link import Link
from normalise.lineage.member import Edition, Member
from normalise.lineage.pairs import Thread
from normalise.lineage.slugs import name_threads, same_title
from normalise.lineage.stated import StatedLink, match_statements
from normalise.organisations.known import Organisations
from normalise.values.ids import Identifiers
from normalise.values.periods import quarter_number
from normalise.values.text import one_line
from pipeline.merge.curation import curate
from pipeline.rows.findings import finding_about, finding_row
from pipeline.store.documents import first_paths
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, HistoryRows, LinkRow, RegisterRow, ThreadRow


@dataclass(slots=True)
class Followed:
    """What following the entries gives: rows of two tables, findings, and the lineage_id of entries and of events."""

    links: list[Link] = field(default_factory=list)
    threads: list[ThreadRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)
    of_entry: dict[str, str] = field(default_factory=dict)
    of_event: dict[str, str] = field(default_factory=dict)

    @property
    def lineage_rows(self) -> list[LinkRow]:
        """The rows of the lineage table."""
        names = [field.name for field in fields(LinkRow)]
        return [LinkRow(**{name: getattr(link, name) for name in names}) for link in self.links]


def follow_history(
    history: HistoryRows,
    crosswalks: Sequence[Crosswalk],
    known: Mapping[str, tuple[str, str]],
    former: Mapping[str, Sequence[str]] | None = None,
    *,
    organisations: Organisations,
    accept_proposed: bool = False,
) -> Followed:
    """Follow the entries of a history, organisation by organisation.

    ``known`` has the lineage_id and title that each entry had in the history before, by entry_id;
    ``former`` the former_ids that its threads had, by lineage_id.
    """
    followed, former = Followed(), former or {}
    editions = editions_of(history, organisations)
    curated: dict[str, list[CrosswalkLine]] = {}
    for crosswalk in crosswalks:  # each of other organisations: no two of them speak of one entry
        lines, found = curate(crosswalk, [edition for own in editions.values() for edition in own])
        curated |= lines
        followed.findings += found
    superseded = {row.register_id for row in history.registers if row.superseded_by}
    statements = statements_of(history)
    for organisation, own in editions.items():
        stated = match_statements(statements.get(organisation, ()), own)
        lineage = follow(own, curated, stated, accept_proposed=accept_proposed)
        followed.links += lineage.links
        followed.findings += _not_compared(lineage.not_compared)
        in_force = [edition.register_id for edition in own if edition.register_id not in superseded]
        names = _names(lineage.threads, organisations.called(organisation).slug, crosswalks, known, former)
        for thread, name in zip(lineage.threads, names, strict=True):
            followed.threads.append(_thread_row(thread, name, organisation, in_force))
            followed.of_entry |= {member.entry_id: name for member in thread.members}
        meant = stated.meant.items()
        followed.of_event |= {event: followed.of_entry[entry] for event, entry in meant if entry in followed.of_entry}
    followed.findings += _to_query(followed.links, history.entries)
    _add_former_names(followed, history.entries, known, former)
    return followed


def _names(
    threads: Sequence[Thread],
    organisation: str,
    crosswalks: Iterable[Crosswalk],
    known: Mapping[str, tuple[str, str]],
    former: Mapping[str, Sequence[str]],
) -> list[str]:
    """The lineage_id of each thread of one organisation, given by its slug."""
    prefix = f"{organisation}/"
    had = {key: (old.removeprefix(prefix), title) for key, (old, title) in known.items() if old.startswith(prefix)}
    taken = {line.lineage for each in crosswalks for line in each.lines if line.organisation == organisation}
    taken |= {old.removeprefix(prefix) for gone in former.values() for old in gone}  # never given again
    return [prefix + slug for slug in name_threads(threads, had, taken)]


def _add_former_names(
    followed: Followed,
    entries: Iterable[EntryRow],
    known: Mapping[str, tuple[str, str]],
    former: Mapping[str, Sequence[str]],
) -> None:
    """Add to each thread the names that went when it was joined.

    They are reported at every ingest from then on: a second one of the same papers must give the same bytes.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for row in entries:
        old, title = known.get(row.entry_id, ("", ""))
        if old and row.entry_id in followed.of_entry and same_title(title, row.title or ""):
            names[followed.of_entry[row.entry_id]] |= {old, *former.get(old, ())}
    current = {row.lineage_id for row in followed.threads}
    for number, thread in enumerate(followed.threads):
        if gone := sorted(names[thread.lineage_id] - current):
            followed.threads[number] = replace(thread, former_ids=tuple(gone))
            followed.findings += [_joined(one, thread) for one in gone]


def _not_compared(editions: Mapping[str, Sequence[str]]) -> Iterator[FindingRow]:
    """A finding for each edition that was too large to be compared with one before it, or several."""
    for later, earlier in editions.items():
        others = f" and {len(earlier) - 1} more" if len(earlier) > 1 else ""
        message = f"{later} and {earlier[0]}{others} are too large to be compared entry by entry"
        yield finding_row(Code.LINEAGE_NOT_COMPARED, message, None, register=later, field="lineage_id")


def _joined(old: str, thread: ThreadRow) -> FindingRow:
    message = f"what was {old} is part of {thread.lineage_id} now"
    return finding_row(
        Code.LINEAGE_JOINED, message, None, register=thread.last_register_id, field="lineage_id", value=old
    )


def editions_of(history: HistoryRows, organisations: Organisations) -> dict[str, list[Edition]]:
    """The editions of each organisation in the order of their quarters; one of no known quarter has no place in it."""
    said: dict[str, list[str]] = defaultdict(list)
    for statement in history.statements:
        said[statement.entry_id].append(statement.text)
    members: dict[str, list[Member]] = defaultdict(list)
    for row in history.entries:
        identifiers = organisations.called(row.organisation).identifiers
        members[row.register_id].append(_member(row, said[row.entry_id], identifiers))
    editions: dict[str, list[Edition]] = defaultdict(list)
    for register in sorted(history.registers, key=_order):
        if register.fiscal_year is not None and register.quarter is not None:
            order = organisations.called(register.organisation).identifiers.sort_key
            members_ = sorted(
                members[register.register_id], key=lambda member: (*order(member.risk_id), member.entry_id)
            )
            edition = Edition(
                register.register_id, register.organisation, quarter_number(register.fiscal_year, register.quarter),
                tuple(members_), edition_of(register.register_id),
            )  # fmt: skip
            editions[register.organisation].append(edition)
    return dict(sorted(editions.items()))


def _order(row: RegisterRow) -> tuple[Any, ...]:
    return row.fiscal_year or "", row.quarter or 0, row.revision, row.register_id


def _member(row: EntryRow, statements: Iterable[str], identifiers: Identifiers) -> Member:
    return Member(
        row.entry_id, row.register_id, row.kind, row.risk_id, row.title or "", row.description or "",
        tuple(statements), tuple(row.owners or ()),
        former_number((row.id_raw or "", row.title or ""), row.kind, identifiers),
    )  # fmt: skip


def statements_of(history: HistoryRows) -> dict[str, list[StatedLink]]:
    """The changes that papers state, by organisation, in the order of their days."""
    paths = first_paths(history.documents)
    found: dict[str, list[StatedLink]] = defaultdict(list)
    for row in sorted(history.events, key=lambda row: (str(row.date or ""), row.event_id)):
        if row.organisation is not None and row.fiscal_year is not None and row.quarter is not None:
            page = f", p. {row.page}" if row.page else ""
            source = f"the {row.stated_in} of {row.date or 'an unknown day'} ({paths[row.document_id]}{page})"
            statement = StatedLink(
                row.event_id, row.organisation, quarter_number(row.fiscal_year, row.quarter), row.event,
                row.kind, row.risk_id, row.title or "", source, row.other_risk_id,
            )  # fmt: skip
            found[row.organisation].append(statement)
    return found


def _to_query(links: Iterable[Link], entries: Iterable[EntryRow]) -> Iterator[FindingRow]:
    """A finding for every link that a person should look at: made with a doubt, or denied by a paper."""
    by_key = {row.entry_id: row for row in entries}
    for link in links:
        earlier, later = by_key[link.from_entry_id], by_key[link.to_entry_id]
        if link.doubt:
            code = Code.LINEAGE_DOUBTFUL
            message = f"{later.risk_id} is followed from {earlier.entry_id}, but {link.doubt}: {link.evidence}"
        elif (link.relation, link.status) == ("related", "proposed"):
            code = Code.LINEAGE_CONTRADICTED
            message = f"{later.risk_id} is much like {earlier.entry_id}, and not followed from it: {link.evidence}"
        else:
            continue
        yield finding_about(later, code, message, field="lineage_id")


def _thread_row(thread: Thread, lineage_id: str, organisation: str, in_force: Sequence[str]) -> ThreadRow:
    """A row of threads. Superseded editions do not count, unless nothing else has the entry."""
    members = [member for member in thread.members if member.register_id in in_force] or thread.members
    last = members[-1]
    return ThreadRow(
        lineage_id=lineage_id,
        organisation=organisation,
        name=one_line(last.title) or last.risk_id,
        kind=last.kind,
        first_register_id=members[0].register_id,
        last_register_id=last.register_id,
        n_editions=len(members),
        open=last.register_id == in_force[-1],
    )
