"""Which entries of the register a sentence mentions, and by what: their identifiers, their topic, or only as new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extractors.records import Kind
from normalise.values.ids import kind_of
from normalise.values.wordings import load

IDENTIFIER = (
    r"(?<![\w/])(?-i:C(?:ORP|orp|[RO0]))(?:\.?\s?|-)(?-i:\d{1,2})(?:['’]s)?(?![\w/%]|\.\d)"  # no part of a longer word
)
_ID_PARTS = re.compile(r"(C(?:ORP|orp|[RO0]))(?:\.?\s?|-)(\d{1,2})")
_JOIN = (
    r"(?:\s*[,;/&]\s*(?:(?:and|or|also)\s+)*|\s*[–-]\s*"
    r"|\s+(?:and|or|plus|to|through|as well as|together with|along with)\s+)"
)
_RANGE = re.compile(r"\s*(?:to|through|[–-])\s*", re.IGNORECASE)
_BRACKET = r"(?:\s*\((?P<title>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
_NO_NAME = re.compile(r"(?:appendi|annex|page|see|score)", re.IGNORECASE)
_APPOSITION = re.compile(r"\s*(?:[,:(–-]\s*)?(?:namely\s+)?", re.IGNORECASE)
_BARE_NOUNS = frozenset({"risk", "opportunity", "entry"})
"""Without an article these mean no entry: ``children at risk``."""
_FOLLOWING = re.compile(r"\bthe following(?=\s+(?:has|have|had|was|were|is|are)\b)", re.IGNORECASE)
"""Entries that only the list below names: ``The following have been removed:``."""
_QUOTES = "\"'“”‘’"
_STOPS = " \t.,;:|–—-"


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry as a sentence calls it: identifier as printed, short name, kind; each None where it is not said."""

    id_raw: str | None = None
    title: str | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One or several entries that a sentence mentions between two positions.

    ``by``: ``id`` with identifiers; ``topic`` by what it is about, named or (no title) only described; ``new`` without
    either (``number`` of them, where it is said); ``back`` as one mentioned before (``this risk``); ``all`` in general
    (``the risks``); ``none`` as not there (``no new risks``).
    """

    start: int
    end: int
    by: Literal["id", "topic", "new", "back", "all", "none"]
    subjects: tuple[Subject, ...]
    number: int | None = None
    owns: bool = False
    """Whether it only says whose something is: ``CR5's plan``."""
    topic: str | None = None
    """What it is about, in the sentence's words, be they a short name or none."""


def find_mentions(sentence: str) -> tuple[Mention, ...]:
    """The entries that one line of text mentions, in order; mentions never overlap."""
    found: list[Mention] = []
    nouns = list(_nouns(sentence))
    for one in sorted((*_identified(sentence, nouns), *nouns), key=lambda one: (one.start, one.by == "id")):
        last = found[-1] if found else None
        if last and one.by == "id" and _belongs(one, last, sentence):
            by: Literal["none", "id"] = "none" if last.by == "none" else "id"
            found[-1] = replace(one, start=last.start, end=max(one.end, last.end), by=by, number=last.number)
        elif last is None or one.start >= last.end:
            found.append(one)
    return tuple(one for one in found if sentence[one.start : one.end].lower() not in _BARE_NOUNS)


def _belongs(one: Mention, noun: Mention, sentence: str) -> bool:
    """Whether identifiers say which entry a noun means: ``a new risk, CR28,``, ``the entry for CR5``."""
    if noun.by == "id":
        return one.start < noun.end
    return one.start < noun.end or _APPOSITION.fullmatch(sentence, noun.end, one.start) is not None


def list_subjects(text: str) -> tuple[Subject, ...]:
    """The entries that a text lists from its beginning on: ``CR29 (Homecare); and CO5 – Levy``; () where it lists none.

    In a list parted by semicolons a name may follow its identifier without a bracket. What stands after the list does
    not count.
    """
    found: list[Subject] = []
    for piece in re.split(r";\s*(?:and\s+)?(?![^()]*\))", text):
        group = _group().match(piece.lstrip())
        if group is None:
            break
        subjects = _subjects_of(group[0])
        rest = piece.lstrip()[group.end() :]
        if len(subjects) == 1 and subjects[0].title is None:
            subjects = (replace(subjects[0], title=name_after(rest)),)
        found += subjects
    return tuple(found)


def name_after(rest: str) -> str | None:
    """The name that follows an identifier: after a dash or a colon up to the end, else capitalised up to a stop."""
    match = re.match(r"\s*[–—:|-]\s+(?P<all>.+)|\s+(?P<some>[A-Z][^,;:.()–—]*)", rest)
    if match is None:
        return None
    return plain_name(_name_end().split(match["all"] or match["some"], maxsplit=1)[0])


def plain_name(text: str) -> str | None:
    """A short name without quotes and stops around it, or None for what is none: lower case, a finite verb."""
    name = text.strip(_STOPS)
    if name[:1] in _QUOTES and name[-1:] in _QUOTES:
        name = name.strip(_QUOTES)
    if not name or not (name[0].isupper() or name[0].isdigit()) or _no_title().search(name) or _NO_NAME.match(name):
        return None
    return name


def opens_sentence(text: str) -> bool:
    """Whether a text begins with a word that begins sentences, and no short name."""
    return re.match(rf"(?:{'|'.join(load('events/changes')['openings'])})\b", text, re.IGNORECASE) is not None


def number_in(text: str) -> int | None:
    """The number that a text begins with, in words or figures, or None."""
    match = re.match(rf"\s*(?:({'|'.join(load('events/changes')['numbers'])})\b|(\d{{1,2}})\b)", text, re.IGNORECASE)
    if match is None:
        return None
    return int(match[2]) if match[2] else int(load("events/changes")["numbers"][match[1].lower()])


def kind_of_noun(noun: str) -> Kind | None:
    """The kind that a noun says: ``entries`` may be of either, and so are ``risks and opportunities``."""
    words = noun.lower()
    if "risk" in words and "opportunit" not in words:
        return "risk"
    return "opportunity" if "opportunit" in words and "risk" not in words else None


def _identified(sentence: str, nouns: list[Mention]) -> Iterator[Mention]:
    """The mentions by identifiers. Of ``one new risk, CR31, and CR9`` only the first is the new one."""
    for match in _group().finditer(sentence):
        items = list(_item().finditer(sentence, *match.span()))
        numbers = (
            noun.number for noun in nouns if noun.number and _APPOSITION.fullmatch(sentence, noun.end, match.start())
        )  # fmt: skip
        meant = next(numbers, len(items))
        yield _mention(sentence, match.start(), items[min(meant, len(items)) - 1].end())
        if meant < len(items):
            yield _mention(sentence, items[meant].start(), match.end())


def _mention(sentence: str, start: int, end: int) -> Mention:
    """The mention of the identifiers between two positions, with the name that one in brackets stands behind."""
    subjects = _subjects_of(sentence[start:end])
    owns = sentence[:end].endswith(("'s", "’s"))
    if sentence[start - 1 : start] == "(" and sentence[end : end + 1] == ")":  # "Homecare (CR5) has …"
        name = plain_name(sentence[: start - 1])
        start, end = start - 1, end + 1
        if name and len(subjects) == 1 and "." not in name and not opens_sentence(name):
            start, subjects = 0, (replace(subjects[0], title=name),)
    return Mention(start, end, "id", subjects, owns=owns)


def _subjects_of(group: str) -> tuple[Subject, ...]:
    """The entries of a run of identifiers; ``CR7 to CR9`` is three."""
    return tuple(subject for subject, _ in identified_in(group, 0, len(group)))


def identified_in(text: str, start: int, end: int) -> list[tuple[Subject, int]]:
    """The entries of a run of identifiers between two positions, each with where its words end."""
    found: list[tuple[Subject, int]] = []
    last = start
    for item in _item().finditer(text, start, end):
        raw = re.sub(r"['’]s$", "", item["id"])
        if found and _RANGE.fullmatch(text, last, item.start()):
            found += ((subject, item.end()) for subject in _between(found[-1][0].id_raw or "", raw))
        found.append((Subject(raw, plain_name(item["title"] or ""), _kind(raw)), item.end()))
        last = item.end()
    return found


def _between(first: str, last: str) -> Iterable[Subject]:
    """The entries between two identifiers of one prefix."""
    start, stop = _ID_PARTS.match(first), _ID_PARTS.match(last)
    if start is None or stop is None or start[1].upper() != stop[1].upper():
        return ()
    numbers = range(int(start[2]) + 1, int(stop[2]))
    return [Subject(f"{start[1]}{number}", None, _kind(first)) for number in numbers]


def _kind(raw: str) -> Kind | None:
    """The kind an identifier says; a zero in running text is a slip for the letter, for no risk begins with C and 0."""
    return kind_of(re.sub(r"^C0", "CO", raw, flags=re.IGNORECASE))


def _nouns(sentence: str) -> Iterator[Mention]:
    """The mentions by a noun: ``an additional risk``, ``the risk relating to SEND``, ``this risk``."""
    for match in _noun().finditer(sentence):
        plural = match["noun"].lower().endswith("s")
        determiner = " ".join((match["determiner"] or "").lower().split())
        number = number_in(determiner.removeprefix("the "))
        topic = _topic().match(sentence, match.end())
        name = plain_name(topic["topic"]) if topic and not plural else None
        by: Literal["topic", "new", "back", "all", "none"]
        if number == 0 or determiner in {"none of the", "neither"}:
            by = "none"
        elif topic and not plural:
            by = "topic"
        elif match["new"] or number is not None:
            by = "new"
        elif plural:
            by = "new" if determiner in {"some", "several", "a number of"} else "all"
        else:
            by = "back" if determiner in {"the", "this", "that", "its", ""} else "new"
        if by == "new" and number is None and not plural:
            number = 1
        subject = Subject(None, name, kind_of_noun(match["noun"]))
        about = topic["topic"] if topic and by == "topic" else None
        end = topic.end("topic") if topic else match.end()
        yield Mention(match.start(), end, by, (subject,), number, topic=about)
    for match in _FOLLOWING.finditer(sentence):
        yield Mention(*match.span(), "all", (Subject(),))


@cache
def _item() -> re.Pattern[str]:
    carbon = "|".join(load("events/changes")["carbon"])
    return re.compile(rf"(?!CO ?2\s+(?:{carbon}))(?P<id>{IDENTIFIER}){_BRACKET}", re.IGNORECASE)


@cache
def _group() -> re.Pattern[str]:
    item = _item().pattern
    bare = re.sub(r"\?P<\w+>", "", item)
    return re.compile(rf"{bare}(?:{_JOIN}{bare})*", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    words = load("events/changes")
    determiners = "|".join((*words["determiners"], rf"(?:the )?(?:{'|'.join(words['numbers'])}|\d{{1,2}})"))
    adjectives = rf"(?:(?:{'|'.join(words['adjectives'])})\s+)*"
    opportunity, link = "opportunit(?:y|ies)", r"\s*(?:and|&|/|or)\s*"
    noun = rf"risks?(?:{link}{opportunity})?|{opportunity}(?:{link}risks?)?|entry|entries"
    other = rf"\s*(?:(?:and|&|or)\s+{opportunity}\s+)?(?:{'|'.join(words['not_an_entry'])})\b"
    return re.compile(
        rf"(?<![\w-])(?:(?P<determiner>{determiners})\s+)?{adjectives}(?P<new>(?:new|additional|following|further)\s+)?"
        rf"{adjectives}(?P<noun>{noun})\b(?!{other})(?!-)",
        re.IGNORECASE,
    )


@cache
def _topic() -> re.Pattern[str]:
    words = load("events/changes")
    ends = rf"\s+(?:{'|'.join(words['topic_ends'])})\b|[,;:.()]|\s[–—-]\s|$"
    return re.compile(
        rf"(?:\s+(?:on|in|to) {words['register']})?\s+(?:{'|'.join(words['topics'])})\s+"
        rf"(?P<topic>(?!(?:the |our |its )?(?:\w+ ){{0,5}}register).+?)(?={ends})",
        re.IGNORECASE,
    )


@cache
def _name_end() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{'|'.join(load('events/changes')['topic_ends'])})\b", re.IGNORECASE)


@cache
def _no_title() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('events/changes')['no_title'])})\b", re.IGNORECASE)
