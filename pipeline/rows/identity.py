"""What identifies an edition: whose register it is, and of which quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.document import plain
from extractors.findings import Code, Finding
from extractors.records import Narrative, Profile, Register
from normalise.keys import register_id
from normalise.organisations.conventions import Calendar
from normalise.organisations.known import Organisations
from normalise.organisations.names import is_fund, is_heading, proper_names
from normalise.organisations.organisation import Organisation
from normalise.values.periods import (
    Period,
    all_periods,
    find_period,
    find_quarter,
    latest_quarter,
    nearest_reading,
)
from normalise.values.text import one_line
from pipeline.read.dating import states_of_register, without_day
from pipeline.read.paper import ReadPaper

Titled = Register | Profile | Narrative
"""What a paper has under a title of its own that may say whose it is, and of which quarter."""

_YEAR = re.compile(r"\b20\d\d\b")
_ABOUT_IT = re.compile(r"register|profile", re.IGNORECASE)
_OF_RISKS = re.compile(r"\brisks?\b|\bas (?:at|of|on)\b", re.IGNORECASE)
_A_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]|review|meeting|committee|agenda|publish", re.IGNORECASE)
_LONGEST_DATE = 50
_NO_PERIOD = "no line before the register names its quarter"
_SCORES = ("inherent_score", "current_score", "target_score")
_SOLE_NUMBER = re.compile(r"\s*(\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class Identity:
    """One edition of one organisation's register. ``period`` is None where the paper does not say it clearly.

    ``is_named``: whether the paper itself says whose it is; ``findings`` what had to be assumed, and what could
    not be.
    """

    register_id: str
    organisation: Organisation
    period: Period | None
    is_named: bool
    findings: tuple[Finding, ...] = ()

    @property
    def fiscal_year(self) -> str | None:
        """The fiscal year of its period."""
        return self.period.fiscal_year if self.period else None

    @property
    def quarter(self) -> int | None:
        """The quarter of its period."""
        return self.period.quarter if self.period else None


def identify(paper: ReadPaper, titled: Titled, organisations: Organisations, day: date | None = None) -> Identity:
    """Which edition a part of a paper is, or is about. One without a period is an edition of its own paper alone.

    ``day`` is when it came before a meeting, where that is known: it dates a quarter printed without its year.
    """
    organisation, is_named, of_whose = _whose(paper, titled, organisations)
    period, of_when = _when(paper, titled, organisation.calendar, day)
    undated = f"{organisation.slug}-undated-{str(paper.document_id)[:8]}"
    key = register_id(organisation.slug, period) if period else undated
    return Identity(key, organisation, period, is_named, (*of_whose, *of_when))


def _whose(
    paper: ReadPaper, titled: Titled, organisations: Organisations
) -> tuple[Organisation, bool, tuple[Finding, ...]]:
    """The organisation that is stated of the paper, else the one it names; whether any is, and what is to be said."""
    groups = _without_funds(_named(texts, organisations, in_passing=False) for texts in _places(paper, titled))
    name = _name(groups)
    reason = "" if name else _unfit(paper, titled, organisations.default)
    usual = organisations.unnamed(str(paper.document_id)) if reason else organisations.default
    organisation = organisations.called(name) if name else usual
    if groups:
        said = tuple(_conflicts(titled, groups, organisation.name))
    else:
        said = (_nameless(paper, titled, organisations, organisation, reason),)
    stated = paper.stated
    if stated is None or stated.organisation is None:
        return organisation, name is not None, said
    given = organisations.meant(stated.organisation)
    if given is None:
        message = f"{stated.where} gives '{stated.organisation}' as its organisation, which is none; it is not used"
        return organisation, name is not None, (*said, Finding(Code.ORGANISATION_CONFLICT, message, titled.place))
    message = f"by {stated.where} it is of {given.name} ('{stated.reason}'); "
    own = f"the paper itself names {name}" if name else "the paper itself does not say whose it is"
    agrees = name == given.name and not said
    return given, True, () if agrees else (Finding(Code.STATED_BESIDE, message + own, titled.place),)


def _when(
    paper: ReadPaper, titled: Titled, calendar: Calendar, day: date | None
) -> tuple[Period | None, tuple[Finding, ...]]:
    """The period that is stated of the paper, else its own, else the usual one; and what has to be said about that."""
    own, problem = _period(titled, calendar, day)
    where, why, given = "--period", "", paper.usual_period if own is None and problem == _NO_PERIOD else None
    if paper.stated and paper.stated.period:
        where, why, given = paper.stated.where, f" ('{paper.stated.reason}')", paper.stated.period
    if given is None:
        unknown = (Finding(Code.UNKNOWN_PERIOD, problem, titled.place),)
        return own, tuple(_other_periods(titled, own)) if own else unknown
    period = find_period(given, calendar)
    if period is None:
        message = f"{where} gives '{given}' as its period, which does not name a quarter of a year"
        return None, (Finding(Code.UNKNOWN_PERIOD, message, titled.place),)
    itself = f"the paper itself names {own.label}" if own else f"of the paper itself: {problem}"
    message = f"by {where} it is of {period.label}{why}; {itself}"
    return period, () if period == own else (Finding(Code.STATED_BESIDE, message, titled.place),)


def names_period(titled: Titled, calendar: Calendar) -> bool:
    """Whether its title, or a line before it that is about it, names a period."""
    return any(all_periods(text, calendar) for text in (titled.title, *_lines_about_it(titled)))


def _unfit(paper: ReadPaper, titled: Titled, organisation: Organisation) -> str:
    """Why a paper that names no body by a pattern is not of an organisation; "" where it may be."""
    if not _fits(paper, organisation):
        return f"its identifiers or scores are not those of {organisation.name}"
    own = {word.casefold() for name in (organisation.name, *organisation.aliases) for word in name.split()}
    own.update(map(str.casefold, organisation.places))
    for text in filter(is_heading, (titled.title, *paper.head, *paper.around)):
        if any(word.casefold() not in own for word in proper_names(text)):
            return f"'{one_line(text)}' has a name that may be another's than {organisation.name}"
    return ""


def _fits(paper: ReadPaper, organisation: Organisation) -> bool:
    """Whether the registers of a paper may be of an organisation: its identifiers and its scale are theirs.

    A misprint is none of the scale: several scores are. An organisation of no known identifiers may be anybody's.
    """
    if not organisation.identifiers.schemes:
        return True
    entries = [entry for register in paper.registers for entry in register.entries]
    entries += [entry for narrative in paper.narratives for entry in narrative.listing]
    read = [organisation.identifiers.parse_any(one_line(plain(entry.values.get("id", ())))) for entry in entries]
    scores = [int(found[0]) for entry in entries for name in _SCORES
              if (found := _SOLE_NUMBER.fullmatch(plain(entry.values.get(name, ()))))]  # fmt: skip
    beyond = sum(score > organisation.scale.largest for score in scores)
    return sum(map(bool, read)) * 2 >= len(entries) and beyond <= 1


def _name(groups: Sequence[tuple[str, ...]]) -> str | None:
    """Whose it is, by the bodies that each place names, nearest first: that of the nearest place that names just one.

    Of a place that names several, a later one may say which is meant. None where nothing does, or nothing names a body:
    then it is of the organisation that the papers are set to be of, unless the register cannot be.
    """
    return next((named[0] for named in groups if len(named) == 1 and named[0] in groups[0]), None)


def _conflicts(titled: Titled, groups: Sequence[tuple[str, ...]], taken: str) -> Iterator[Finding]:
    """What has to be said of a paper whose places name bodies, ``taken`` as one of these."""
    if len(groups[0]) > 1 or any(taken not in named for named in groups):
        others = dict.fromkeys(other for named in groups for other in named)
        doubt = f"the paper names {' and '.join(others)} where it says whose it is; taken as {taken}"
        yield Finding(Code.ORGANISATION_CONFLICT, doubt, titled.place)


def _nameless(
    paper: ReadPaper, titled: Titled, organisations: Organisations, taken: Organisation, reason: str
) -> Finding:
    """What has to be said of a paper of which no place names a body; ``reason`` why it is not of the usual one."""
    passing = _named((*(line.text for line in titled.context), *paper.head), organisations)
    if strangers := [other for other in passing if other != taken.name]:
        doubt = f"no heading says whose register it is, and a sentence names {' and '.join(strangers)}"
        return Finding(Code.ORGANISATION_CONFLICT, f"{doubt}; taken as {taken.name}", titled.place)
    doubt = f"the paper does not say whose register it is; taken as {taken.name}"
    if reason:
        return Finding(Code.ORGANISATION_UNNAMED, f"{doubt}, since {reason}", titled.place)
    return Finding(Code.ORGANISATION_ASSUMED, doubt, titled.place)


def _without_funds(groups: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The bodies that each place names, without funds where any names another body; no places without bodies."""
    found = [named for named in groups if named]
    plain = [tuple(name for name in named if not is_fund(name)) for named in found]
    return [named for named in plain if named] or found


def _places(paper: ReadPaper, titled: Titled) -> Iterator[Iterable[str]]:
    """The texts that may say whose a part of a paper is, nearest first: each as one place, or several as one.

    Its title; the headings before it; the headings the paper begins with, which are those of the whole pack; the title
    of the file; what is around the text (running heads, a web page's frame); the titles of its other parts. A
    sentence says nothing: it may name anybody in passing.
    """
    yield (titled.title,)
    yield from ((line.text,) for line in titled.context if is_heading(line.text))
    yield from ((text,) for text in paper.head if is_heading(text))
    yield (paper.title or "",)
    yield paper.around
    parts: tuple[Titled, ...] = (*paper.registers, *paper.profiles, *paper.narratives)
    yield (part.title for part in parts)


def _named(texts: Iterable[str], organisations: Organisations, *, in_passing: bool = True) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in texts for name in organisations.named_in(text, in_passing=in_passing)))


def _period(register: Titled, calendar: Calendar, day: date | None) -> tuple[Period | None, str]:
    """The register's own period, or None with what is wrong.

    From its title; where that gives none, from the nearest line before the register that mentions one, or from what a
    narrative says of it. Lines of a paper that are about something else (a performance report of another quarter) never
    count. A quarter without its year is the latest of its number that had begun by ``day``.
    """
    problem = _NO_PERIOD
    for text in map(one_line, _places_of_period(register)):
        if period := find_period(text, calendar):
            return period, ""
        if several := all_periods(text, calendar):
            labels = dict.fromkeys((*(period.label for period in several), *_bare_quarter(text)))
            return None, f"'{text}' names more than one period: {' and '.join(labels)}"
        if day and (quarter := find_quarter(text)):
            return latest_quarter(quarter, day, calendar), ""
        if nearest := nearest_reading(text, calendar):
            problem = f"'{text}' may mean {nearest.fiscal_year} quarter {nearest.quarter}, but is not spelt so"
        elif find_quarter(text):
            problem = f"'{text}' names a quarter, and not clearly of which fiscal year"
        elif text == one_line(register.title) and _YEAR.search(text):
            problem = f"'{text}' names a year, and no quarter of it"
    return None, problem


def _places_of_period(register: Titled) -> Iterator[str]:
    """The texts that may say its period, surest first; the day of a decision in front of its title is left out."""
    yield without_day(register.title) if isinstance(register, Narrative) else register.title
    yield from _lines_about_it(register)
    if isinstance(register, Narrative):
        yield from states_of_register(register)


def _bare_quarter(text: str) -> Iterator[str]:
    if quarter := find_quarter(text):
        yield f"quarter {quarter}"


def _other_periods(register: Titled, period: Period) -> Iterator[Finding]:
    """The nearest line about the register that names another period, if there is one."""
    for line in register.context:
        other = find_period(line.text, period.calendar) if _about_it(line.text) else None
        if other is not None and other != period:
            place = next(iter(line.places), None)
            message = f"read as {period.label}, but '{one_line(line.text)}' stands before it too"
            yield Finding(Code.PERIOD_CONFLICT, message, place)
            return


def _lines_about_it(register: Titled) -> Iterator[str]:
    found = [line.text for line in register.context if _about_it(line.text)]
    if isinstance(register, Register):
        found += [line.text for line in register.context if _may_date(line.text)]
    return iter(dict.fromkeys(found))


def _about_it(text: str) -> bool:
    return _ABOUT_IT.search(text) is not None


def _may_date(text: str) -> bool:
    """Whether a line over a register may say when it is of: it speaks of risks, or is short and no day of a meeting."""
    return _OF_RISKS.search(text) is not None or (len(text) <= _LONGEST_DATE and _A_DAY.search(text) is None)
