"""The curated crosswalk: which risk an entry is, as a person has decided it, line by line with evidence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from normalise.keys import EDITION, slug_of
from normalise.lineage.link import RELATIONS, Relation
from normalise.organisations.organisation import Organisation
from normalise.unusable import UnusableError
from normalise.values.ids import Identifiers
from normalise.values.subjects import names

COLUMNS = ("lineage", "edition", "id", "title", "relation", "evidence", "note")

UNTITLED = "-"
"""Is given in a line as the title of an entry that has none."""

_LINEAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class CrosswalkError(UnusableError):
    """The crosswalk cannot be used. Its message has every problem, each with its line."""


@dataclass(frozen=True, slots=True)
class CrosswalkLine:
    """One decision: how an entry (``edition``, ``id``) is related to a thread (``lineage``).

    ``continues``: it is that risk. ``split``, ``merged`` and ``related`` name a second thread: it was part of that
    risk, it includes that risk now, or the two are related. ``title`` is the entry's, or two or more
    consecutive words of it, or ``UNTITLED``. ``number`` is the line in the file, from 1.
    """

    number: int
    lineage: str
    edition: str
    id: str
    title: str
    relation: Relation
    evidence: str
    note: str = ""

    @property
    def organisation(self) -> str:
        """The slug of the council whose edition it is about."""
        return slug_of(self.edition)

    def names_title(self, title: str) -> bool:
        """Whether an entry's title is still the one this line was written for (``normalise.values.subjects``)."""
        return names(self.title, title) or (self.title == UNTITLED and not title)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Every line, in the order of the file. ``name`` is what the file is called."""

    name: str = ""
    lines: tuple[CrosswalkLine, ...] = ()


def own_crosswalks(organisations: Iterable[Organisation]) -> list[Crosswalk]:
    """The crosswalks that lie in the folders of some organisations, each of its own editions alone.

    Raises:
        CrosswalkError: one cannot be used.
    """
    return [_own(organisation, file) for organisation in organisations if (file := organisation.crosswalk)]


def _own(organisation: Organisation, file: Path) -> Crosswalk:
    crosswalk = read_crosswalk_file(file, f"{organisation.slug}/{file.name}")
    strange = [
        f"{crosswalk.name}, line {line.number}: {line.edition} is of another organisation"
        for line in crosswalk.lines
        if line.organisation != organisation.slug
    ]
    if strange:
        raise CrosswalkError("\n".join(strange))
    return crosswalk


def read_crosswalk_file(file: Path, name: str) -> Crosswalk:
    """Read a crosswalk from a file, which messages call ``name``.

    Raises:
        CrosswalkError: it is not in UTF-8, or cannot be used.
        OSError: it cannot be opened.
    """
    try:
        return read_crosswalk(file.read_text("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise CrosswalkError(f"{name}: not UTF-8; save it as 'CSV UTF-8'") from None


def read_crosswalk(text: str, name: str) -> Crosswalk:
    """Read a crosswalk: rows headed by ``COLUMNS``; those without any value are passed over.

    Values are parted by commas, or as a spreadsheet may save them, by semicolons or tabs.

    Raises:
        CrosswalkError: a heading is missing; a line has no edition, identifier, title, evidence or known relation; two
            lines say different things of one entry and one lineage, or give two entries of one edition one lineage.
    """
    text = text.removeprefix("\ufeff")
    rows = csv.DictReader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    problems: list[str] = []
    lines: list[CrosswalkLine] = []
    try:
        if missing := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
            raise CrosswalkError(f"{name}, line 1: no column {', '.join(missing)}")
        for row in rows:
            values = {column: (row[column] or "").strip() for column in COLUMNS}
            if not any(values.values()) and None not in row:
                continue
            faults = list(_faults(values)) + (["more values than columns"] if None in row else [])
            problems += [f"{name}, line {rows.line_num}: {fault}" for fault in faults]
            if not faults:
                relation = cast(Relation, values.pop("relation"))
                lines.append(CrosswalkLine(rows.line_num, relation=relation, **values))
    except csv.Error as error:
        # What is broken begins after the last line that was read; a quote left open would have it end with the file.
        problems.append(f"{name}, line {rows.line_num + 1}: {error}")
    # Lines that could not be read would be missed by others: what clashes is asked once all can.
    problems = problems or [f"{name}, {clash}" for clash in _clashes(lines)]
    if problems:
        raise CrosswalkError("\n".join(problems))
    return Crosswalk(name, tuple(lines))


def _delimiter(text: str) -> str:
    """What parts the headings: no heading has a comma, semicolon or tab in itself."""
    headings = text.partition("\n")[0]
    return max(",;\t", key=headings.count)


def crosswalk_line(lineage: str, edition: str, identifier: str, title: str, relation: Relation, evidence: str) -> str:
    """A line to paste into the crosswalk. ``lineage`` is a thread's key, with or without the organisation before it."""
    out = io.StringIO()
    slug = lineage.rpartition("/")[2]
    csv.writer(out, lineterminator="").writerow([slug, edition, identifier, title, relation, evidence, ""])
    return out.getvalue()


def _faults(values: dict[str, str]) -> Iterator[str]:
    yield from (f"no {column}" for column in COLUMNS[:-1] if not values[column])
    if values["lineage"] and not _LINEAGE.fullmatch(values["lineage"]):
        yield f"'{values['lineage']}' is no slug: small letters, digits and single hyphens"
    if values["edition"] and not EDITION.fullmatch(values["edition"]):
        yield f"'{values['edition']}' is no edition, such as northshire-2019-20-q2"
    if values["relation"] and values["relation"] not in RELATIONS:
        yield f"'{values['relation']}' is none of {', '.join(RELATIONS)}"
    try:
        Identifiers().sort_key(values["id"])
    except ValueError:
        if values["id"]:
            yield f"'{values['id']}' is no identifier in its canonical spelling: capitals and a number"


def _clashes(lines: Sequence[CrosswalkLine]) -> Iterator[str]:
    """Lines that cannot both be so."""
    own = [line for line in lines if line.relation == "continues"]
    entries = Counter((line.edition, line.id, line.title) for line in own)
    threads = Counter((line.edition, line.lineage) for line in own)
    said = Counter((line.edition, line.id, line.title, line.lineage) for line in lines)
    known = {(line.organisation, line.lineage) for line in own}
    for line in lines:
        if (line.organisation, line.lineage) not in known:
            yield f"line {line.number}: no line continues {line.organisation}/{line.lineage}"
        if said[line.edition, line.id, line.title, line.lineage] > 1:
            yield f"line {line.number}: {line.id} of {line.edition} has two lines on {line.lineage}"
        elif line.relation == "continues" and entries[line.edition, line.id, line.title] > 1:
            yield f"line {line.number}: {line.id} of {line.edition} continues more than one lineage"
        elif line.relation == "continues" and threads[line.edition, line.lineage] > 1:
            yield f"line {line.number}: {line.lineage} is continued by more than one entry of {line.edition}"
