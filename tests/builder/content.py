"""What the sample papers say: the TOML files beside this module, as frozen data.

One file is one edition of the register. Its sentences are invented; its IDs, scores, role names and short titles
are facts. A field is written as a string (one paragraph a line) or as a list of items with leading marks::

    "Text"       a paragraph            "- Text"    a bullet
    "1. Text"    a numbered item        "-- Text"   a nested bullet (one more dash a level)
    "# Text"     a bold line on its own
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["risk", "opportunity"]
Layout = Literal["register_table", "risk_cards", "report"]

HERE = Path(__file__).parent / "content"
EDITIONS = ("may-2016", "2018-19-q1", "2019-20-q2", "2021-22-q3", "2021-22-q4")
"""Those of the sample archive, the earliest first."""
FURTHER = ("2022-23-q2",)
"""Those that are not in it: for adding to it."""

_MARK = re.compile(r"^(?:(?P<head>#)|(?P<dashes>-+)|(?P<number>\d{1,2}\.))\s+(?P<text>.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph or list item. ``level`` is 0 for a paragraph, 1 for a bullet or numbered item, 2 for a nested one.

    ``number`` is the number as printed (``"1."``); it also stands at the start of ``text``.
    ``bold`` is a line printed bold, as a heading within running text is.
    ``way`` is the odd way in which it stands on the page, if there is one, and ``spot`` where it does: see ``ways.py``.
    """

    level: int
    text: str
    number: str | None = None
    bold: bool = False
    way: str = ""
    spot: Literal["line", "beside", "under"] = "line"

    @property
    def bare(self) -> str:
        """The text without its number, for formats that set the number themselves."""
        return self.text.removeprefix(f"{self.number} ") if self.number else self.text


Items = tuple[Item, ...]


def with_extras(items: Items, is_block: Callable[[Item], bool]) -> Iterator[tuple[Item, Items]]:
    """The items, each with those behind it that stand on its line; one that is a block stands on none."""
    lines: list[tuple[Item, Items]] = []
    for item in items:
        if lines and item.spot != "line" and not is_block(item):
            first, extras = lines[-1]
            lines[-1] = (first, (*extras, item))
        else:
            lines.append((item, ()))
    yield from lines


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One risk or opportunity: its fields by canonical name, the ID among them."""

    kind: Kind
    fields: Mapping[str, Items]

    @property
    def id(self) -> str:
        """The identifier as printed."""
        return self.text("id")

    def text(self, name: str) -> str:
        """A field as plain text, its items joined by new lines; "" where the entry has no such field."""
        return "\n".join(item.text for item in self.fields.get(name, ()))


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of the summary risk profile; ``confidence`` is a colour name or None for each quarter."""

    kind: Kind
    id: str
    title: str
    current_score: str
    target_score: str
    target_date: str
    confidence: tuple[str | None, str | None, str | None, str | None]
    direction: str


@dataclass(frozen=True, slots=True)
class Event:
    """A change that the paper states: of which risk, what happened, in which words."""

    id: str
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A run of prose in a report or pack, with the table that follows it, if any (rows of plain cells)."""

    prose: Items
    table: tuple[tuple[str, ...], ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the register as a paper shows it."""

    name: str
    organisation: str
    title: str
    period: str
    layout: Layout
    note: str
    entries: tuple[SampleEntry, ...]
    headings: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    """Printed heading by canonical field, in column order, for each kind."""
    rag: bool = False
    """Scores stand on a red, amber or green ground."""
    key: bool = False
    """A key to the scores follows the table."""
    before: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()
    profile: tuple[ProfileLine, ...] = ()
    events: tuple[Event, ...] = ()

    def of(self, kind: Kind) -> tuple[SampleEntry, ...]:
        """The entries of one kind, in order."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


def parse_item(text: str) -> Item:
    """An item from its written form: ``"-- Text"`` → ``Item(2, "Text")``."""
    match = _MARK.match(text)
    if match is None:
        return Item(0, text)
    words = match["text"]
    if match["head"]:
        return Item(0, words, bold=True)
    if match["number"]:
        return Item(1, f"{match['number']} {words}", number=match["number"])
    return Item(len(match["dashes"]), words)


def parse_items(value: str | list[str]) -> Items:
    """A field from its written form; an empty string or list is an empty cell."""
    if isinstance(value, str):
        return tuple(Item(0, line) for line in value.splitlines())
    return tuple(map(parse_item, value))


def _entry(raw: Mapping[str, Any]) -> SampleEntry:
    fields = {name: parse_items(value) for name, value in raw.items() if name != "kind"}
    return SampleEntry(kind=raw["kind"], fields=fields)


def _profile_line(raw: Mapping[str, Any]) -> ProfileLine:
    colours = tuple(colour or None for colour in raw["confidence"])
    return ProfileLine(**{**raw, "confidence": colours})


def _section(raw: Mapping[str, Any]) -> Section:
    table = tuple(tuple(row) for row in raw.get("table", ()))
    return Section(prose=parse_items(raw.get("prose", [])), table=table, new_page=raw.get("new_page", False))


@cache
def load_edition(name: str) -> Edition:
    """The edition of that name. A pack keeps its other papers in ``<name>-pack.toml``."""
    raw = tomllib.loads((HERE / f"{name}.toml").read_text("utf8"))
    pack = HERE / f"{name}-pack.toml"
    around = tomllib.loads(pack.read_text("utf8")) if pack.exists() else raw
    return Edition(
        name=name,
        **raw["register"],
        headings=raw.get("headings", {}),
        entries=tuple(map(_entry, raw["entries"])),
        before=tuple(map(_section, around.get("before", ()))),
        after=tuple(map(_section, around.get("after", ()))),
        profile=tuple(map(_profile_line, raw.get("profile", ()))),
        events=tuple(Event(**event) for event in around.get("events", ())),
    )


def shortened(edition: Edition, risks: int = 2, opportunities: int = 1) -> Edition:
    """The edition with only its first few entries, for a quick test."""
    return replace(edition, entries=edition.of("risk")[:risks] + edition.of("opportunity")[:opportunities])
