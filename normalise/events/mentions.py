"""Which entries of the register a sentence mentions: by identifier, by a title in quotation marks, or by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from extractors.records import Kind
from normalise.values.ids import Identifiers
from normalise.values.wordings import load

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_LONGEST_RANGE = 20
_GAS = r"(?!(?:\.\d|\s+(?:emission|equivalent|footprint|level)))"
_QUARTER = re.compile(r"(?:Q|FY|H)\W?\d+")


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry as a sentence calls it: identifier as printed, short name, kind; each None where it is not said."""

    id_raw: str | None = None
    title: str | None = None
    kind: Kind | None = None


class Mention(NamedTuple):
    """Where a sentence mentions entries, and how surely: what is ``loose`` may be no entry's name.

    ``new``: the words say that it is new (``a new risk on care``). ``topic``: they say what it is about, and may be
    followed by its identifier.
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


def find_mentions(text: str, identifiers: Identifiers) -> list[Mention]:
    """The entries that a sentence mentions, in order; mentions never overlap.

    ``text`` is straightened. Identifiers come first; then titles in quotation marks, topics (``the risk on care``),
    and names in capitals before a verb.
    """
    found = list(_identified(text, identifiers))
    for way in (_quoted, _topics, _capitals):
        for mention in way(text):
            if all(mention.end <= other.start or mention.start >= other.end for other in found):
                found.append(mention)
    return sorted(found)


def identifiers_in(text: str, identifiers: Identifiers) -> list[re.Match[str]]:
    """Where identifiers stand in running text; letters in small print, or those of a quarter, are none."""
    return [match for match in identifiers.in_text.finditer(text) if _is_identifier(match, text, identifiers)]


def _is_identifier(match: re.Match[str], text: str, identifiers: Identifiers) -> bool:
    printed = match[0]
    known = identifiers.kind_of(printed) is not None
    letters = re.match(r"[A-Za-z]+", printed)
    upper = bool(letters) and (letters[0].isupper() if not known else letters[0][0].isupper())  # type: ignore[index]
    before = text[match.start() - 1 : match.start()]
    return upper and before not in {"/", "£"} and not _QUARTER.match(printed) and bool(re.match(_GAS, text[match.end() :]))


def _identified(text: str, identifiers: Identifiers) -> Iterator[Mention]:
    """Identifiers with the titles beside them; ``CR7 to CR9`` is three."""
    matches = identifiers_in(text, identifiers)
    at = 0
    while at < len(matches):
        match = matches[at]
        several = _range(match, matches[at + 1], text, identifiers) if at + 1 < len(matches) else ()
        at += 2 if several else 1
        if several:
            yield Mention(match.start(), matches[at - 1].end(), several)
            continue
        kind = identifiers.kind_of(match[0])
        stop = matches[at].start() if at < len(matches) else len(text)
        yield _titled(Mention(match.start(), match.end(), (Subject(match[0], None, kind),)), text, stop)
    for match in words().plain_number.finditer(text):
        if any(match.start() <= one.start() < match.end() for one in matches):
            continue
        kind = "opportunity" if match["noun"].lower().startswith("o") else "risk"
        figures = list(re.finditer(r"\d{1,3}", text[: match.end()][match.start("list") :]))
        several = tuple(Subject(figure[0], None, kind) for figure in figures)  # type: ignore[arg-type]
        one = Mention(match.start(), match.end(), several)
        yield _titled(one, text, len(text)) if len(several) == 1 else one


def _range(first: re.Match[str], last: re.Match[str], text: str, identifiers: Identifiers) -> tuple[Subject, ...]:
    """The entries from one number to a higher one of the same letters, or ()."""
    if not re.fullmatch(r"\s*(?:to|through|[–-])\s*", text[first.end() : last.start()]):
        return ()
    one, other = identifiers.parse(first[0], None), identifiers.parse(last[0], None)
    if not one or not other or one.prefix != other.prefix or not 0 < other.number - one.number < _LONGEST_RANGE:
        return ()
    letters = first[0].rstrip("0123456789")
    kind = identifiers.kind_of(first[0])
    return tuple(Subject(f"{letters}{number}", None, kind) for number in range(one.number, other.number + 1))


def _titled(mention: Mention, text: str, stop: int) -> Mention:
    """An identifier with the title behind it: in brackets, quoted, behind a dash, or right after it."""
    bracket = bracket_at(text, mention.end)
    if bracket:
        inner = text[bracket[0] + 1 : bracket[1] - 1].strip()
        if not _is_title(inner, bracketed=True):
            return mention
        return _with_title(mention, inner.strip("'\" "), bracket[1])
    for pattern, loose in words().titles:
        match = pattern.match(text, mention.end, stop)
        if match and _is_title(match["title"]):
            return _with_title(mention, match["title"], match.end("title"), loose=loose)
    return mention


def _with_title(mention: Mention, title: str, end: int, *, loose: bool = False) -> Mention:
    """The mention with its title; ``and`` at its end joins the next entry."""
    (subject,) = mention.subjects
    cut = re.sub(r"\s+(?:and|&)$", "", title)
    end -= len(title) - len(cut)
    title = cut
    return mention._replace(end=end, subjects=(replace(subject, title=title.rstrip(" .") or None),), loose=loose)


def bracket_at(text: str, at: int) -> tuple[int, int] | None:
    """Where a bracket that opens at a position, a blank aside, begins and ends."""
    start = at + (len(text[at:]) - len(text[at:].lstrip()))
    if not text.startswith("(", start):
        return None
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if depth == 0:
            return start, end + 1
    return None


def _is_title(text: str, *, bracketed: bool = False) -> bool:
    """Whether words may be the title of an entry: they begin like one, and are not the name of something else."""
    plain = text.strip("'\" ")
    return (
        re.match(r"[A-Z0-9]", plain) is not None
        and re.search(r"[a-z]{2}|[A-Z]{3}", plain) is not None
        and not words().remark.match(plain)
        and (bracketed or not (words().body_end.search(plain) or words().opening.match(plain)))
    )


def _quoted(text: str) -> Iterator[Mention]:
    for match in words().quoted.finditer(text):
        title = match["one"] or match["other"]
        if _is_title(title, bracketed=True):
            new = match["new"] is not None
            kind = _kind_of_noun(match["noun"] or match["after"])
            yield Mention(match.start(), match.end(), (Subject(None, title.strip(" ,."), kind),), new=new, topic=True)


def _topics(text: str) -> Iterator[Mention]:
    """Entries called by what they are about: ``the risk relating to care``, ``the Market Square risk``."""
    for match in words().topic.finditer(text):
        title = re.sub(r"^(?:the|an?) ", "", match["title"].strip(" '\""))
        if title and not words().body_end.search(title):
            subject = Subject(None, title, _kind_of_noun(match["noun"]))
            yield Mention(match.start(), match.end("title"), (subject,), new=match["new"] is not None, topic=True)
    for match in words().called.finditer(text):
        title = match["title"].strip()
        if not words().adjective.fullmatch(title):
            yield Mention(match.start(), match.end(), (Subject(None, title, _kind_of_noun(match["noun"])),), topic=True)


def _capitals(text: str) -> Iterator[Mention]:
    """A name that a sentence begins with: before an identifier in brackets, "this risk", or (loose) a verb."""
    for pattern, loose in ((words().before_bracket, False), (words().before_this, False), (words().before_verb, True)):
        match = pattern.match(text)
        if match and _is_title(match["title"]):
            kind = _kind_of_noun(match.groupdict().get("noun"))
            subject = Subject(None, match["title"], kind)
            yield Mention(match.start("title"), match.end("title"), (subject,), loose, topic=True)


def _kind_of_noun(noun: str | None) -> Kind | None:
    small = (noun or "").lower()
    return "risk" if small.startswith("risk") else "opportunity" if small.startswith("opp") else None


class _Words(NamedTuple):
    """The words of ``changes.toml`` that find mentions, as patterns."""

    titles: tuple[tuple[re.Pattern[str], bool], ...]
    """What parts a title from the identifier before it, and whether it may be no title."""
    plain_number: re.Pattern[str]
    quoted: re.Pattern[str]
    topic: re.Pattern[str]
    called: re.Pattern[str]
    before_bracket: re.Pattern[str]
    before_this: re.Pattern[str]
    before_verb: re.Pattern[str]
    remark: re.Pattern[str]
    body_end: re.Pattern[str]
    opening: re.Pattern[str]
    adjective: re.Pattern[str]


@cache
def words() -> _Words:
    """The patterns, made once."""
    table: dict[str, Any] = load("events/changes")
    noun, said = table["noun"], table["words"]
    stop = rf"(?:(?i:{said['stop']}|{said['aux']})\b|[–—-]\s)"
    run = rf"(?P<title>[A-Z0-9][^\s,;:()|–—]*(?:\s+(?!{stop})[^\s,;:()|–—]+)*)"
    whole = r"(?P<title>[A-Z0-9](?:(?!\s[–—-]\s|\s\|\s|; |\. )[^()])*?)"
    adjectives = rf"(?:(?:{noun['new']}|{noun['adjective']})\s+)*"
    name = r"[A-Z][\w'&-]*(?:\s+(?:(?:of|and|for|the|&)\s+)*[A-Z][\w'&-]*)*"

    def sensitive(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern)

    def small(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Words(
        titles=(
            (sensitive(r"(?:\s*[–—:|,-])?\s*(?P<title>(?<=[\s-])'[^']+'(?=[\s,.;:)])|\"[^\"]+\")"), False),
            (sensitive(rf",\s+{run},"), False),
            (sensitive(rf"\s*(?:[–—|]|\s-)\s*{run}(?=\s+[–—|-](?:\s|$)|\s*[;:.,()]|$)"), False),
            (sensitive(rf"(?:\s*[–—|:]|\s+-)\s*{run}"), True),
            (sensitive(rf"\s+{run}"), False),
        ),
        plain_number=sensitive(
            r"\b(?P<noun>(?i:risk|opportunity)(?:s)?)\s+(?i:(?:no|number|id|ref)\.?\s+)?"
            r"(?P<list>\d{1,3}(?:(?:,\s*|\s*&\s*|,?\s+and\s+)\d{1,3})*)(?![\d.%]\d?|\s*%|\s+(?i:risks?|out|of|times|per))"
        ),
        quoted=small(
            rf"(?:(?:{noun['determiner']})\s+)?(?:(?P<new>{noun['new']})\s+)?{adjectives}"
            rf"(?:(?P<noun>risk|opportunity|entry)(?:,? (?:of|called|on|entitled|titled|named))?,?\s+)?"
            r"(?<!\w)(?:'(?P<one>[^\"]+?)'(?!\w)|\"(?P<other>[^\"]+)\")(?:\s+(?P<after>risk|opportunity)\b)?,?"
        ),
        topic=small(
            rf"(?<![\w-])(?:(?:{noun['determiner']})\s+)?(?:(?:{noun['adjective']})\s+)*(?:(?P<new>{noun['new']})\s+)?"
            rf"{adjectives}(?P<noun>risk|opportunity|entry)\s+(?:(?:{said['register']})\s+)?(?:{noun['link']})\s+"
            rf"(?P<title>(?!{stop})[^\s,;:()|–—]+(?:\s+(?!{stop})[^\s,;:()|–—]+)*)"
        ),
        called=sensitive(rf"\b(?i:the|this)\s+(?P<title>{name})\s+(?P<noun>risk|opportunity)\b(?!\s+(?:{noun['other']}))"),
        before_bracket=sensitive(rf"(?:.*[;:,]\s+(?:and\s+)?)?{run}\s+(?=\([A-Za-z.]+[\s.-]*\d+\))"),
        before_this=sensitive(
            rf"(?P<title>[A-Z][\w'&-]*(?:\s+(?!{stop}|the\b)[\w'&-]+){{0,8}})(?=\s*[:–—]|\s+the\b)(?=.*\bthis (?P<noun>risk|opportunity)\b)"
        ),
        before_verb=sensitive(rf"(?P<title>[A-Z]{{3,}}|{name}\s+[A-Z][\w'-]*)(?=\s+(?:{said['aux']})\b)"),
        remark=small(rf"(?:formerly|previously|was|now|new|score|see|page|annex|appendix|which|\d+ (?:to|->|→))\b|\d+$"),
        body_end=small(rf"\b(?:{said['body']})$"),
        opening=small(rf"(?:{said['opening']})\b"),
        adjective=small(rf"(?:(?:{noun['adjective']}|{noun['new']})\s*)+"),
    )
