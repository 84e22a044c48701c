"""Where a value of an entry was read, as a query of the history's database."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.store.tables import STATEMENT_FIELDS, TABLES, entry_fields

_COLUMNS = {column.name: column for column in TABLES["entries"].columns}


def source_query(field: str) -> str:
    """The query, whose one parameter is an entry_id, for the place of a column of ``entries`` or of statements.

    It gives ``entry_id``, ``field``, ``value``, what is ``printed`` there (null where no column keeps it), ``paper``,
    ``page_first``, ``page_last``, ``locator``, ``bbox``, and the ``findings`` about the field in that paper.

    Raises:
        LookupError: neither has such a field; the message lists them.
    """
    if field in STATEMENT_FIELDS:
        return f"""
            SELECT e.entry_id, s.field, s.text AS value, s.text AS printed, p.paper,
                coalesce(s.page, e.page_first) AS page_first, coalesce(s.page, e.page_last) AS page_last, e.locator,
                s.bbox, {_findings({field})}
            FROM statements s JOIN entries e USING (entry_id) LEFT JOIN papers p USING (document_id)
            WHERE s.entry_id = ? AND s.field = '{field}' ORDER BY s.position"""
    if field not in _COLUMNS:
        known = f"{', '.join(_COLUMNS)}, and statements have {', '.join(STATEMENT_FIELDS)}"
        raise LookupError(f"entries have no {field!r}; they have {known}")
    of = next((each for each in entry_fields() if field in (each.column, each.raw)), None)
    names = {field} | ({of.column, of.printed, of.name} if of else set())
    value = f"array_to_string(e.{field}, ', ')" if _COLUMNS[field].type.startswith("list") else f"e.{field}::VARCHAR"
    printed = f"e.{of.raw}" if of and of.raw else "NULL::VARCHAR"
    return f"""
        SELECT e.entry_id, '{field}' AS field, {value} AS value, {printed} AS printed, p.paper, e.page_first,
            e.page_last, e.locator, NULL::FLOAT[] AS bbox, {_findings(names)}
        FROM entries e LEFT JOIN papers p USING (document_id) WHERE e.entry_id = ?"""


def _findings(fields: Iterable[str]) -> str:
    """The findings about some fields of the entry ``e``, as a list of codes with their messages."""
    names = ", ".join(f"'{field}'" for field in sorted(fields))
    return f"""(
        SELECT list(f.code || ': ' || f.message ORDER BY f.code, f.message) FROM findings f
        WHERE f.entry_id = e.entry_id AND f.field IN ({names}) AND f.source_used IS DISTINCT FROM false
    ) AS findings"""
