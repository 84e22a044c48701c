"""Of which council a chart is, and which editions of its register are held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from riskhistory.history import History


class Edition(NamedTuple):
    """An edition of a known quarter: its name to a reader, its quarter in a row of all quarters, and if it scores."""

    register_id: str
    label: str
    quarter: int
    scored: bool


def councils(history: History) -> list[str]:
    """The councils, or other organisations, of whose registers the history holds an edition."""
    return sorted(history.table("registers", ["organisation"])["organisation"].unique())


def chosen_council(history: History, council: str | None) -> str | None:
    """The council that is meant; without a name the one there is, or None where nothing is held.

    Raises:
        LookupError: the history holds nothing of that name, or none is named and it holds several; it lists them.
    """
    held = councils(history)
    if council is None and len(held) <= 1:
        return held[0] if held else None
    if council not in held:
        asked = "name one of them" if council is None else f"nothing is held of {council!r}"
        raise LookupError(f"{asked}; the history is of {', '.join(held) or 'nobody'}")
    return council


def editions(history: History, council: str | None) -> list[Edition]:
    """The editions of a council, in the order of time; those of no known quarter have no place in it."""
    rows = history.sql(
        """
        SELECT register_id, fiscal_year || ' Q' || r.quarter AS label, year(r.period_end) * 4 + quarter(r.period_end)
            AS quarter, register_id IN (SELECT register_id FROM entries WHERE current_score IS NOT NULL) AS scored
        FROM registers r WHERE organisation = ? AND r.period_end IS NOT NULL ORDER BY r.period_end, register_id""",
        [council],
    )
    return [Edition(**row) for row in records(rows)]


def named_edition(history: History, name: str, council: str | None) -> Edition:
    """The edition of a council that a name means, as for ``History.edition``.

    Raises:
        LookupError: it is of another council, of no known quarter, or superseded and so left out of the history.
        FileNotFoundError: no edition, or more than one, is called so; the message lists them.
    """
    wanted = history.edition(name)
    for edition in editions(history, council):
        if edition.register_id == wanted:
            return edition
    raise LookupError(
        f"{wanted} is no edition of {council} in this history that has a quarter; one that was superseded is in "
        "riskhistory.load(superseded=True)"
    )


def scored_editions(history: History, council: str | None) -> list[Edition]:
    """The editions that give a score, in the order of time."""
    return [edition for edition in editions(history, council) if edition.scored]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as a chart takes them: None where there is no value."""
    values = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    return [dict(zip(frame.columns, row, strict=True)) for row in values]


def by_number(risk_id: str) -> tuple[str, int, str]:
    """What sorts identifiers as a register lists them, ``CR2`` before ``CR10``."""
    letters = risk_id.rstrip("0123456789")
    return letters, int(risk_id[len(letters) :][:18] or 0), risk_id
