"""Which changes of the register a report, minutes or a decision state, a sentence or a list at a time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from extractors.document import Line, plain
from extractors.findings import Code, Finding
from extractors.places import Place
from extractors.records import Entry, Kind, Narrative
from normalise.events import patterns
from normalise.events.clauses import (
    LONGEST_NAME,
    Event,
    Reading,
    Sentence,
    StatedChange,
    is_agreed,
    is_name,
    names_own,
    read_sentence,
)  # fmt: skip
from normalise.events.figures import ChangeTable, change_table
from normalise.events.mentions import Subject, straightened
from normalise.organisations.conventions import Scale
from normalise.values.ids import Identifiers
from normalise.values.scores import parse_score
from normalise.values.sentences import sentences
from normalise.values.text import one_line

_BULLET = re.compile(
    r"^(?:[•◦▪●·*–—-]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=[\"'“‘(]?[A-Z]))+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?=[.)]?\s)")
"""The number of a paragraph."""
_ORDER = re.compile(r"(?:resolved|agreed|decided|ordered)\b[^.;]{0,30}?(?::|\bthat\b)", re.IGNORECASE)
_ORDERS = re.compile(r"(?:resolved|agreed|decided|ordered)\W{0,3}(?:that|to)?\W{0,3}", re.IGNORECASE)
"""A line that only introduces what was resolved."""
_THAT = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=that\b)", re.IGNORECASE)
"""What opens resolutions, and the number of a further one in the same line."""
_LABEL = re.compile(r"([A-Z]\d{1,2})\s*[(:–—-]")
_ENTRY = re.compile(r"([A-GI-PR-Z]\d{1,2})(?:(?: [\w'&-]+){0,8}\s*[(:–—]| (?:has|had|is|was)\b)")
"""A line that begins with an entry: with a sign right behind it, or further on. Q and H are those of periods."""
_BRACKETED = re.compile(r"(?<![\w./-])([A-GI-PR-Z]\d{1,2})[a-d]? \([A-Z][a-z]+()")
"""An entry with its title in brackets behind it, anywhere."""
_IN_BRACKETS = re.compile(r"\(([A-GI-PR-Z]\d{1,2})\)|(?<![\w./-])([A-GI-PR-Z]\d{1,2})'s\b")
"""An entry in brackets behind its title, or one that has something."""
_CALLED = re.compile(
    r"\b(?i:risks?|opportunity|opportunities|entry|entries) ((?:(?:, | and | & )?\b[A-GI-PR-Z]\d{1,2}\b(?![/-]))+)"
)
"""An entry that is said to be one."""
_ANYWHERE = re.compile(r"(?<![\w./-])([C-GI-LN-PR-UW-Z]\d{1,2})(?![\w/.-]*\w)")
"""What may be an entry anywhere: not the letters of roads and of sheets of paper."""
_FEWEST = 3
"""Lines that have to begin with entries where their letters differ."""
_AND = re.compile(r"[;,]\s+(?:and|or)$")
"""How an item ends that another follows."""
_STOP = (".", "!", "?", ";", ":", ",")
_APPROVED = re.compile(r"\brecommendations?\W+(?:\w+ )?(?:approved|agreed|accepted)\b", re.IGNORECASE)
_MEETING = re.compile(r"meeting: \d", re.IGNORECASE)
"""With this begins what a page gives of the minutes of a meeting, where what was resolved may begin with "That"."""
_RESOLVED = re.compile(
    r"resolved\W+(?:that )?(?:the )?(?:recommendations?|report) be (?:approved|agreed|accepted)\W*$", re.I
)
_NOTHING = frozenset({"none", "nil", "n/a", "not applicable", "there were none", "there are none"})


@dataclass(frozen=True, slots=True)
class Change:
    """One change as stated: what happened to which entry, in whole sentences.

    ``id_raw`` is the identifier as printed, ``title`` the short name the words give; at least one of them is given.
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

    Findings: ``event_unclear``, ``no_change_stated``.
    """

    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()

    def doubted(self) -> Changes:
        """The same where the paper does not say of which register it speaks: each change is left to a reader."""
        message = "its item names no risk register, so that the change may be another register's"
        unclear = (Finding(Code.EVENT_UNCLEAR, f"{message}: '{one.text}'", one.place, "event") for one in self.changes)
        return Changes((), (*unclear, *self.findings))


def read_changes(narrative: Narrative, identifiers: Identifiers, scale: Scale, day: date | None = None) -> Changes:
    """The changes a narrative states; ``identifiers`` and ``scale`` are its organisation's.

    ``day`` is that of its meeting.

    Nothing is carried over from one sentence to the next, but: an item of a list is read with the sentence that
    introduces the list, what stands under an entry's heading may call it ``this risk``, and ``it`` is the one entry of
    the sentence before.
    """
    lines = (*narrative.lines, *narrative.context)
    approved = narrative.kind == "decision" and any(_APPROVED.search(line.text) for line in lines)
    approved |= any(_RESOLVED.match(one_line(line.text)) for line in narrative.lines)
    listed = {row: _subject_of(entry) for entry in narrative.listing for row in range(entry.rows[0], entry.rows[1] + 1)}
    resolves = narrative.kind != "report" or any(_MEETING.match(line.text) for line in lines)
    reader = _Reader(Reading(identifiers, scale, day, approved=approved, resolves=resolves))
    for at, line in enumerate(narrative.lines, 1):
        reader.read(line, listed.get(at))
    return reader.finish() if narrative.names_register else reader.finish().doubted()


def labels(narrative: Narrative) -> list[str]:
    """Identifiers of a single letter that lines begin with, as entries do: ``R3 (Bus fares)``.

    Two lines or more with one letter, or three where the letters are those of the kinds of risk. An entry with its
    title in brackets counts wherever it stands (``that R3 (Bus fares) be closed``), and one that is said to be an
    entry needs no other (``risk R3``).
    """
    lines = [_BULLET.sub("", one_line(line.text)) for line in narrative.lines]
    found = [match[1] for line in lines if (match := _LABEL.match(line))]
    for pattern in (_BRACKETED, _IN_BRACKETS):
        behind = (match[1] or match[2] for line in lines for match in pattern.finditer(straightened(line)))
        found += [raw for raw in dict.fromkeys(behind) if raw not in found]
    any_letter = {match[1] for line in lines if (match := _ENTRY.match(line))}
    spread = Counter(raw[0] for raw in {raw for line in lines for raw in _ANYWHERE.findall(line)})
    found += sorted(
        raw for raw in {raw for line in lines for raw in _ANYWHERE.findall(line)} if spread[raw[0]] >= _FEWEST
    )
    alike = [raw for raw in dict.fromkeys(found) if sum(other[0] == raw[0] for other in found) > 1]
    called = {raw for line in lines for match in _CALLED.finditer(line) for raw in re.findall(r"[A-Z]\d+", match[1])}
    return [*alike, *sorted(called | (any_letter if len(any_letter) >= _FEWEST else set()))]


def _subject_of(entry: Entry) -> Subject:
    identifier, title = (one_line(plain(entry.values[name])) for name in ("id", "title"))
    return Subject(identifier or None, title or None, entry.kind)


def _says_none(text: str) -> bool:
    return text.lower().strip(" .") in _NOTHING


def _depth(printed: str) -> int:
    """How many parts the number has that a line begins with: of "2.1 Movements" 2."""
    number = _NUMBER.match(printed)
    return number[0].count(".") + 1 if number else 0


def _may_be_name(text: str) -> bool:
    return len(text.split()) <= LONGEST_NAME and not text.endswith((".", "!", "?", ":")) and text[:1].isupper()


@dataclass(slots=True)
class _Lead:
    """A sentence that introduces a list, why it is left to a reader where the list states nothing, and its place."""

    text: str
    read: Sentence
    unclear: str | None
    place: Place | None
    left: int | None = None
    """How many names it counts that were not yet read; None where it counts none."""
    marked: bool = False
    """Whether only what has a mark is an item of its list."""
    heading: bool = False
    depth: int = 0
    """How many parts the number of its paragraph has; 0 where it has none."""


@dataclass(slots=True)
class _Reader:
    """Reads the lines of a narrative and keeps what they state."""

    reading: Reading
    changes: dict[tuple[str | None, ...], Change] = field(default_factory=dict)
    """By what two statements of one change share."""
    findings: list[Finding] = field(default_factory=list)
    mentioned: dict[str, tuple[Subject, Place | None]] = field(default_factory=dict)
    """The identifiers of sentences that are not left to a reader, by their canonical spelling."""
    counted: list[tuple[Sentence, str, Place | None]] = field(default_factory=list)
    """The sentences that only count changes."""
    said: str = ""
    """The sentence that was read last."""
    lead: _Lead | None = None
    table: ChangeTable | None = None
    elsewhere: bool = False
    """Whether what is said may be of another register, which was named before."""
    under_other: bool = False
    """Whether the last heading names another register."""
    letters: set[str] = field(default_factory=set)
    """Those of the identifiers of this register."""
    others: set[tuple[str | None, ...]] = field(default_factory=set)
    """What is stated where another register was named before."""
    heading: Subject | None = None
    headed: bool = False
    """Whether the line before was the heading of an entry."""

    def read(self, line: Line, listed: Subject | None) -> None:
        """Read one line; ``listed`` is the entry that the report lists there."""
        printed, place = one_line(line.text), next(iter(line.places), None)
        text = re.sub(r":\s?[–—-]$", ":", _AND.sub("", _BULLET.sub("", printed)))
        parts = _with_figures(sentences(text))
        if self._take_row(printed, place) or not parts:
            return
        if self.said and is_agreed(parts[0]):
            self._keep(
                self._sentence(self.said, reading=replace(self.reading, decided=True)).statements, self.said, place
            )
        self.said = parts[-1]
        marked = line.level > 0 or line.marker is not None or text != printed
        context, closed = listed or self.heading, text.rstrip(" –—-").endswith(_STOP)
        first = self._sentence(parts[0], context)
        bare = first.label is not None and len(parts) == 1 and not closed and not first.statements
        nested = len(parts) == 1 and (
            (text.endswith(":") and first.introduces == "change") or _ORDERS.fullmatch(text) is not None
        )
        if self.lead and 0 < _depth(printed) <= self.lead.depth:
            self._close_lead(text)  # the next paragraph
        if self.lead and not nested and not _says_none(text) and (marked or self._may_be_item(self.lead, text, first)):
            alone = first if context is self.heading else self._sentence(parts[0], self.heading)
            self._read_item(self.lead, parts, text, place, alone)
        else:
            self._close_lead(text)
            self._read_sentences(parts, text, place, context, first)
            if self.lead:
                self.lead.depth = _depth(printed)
        if not marked and not closed:
            self.heading = first.label if bare and not self.headed else None
        self.headed = bare

    def _may_be_item(self, lead: _Lead, text: str, first: Sentence) -> bool:
        """Whether a line without a mark is an item: it begins with an entry, is a name, or completes the sentence."""
        entry = first.label or (lead.read.introduces == "change" and first.foremost and first.only)
        completes = text.startswith(("that ", "That ", "to ")) or (
            text[:1].islower() and lead.text.lower().endswith(" that")
        )
        if lead.marked or (entry and entry.id_raw) or completes:
            return not lead.marked
        named = _may_be_name(text) and not patterns.words("section").match(text) and lead.left != 0
        return not lead.heading and named and first.introduces is None

    def _sentence(
        self, text: str, context: Subject | None = None, before: Sentence | None = None, reading: Reading | None = None
    ) -> Sentence:
        return read_sentence(text, reading or self.reading, context, before)

    def _read_sentences(
        self, parts: tuple[str, ...], text: str, place: Place | None, context: Subject | None, last: Sentence
    ) -> None:
        """Read a line that is no item; the last sentence of it, or a heading, may introduce a list.

        A first sentence that is no more than an entry is the heading of those behind it.
        """
        context = last.label if last.codes == "g" and len(parts) > 1 else context
        self.elsewhere = self.under_other
        for part, after in pairwise(parts):
            self._take(last, part, place, context)
            opened = _ORDER.match(text) if _THAT.match(after) else None
            last = self._sentence(f"{opened[0]} {_THAT.sub('', after)}" if opened else after, context, last)
        part = parts[-1]
        opens = text.rstrip(" –—-").endswith(":") or part.rstrip().lower().endswith(" that")
        heads = _may_be_name(text) and not text.endswith(_STOP) and not last.statements and last.label is None
        if not opens and not heads:
            self._take(last, part, place, context)
            return
        self._settle(last)
        self.under_other = self.elsewhere
        self._keep(last.statements, part, place)
        if last.introduces == "proposal":
            self.reading = replace(self.reading, resolves=False)  # "Recommendations", with "That ..." below
        marked = not opens and last.introduces != "change"
        left = last.counted[0][1] if len(last.counted) == 1 else None
        self.lead = _Lead(part if opens else f"{text}:", last, last.unclear, place, left, marked, not opens)

    def _read_item(self, lead: _Lead, parts: tuple[str, ...], text: str, place: Place | None, alone: Sentence) -> None:
        """Read an item: what it states itself, else what it is by the sentence above its list."""
        item, whole, proposed = parts[0], f"{lead.text} {parts[0]}", lead.read.introduces == "proposal"
        together = alone
        self._settle(alone)
        if not (alone.quiet and lead.read.quiet):
            of_one = replace(self.reading, counts=False)
            together = self._sentence(whole.rstrip(" ,;").removesuffix(" and").rstrip(" ,;"), reading=of_one)
        if proposed:
            self._doubt(together.unclear or (alone.statements and "it stands under a proposal") or None, whole, place)
        elif alone.statements:
            self._take(alone, item, place, None)
        elif together.statements:
            self._keep(_with_titles(together.statements, item), f"{lead.text} {text}", place)
        else:
            whole_matters = not alone.unclear and (lead.unclear or lead.marked)
            self._take(*((together, whole) if whole_matters else (alone, text)), place, None)
        if proposed or alone.statements or together.statements:
            lead.unclear = None
            lead.left = max(lead.left - 1, 0) if lead.left is not None else None
        context = alone.label or (together.statements[0].subject if len(together.statements) == 1 else None)
        before = alone
        for part in parts[1:]:
            before = self._sentence(part, context, before)
            self._take(before, part, place, context)

    def _close_lead(self, below: str = "") -> None:
        """End a list; one of which nothing was read is left to a reader, unless it says that there is nothing."""
        if self.lead and not _says_none(below):
            self._doubt(self.lead.unclear, self.lead.text, self.lead.place)
        self.lead = None

    def _settle(self, read: Sentence) -> None:
        """Settle whose register a sentence is of: another that was named before it, until it names this one."""
        self.elsewhere = read.of_other or (self.elsewhere and not names_own(read.text, read.codes))
        if not self.elsewhere:
            self.letters |= {_letters(subject.id_raw or "") for subject in read.mentioned}

    def _take(self, read: Sentence, text: str, place: Place | None, context: Subject | None) -> None:
        self._settle(read)
        self._keep(read.statements, text, place)
        if read.counted and not read.statements:
            self.counted.append((read, text, place))
        else:
            self._doubt(read.unclear, text, place)
        for subject in () if read.unclear else read.mentioned:
            if subject.id_raw and (context is None or context.id_raw != subject.id_raw):
                self.mentioned.setdefault(self._canonical(subject.id_raw), (subject, place))

    def _doubt(self, why: str | None, text: str, place: Place | None) -> None:
        if why:
            self.findings.append(Finding(Code.EVENT_UNCLEAR, f"{why}: '{text}'", place, "event"))

    def _keep(self, statements: tuple[StatedChange, ...], text: str, place: Place | None) -> None:
        """Keep what is stated, once; a title that another statement of it gives is added."""
        for one in statements:
            subject, other = one.subject, one.other or Subject()
            kind = subject.kind or other.kind
            change = Change(one.event, kind, subject.id_raw, subject.title, text, place, other.id_raw)
            called = self._canonical(subject.id_raw) if subject.id_raw else (subject.title or "").casefold()
            key = (one.event, called, self._canonical(other.id_raw or ""))
            if self.elsewhere and key not in self.changes:
                self.others.add(key)
            elif not self.elsewhere:
                self.others.discard(key)
            same = self.changes.setdefault(key, change)
            self.changes[key] = replace(same, title=same.title or change.title)

    def _canonical(self, raw: str) -> str:
        found = self.reading.identifiers.parse(raw, self.reading.identifiers.kind_of(raw))
        return found.risk_id if found else raw.upper()

    def _take_row(self, row: str, place: Place | None) -> bool:
        """Take a row of a table of changes; False where the line is none, or heads such a table."""
        self.table = change_table(row) or (self.table if " | " in row else None)
        cells = self.table.row(row) if self.table else None
        if cells is None:
            return False
        title, numbers = cells.get("title") or None, [cells.get(name, "") for name in ("old", "new")]
        if all(self.reading.identifiers.in_text.fullmatch(number) for number in numbers):
            old, new = (Subject(number, title, self.reading.identifiers.kind_of(number)) for number in numbers)
            if self._canonical(numbers[0]) != self._canonical(numbers[1]):
                self._keep((StatedChange("renumbered", old, new),), row, place)
            return True
        subject = next(iter(self._sentence(row).mentioned), None)
        before, now = (parse_score(cells.get(name, ""), self.reading.scale).value for name in ("before", "now"))
        if subject is None or before is None or now is None or before == now:
            return False
        event: Event = "score_increased" if now > before else "score_decreased"
        self._keep((StatedChange(event, replace(subject, title=title)),), row, place)
        return True

    def finish(self) -> Changes:
        """What has been read."""
        self._close_lead()
        for made in [one for one in self.changes if one in self.others]:
            change = self.changes[made]
            if change.id_raw is None or _letters(change.id_raw) not in self.letters:
                del self.changes[made]
                self._doubt("it may be of another register, which is named before it", change.text, change.place)
        numbers = Counter(change.event for change in self.changes.values())
        for read, text, place in self.counted:
            if any(numbers[event] != number for event, number in read.counted):  # type: ignore[index]
                self._doubt(read.unclear or "the paper states another number of changes", text, place)
        named = (raw for one in self.changes.values() for raw in (one.id_raw, one.other_id_raw))
        changed = {self._canonical(raw) for raw in named if raw}
        for key, (subject, place) in self.mentioned.items():
            if key not in changed:
                message = f"{subject.id_raw} is mentioned, but no change of it is stated"
                self.findings.append(Finding(Code.NO_CHANGE_STATED, message, place, "event", subject.id_raw))
        return Changes(tuple(self.changes.values()), tuple(dict.fromkeys(self.findings)))


def _letters(raw: str) -> str:
    """The letters of an identifier, by which those of another register are told apart."""
    return re.sub(r"[\W_]", "", re.split(r"\d", raw)[0]).upper()


def _with_figures(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences, with those that only add what a score was before joined to the one before them."""
    whole = list(parts[:1])
    for part in parts[1:]:
        if patterns.back("continues").match(part):
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    return tuple(whole)


def _with_titles(statements: tuple[StatedChange, ...], item: str) -> tuple[StatedChange, ...]:
    """An item's entry with all the words behind its identifier as its title, where they are no sentence."""
    if len(statements) != 1 or not statements[0].subject.id_raw or not statements[0].subject.title:
        return statements
    (one,) = statements
    rest = item.partition(one.subject.id_raw or "")[2].strip(" .;:,|–—-")
    whole = rest.startswith(one.subject.title or "") and is_name(rest)
    return (replace(one, subject=replace(one.subject, title=rest)),) if whole else statements
