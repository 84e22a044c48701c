"""Hostile web pages."""

from __future__ import annotations


def page(content: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>t</title>{head}</head><body>{content}</body></html>".encode()


def register(rows: int) -> str:
    head = "<tr><th>Risk ID<th>Risk description<th>Controls<th>Score</tr>"
    return f"<table>{head}{''.join(f'<tr><td>CR{n}<td>It may fail {n}<td>Plans<td>12' for n in range(rows))}</table>"


def cells_of(sign: str) -> bytes:
    """A register all of whose cells but the identifiers hold the same."""
    names = ("title", "owner", "consequences", "likelihood", "impact", "current score", "target score", "target date",
             "direction of travel", "controls", "actions")  # fmt: skip
    head = "<th>Risk ID" + "".join(f"<th>{name}" for name in names)
    rows = "".join(f"<tr><td>CR{n}" + f"<td>{sign}" * len(names) for n in (1, 2))
    return page(f"<h1>Corporate risk register 2019/20 Q1</h1><table><tr>{head}{rows}</table>")


def nested(tag: str, depth: int, attributes: str = "", *, closed: bool = True) -> bytes:
    return page(f"<{tag} {attributes}>x" * depth + f"</{tag}>" * (depth if closed else 0))


def nested_tables(depth: int) -> bytes:
    return page("<table><tr><td>x" * depth + "</td></tr></table>" * depth)


def spans(way: str, span: str, rows: int = 3) -> bytes:
    return page(f"<table>{f'<tr><td {way}span={span}>x<td>y</tr>' * rows}</table>")


def tall(rows: int, columns: int) -> bytes:
    """Every cell of a row spans all rows below it."""
    first = "".join(f"<td rowspan={rows}>x" for _ in range(columns))
    return page(f"<table><tr>{first}</tr>{'<tr><td>y</tr>' * rows}</table>")


def styled(rules: int, elements: int, selector: str = "div p.c{n}") -> bytes:
    sheet = "".join(selector.format(n=n) + "{color:red}" for n in range(rules))
    return page('<div><p class="c1">x</p></div>' * elements, f"<style>{sheet}</style>")


def sheet(css: str, content: str = "<div><p>x</p></div>") -> bytes:
    return page(content, f"<style>{css}</style>")


def archive(depth: int) -> bytes:
    """A saved page in parts within parts."""
    start = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    opened = "".join(f"--b{n}\nContent-Type: multipart/related; boundary=b{n + 1}\n\n" for n in range(depth))
    return f"{start}{opened}--b{depth}\nContent-Type: text/html\n\n<p>deep</p>\n--b{depth}--\n".encode()
