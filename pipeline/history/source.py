"""Where a value of an entry was read, as a query of the history's database."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.store.fields import fields_of
from pipeline.store.tables import OWNER, PROFILE, STATEMENT_FIELDS, TABLES

ANSWER = {
    "entry_id": "the entry",
    "field": "the field, as it was asked for",
    "position": "of a statement, its order within the field, from 0; null for any other value",
    "value": "the value in the history, as text; null where it has none",
    "printed": "what is printed there, line by line; null of a colour, and of what has no place of its own in the "
    "paper (its period, its thread)",
    "paper": "the path of the paper it was read from",
    "page": "the page; of a value without a place of its own, the first page of the entry; null where the format has "
    "none",
    "boxes": "where on the page, a box a line: x0, top, x1, bottom in points from its top left corner (PDF only)",
    "locator": "where in the file a person finds the entry, such as `table 1, rows 4–5`",
    "treatment": "what was done to read it ([the codes](trace-a-value.md#what-was-done-to-it)); null where it has no "
    "place of its own",
    "findings": "what was found about the field of the entry in that paper, notes too, each as `code: message`; null "
    "where nothing was",
}
"""The columns of the answer, and what each holds."""

_PLACE = "p.paper, coalesce(v.page, e.page_first) AS page, v.boxes, e.locator, v.treatment"


def source_query(field: str) -> str:
    """The query, whose one parameter is an entry_id, for the places of a column of ``entries`` or of statements.

    It gives a row of ``ANSWER`` for each place, most values having one. ``control_owner`` gives the owners beside the
    controls, ``profile_title`` the title in the summary profile.

    Raises:
        LookupError: there is no such field; the message lists them.
    """
    of_statement = field.removesuffix(OWNER)
    if of_statement in STATEMENT_FIELDS:
        value = "text" if field == of_statement else "owner"
        return f"""
            SELECT e.entry_id, '{field}' AS field, s.position, s.{value} AS value, v.text AS printed, {_PLACE},
                {_findings({of_statement})}
            FROM statements s JOIN entries e USING (entry_id) LEFT JOIN papers p USING (document_id)
            LEFT JOIN evidence v ON (v.entry_id, v.field, v.position) = (s.entry_id, '{field}', s.position)
            WHERE s.entry_id = ? AND s.field = '{of_statement}' AND s.{value} IS NOT NULL ORDER BY s.position, v.part"""
    name = field.removeprefix(PROFILE)
    table = "entries" if name == field else "profiles"
    columns = {column.name: column for column in TABLES[table].columns}
    if name not in columns:
        known = f"{', '.join(columns)}, and statements have {', '.join(STATEMENT_FIELDS)}"
        raise LookupError(f"{table} have no {name!r}; they have {known}")
    of = next((each for each in fields_of(TABLES[table].row) if name in (each.column, each.raw)), None)
    names = {name} | ({of.column, of.printed, of.name} if of else set())
    value = f"array_to_string(e.{name}, ', ')" if columns[name].type.startswith("list") else f"e.{name}::VARCHAR"
    traced = field.removesuffix(name) + (of.column if of else name)
    rows = "entries" if table == "entries" else "(SELECT *, page AS page_first FROM profiles)"
    return f"""
        SELECT e.entry_id, '{field}' AS field, v.position, {value} AS value, v.text AS printed, {_PLACE},
            {_findings(names)}
        FROM {rows} e LEFT JOIN papers p USING (document_id)
        LEFT JOIN evidence v ON (v.entry_id, v.field) = (e.entry_id, '{traced}')
        WHERE e.entry_id = ? ORDER BY v.part"""


def _findings(fields: Iterable[str]) -> str:
    """The findings about some fields of the entry ``e``, as a list of codes with their messages."""
    names = ", ".join(f"'{field}'" for field in sorted(fields))
    return f"""(
        SELECT list(f.code || ': ' || f.message ORDER BY f.code, f.message) FROM findings f
        WHERE f.entry_id = e.entry_id AND f.field IN ({names}) AND f.source_used IS DISTINCT FROM false
    ) AS findings"""
