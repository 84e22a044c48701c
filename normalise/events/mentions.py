"""Which entries of the register a sentence mentions: by identifier, by a title in quotation marks, or by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from extractors.records import Kind
from normalise.values.ids import Identifiers
from normalise.values.wordings import load

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_LONGEST_RANGE = 20
_IN_WORDS = re.compile(r"\.\d|\s+(?:emission|equivalent|footprint|level)")
"""What follows something that is no identifier: a figure, or a gas."""


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
    return "risk" if small.startswith("risk") else "opportunity" if small.startswith("opp") else None


def find_mentions(text: str, identifiers: Identifiers) -> list[Mention]:
    """The entries that a straightened sentence mentions, in order; of two that overlap, the first of these is taken.

    Identifiers with the titles beside them; plain numbers (``risk 4``); titles in quotation marks; topics (``the risk
    on care``, ``the Corn Exchange risk``); and names before an identifier, before ``this risk`` or before a verb.
    """
    found: list[Mention] = []
    for mention in (*_identified(text, identifiers), *_numbered(text), *_named(text)):
        if all(mention.end <= other.start or mention.start >= other.end for other in found):
            found.append(mention)
    return sorted(found)


def _identified(text: str, identifiers: Identifiers) -> Iterator[Mention]:
    """Identifiers with the titles beside them; ``CR7 to CR9`` is three. Letters in small print are none."""
    matches = [
        match
        for match in identifiers.in_text.finditer(text)
        if match[0][0].isupper()
        and not _patterns()["numbered"].match(match[0]) and text[match.start() - 1 : match.start()] != "/"
        and not _IN_WORDS.match(text, match.end())
    ]  # fmt: skip
    at = 0
    while at < len(matches):
        match, after = matches[at], matches[at + 1] if at + 1 < len(matches) else None
        kind = (identifiers.parse_any(match[0]) or (None, None))[1]
        run = _range(match, after, text, identifiers) if after else ()
        if run and after:
            yield Mention(match.start(), after.end(), tuple(Subject(raw, None, kind) for raw in run))
        else:
            one = Mention(match.start(), match.end(), (Subject(match[0], None, kind),))
            yield _titled(one, text, after.start() if after else len(text))
        at += 2 if run else 1


def _range(first: re.Match[str], last: re.Match[str], text: str, identifiers: Identifiers) -> tuple[str, ...]:
    """The identifiers from one number to a higher one of the same letters, or ()."""
    one, other = identifiers.parse(first[0], None), identifiers.parse(last[0], None)
    joined = re.fullmatch(r"\s*(?:to|through|[–-])\s*", text[first.end() : last.start()])
    if not joined or not one or not other or one.prefix != other.prefix:
        return ()
    letters = first[0].rstrip("0123456789")
    numbers = range(one.number, other.number + 1)
    return tuple(f"{letters}{number}" for number in numbers) if 1 < len(numbers) <= _LONGEST_RANGE else ()


def _numbered(text: str) -> Iterator[Mention]:
    for match in _patterns()["number"].finditer(text):
        kind = kind_of_noun(match["noun"])
        figures = re.findall(r"\d+", match["list"])
        mention = Mention(match.start(), match.end(), tuple(Subject(figure, None, kind) for figure in figures))
        yield _titled(mention, text, len(text)) if len(figures) == 1 else mention


def _titled(mention: Mention, text: str, stop: int) -> Mention:
    """An identifier with the title behind it: in brackets, quoted, behind a dash (loose, if none ends it), or alone."""
    if bracket := _bracket(text, mention.end):
        title = bracket[0].strip(" '\"")
        return _with_title(mention, title, bracket[1]) if _is_title(title, bracketed=True) else mention
    for name in ("quoted title", "comma", "dashes", "dash", "title"):
        match = _patterns()[name].match(text, mention.end, stop)
        body = name == "title" and match and _patterns()["body"].search(match["title"])
        if match and _is_title(match["title"], ended=name in {"quoted title", "dashes"} or bool(body)):
            title = re.sub(r"\s+(?:and|&)$", "", match["title"])
            open_end = (name == "dash" and title == match["title"]) or bool(body)
            return _with_title(mention, title, match.start("title") + len(title), loose=open_end)
    return mention


def _with_title(mention: Mention, title: str, end: int, *, loose: bool = False) -> Mention:
    named = replace(mention.subjects[0], title=title.strip(" .'\"") or None)
    return mention._replace(end=end, subjects=(named,), loose=loose)


def _bracket(text: str, at: int) -> tuple[str, int] | None:
    """What stands in the bracket that opens at a position, and where it ends."""
    start = at + text[at : at + 1].count(" ")
    if text[start : start + 1] != "(":
        return None
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if depth == 0:
            return text[start + 1 : end], end + 1
    return None


def _is_title(text: str, *, ended: bool = False, bracketed: bool = False) -> bool:
    """Whether words may be the title of an entry: they begin like one, and are not the name of something else.

    ``ended``: a stop or (``bracketed``) a bracket ends them, so that nothing is said of what they name.
    """
    plain = text.strip("'\" ")
    return (
        re.match(r"[A-Z0-9].*(?:[a-z]{2}|[A-Z]{3})|[A-Z]{3}", plain) is not None
        and not _patterns()["remark"].match(plain)
        and (ended or bracketed or not _patterns()["body"].search(plain))
        and (bracketed or not _patterns()["opening"].match(plain))
    )


def _named(text: str) -> Iterator[Mention]:
    """Entries called by their names, the surest way first."""
    for way in (
        "quoted",
        "topic",
        "told",
        "called",
        "small name",
        "before number",
        "before this",
        "before change",
        "before verb",
    ):
        for match in _patterns()[way].finditer(text):
            said = match.groupdict()
            title = re.sub(r"^(?:the|an?) " if way in {"topic", "told"} else "^ ", "", match["title"].strip(" .,'\""))
            sure = way in {"quoted", "topic", "told", "small name"} or _is_title(title, ended=way == "before change")
            if title and sure and (way in {"topic", "told", "before change"} or not _patterns()["body"].search(title)):
                subject = Subject(None, title, kind_of_noun(said.get("noun") or said.get("after")))
                end = match.end() if way in {"quoted", "called", "small name"} else match.end("title")
                loose, new = way in {"before verb", "before change", "small name"}, said.get("new") is not None
                yield Mention(match.start(), end, (subject,), loose=loose, new=new, topic=True)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that find mentions. A title begins with a capital letter, except that of a topic."""
    table: dict[str, Any] = load("events/changes")
    noun, words, letters = table["noun"], table["words"], table["letters"]
    stop = rf"(?:(?:{words['stop']}|{letters['b']})\b|[–—-]\s|[↑↓⬆⬇▲▼→➔]|\d+ ?(?:to|->|→|➔) ?\d)"
    run = rf"[A-Z0-9][^\s,;:()|–—]*(?:\s+(?!(?i:{stop}))[^\s,;:()|–—]+)*"
    name = r"[A-Z][\w'&-]*(?:\s+(?:(?:of|and|for|the|&)\s+)*[A-Z][\w'&-]*)*"
    small = rf"(?!(?:{words['adjective']}|{words['stop']})\b)[a-z][\w'-]+"
    adjectives = rf"(?:(?:{noun['new']}|{noun['adjective']})\s+)*"
    entry = (
        rf"(?:(?:{noun['determiner']})\s+)?(?:(?:{noun['adjective']})\s+)*(?:(?P<new>{noun['new']})\s+)?{adjectives}"
    )
    sensitive = {
        "number": r"\b(?P<noun>(?i:risk|opportunity)s?)\s+(?i:(?:no|number|id|ref)\.?\s+)?"
        r"(?P<list>(?!20\d\d)\d{1,4}(?:(?:,\s*|\s*&\s*|,?\s+and\s+)\d{1,3})*)(?![\d.%/]\d?|\s*%|\s+(?i:risks?|out|of|times|per))",
        "quoted title": r"(?:\s*[–—:|,-])?\s*(?<=[\s-])(?P<title>'[^']+'(?=[\s,.;:)])|\"[^\"]+\")",
        "comma": rf",\s+(?P<title>{run}),",
        "dashes": rf"\s*(?:[–—|]|\s-)\s*(?P<title>{run})(?=\s+[–—|-](?:\s|$)|\s*[;:.,()]|$)",
        "dash": rf"(?:\s*[–—|:]|\s+-)\s*(?P<title>{run})",
        "title": rf"\s+(?P<title>{run})",
        "called": rf"\b(?i:the|this)\s+(?P<title>{name}|[A-Z]{{2,}}(?: {small}){{1,2}})\s+(?P<noun>risk|opportunity)\b(?!\s+(?:{noun['other']}))",
        "small name": rf"\b[Tt]he (?P<title>{small}(?: {small}){{1,2}}) (?P<noun>risk|opportunity)\b"
        rf"(?!\s+(?:{noun['other']}))",
        "before number": rf"(?:^|(?<=[;:,] )|(?<= and ))(?P<title>{run})\s+(?=\([A-Za-z.]+[\s.-]*\d+\))",
        "before this": rf"^(?P<title>[A-Z][\w'&-]*(?:\s+(?!(?i:{stop}|the\b))[\w'&-]+){{0,8}})(?=\s*[:–—]|\s+the\b)"
        r"(?=.*\bthis (?P<noun>risk|opportunity)\b)",
        "before change": rf"^(?P<title>{run})(?=\s+[–—-]\s+(?i:(?:an? )?(?:new (?:risk|entry)|added|removed|deleted|closed|"
        rf"increased|decreased|reduced|raised|lowered|up|down)\b))",
        "before verb": rf"^(?P<title>[A-Z]{{3,}}|{name}\s+[A-Z][\w'-]*)(?=\s+(?:{letters['b']})\b)",
    }
    small = {
        "quoted": rf"{entry}(?:(?P<noun>risk|opportunity|entry)(?:,? (?:of|called|on|entitled|titled|named))?,?\s+)?"
        r"(?<!\w)(?P<title>'[^\"]+?'(?!\w)|\"[^\"]+\")(?:\s+(?P<after>risk|opportunity)\b)?,?",
        "topic": rf"(?<![\w-]){entry}(?P<noun>risk|opportunity|entry)\s+(?:(?:{letters['R']})\s+)?(?:{noun['link']})\s+"
        rf"(?P<title>(?!{stop})[^\s,;:()|–—]+(?:\s+(?!{stop})[^\s,;:()|–—]+)*)",
        "told": rf"(?<![\w-])(?:an?|another|one) (?P<new>{noun['new']})(?: {noun['adjective']})* (?P<noun>risk|opportunity)"
        rf" (?:{letters['b']}) (?:added|included|introduced|identified and added)(?: (?:{letters['R']}))?"
        rf" (?:around|about|relating to|in relation to|concerning|regarding|covering|in respect of) "
        rf"(?P<title>(?!{stop})[^\s,;:()|–—]+(?:\s+(?!{stop})[^\s,;:()|–—]+)*)",
        "remark": r"(?:formerly|previously|was|now|new|score|see|page|annex|appendix|which|\d+ (?:to|->|→))\b|\d+$",
        "body": rf"\b(?:{words['body']})$",
        "numbered": rf"(?:{words['numbered']})\W*\d",
        "opening": rf"(?:{words['opening']})\b",
    }
    return {name: re.compile(text) for name, text in sensitive.items()} | {
        name: re.compile(text, re.IGNORECASE) for name, text in small.items()
    }
