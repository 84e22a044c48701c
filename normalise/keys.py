"""The keys of the history's rows: one edition of a register, one entry in it."""

from __future__ import annotations

import re

from normalise.organisations.names import organisation_slug
from normalise.values.periods import Period


def register_id(organisation: str, period: Period) -> str:
    """The key of an edition: ``Lancashire County Council``, 2019/20 quarter 2 → ``lancashire-2019-20-q2``."""
    return f"{organisation_slug(organisation)}-{period.fiscal_year.replace('/', '-')}-q{period.quarter}"


def entry_id(register: str, risk_id: str) -> str:
    """The key of an entry: ``lancashire-2019-20-q2`` and ``CR1`` → ``lancashire-2019-20-q2/CR1``."""
    return f"{register}/{risk_id}"


def revision_id(register: str, number: int) -> str:
    """The key of a revision, the first being number 2: ``lancashire-2019-20-q2-r2``."""
    return f"{register}-r{number}"


def edition_of(register: str) -> str:
    """The key of the edition that a register is an issue of: a revision's without its number."""
    return re.sub(r"-r[0-9]+$", "", register)
