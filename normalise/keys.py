"""The keys of the history's rows: one edition of a register, one entry in it."""

from __future__ import annotations

import re
from typing import Final

from normalise.values.periods import Period

EDITION: Final = re.compile(r"(?<![a-z0-9-])([a-z0-9-]+?)-[0-9]{4}(?:-[0-9]{2})?-q[1-4](?:-r[0-9]+)?")
"""The key of an edition of a known quarter, or of a revision of one."""


def register_id(organisation: str, period: Period) -> str:
    """The key of an edition, by its organisation's slug: ``kent``, 2019/20 quarter 2 → ``kent-2019-20-q2``."""
    return f"{organisation}-{period.fiscal_year.replace('/', '-')}-q{period.quarter}"


def entry_id(register: str, risk_id: str) -> str:
    """The key of an entry: ``kent-2019-20-q2`` and ``CR1`` → ``kent-2019-20-q2/CR1``."""
    return f"{register}/{risk_id}"


def revision_id(register: str, number: int) -> str:
    """The key of a revision, the first being number 2: ``kent-2019-20-q2-r2``."""
    return f"{register}-r{number}"


def slug_of(register: str) -> str:
    """The slug of the organisation that an edition of a known quarter is of: ``kent-2019-20-q2`` → ``kent``."""
    return EDITION.sub(r"\1", register)


def edition_of(register: str) -> str:
    """The key of the edition that a register is an issue of: a revision's without its number."""
    return re.sub(r"-r[0-9]+$", "", register)
