"""Items as HTML: what a web page has in its cells, and what is left of a PDF's cells when it is turned into text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from tests.builder.content import Item, Items, with_extras
from tests.builder.ways_html import in_its_way, is_block

Dress = Callable[[str], str]
"""Adds to the HTML of an item's text what is not to be read."""

_Made = tuple[Item, str]
"""An item and its HTML, without what makes a paragraph or a list of it."""


def flow(items: Items, *, typed: bool, dress: Dress = str, ground: str = "#ffffff") -> Iterator[str]:
    """Items as paragraphs and nested lists; ``typed`` ones are paragraphs that begin with a bullet."""

    def made(item: Item, extras: Items) -> _Made:
        mark = "• " if typed and item.level and not item.number else ""
        html = in_its_way(item, plain(mark + (item.text if typed else item.bare)), ground)
        beside = "".join(f" {in_its_way(extra, plain(extra.text), ground)}" for extra in extras)
        return item, dress(html + beside)

    whole = [made(*line) for line in with_extras(items, is_block)]
    for numbered, run in groupby(whole, lambda made: bool(made[0].number) if made[0].level and not typed else None):
        if numbered is None:
            yield from (html if is_block(item) else _paragraph(item, html) for item, html in run)
        else:
            yield _list(list(run))


def plain(text: str) -> str:
    """A text with its ampersands and brackets as entities."""
    return escape(text, quote=False)


def _paragraph(item: Item, html: str) -> str:
    return f"<p><b>{html}</b></p>" if item.bold else f"<p>{html}</p>"


def _list(run: Sequence[_Made]) -> str:
    """A run of list items of level 1 and deeper as nested lists; a number makes its list an ordered one."""
    (first, _), *_ = run
    tag, level = "ol" if first.number else "ul", first.level
    out: list[str] = []
    for index, (item, html) in enumerate(run):
        if item.level > level:
            continue
        deeper = run[index + 1 :]
        end = next((at for at, (other, _) in enumerate(deeper) if other.level <= level), len(deeper))
        out.append(f"<li>{html}{_list(deeper[:end]) if end else ''}</li>")
    return f"<{tag}>{''.join(out)}</{tag}>"
