"""Where a value of an entry was read, as a query of the history's database."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.store.tables import OWNER, STATEMENT_FIELDS, TABLES, entry_fields

_COLUMNS = {column.name: column for column in TABLES["entries"].columns}
_ANSWER = "p.paper, coalesce(v.page, e.page_first) AS page, v.boxes, e.locator, v.treatment"


def source_query(field: str) -> str:
    """The query, whose one parameter is an entry_id, for the places of a column of ``entries`` or of statements.

    It gives a row for each place, most values having one: ``entry_id``, ``field``, ``position`` (of a statement),
    ``value``, what is ``printed`` there line by line (null of a colour, and where the history does not trace a column),
    ``paper``, ``page``, ``boxes``, the entry's ``locator``, ``treatment``, and the ``findings`` about the field in that
    paper. ``control_owner`` gives the owners beside the controls.

    Raises:
        LookupError: neither has such a field; the message lists them.
    """
    of_statement = field.removesuffix(OWNER)
    if of_statement in STATEMENT_FIELDS:
        value = "text" if field == of_statement else "owner"
        return f"""
            SELECT e.entry_id, '{field}' AS field, s.position, s.{value} AS value, v.text AS printed, {_ANSWER},
                {_findings({of_statement})}
            FROM statements s JOIN entries e USING (entry_id) LEFT JOIN papers p USING (document_id)
            LEFT JOIN evidence v ON (v.entry_id, v.field, v.position) = (s.entry_id, '{field}', s.position)
            WHERE s.entry_id = ? AND s.field = '{of_statement}' AND s.{value} IS NOT NULL ORDER BY s.position, v.part"""
    if field not in _COLUMNS:
        known = f"{', '.join(_COLUMNS)}, and statements have {', '.join(STATEMENT_FIELDS)}"
        raise LookupError(f"entries have no {field!r}; they have {known}")
    of = next((each for each in entry_fields() if field in (each.column, each.raw)), None)
    names = {field} | ({of.column, of.printed, of.name} if of else set())
    value = f"array_to_string(e.{field}, ', ')" if _COLUMNS[field].type.startswith("list") else f"e.{field}::VARCHAR"
    return f"""
        SELECT e.entry_id, '{field}' AS field, v.position, {value} AS value, v.text AS printed, {_ANSWER},
            {_findings(names)}
        FROM entries e LEFT JOIN papers p USING (document_id)
        LEFT JOIN evidence v ON (v.entry_id, v.field) = (e.entry_id, '{of.column if of else field}')
        WHERE e.entry_id = ? ORDER BY v.part"""


def _findings(fields: Iterable[str]) -> str:
    """The findings about some fields of the entry ``e``, as a list of codes with their messages."""
    names = ", ".join(f"'{field}'" for field in sorted(fields))
    return f"""(
        SELECT list(f.code || ': ' || f.message ORDER BY f.code, f.message) FROM findings f
        WHERE f.entry_id = e.entry_id AND f.field IN ({names}) AND f.source_used IS DISTINCT FROM false
    ) AS findings"""
