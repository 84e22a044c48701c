"""What identifies an edition: whose register it is, and of which quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.findings import Code, Finding
from extractors.records import Narrative, Profile, Register
from normalise.keys import register_id
from normalise.organisations.names import DEFAULT_ORGANISATION, find_organisation, organisation_slug
from normalise.values.periods import Period, all_periods, find_period, find_quarter, latest_quarter
from normalise.values.text import one_line
from pipeline.read.papers import Paper

Titled = Register | Profile | Narrative
"""What a paper has under a title of its own that may say whose it is, and of which quarter."""

_ABOUT_IT = re.compile(r"register|profile", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """One edition of one organisation's register. ``period`` is None where the paper does not plainly say it.

    ``findings`` say what had to be assumed, and what could not be.
    """

    register_id: str
    organisation: str
    period: Period | None
    findings: tuple[Finding, ...] = ()

    @property
    def quarter(self) -> dict[str, Any]:
        """The columns that every row of the edition bears: its key, fiscal year and quarter."""
        return {
            "register_id": self.register_id,
            "fiscal_year": self.period.fiscal_year if self.period else None,
            "quarter": self.period.quarter if self.period else None,
        }


def identify(paper: Paper, titled: Titled, day: date | None = None) -> Identity:
    """Which edition a part of a paper is, or speaks of. One without a period is an edition of its own paper alone.

    ``day`` is when it came before a meeting, where that is known: it dates a quarter printed without its year.
    """
    findings = []
    organisation = _organisation(paper, titled)
    if organisation is None:
        organisation = DEFAULT_ORGANISATION
        message = f"the paper does not say whose register it is; taken as {DEFAULT_ORGANISATION}"
        findings.append(Finding(Code.ORGANISATION_ASSUMED, message, titled.place))
    period, problem = _period(titled, day)
    if period is None:
        key = f"{organisation_slug(organisation)}-undated-{str(paper.document_id)[:8]}"
        findings.append(Finding(Code.UNKNOWN_PERIOD, problem, titled.place))
    else:
        key = register_id(organisation, period)
        findings += _other_periods(titled, period)
    return Identity(key, organisation, period, tuple(findings))


def names_period(titled: Titled) -> bool:
    """Whether its title, or a line before it that speaks of it, names a period."""
    return any(all_periods(text) for text in (titled.title, *_lines_about_it(titled)))


def _organisation(paper: Paper, register: Titled) -> str | None:
    """The organisation that the title names, or the nearest line to do so; else the one that stands around the text.

    What stands around it (the file's title, running heads, a web page's frame) counts if it names one only.
    """
    for text in (register.title, *(line.text for line in register.context)):
        if found := find_organisation(text):
            return found
    document = paper.document
    around = (document.title or "", *(line.text for line in document.furniture)) if document else ()
    named = {found for text in around if (found := find_organisation(text))}
    return named.pop() if len(named) == 1 else None


def _period(register: Titled, day: date | None) -> tuple[Period | None, str]:
    """The register's own period, or None with what is wrong.

    From its title; where that gives none, from the nearest line before the register that speaks of one. Lines of a
    paper that speak of something else (a performance report of another quarter) never count. A quarter without its
    year is the latest of its number that had begun by ``day``.
    """
    for text in (register.title, *_lines_about_it(register)):
        if period := find_period(text):
            return period, ""
        if several := all_periods(text):
            labels = " and ".join(dict.fromkeys(period.label for period in several))
            return None, f"'{one_line(text)}' names more than one period: {labels}"
        if day and (quarter := find_quarter(text)):
            return latest_quarter(quarter, day), ""
    return None, "no line before the register names its quarter"


def _other_periods(register: Titled, period: Period) -> Iterator[Finding]:
    """The nearest line about the register that names another period, if there is one."""
    for line in register.context:
        other = find_period(line.text) if _about_it(line.text) else None
        if other is not None and other != period:
            place = next(iter(line.places), None)
            message = f"read as {period.label}, but '{one_line(line.text)}' stands before it too"
            yield Finding(Code.PERIOD_CONFLICT, message, place)
            return


def _lines_about_it(register: Titled) -> Iterator[str]:
    return (line.text for line in register.context if _about_it(line.text))


def _about_it(text: str) -> bool:
    return _ABOUT_IT.search(text) is not None
