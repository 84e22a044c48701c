"""Which entries of the register a sentence mentions: by identifier, by a title in quotation marks, or by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from extractors.records import Kind
from normalise.events import patterns
from normalise.values.ids import Identifiers

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_LONGEST_RANGE = 20
_PART = re.compile(r"(?<=\d)\.\d{1,2}(?=\s+[–—-]\s)")
"""The number of a part of a risk, where it is a label: ``CR2.1 – Bus fares``."""
_BACK = {"first": slice(0, 1), "second": slice(1, 2), "both": slice(0, 2)}
"""Which of two entries is called back."""
_TWO = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry as a sentence calls it: identifier as printed, short name, kind; each None where it is not said."""

    id_raw: str | None = None
    title: str | None = None
    kind: Kind | None = None


class Mention(NamedTuple):
    """Where a sentence mentions entries, and how surely: what is ``loose`` may be no entry's name.

    ``new``: the words say that it is new (``a new risk on care``). ``topic``: it is called by its name, and its
    identifier may follow.
    """

    start: int
    end: int
    subjects: tuple[Subject, ...]
    loose: bool = False
    new: bool = False
    topic: bool = False


def straightened(text: str) -> str:
    """The text with straight quotation marks, letter by letter."""
    return text.translate(_STRAIGHT)


def kind_of_noun(noun: str | None) -> Kind | None:
    """The kind that ``risks`` or ``opportunity`` says."""
    small = (noun or "").lower()
    return "risk" if small.startswith(("risk", "threat")) else "opportunity" if small.startswith("opp") else None


def find_mentions(text: str, identifiers: Identifiers, before: tuple[Subject, ...] = ()) -> list[Mention]:
    """The entries that a straightened sentence mentions, in order; of two that overlap, the first of these is taken.

    Identifiers with the titles beside them; plain numbers (``risk 4``); names, in the ways of ``mentions.toml``; and
    two entries of the sentence ``before`` where it calls them back (``the former``, ``both``).
    """
    found: list[Mention] = []
    named = (*_identified(text, identifiers), *_numbered(text))
    own = tuple(dict.fromkeys(subject for mention in named for subject in mention.subjects))
    two, start = (before, 0) if before else (own, max((mention.end for mention in named), default=0))
    back = _called_back(text, two, start) if len(two) == _TWO else ()
    for mention in (*named, *_named(text), *back):
        if all(mention.end <= other.start or mention.start >= other.end for other in found):
            found.append(mention)
    return sorted(found)


def _identified(text: str, identifiers: Identifiers) -> Iterator[Mention]:
    """Identifiers with the titles beside them; ``CR7 to CR9`` is three. Letters in small print are none."""
    matches = [
        match
        for match in identifiers.in_text.finditer(text)
        if match[0][0].isupper()
        and not patterns.mention("numbered").match(match[0]) and text[match.start() - 1 : match.start()] != "/"
        and not patterns.mention("no_identifier").match(text, match.end())
    ]  # fmt: skip
    at = 0
    while at < len(matches):
        match, after = matches[at], matches[at + 1] if at + 1 < len(matches) else None
        kind = (identifiers.parse_any(match[0]) or (None, None))[1]
        run = _range(match, after, text, identifiers) if after else ()
        if run and after:
            yield Mention(match.start(), after.end(), tuple(Subject(raw, None, kind) for raw in run))
        else:
            part = _PART.match(text, match.end()) if match.start() == 0 else None
            raw, end = (match[0] + part[0], part.end()) if part else (match[0], match.end())
            one = Mention(match.start(), end, (Subject(raw, None, kind),))
            yield _titled(one, text, after.start() if after else len(text))
        at += 2 if run else 1


def _range(first: re.Match[str], last: re.Match[str], text: str, identifiers: Identifiers) -> tuple[str, ...]:
    """The identifiers from one number to a higher one of the same letters, or ()."""
    one, other = identifiers.parse(first[0], None), identifiers.parse(last[0], None)
    joined = re.fullmatch(r"\s*(?:to|through|[–-])\s*", text[first.end() : last.start()])
    if not joined or not one or not other or one.prefix != other.prefix:
        return ()
    letters = first[0].rstrip("0123456789")
    numbers = range(one.number or 0, (other.number or 0) + 1)
    return tuple(f"{letters}{number}" for number in numbers) if 1 < len(numbers) <= _LONGEST_RANGE else ()


def _numbered(text: str) -> Iterator[Mention]:
    matches = list(patterns.mention("number").finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        kind = kind_of_noun(match["noun"])
        figures = re.findall(r"\d+(?:\.\d+|[a-d])?", match["list"])
        mention = Mention(match.start(), match.end(), tuple(Subject(figure, None, kind) for figure in figures))
        stop = after.start() if after else len(text)
        yield _titled(mention, text, stop) if len(figures) == 1 else mention


def _titled(mention: Mention, text: str, stop: int) -> Mention:
    """An identifier with the title behind it: in brackets, quoted, behind a dash, or alone; it may be no title.

    What is behind a dash may be a sentence of its own only where the identifier stands before it as a label does.
    """
    if bracket := _bracket(text, mention.end):
        title = bracket[0].strip(" '\"")
        return _with_title(mention, title, bracket[1]) if _is_title(title, bracketed=True) else mention
    for pattern, said in patterns.mentions("title"):
        if match := pattern.match(text, mention.end, stop):
            title = re.sub(r"\s{1,9}(?:and|&)$", "", match["title"])
            body = not said.keys() & {"ended", "loose"} and patterns.mention("body").search(title) is not None
            if _is_title(match["title"], ended="ended" in said or body):
                within = text[: mention.start].rstrip(" ")[-1:].isalpha()
                loose = body or ("loose" in said and title == match["title"] and not within)
                return _with_title(mention, title, match.start("title") + len(title), loose=loose)
    return mention


def _with_title(mention: Mention, title: str, end: int, *, loose: bool = False) -> Mention:
    named = replace(mention.subjects[0], title=title.strip(" .'\"") or None)
    return mention._replace(end=end, subjects=(named,), loose=loose)


def _bracket(text: str, at: int) -> tuple[str, int] | None:
    """What stands in the bracket that opens at a position, and where it ends."""
    start = at + text[at : at + 1].count(" ")
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if depth == 0:
            return (text[start + 1 : end], end + 1) if end > start else None
    return None


def _is_title(text: str, *, ended: bool = False, bracketed: bool = False) -> bool:
    """Whether words may be the title of an entry: they begin like one, and are not the name of something else.

    ``ended``: a stop or (``bracketed``) a bracket ends them, so that nothing is said of what they name.
    """
    plain = text.strip("'\" ")
    return (
        patterns.mention("title").match(plain) is not None
        and not patterns.mention("remark").match(plain)
        and (ended or bracketed or not patterns.mention("body").search(plain))
        and (bracketed or not patterns.mention("opening").match(plain))
    )


def _called_back(text: str, before: tuple[Subject, ...], start: int) -> Iterator[Mention]:
    """Where a text calls back two entries from a position on."""
    for name, meant in _BACK.items():
        for match in patterns.back(name).finditer(text, start):
            yield Mention(match.start(), match.end(), before[meant])


def _named(text: str) -> Iterator[Mention]:
    """Entries called by their names, the surest way first."""
    small = text.lower()
    for pattern, way in patterns.mentions("way"):
        if not any(sign in small for sign in way.get("needs", ("",))):
            continue
        for match in pattern.finditer(text):
            topic, said = "topic" in way, match.groupdict()
            title = re.sub(r"^(?:the|an?) " if topic else "^ ", "", match["title"].strip(" .,'\""))
            title = patterns.mention("whose").sub("", title)
            ended = topic or ("whole" in way and " " in title)
            fits = ended or not patterns.mention("body").search(title)
            if (
                title
                and fits
                and not patterns.mention("level").fullmatch(title)
                and ("sure" in way or _is_title(title, ended=ended))
            ):
                subject = Subject(None, title, kind_of_noun(said.get("noun") or said.get("after")))
                end = match.end() if "whole" in way else match.end("title")
                new = said.get("new") is not None
                start = match.start("title" if "behind" in way else 0)
                yield Mention(start, end, (subject,), loose="loose" in way, new=new, topic=True)
