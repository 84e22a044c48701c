"""What reports, minutes and decision pages say about the register.

A narrative begins with a heading that names the risk register and goes on to the next item of its paper: the next
numbered item of minutes, the next report, the register itself. A heading with no sentence under it gives none: it is
an item of an agenda, or the title of the register. In a paper without such a heading, an item is a narrative if its
lines name the register, or if it is about risks and they name entries.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from extractors.document import Document, Line
from extractors.findings import Code, Finding
from extractors.layouts.narrative.listing import read_listing
from extractors.layouts.narrative.phrases import (
    dates_a_meeting,
    has_date,
    is_about_risks,
    is_prose,
    looks_like_heading,
    makes_page_worth_reading,
    mentions_entry,
    mentions_register,
    names_register,
    number_of_item,
    says_something,
    wording,
)
from extractors.layouts.narrative.steps import Step, steps_of
from extractors.records import Narrative

_CONTEXT = 12
"""How many lines before a narrative may still be about it."""

_HEAD = 8
"""How many lines below the head of minutes may belong to it: the day, the place, who was present."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may be about the register, or say where an item begins and of which meeting it is."""
    return makes_page_worth_reading(text)


def read_narratives(document: Document, taken: Collection[int] = ()) -> tuple[Narrative, ...]:
    """The narratives of the register in a document, in order; none gives ().

    ``taken`` are the blocks that a register or its profile is read from, where a narrative ends. So does one at a page
    that was ruled out unread: what stands after it may be another item's. Where more of the narrative may have
    followed, there is a finding ``narrative_cut``.
    """
    margins: dict[int | None, list[Line]] = {}
    for line in filter(dates_a_meeting, document.furniture):
        for place in line.places[:1]:
            margins.setdefault(place.page, []).append(line)
    skipped, steps = frozenset(document.skipped), steps_of(document, taken)
    drafts = _Search(skipped, margins).through(steps) or _SearchOfItems(skipped, margins).through(steps)
    return tuple(draft.narrative(number) for number, draft in enumerate(drafts, 1))


@dataclass(slots=True)
class _Draft:
    """A narrative while it is being read."""

    title: Line
    heading: int
    number: int | None
    head: tuple[Line, ...]
    """The lines before it that belong to the same item, or introduce the minutes it is in; the nearest comes last."""
    minutes: tuple[Line, ...] = ()
    """The head of the minutes it is in: when, where, who was present."""
    margin: Sequence[Line] = ()
    """The lines in the margin of its first page that date a meeting: in a pack they stand over each report."""
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def stated(self) -> bool:
        """Whether it says anything yet."""
        return any(says_something(line.text) for line in self.lines)

    def ended_by(self, step: Step) -> bool:
        """Whether a line begins the next item: it has a later number, or the format heads it as it heads this one."""
        assert step.line is not None
        if not looks_like_heading(step.line):
            return False
        number = number_of_item(step.line.text)
        if self.number is not None and number is not None:
            return number > self.number
        return bool(self.minutes) and 0 < step.heading <= self.heading

    @property
    def names_register(self) -> bool:
        """Whether its heading, or a line of it, names the register."""
        of_risks = is_about_risks(self.title)
        return names_register(self.title) or any(mentions_register(line.text, of_risks=of_risks) for line in self.lines)

    def takes_heading(self, line: Line) -> bool:
        """Whether a heading that names the register is one within this narrative: it names no other year or quarter."""
        return self.stated and number_of_item(line.text) is None and _numbers(line) <= _numbers(self.title)

    def drop_title(self) -> None:
        """Give up the lines from the title of the register on that follows the narrative, if there is one."""
        for at in reversed(range(len(self.lines))):
            if is_prose(self.lines[at].text):
                return
            if names_register(self.lines[at]):
                del self.lines[at:]
                return

    def narrative(self, number: int) -> Narrative:
        """What has been read, as narrative ``number`` of its document."""
        kind = self._kind()
        return Narrative(
            kind,
            self.title.text,
            next(iter(self.title.places), None),
            tuple(self.lines),
            tuple(self._dates(kind)),
            read_listing(self.lines, number) if kind == "report" else (),
            tuple(self.findings),
            tuple(reversed((*self.head, *self.minutes)[-_CONTEXT:])),
            self.names_register,
        )

    def _kind(self) -> Literal["report", "minutes", "decision"]:
        around = [line.text for line in (*self.head, *self.lines)]
        if any(wording("decision").match(text) for text in around):
            return "decision"
        if self.minutes or any(wording("resolved").match(line.text) for line in self.lines):
            return "minutes"
        return "report"

    def _dates(self, kind: str) -> Iterator[Line]:
        """The lines that may date the meeting, surest first. The day of a decision may stand in front of its title."""
        yield from _dated([self.title], wording("dated_title"))
        if self.minutes:
            yield from _dated(self.minutes)
            return
        before_prose = next((at for at, line in enumerate(self.lines) if is_prose(line.text)), len(self.lines))
        if kind == "report":
            yield from reversed(list(_dated(self.head, wording("meeting_dates"))))
            yield from _dated(self.lines[:before_prose], wording("meeting_dates"))
            yield from self.margin
            yield from _dated(self.lines[:before_prose], wording("paper_dates"))
            yield from reversed(list(_dated(self.head, wording("paper_dates"))))
        else:
            yield from _dated([*self.lines, *self.head], wording("decision_dates"))
            yield from _dated([*self.lines, *self.head], wording("meeting_dates"))
            yield from _dated(self.lines[:before_prose], wording("paper_dates"))
            yield from reversed(list(_dated(self.head, wording("paper_dates"))))


@dataclass(slots=True)
class _Search:
    """Goes through a paper line by line and opens and closes narratives."""

    skipped: frozenset[int]
    margins: Mapping[int | None, Sequence[Line]]
    """By page, the lines in its margins that date a meeting."""
    drafts: list[_Draft] = field(default_factory=list)
    open: _Draft | None = None
    part: Literal["agenda", "minutes"] | None = None
    head: list[Line] = field(default_factory=list)
    """The lines of the item being read, as long as no narrative of it is open."""
    introduction: tuple[Line, ...] = ()
    minutes: tuple[Line, ...] = ()
    """The head of the minutes being read, and before it the lines that introduce it: whose they are."""
    page: int | None = None

    def through(self, steps: Sequence[Step]) -> list[_Draft]:
        """What is found in the steps of a paper."""
        for at, step in enumerate(steps):
            self.take(step, [each.line for each in steps[at + 1 : at + 1 + _HEAD] if each.line])
        self.close()
        return self.drafts

    def take(self, step: Step, below: Sequence[Line]) -> None:
        """Read a step; ``below`` are the lines under it."""
        line = step.line
        if line is None:
            if self.open:
                self.open.drop_title()
            self._begin(None)
            return
        passed_over = self._passed_over(step)
        if self._begins_minutes(line, below):
            self.close()
            self.introduction = tuple(reversed(list(islice(_up_to_first_item(reversed(self.head)), 2))))
            self.minutes = (line, *_up_to_first_item(below))
            self._begin("minutes")
        elif wording("paper").fullmatch(line.text):
            self._begin(None)
        elif wording("agenda").fullmatch(line.text):
            self._begin("agenda")
        elif self._begins_report(line):
            self._begin(None)
        elif self._begins_narrative(step):
            self._open(step)
            return
        elif self.open and self.open.ended_by(step):
            self.close()
        if self.open and passed_over:
            message = f"the narrative is read up to page {passed_over}, which was ruled out; more may follow it"
            self.open.findings.append(Finding(Code.NARRATIVE_CUT, message, next(iter(line.places), None)))
            self.close()
        (self.open.lines if self.open else self.head).append(line)

    def close(self) -> None:
        """End the open narrative; one that says nothing is none, and its lines may be about the next."""
        if self.open is not None and self._is_narrative(self.open):
            self.drafts.append(self.open)
        elif self.open is not None:
            self.head += [self.open.title, *self.open.lines]
        self.open = None

    def _begin(self, part: Literal["agenda", "minutes"] | None) -> None:
        self.close()
        self.head = []
        self.part = part

    def _open(self, step: Step) -> None:
        assert step.line is not None
        number = number_of_item(step.line.text)
        if self.part == "agenda" and number is not None:
            self.head.append(step.line)
            return
        self.close()
        if self.part == "agenda":
            self.part = None
        if self.part == "minutes":
            self.open = _Draft(step.line, step.heading, number, self.introduction, self.minutes)
        else:
            margin = self.margins.get(step.line.places[0].page if step.line.places else None, ())
            self.open = _Draft(step.line, step.heading, number, tuple(self.head), margin=margin)
        self.head = []

    def _begins_narrative(self, step: Step) -> bool:
        assert step.line is not None
        return names_register(step.line) and not (self.open and self.open.takes_heading(step.line))

    def _is_narrative(self, draft: _Draft) -> bool:
        return draft.stated

    def _begins_minutes(self, line: Line, below: Sequence[Line]) -> bool:
        """Whether a line is the head of minutes, and not the item that signs those of the meeting before."""
        if not looks_like_heading(line) or not wording("minutes").fullmatch(line.text):
            return False
        if self.part == "minutes":
            return any(wording("present").fullmatch(each.text) for each in below)
        return any(wording("date").search(each.text) for each in (line, *_up_to_first_item(below)))

    def _begins_report(self, line: Line) -> bool:
        """Whether a line dates a meeting as the head of a report does, where that is not the head of the open one."""
        if not dates_a_meeting(line) or any(line is each for each in self.minutes):
            return False
        return self.part == "minutes" or bool(self.open and self.open.stated)

    def _passed_over(self, step: Step) -> int | None:
        """The first page between the last line and this one that was ruled out unread, or None."""
        pages = step.pages()
        before, self.page = self.page, pages[-1] if pages else self.page
        if before is None or not pages:
            return None
        return next((page for page in range(before + 1, pages[0]) if page in self.skipped), None)


class _SearchOfItems(_Search):
    """Opens at the heading of any item, and keeps what turns out to speak of the register or of entries."""

    def _begins_narrative(self, step: Step) -> bool:
        """Whether a line heads an item; a heading without a number below another's is a part of that item."""
        assert step.line is not None
        if not looks_like_heading(step.line):
            return False
        as_high = step.heading > 0 and (self.open is None or step.heading <= self.open.heading)
        return as_high or number_of_item(step.line.text) is not None or is_about_risks(step.line)

    def _is_narrative(self, draft: _Draft) -> bool:
        of_entries = is_about_risks(draft.title) and any(mentions_entry(line.text) for line in draft.lines)
        return draft.stated and (draft.names_register or of_entries)


def _up_to_first_item(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        if number_of_item(line.text) is not None:
            return
        yield line


def _dated(lines: Iterable[Line], labels: re.Pattern[str] | None = None) -> Iterator[Line]:
    """The lines with a date, of those that ``labels`` open; a date may stand on a line of its own below its label."""
    labelled = False
    for line in lines:
        opens = labels is None or labels.match(line.text) is not None
        if has_date(line.text) and (opens or (labelled and wording("date").match(line.text))):
            yield line
        labelled = opens and not has_date(line.text)


def _numbers(line: Line) -> set[str]:
    return set(re.findall(r"\d+", line.text))
