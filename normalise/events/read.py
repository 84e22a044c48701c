"""Which changes of the register a report, minutes or a decision state: what was added, removed, rescored, rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractors.document import Line
from extractors.findings import Code, Finding
from extractors.places import Place
from extractors.records import Entry, Kind, Narrative
from normalise.events.forms import Event
from normalise.events.mentions import Subject, find_mentions, list_subjects
from normalise.events.pair_forms import unsettled
from normalise.events.pair_lists import NumberTable, number_table, numbers_of
from normalise.events.pair_sides import same_entry
from normalise.events.pairs import Half
from normalise.events.score_tables import ScoreTable, score_table
from normalise.events.statements import Announced, Heads, Sentence, Statement, read_sentence
from normalise.values.ids import parse_any_id
from normalise.values.sentences import sentences
from normalise.values.text import one_line

_BULLET = re.compile(r"^(?:[•◦▪●·*–—-]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)+", re.IGNORECASE)
_PARTED = " | "
_NOTHING = frozenset({"none", "nil", "n/a", "not applicable", "there were none", "there are none"})
_LONGEST_NAME = 12
"""Words; an item without an identifier that is longer than this is no short name."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change as stated: what happened to which entry, in whole sentences.

    ``id_raw`` is the identifier as printed, ``title`` the short name the words give, each None where they give none.
    ``other_id_raw`` is what came of it, where it was renumbered, merged or split.
    """

    event: Event
    kind: Kind | None
    id_raw: str | None
    title: str | None
    text: str
    place: Place | None
    other_id_raw: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a narrative in the order it states them, each once, and what a reader should look at.

    Findings: ``event_count``, ``event_unclear``, ``event_without_subject``, ``no_change_stated``.
    """

    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_changes(narrative: Narrative) -> Changes:
    """The changes a narrative states.

    A sentence under an entry that a report lists is read with that entry as what it may be of; so is one under a line
    that is an identifier and a title. Of a list's items each may go on with the sentence that introduces the list; the
    text of such a change is that sentence and the item.
    """
    reader = _Reader(_listed(narrative))
    for at, line in enumerate(narrative.lines, 1):
        reader.read(line, at)
    return reader.changes()


def _listed(narrative: Narrative) -> Mapping[int, Subject]:
    """By number of the line, from 1, the listed entry it stands under."""
    return {
        row: _subject_of(entry) for entry in narrative.listing for row in range(entry.rows[0], entry.rows[1] + 1)
    }  # fmt: skip


def _subject_of(entry: Entry) -> Subject:
    identifier, title = (one_line(" ".join(line.text for line in entry.values[name])) for name in ("id", "title"))
    return Subject(identifier or None, title or None, entry.kind)


@dataclass(slots=True)
class _Lead:
    """A sentence that introduces a list, the level of the list's first item, and how many items have been read."""

    heads: Heads
    text: str
    place: Place | None
    level: int | None = None
    items: int = 0


@dataclass(slots=True)
class _Reader:
    """Reads the lines of a narrative and keeps what they state."""

    listed: Mapping[int, Subject]
    found: list[tuple[Change, bool]] = field(default_factory=list)
    """Each change, and whether it may only announce others."""
    announced: dict[Announced, Place | None] = field(default_factory=dict)
    unclear: list[Finding] = field(default_factory=list)
    mentioned: dict[str, tuple[Subject, Place | None]] = field(default_factory=dict)
    """The identifiers mentioned outside the listing, by canonical spelling."""
    explained: set[str] = field(default_factory=set)
    """Those of them that an unclear sentence names."""
    lead: _Lead | None = None
    table: ScoreTable | None = None
    """The table of scores whose rows are being read."""
    numbers: NumberTable | None = None
    """The table of new numbers whose rows are being read."""
    heading: Subject | None = None
    planned: bool = False
    """Whether the heading or the sentence above, that introduces a list, makes what follows a plan or a proposal."""

    def read(self, line: Line, at: int) -> None:
        """Read line number ``at``."""
        printed = one_line(line.text)
        place = next(iter(line.places), None)
        if self._read_score_row(printed, place) or self._read_number_row(printed, place):
            return
        text = _BULLET.sub("", printed)
        listed = self.listed.get(at)
        is_item = line.level > 0 or line.marker is not None or text != printed or bool(list_subjects(text))
        if self.lead and (listed or not is_item):
            self._close_lead(text)
        if not is_item and not text.endswith((".", "!", "?", ";")):
            self.planned = unsettled(text)
        if self.lead and self.lead.heads.half and self._read_half(text, self.lead, self.lead.heads.half, place):
            return
        read = self._read_sentences(text, listed, place)
        if read and read[-1].heads:
            self._close_lead("")
            self.lead = _Lead(read[-1].heads, sentences(text)[-1], place)
        elif self.lead:
            self._read_item(text, line.level, place, states=any(each.statements or each.unclear for each in read))
        if not listed and not text.endswith((".", "!", "?", ";")):
            subjects = list_subjects(text)
            self.heading = subjects[0] if len(subjects) == 1 else None

    def _read_score_row(self, row: str, place: Place | None) -> bool:
        """Whether a line is a row of a table of scores that shows a change; one that heads such a table begins it."""
        self.table = score_table(row) or (self.table if _PARTED in row else None)
        moved = self.table.moved(row) if self.table else None
        if moved is None:
            return False
        event, subject = moved
        self._keep(Statement(event, (subject,)), row, place)
        return True

    def _read_number_row(self, row: str, place: Place | None) -> bool:
        """Whether a line is a row of a table of new numbers that gives two; one that heads such a table begins it."""
        self.numbers = number_table(row) or (self.numbers if _PARTED in row else None)
        pair = self.numbers.pair(row) if self.numbers else None
        if pair is None:
            return False
        self._keep(Statement("renumbered", pair[:1], other=pair[1]), row, place)
        return True

    def _read_half(self, text: str, lead: _Lead, half: Half, place: Place | None) -> bool:
        """Whether an item is one of two entries, of which the sentence above its list says that they are one."""
        pair = numbers_of(text) if half.other is None else _whole(half, half.other, text)
        if pair is None:
            return False
        lead.items += 1
        if not same_entry(*pair):
            self._keep(Statement(half.event, pair[:1], other=pair[1]), f"{lead.text} {text}", place)
        return True

    def _read_sentences(self, text: str, listed: Subject | None, place: Place | None) -> list[Sentence]:
        """Read the sentences of a line; an entry named in one is what the next is of, unless it says otherwise."""
        context = listed or self.heading
        every = []
        for sentence in sentences(text):
            read = read_sentence(sentence, context)
            every.append(read)
            for statement in read.statements:
                if statement.other and self.planned:
                    self._report_unclear(f"what stands above it makes it a plan: '{sentence}'", place)
                else:
                    self._keep(statement, sentence, place)
            for announced in read.announced:
                self.announced.setdefault(announced, place)
            named = [subject for mention in read.mentions if mention.by == "id" for subject in mention.subjects]
            if read.unclear:
                self._report_unclear(f"{read.unclear}: '{sentence}'", place, named[0].id_raw if named else None)
            if listed:
                continue
            explained = read.unclear is not None or (self.planned and any(one.other for one in read.statements))
            self._mention(named, place, explained=explained)
            if named:
                context = named[0] if len(named) == 1 else self.heading
        return every

    def _read_item(self, text: str, level: int, place: Place | None, *, states: bool) -> None:
        """Read an item under a sentence that introduces a list; one that states something itself goes its own way."""
        assert self.lead is not None
        self.lead.level = level if self.lead.level is None else self.lead.level
        if level > self.lead.level:
            return  # it says more of the item above
        self.lead.items += 1
        heads = self.lead.heads
        if heads.half and not states and (self.lead.text.endswith(":") or list_subjects(text)):
            message = f"it does not say plainly which two entries are meant: '{self.lead.text} {text}'"
            self._report_unclear(message, place)
        elif not heads.half and not states:
            self._keep(Statement(heads.event, _head_of(text, heads.kind)), f"{self.lead.text} {text}", place)

    def _close_lead(self, below: str) -> None:
        """End a list; one without an item should be looked at, unless it says that there is none."""
        promised = self.lead and not self.lead.items and self.lead.text.endswith(":")
        if self.lead and promised and below.strip(" .").lower() not in _NOTHING:
            self._report_unclear(f"no item is read of the list it introduces: '{self.lead.text}'", self.lead.place)
        self.lead = None

    def _report_unclear(self, message: str, place: Place | None, subject: str | None = None) -> None:
        self.unclear.append(Finding(Code.EVENT_UNCLEAR, message, place, "event", subject))

    def _keep(self, statement: Statement, text: str, place: Place | None) -> None:
        for subject in statement.subjects:
            other = statement.other.id_raw if statement.other else None
            kind = subject.kind or (statement.other.kind if statement.other else None)
            change = Change(statement.event, kind, subject.id_raw, subject.title, text, place, other)
            for number, (same, announces) in enumerate(self.found):
                if _sameness(same) == _sameness(change):
                    self.found[number] = (replace(same, title=same.title or change.title), announces)
                    break
            else:
                self.found.append((change, statement.announces))

    def _mention(self, named: list[Subject], place: Place | None, *, explained: bool) -> None:
        for subject in named:
            key = _canonical(subject.id_raw or "")
            self.mentioned.setdefault(key, (subject, place))
            if explained:
                self.explained.add(key)

    def changes(self) -> Changes:
        """What has been read."""
        self._close_lead("")
        kept = [change for change, announces in self.found if not (announces and self._is_named_elsewhere(change))]
        findings = (*self._subjectless(kept), *self.unclear, *self._miscounted(kept), *self._unchanged(kept))
        return Changes(tuple(kept), findings)

    def _is_named_elsewhere(self, change: Change) -> bool:
        """Whether the narrative names entries with the same event: ``a new risk has been added`` announces them."""
        return any(
            other is not change
            and other.event == change.event
            and (other.id_raw or other.title)
            and _may_be(other.kind, change.kind)
            for other, _ in self.found
        )

    def _subjectless(self, kept: list[Change]) -> Iterator[Finding]:
        for change in kept:
            if change.id_raw is None and change.title is None:
                message = f"a change is stated ({change.event}), but not of which entry: '{change.text}'"
                yield Finding(Code.EVENT_WITHOUT_SUBJECT, message, change.place, "id_raw")

    def _miscounted(self, kept: list[Change]) -> Iterator[Finding]:
        for announced, place in self.announced.items():
            found = sum(
                1 for change in kept if change.event == announced.event and _may_be(change.kind, announced.kind)
            )  # fmt: skip
            if found != announced.number:
                what = announced.kind or "risk or opportunity"
                message = f"the paper says how many were {announced.event} ({what}): {announced.number}; read: {found}"
                yield Finding(Code.EVENT_COUNT, message, place, "event")

    def _unchanged(self, kept: list[Change]) -> Iterator[Finding]:
        changed = {_canonical(raw) for change in kept for raw in (change.id_raw, change.other_id_raw) if raw}
        listed = {_canonical(subject.id_raw) for subject in self.listed.values() if subject.id_raw}
        for key, (subject, place) in self.mentioned.items():
            if key not in changed | listed | self.explained:
                message = f"{subject.id_raw} is mentioned, but no change of it is stated"
                yield Finding(Code.NO_CHANGE_STATED, message, place, "event", subject.id_raw)


def _whole(half: Half, other: Subject, item: str) -> tuple[Subject, Subject] | None:
    """The entry before and the one after, of which an item names one and the sentence above its list the other."""
    named = _head_of(item, other.kind)
    if len(named) != 1 or not named[0].id_raw or named[0].kind != other.kind:
        return None
    return (other, named[0]) if half.before else (named[0], other)


def _head_of(text: str, kind: Kind | None) -> tuple[Subject, ...]:
    """The entry an item of a list begins with: its identifier and the name up to the full stop, or a short name."""
    first = sentences(text)[0].rstrip(" .;,")
    listed = list_subjects(first)
    if not listed:
        short = len(first.split()) <= _LONGEST_NAME
        return (Subject(None, re.sub(r"[;,]? and$", "", first) if short else None, kind),)
    if len(listed) > 1 or listed[0].title:
        return listed
    mention = find_mentions(first)[0]
    name = first[mention.end :].strip(" :;,.|–—-") or None
    return (replace(listed[0], title=name),)


def _sameness(change: Change) -> tuple[object, ...]:
    """What two statements of one change share."""
    other = _canonical(change.other_id_raw or "")
    if change.id_raw:
        return (change.event, _canonical(change.id_raw), other)
    if change.title:
        return (change.event, change.title.casefold(), other)
    return (change.event, change.kind, change.text, other)


def _canonical(raw: str) -> str:
    found = parse_any_id(raw)
    return found[0].risk_id if found else raw.upper()


def _may_be(kind: Kind | None, other: Kind | None) -> bool:
    return kind is None or other is None or kind == other
