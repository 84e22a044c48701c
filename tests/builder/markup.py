"""Items as HTML: what a web page has in its cells, and what is left of a PDF's cells when it is turned into text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from tests.builder.content import Item, Items

Dress = Callable[[str], str]
"""Adds to the HTML of an item's text what is not to be read."""


def flow(items: Items, *, typed: bool, dress: Dress = str) -> Iterator[str]:
    """Items as paragraphs and nested lists; ``typed`` ones are paragraphs that begin with a bullet."""
    run: list[Item] = []
    for item in items:
        if item.level and not typed:
            if run and bool(run[-1].number) != bool(item.number):
                yield _list(tuple(run), dress)
                run = []
            run.append(item)
            continue
        if run:
            yield _list(tuple(run), dress)
            run = []
        yield _paragraph(Item(0, f"• {item.text}") if item.level and not item.number else item, dress)
    if run:
        yield _list(tuple(run), dress)


def plain(text: str) -> str:
    """A text with its ampersands and brackets as entities."""
    return escape(text, quote=False)


def _paragraph(item: Item, dress: Dress) -> str:
    text = dress(plain(item.text))
    return f"<p><b>{text}</b></p>" if item.bold else f"<p>{text}</p>"


def _list(items: Items, dress: Dress) -> str:
    """A run of list items of level 1 and deeper as nested lists; a number makes its list an ordered one."""
    tag = "ol" if items[0].number else "ul"
    level = items[0].level
    out: list[str] = []
    for index, item in enumerate(items):
        if item.level > level:
            continue
        deeper = items[index + 1 :]
        end = next((at for at, other in enumerate(deeper) if other.level <= level), len(deeper))
        inner = _list(deeper[:end], dress) if end else ""
        out.append(f"<li>{dress(plain(item.bare))}{inner}</li>")
    return f"<{tag}>{''.join(out)}</{tag}>"
