"""A sheet as a page of the committee site: the table stands amid navigation, a script and a footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from html import escape

from tests.builder.markup import flow
from tests.builder.sheet import Break, Cell, Grid, Prose, Row, Sheet, Title, Turn, has_ways
from tests.builder.unseen import HIDING, SHEET, dressed_html, hidden_row_html
from tests.builder.ways_html import SHEET as WAYS_SHEET

NAVIGATION = ("Home", "Councillors", "Meetings", "What's on this week")
FOOT = ("About this site", "Cookies", "Accessibility statement")
DECOY = "CR99"
"""An ID that stands only inside a script's text."""


def _layout_table(name: str, texts: Sequence[str]) -> str:
    cells = "".join(f'<td><a href="#">{escape(text)}</a></td>' for text in texts)
    return f'<div id="{name}"><table class="layout" role="presentation"><tr>{cells}</tr></table></div>'


def _inner_table(rows: Sequence[Sequence[str]]) -> str:
    body = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
    return f'<table class="small">{"".join(f"<tr>{cells}</tr>" for cells in body)}</table>'


def _cell(cell: Cell, row: Row, faults: Set[str]) -> str:
    def dress(html: str) -> str:
        return html if row.heading else dressed_html(html, cell.fill, faults, alone=len(cell.items) == 1)

    tag = "th" if row.heading else "td"
    spans = "".join(
        f' {name}="{span}"' for name, span in (("colspan", cell.columns), ("rowspan", cell.rows)) if span > 1
    )
    fill = f' style="background-color:{cell.fill}"' if cell.fill else ""
    content = "".join(flow(cell.items, typed="typed_bullets" in faults, dress=dress, ground=cell.fill or "#ffffff")) + (
        _inner_table(cell.inner) if cell.inner else ""
    )
    return f"<{tag}{spans}{fill}>{content or '&nbsp;'}</{tag}>"


def _table(grid: Grid, faults: Set[str]) -> str:
    rows = [f"<tr>{''.join(_cell(cell, row, faults) for cell in row.cells)}</tr>" for row in grid.rows]
    if "hidden_row" in faults:
        rows.append(hidden_row_html(len(grid.widths)))
    return '<table class="register" border="1">\n' + "\n".join(rows) + "\n</table>"


def _body(sheet: Sheet, faults: Set[str]) -> Iterator[str]:
    typed = "typed_bullets" in faults
    for block in sheet.blocks:
        match block:
            case Title(text):
                yield f"<h1>{escape(text)}</h1>"
            case Prose(items):
                yield from flow(items, typed=typed)
            case Grid():
                yield _table(block, faults)
            case Break() | Turn():
                yield "<hr>"


def web_page(sheet: Sheet, faults: Set[str] = frozenset()) -> bytes:
    """The sheet as the bytes of an HTML page: UTF-8, or windows-1252 that calls itself iso-8859-1."""
    encoding = "cp1252" if faults & {"cp1252", "cp1252_as_utf8"} else "utf-8"
    said = "iso-8859-1" if "cp1252" in faults else "utf-8"
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset={said}">',
        f"<title>{escape(sheet.title)}</title>",
        "<style>table.register td, table.register th { border: 1px solid #888; vertical-align: top }</style>",
        *([f"<style>{SHEET}</style>"] if faults & HIDING else []),
        *([f"<style>{WAYS_SHEET}</style>"] if has_ways(sheet) else []),
        f'<script>var waiting = "<table><tr><td>{DECOY}</td><td>still loading</td></tr></table>";</script>',
        "</head><body>",
        _layout_table("topbar", NAVIGATION),
        '<div class="content">',
        *_body(sheet, faults),
        "</div>",
        _layout_table("foot", FOOT),
        "</body></html>",
        "",
    )
    return "\n".join(lines).encode(encoding, errors="xmlcharrefreplace")
