"""Which parts of a web page are its content, and which only frame it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from extractors.findings import Code
from extractors.lines.drafts import Draft, DraftAside, DraftCell, DraftFinding, DraftLine, DraftTable, lines_in

_DATA = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
_LISTED: dict[str, frozenset[str]] = {key: frozenset(listed) for key, listed in _DATA.items()}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def is_unread(tag: str) -> bool:
    """Whether the element holds no text of the page at all, such as a script."""
    return tag in _LISTED["unread"]


def is_form(tag: str) -> bool:
    """Whether the element is a field of a form, which is content only in a cell."""
    return tag in _LISTED["forms"]


def is_read_aloud(attributes: Mapping[str, str]) -> bool:
    """Whether the element's names say that it is there for programs that read the page aloud."""
    return not _LISTED["read_aloud"].isdisjoint(attributes.get("class", "").split())


def is_section(tag: str) -> bool:
    """Whether a ``header`` inside this element belongs to it and not to the page."""
    return tag in _LISTED["sections"]


def is_furniture(tag: str, attributes: Mapping[str, str], in_section: bool) -> bool:
    """Whether the element frames the page by what it is, by its role or by its names (``furniture.toml``)."""
    if tag in _LISTED["elements"] or attributes.get("role", "").lower() in _LISTED["roles"]:
        return True
    if tag in _LISTED["margins"]:
        return not in_section
    return tag in _LISTED["containers"] and any(map(_is_furniture_name, _names(attributes)))


def is_frame(table: DraftTable, attributes: Mapping[str, str], marked: bool) -> bool:
    """Whether a table only arranges what it holds: old sites lay out whole pages in tables.

    Its role says so; or, unless it is ``marked`` as data (by ``th``, ``thead`` or a caption), its name or its
    content does.
    """
    if attributes.get("role") in {"presentation", "none"}:
        return True
    names = {word for name in _names(attributes) for word in _words(name)}
    ruled = attributes.get("border", "0") not in {"", "0"}
    return not marked and (bool(names & _LISTED["frames"]) or _only_arranges(table, ruled))


def _only_arranges(table: DraftTable, ruled: bool) -> bool:
    """Whether a table is a frame to judge by its content.

    It must hold a section of a page: a nested table, furniture, or a heading with what it heads. Then it is a
    frame if it has one column; if no row has two cells of mere text, as rows of data have; or if it is
    not ``ruled`` (has no border) and is a smaller grid, both ways, than a data table within.
    """
    if not any(map(_is_section, table.cells)):
        return table.columns == 1 and any(_headings(cell.content) for cell in table.cells)
    filled = [cell.row for cell in table.cells if _is_text(cell)]
    if table.columns == 1 or len(filled) == len(set(filled)):
        return True
    inner = _tables(draft for cell in table.cells for draft in cell.content)
    return not ruled and any(other.rows > table.rows and other.columns > table.columns for other in inner)


def part_furniture(drafts: Iterable[Draft], in_table: bool = False) -> tuple[list[Draft], list[DraftLine]]:
    """Part a page into its content, with frames dissolved, and the lines of its furniture.

    Inside a data table nothing frames a page. Pictures matter only there.
    """
    content: list[Draft] = []
    furniture: list[DraftLine] = []
    for draft in drafts:
        match draft:
            case DraftAside() if not in_table:
                furniture.extend(lines_in(draft.content))
                continue
            case DraftAside():
                parts = draft.content
            case DraftTable(frame=True):
                parts = [part for cell in draft.cells for part in cell.content]
            case DraftTable():
                for cell in draft.cells:
                    cell.content, aside = part_furniture(cell.content, in_table=True)
                    furniture.extend(aside)
                content.append(draft)
                continue
            case DraftFinding(code=Code.UNREAD_PART) if not in_table:
                continue
            case _:
                content.append(draft)
                continue
        inner, aside = part_furniture(parts, in_table)
        content.extend(inner)
        furniture.extend(aside)
    return content, furniture


def _is_section(cell: DraftCell) -> bool:
    visible = _visible(cell.content)
    holds = any(isinstance(draft, DraftTable | DraftAside) for draft in visible)
    return holds or (_headings(visible) and len(visible) > 1)


def _is_text(cell: DraftCell) -> bool:
    return bool(_visible(cell.content)) and not _is_section(cell)


def _visible(drafts: Iterable[Draft]) -> list[Draft]:
    return [draft for draft in drafts if not isinstance(draft, DraftFinding)]


def _headings(drafts: Iterable[Draft]) -> bool:
    return any(isinstance(draft, DraftLine) and draft.heading for draft in drafts)


def _tables(drafts: Iterable[Draft]) -> Iterator[DraftTable]:
    """The data tables nearest below, looking through frames."""
    for draft in drafts:
        if isinstance(draft, DraftTable) and draft.frame:
            yield from _tables(part for cell in draft.cells for part in cell.content)
        elif isinstance(draft, DraftTable):
            yield draft


def _is_furniture_name(name: str) -> bool:
    words = set(_words(name))
    return (
        name.lower() not in _LISTED["content"]
        and bool(words & _LISTED["words"])
        and words <= _LISTED["words"] | _LISTED["beside"]
    )


def _names(attributes: Mapping[str, str]) -> list[str]:
    return [*attributes.get("class", "").split(), *attributes.get("id", "").split()]


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
