"""What a printed heading means: the wordings of ``headings.toml``, compared as a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, pairwise, zip_longest
from typing import Literal, NamedTuple

from extractors.document import Line
from extractors.records import FIELDS, Kind
from extractors.vocabulary.wording import (
    Meaning,
    Stage,
    is_word_of_headings,
    letter_axis,
    meanings,
    vocabulary,
    with_letter,
    words_of,
    words_of_headings,
)

_NOT_SAID = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<![\d/])\d\d/\d\d(?![\d/])")
_QUARTER = re.compile(r"Q(?:uarter|tr)?\W*([1-4])(?!\d)", re.IGNORECASE)
_FISCAL_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)(?:\s*[/–-]\s*(?:20)?\d\d)?(?!\d)")
_LONGEST_TITLE = 160
_LONGEST_HEADING = 80
_FEWEST_FIELDS = 4
_SIGNS = ({"id"}, {"current_score", "target_score"}, {"consequence", "control", "progress", "action"})
"""Headings are a register's if they name enough fields, one of each of these among them: a list of actions has no
score, a profile of scores no narrative."""

_STATES: dict[Stage | None, str] = {
    None: "current", "current": "current", "inherent": "inherent", "residual": "target", "target": "target",
    "further": "target",
}  # fmt: skip
"""What a score, a likelihood or an impact of each stage is of; a previous one is nothing."""

_FIELD_OF_NOUN = {"date": "target_date", "event": "description"}

_APART = frozenset(("other", "rag", "review", "member"))

_MOST_LINES, _MOST_WORDS = 3, 4

CONTEXT = 12
"""How many lines before a register may still be about it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The canonical field a wording stands for, and the kind of entry, if it says so."""

    field: str
    kind: Kind | None


class ScoreSide(NamedTuple):
    """One side of a matrix of scores: which state of an entry it is of (``current``), or of what (``impact``)."""

    kind: Literal["state", "axis"]
    name: str


class Quarter(NamedTuple):
    """A quarter from 1 to 4 and the last two digits of the year it is of, where a heading names them."""

    number: int | None
    year: int | None
    rest: str


@cache
def _exact() -> dict[str, str]:
    """The wordings that mean something else than their words, as ``said``."""
    wordings = vocabulary()["wordings"]
    for text, name in wordings.items():
        if name not in FIELDS:
            raise ValueError(f"headings.toml: {text!r} names the unknown field {name!r}")
    return {said(text): name for text, name in wordings.items()}


@cache
def _values(name: Literal["values", "posts", "movement", "decisions"]) -> frozenset[str]:
    """The words that may be a value as well as a label, or that are never one, as ``said``."""
    return frozenset(map(said, words_of(name)))


@cache
def _of_rows(name: Literal["ratings", "whole"]) -> frozenset[str]:
    return frozenset(map(said, vocabulary()["rows"][name]))


@cache
def _sections() -> dict[str, Kind]:
    return {said(text): kind for kind, texts in vocabulary()["sections"].items() for text in texts}


def said(text: str) -> str:
    """A wording without case, white space and punctuation: what two printings of one heading share."""
    return _NOT_SAID.sub("", text).casefold()


def wording_field(text: str) -> str | None:
    """The field that a wording is said to mean as a whole, whatever its words mean, or None."""
    return _exact().get(said(text))


@lru_cache(maxsize=4096)
def heading_of(text: str, *, alone: bool = True) -> Heading | None:
    """The meaning of one printed heading, or None where it names no field, several, or holds an unknown word.

    ``alone``: nothing beside it says that it is a heading, so a word that may be a value is none.
    """
    if len(text) > _LONGEST_HEADING:
        return None
    found = with_letter(text) if " " in text else meanings(text)
    if name := wording_field(text):
        return Heading(name, found[0].kind if found else None)
    if len(found) != 1 or not found[0].known:
        return None
    if said(text) in _values("movement") or (alone and said(text) in _values("values") | _values("posts")):
        return None
    name = field_of(found[0])
    return Heading(name, found[0].kind) if name else None


def field_of(meaning: Meaning) -> str | None:
    """The field that a meaning is by its words alone; None where they leave it open, or there is no such field.

    A residual score is the target, as long as nothing beside it says otherwise; a further control is an action.
    """
    noun, stage = meaning.noun, meaning.stage
    if meaning.of is not None:
        return None
    if noun == "entry" and stage:
        noun = "score"  # Current risk
    if noun in ("score", "likelihood", "impact"):
        if not meaning.known and stage is None:
            return None  # the word nobody knows may say of which state it is
        state = _STATES.get(stage)
        return f"{state}_{noun}" if state else None
    if noun == "mitigation":
        return "control" if stage == "current" else "action"
    if noun == "control":
        return "action" if stage in ("further", "target") else "control"
    return _FIELD_OF_NOUN.get(noun, noun if noun in FIELDS else None)


def line_owner_of(text: str) -> str | None:
    """The field whose lines have their owners under this heading (``Control Owner``: ``control``), or None."""
    found = meanings(text) if len(text) <= _LONGEST_HEADING else ()
    if len(found) != 1 or found[0].noun != "owner" or found[0].of is None or not found[0].known:
        return None
    return "action" if found[0].of == "mitigation" else found[0].of


def names_id_and_title(text: str) -> bool:
    """Whether a wording names the identifier and what the entry is called, in this order (``Risk code & title``)."""
    found = meanings(text) if len(text) <= _LONGEST_HEADING else ()
    named = [meaning.noun for meaning in found if meaning.known and not meaning.stage and not meaning.of]
    return len(found) == 2 and named[:1] == ["id"] and named[1:] in (["title"], ["description"], ["entry"])


def names_entry(text: str) -> Kind | None:
    """The kind of entry that a wording names and nothing else (``Principal risk``), or None."""
    found = meanings(text) if len(text) <= _LONGEST_HEADING else ()
    alone = len(found) == 1 and found[0].known and found[0].noun == "entry" and not found[0].stage
    return found[0].kind if alone and section_of(text) is None else None


def names_event(text: str) -> bool:
    """Whether a wording asks what may happen: beside one that names the risk itself, that is what comes of it."""
    return len(text) <= _LONGEST_HEADING and any(meaning.noun == "event" for meaning in meanings(text))


def speaks_of_risks(text: str) -> bool:
    """Whether a wording has a word that the headings of other lists (of actions, of measures) do not have."""
    return len(text) <= _LONGEST_HEADING and any(map(is_of_risks, meanings(text)))


def is_of_risks(meaning: Meaning) -> bool:
    """Whether a meaning is one that only a register of risks has."""
    noun = meaning.noun in ("likelihood", "impact", "consequence", "cause", "control")
    return meaning.kind is not None or noun or meaning.stage in ("inherent", "residual")


def is_apart(text: str) -> bool:
    """Whether a wording names something that the history has no field for (``Next review``), all of it understood."""
    found = meanings(text) if len(text) <= _LONGEST_HEADING else ()
    return bool(found) and all(map(has_no_field, found))


def has_no_field(meaning: Meaning) -> bool:
    """Whether a meaning is of something that the history has no field for."""
    apart = meaning.noun in _APART or meaning.of is not None or meaning.stage == "previous"
    return meaning.known and apart


def is_of_register(text: str) -> bool:
    """Whether a wording heads what is the same for all entries: of when a register is, or whose."""
    return said(text) in _of_rows("whole")


def is_rating(text: str) -> bool:
    """Whether a wording says nothing, or nothing but that something is rated (``RAG``)."""
    return said(text) in _of_rows("ratings")


def score_side_of(text: str) -> ScoreSide | None:
    """Which side of a matrix of scores a wording is, or None."""
    if axis := letter_axis(text):
        return ScoreSide("axis", axis)
    if is_decision(text):
        return None  # treated is how a risk is now, Treat what becomes of it
    found = meanings(text) if len(text) <= _LONGEST_HEADING else ()
    if len(found) != 1 or not found[0].known:
        return None
    noun, state = found[0].noun, _STATES.get(found[0].stage)
    if noun == "" and found[0].stage == "further":
        return None  # Outstanding may be a level
    if found[0].stage and noun in ("", "entry", "score", "progress"):
        return ScoreSide("state", state) if state else None
    name = "impact" if noun == "consequence" else noun
    return ScoreSide("axis", name) if name in ("likelihood", "impact", "score") and not found[0].stage else None


def is_decision(text: str) -> bool:
    """Whether a text only tells how a risk is dealt with (``Treat``), or that it is open."""
    return said(text) in _values("decisions")


def asks_for_decision(text: str) -> bool:
    """Whether a wording asks how a risk is dealt with by the words for it: ``Treat, Tolerate or Transfer``."""
    return _lists(text, "decisions")


def asks_for_movement(text: str) -> bool:
    """Whether a wording asks how something moves by the words for it: ``Up, down or same``."""
    return _lists(text, "movement")


def _lists(text: str, table: Literal["decisions", "movement"]) -> bool:
    """Whether a text is a choice of the words of a table."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in ("or", "and")]
    return len(words) > 1 and all(said(word) in _values(table) for word in words)


def has_stage(text: str) -> bool:
    """Whether a wording says of which state what it names is."""
    return any(meaning.stage for meaning in meanings(text))


def staged_impact(text: str) -> str | None:
    """The impact that consequences of some state are (``Current consequence``) beside a likelihood, or None."""
    found = meanings(text) if len(text) <= _LONGEST_HEADING else ()
    staged = len(found) == 1 and found[0].noun == "consequence" and found[0].stage is not None
    return field_of(replace(found[0], noun="impact")) if staged else None


def is_residual(text: str) -> bool:
    """Whether a wording calls what it names residual, which beside an inherent score is the current one."""
    return any(meaning.stage == "residual" for meaning in meanings(text))


def quarter_of(text: str) -> Quarter:
    """The quarter that a heading names (``Risk Confidence Q3 2021/22``), and what is left of it without."""
    found = _QUARTER.search(text)
    if found is None:
        return Quarter(None, None, text)
    rest = text[: found.start()] + text[found.end() :]
    year = _FISCAL_YEAR.search(rest)
    return Quarter(int(found[1]), int(year[1]) if year else None, _FISCAL_YEAR.sub("", rest))


def section_of(text: str) -> Kind | None:
    """The kind of entry that a one-cell row announces, or None."""
    return _sections().get(said(text)) if len(text) <= _LONGEST_HEADING else None


def is_register(named: set[str]) -> bool:
    """Whether fields that headings name together are those of a register."""
    return len(named) >= _FEWEST_FIELDS and all(named & sign for sign in _SIGNS)


def is_title(text: str) -> bool:
    """Whether a line may be the title of a register: it says so, gives a year, and is no paragraph of prose."""
    words = text.casefold()
    return (
        len(text) <= _LONGEST_TITLE
        and _YEAR.search(text) is not None
        and all(word in words for word in vocabulary()["titles"]["register"])
    )


def has_title(text: str) -> bool:
    """Whether one of the lines of a page's plain text may be the title of a register."""
    words = text.casefold()
    named = all(word in words for word in vocabulary()["titles"]["register"])
    return named and any(map(is_title, text.splitlines()))


def nearest_title(lines: Sequence[Line]) -> Line | None:
    """The last line that may be the title of a register, a sentence only where there is no other."""
    return _nearest([line for line in _with_periods(lines) if is_title(line.text)])


def nearest_profile_title(lines: Sequence[Line]) -> Line | None:
    """The last line that may be the title of a summary profile: it says so; where none does, a register's title."""
    words = vocabulary()["titles"]["profile"]
    naming = [
        line
        for line in _with_periods(lines[-CONTEXT:])
        if len(line.text) <= _LONGEST_TITLE and any(word in line.text.casefold() for word in words)
    ]
    return _nearest(naming) or nearest_title(lines)


def _with_periods(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each with the one below where that only says its quarter, or begins with it and its year."""
    for line, below in zip_longest(lines, lines[1:]):
        if below and quarter_of(line.text).number is None and _is_quarter(below.text):
            yield replace(line, text=f"{line.text} {below.text}", places=line.places + below.places)
        else:
            yield line


def _is_quarter(text: str) -> bool:
    quarter = quarter_of(text)
    alone = quarter.number is not None and not said(quarter.rest)
    return alone or (quarter.year is not None and _QUARTER.match(text) is not None and _is_short(text))


def _is_short(text: str) -> bool:
    """Whether a line is no sentence."""
    return len(text) <= _LONGEST_HEADING and not text.rstrip().endswith((".", "!", "?", ";"))


def _nearest(titles: Sequence[Line]) -> Line | None:
    proper = [line for line in titles if not line.text.rstrip().endswith((".", "!", "?", ";"))]
    return next(reversed(proper or titles), None)


@lru_cache(maxsize=2)  # several layouts ask of the same page, one after the other
def _wordings_in(text: str) -> frozenset[str]:
    """What may be headings in a page's plain text, however its lines were cut; prose on the same things is not.

    A line, or some lines after each other, of nothing but words of headings; and within a line two words and more that
    begin with a capital, name a field, and say of which state or kind it is. A heading row may be one line.
    """
    lines = _whole_words([line.strip() for line in text.splitlines() if line.strip()])
    words = [line.split() for line in lines]
    known = set(filter(is_word_of_headings, set(chain.from_iterable(words))))
    capitals = {word for word in known if word[0].isupper()}
    found: set[str] = set()
    for at, its in enumerate(words):
        if capitals.isdisjoint(its):
            continue  # nothing that may be a heading begins here
        for count in range(1, _MOST_LINES + 1):
            if not all(map(known.issuperset, words[at : at + count])):
                break
            whole = " ".join(lines[at : at + count])
            if words_of_headings(whole):
                found.add(whole)
        found |= _wordings_within(its, known, capitals)
        if at + 1 < len(lines) and its[-1] in known:
            found |= _wordings_within(its + words[at + 1], known, capitals)
    return frozenset(found)


def _whole_words(lines: list[str]) -> list[str]:
    """The lines, a word that a narrow column cut in two whole again at the end of the first."""
    for at, (before, after) in enumerate(pairwise(lines)):
        *_, half = before.split()
        rest, _, others = after.partition(" ")
        if not is_word_of_headings(half) and is_word_of_headings(half + rest):
            lines[at], lines[at + 1] = before + rest, others.strip()
    return [line for line in lines if line]


def _wordings_within(words: list[str], known: set[str], capitals: set[str]) -> set[str]:
    """What may be headings among the words of a line; ``known`` are those of headings, some with ``capitals``."""
    row = len(words) >= _FEWEST_FIELDS and known.issuperset(words) and bool(words_of_headings(" ".join(words)))
    found = set()
    for start in (at for at, word in enumerate(words) if word in capitals):
        for count in range(1 if row else 2, _MOST_WORDS + 1):
            its = words[start : start + count]
            if not known.issuperset(its):
                break
            wording = " ".join(its)
            if row or words_of_headings(wording) & {"stage", "kind", "phrase"}:
                found.add(wording)
    return found


@lru_cache(maxsize=2)
def names_fields(text: str) -> frozenset[str]:
    """The fields whose headings stand somewhere in a page's plain text, however its lines were cut."""
    return frozenset(heading.field for wording in _wordings_in(text) if (heading := heading_of(wording)))


def names_line_owners(text: str) -> set[str]:
    """The fields whose owners' headings stand somewhere in a page's plain text, however its lines were cut."""
    return {field for wording in _wordings_in(text) if (field := line_owner_of(wording))}
