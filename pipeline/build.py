"""One history of all papers as read: their rows, merged into editions, and followed from edition to edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain

from extractors.findings import Code
from normalise.lineage.crosswalk import Crosswalk
from normalise.organisations.known import Organisations
from pipeline.merge.choose_source import reconcile
from pipeline.merge.counts import count_findings
from pipeline.merge.doubts import with_doubts, with_use
from pipeline.merge.lineage import follow_history
from pipeline.merge.profiled import of_their_entries, with_entries
from pipeline.merge.repeats import with_repeats
from pipeline.merge.seen import with_times
from pipeline.read.files import STATED
from pipeline.read.limits import Limits
from pipeline.read.paper import ReadPaper
from pipeline.rows.events import settle
from pipeline.rows.findings import finding_row, grouped
from pipeline.rows.paper import PaperRows
from pipeline.rows.papers import rows_of_papers
from pipeline.settings import Settings
from pipeline.store.tables import HistoryRows


def complete_history(
    papers: Sequence[ReadPaper],
    crosswalks: Sequence[Crosswalk],
    known: Mapping[str, tuple[str, str]],
    former: Mapping[str, Sequence[str]],
    *,
    organisations: Organisations,
    accept_proposed: bool,
    samples: bool,
    unmatched: Iterable[str] = (),
    executor: Executor | None = None,
    limits: Limits | None = None,
) -> tuple[HistoryRows, list[PaperRows]]:
    """``build_history``, with what is known of the papers as a whole.

    ``samples`` says that they are made up; ``unmatched`` are the paths that ``papers.toml`` names and no paper has.
    """
    history, made = build_history(
        papers, crosswalks, known, former, organisations=organisations, accept_proposed=accept_proposed,
        executor=executor, limits=limits,
    )  # fmt: skip
    history.documents = [replace(row, sample=samples) for row in history.documents]
    history.findings += [
        finding_row(Code.STATED_OF_NONE, f"{STATED} names {path}, and there is no such paper", None)
        for path in unmatched
    ]
    if not samples:  # they are shorter than the editions they are named after
        history.findings += count_findings(history.registers, organisations)
    return history, made


def build_history(
    papers: Iterable[ReadPaper],
    crosswalks: Sequence[Crosswalk] = (),
    known: Mapping[str, tuple[str, str]] | None = None,
    former: Mapping[str, Sequence[str]] | None = None,
    *,
    organisations: Organisations | None = None,
    accept_proposed: bool = False,
    executor: Executor | None = None,
    limits: Limits | None = None,
) -> tuple[HistoryRows, list[PaperRows]]:
    """The rows of every table from some papers, and what each of them adds.

    ``known`` has the lineage_id and title that each entry had in the history before, by entry_id;
    ``former`` the former_ids that its threads had, by lineage_id. ``organisations`` are those of an installation
    without settings, unless given. ``executor`` and ``limits`` are as in ``rows_of_papers``.
    """
    organisations = organisations or Settings().find_organisations()
    made = [*rows_of_papers(papers, organisations, executor, limits)]
    history = _merged(made)
    followed = follow_history(
        history, crosswalks, known or {}, former or {}, organisations=organisations, accept_proposed=accept_proposed
    )
    threads = followed.of_entry
    history.entries = [replace(row, lineage_id=threads.get(row.entry_id)) for row in history.entries]
    history.statements = [replace(row, lineage_id=threads.get(row.entry_id)) for row in history.statements]
    history.events = with_repeats(
        [replace(row, lineage_id=followed.of_event.get(row.event_id)) for row in history.events]
    )
    history.findings += followed.findings
    history.lineage = followed.lineage_rows
    history.threads = with_times(followed.threads, history.registers, history.events)
    history.profiles = with_entries(history.profiles, history.entries, history.registers)
    history.evidence = of_their_entries(history.evidence, history.profiles)
    history.findings = with_use(history)
    history.entries = with_doubts(history.entries, history.findings)
    return history, made


def _merged(made: Sequence[PaperRows]) -> HistoryRows:
    """The rows of some papers as one history, whose entries are not followed yet."""
    editions = reconcile(edition for each in made for edition in each.editions)
    entries = [row for edition in editions for row in edition.entries]
    events, matched = settle(((each.paper, one) for each in made for one in each.stated), entries)
    return HistoryRows(
        documents=[each.document for each in made],
        registers=[edition.register for edition in editions],
        entries=entries,
        statements=[row for edition in editions for row in edition.statements],
        profiles=[row for edition in editions for row in edition.profile],
        events=events,
        evidence=[row for edition in editions for row in (*edition.evidence, *edition.profile_evidence)],
        findings=grouped(chain(*(each.findings for each in made), *(each.findings for each in editions), matched)),
    )
