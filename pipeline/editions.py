"""What identifies an edition: whose register it is, and of which quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.document import Finding
from extractors.layouts.entry import Register
from normalise.organisations import DEFAULT_ORGANISATION, find_organisation, organisation_slug
from normalise.periods import Period, all_periods, find_period
from normalise.register_ids import register_id
from normalise.text import one_line
from pipeline.papers import Paper


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


def identify(paper: Paper, register: Register) -> Identity:
    """Which edition a register of a paper is. One without a period is an edition of its own paper alone."""
    findings = []
    organisation = _organisation(paper, register)
    if organisation is None:
        organisation = DEFAULT_ORGANISATION
        message = f"the paper does not say whose register it is; taken as {DEFAULT_ORGANISATION}"
        findings.append(Finding("organisation_assumed", message, register.place))
    period, problem = _period(register)
    if period is None:
        key = f"{organisation_slug(organisation)}-undated-{str(paper.document_id)[:8]}"
        findings.append(Finding("unknown_period", problem, register.place))
    else:
        key = register_id(organisation, period)
        findings += _other_periods(register, period)
    return Identity(key, organisation, period, tuple(findings))


def _organisation(paper: Paper, register: Register) -> str | None:
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


def _period(register: Register) -> tuple[Period | None, str]:
    """The register's own period, or None with what is wrong.

    From its title; where that gives none, from the nearest line before the register that speaks of one. Lines of a
    paper that speak of something else (a performance report of another quarter) never count.
    """
    for text in (register.title, *_lines_about_it(register)):
        if period := find_period(text):
            return period, ""
        if several := all_periods(text):
            labels = " and ".join(dict.fromkeys(period.label for period in several))
            return None, f"'{one_line(text)}' names more than one period: {labels}"
    return None, "no line before the register names its quarter"


def _other_periods(register: Register, period: Period) -> Iterator[Finding]:
    """The nearest line about the register that names another period, if there is one."""
    for line in register.context:
        other = find_period(line.text) if _about_it(line.text) else None
        if other is not None and other != period:
            place = next(iter(line.places), None)
            message = f"read as {period.label}, but '{one_line(line.text)}' stands before it too"
            yield Finding("period_conflict", message, place)
            return


def _lines_about_it(register: Register) -> Iterator[str]:
    return (line.text for line in register.context if _about_it(line.text))


def _about_it(text: str) -> bool:
    return "register" in text.casefold()
