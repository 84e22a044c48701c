"""What a wording means, composed of what its words mean: ``Current Risk Score`` is a score, of a risk, as it is now.

The words are those of ``headings.toml``, in any grammatical form. A wording may name several things (``Risk no, title,
owner``): it has a ``Meaning`` for each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import snowballstemmer

from extractors.records import Axis, Kind

Stage = Literal["inherent", "current", "residual", "target", "previous", "further"]

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_PRODUCT = re.compile(
    r"(?<!\w)(?P<first>likelihood|probability|l|p|impact|severity|consequence|i|s|c)\s*[x×*]\s*"
    r"(?:likelihood|probability|l|p|impact|severity|consequence|i|s|c)(?!\w)(?:\s*=\s*\w+(?:\s+(?:score|rating))?)?",
    re.IGNORECASE,
)
_LETTERED = {
    re.compile(r"\bR\s*/\s*A\s*/\s*G\b", re.IGNORECASE): "RAG",
    re.compile(r"\b(?:H\s*/\s*M\s*/\s*L|L\s*/\s*M\s*/\s*H)\b", re.IGNORECASE): "rating",
}
"""Headings that give the letters of their values, and what they mean."""
_DASHES = re.compile(r"\s[–—-]\s")
_PLURAL = re.compile(r"(?<=\w)\(s\)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;]))\d{1,2}[.)]\s+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
"""``L’hood``, ``quarter's``: one word."""
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)|(?<=[a-z])(?=[A-Z])")
"""What parts two words that are printed as one: ``pre-mitigation``, ``RiskName``."""
_LETTERS: Mapping[str, Axis] = {"l": "likelihood", "p": "likelihood", "i": "impact", "c": "impact"}
_LETTER = re.compile(r"(?:([^()]*\S)\s+)?(?:\(([LPICTSR])\)|([LPICTSR])\.?)", re.IGNORECASE)
_SEPARATORS = frozenset((",", "/", "&", ";", "+", "|", "and", "or", "incl", "including"))
_WEAK = frozenset(("title", "description", "score", "id", "event"))
_NAMING = frozenset(("title", "description"))
_LEVELED = frozenset(("score", "likelihood", "impact"))
OWN_LINES = frozenset(("control", "action", "mitigation", "progress"))
"""Nouns whose lines have owners, dates and numbers of their own."""

_LONGEST_PHRASE = 6
_SHORTEST_CUT = 3
_LONGEST = 200
_stem = cache(snowballstemmer.stemmer("english").stemWord)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a wording names.

    ``noun`` is a noun of ``headings.toml``, ``entry`` where only the kind is named (``Risk``), "" where nothing but a
    stage is. ``of`` is the noun whose lines it is of (``Control owner``). ``first`` is the axis that a product gives
    first. ``known`` tells whether every word is understood.
    """

    noun: str
    stage: Stage | None = None
    of: str | None = None
    kind: Kind | None = None
    first: Axis | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    role: str
    """``noun``, ``stage``, ``state`` (a stage that is certain), ``kind``, ``noise``, or ``strange``: unknown."""
    name: str


_STRANGE = _Word("strange", "")
_Printed = tuple[_Word, Sequence[str]]
"""A word or phrase of the vocabulary, and the words as printed."""


@cache
def vocabulary() -> dict[str, Any]:
    """The tables of ``headings.toml``."""
    return tomllib.loads((files("extractors.vocabulary") / "headings.toml").read_text("utf-8"))


@cache
def _words() -> tuple[dict[tuple[str, ...], _Word], dict[tuple[str, ...], _Word]]:
    """The words and phrases of the vocabulary as written, and by their stems, of which a noun's count more."""
    data = vocabulary()
    tables = (
        ("noun", data["nouns"]),
        ("stage", data["stages"]),
        ("kind", data["kinds"]),
        ("noise", {"noise": data["words"]["noise"]}),
    )
    written: dict[tuple[str, ...], _Word] = {}
    stems: dict[tuple[str, ...], _Word] = {}
    for role, table in tables:
        for name, phrases in table.items():
            for words in map(tuple, map(str.split, phrases)):
                written.setdefault(words, _Word(role, name))
                stems.setdefault(tuple(map(_stem, words)), _Word(role, name))
    return written, stems


def _known(words: tuple[str, ...], *, stem: bool = True) -> _Word | None:
    """What a word or phrase is: as written, in the singular (no ``responses`` are ``responsible``), or by its stems."""
    written, stems = _words()
    if len(words) == 1 and words[0] in words_of("posts"):
        stem = False  # an accountant is not who is accountable
    singular = (*words[:-1], words[-1].removesuffix("s"))
    return written.get(words) or written.get(singular) or (stems.get(tuple(map(_stem, words))) if stem else None)


@cache
def _abbreviated(word: str) -> _Word | None:
    """What a word cut short by a full stop is (``Curr.``): what all the words mean that begin so."""
    begun = {each for phrase, each in _words()[0].items() if len(phrase) == 1 and phrase[0].startswith(word)}
    return begun.pop() if len(begun) == 1 and len(word) >= _SHORTEST_CUT else None


@cache
def _implied() -> dict[str, Kind]:
    return {_stem(word): kind for kind, words in vocabulary()["implied"].items() for word in words}


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of ``[words]``."""
    return frozenset(vocabulary()["words"][name])


@lru_cache(maxsize=4096)
def meanings(text: str) -> tuple[Meaning, ...]:
    """What a wording names, in the order printed; () where no word says anything."""
    text = _in_words(text)
    product = _PRODUCT.search(text)
    first = _axis_of(product["first"]) if product else None
    text, inner = _without_brackets(_PRODUCT.sub(" ", text))
    found = [meaning for part in _NUMBERED.split(text) for meaning in _compose(part)]
    for remark in inner:
        found = _with_remark(found, _compose(remark), remark)
    if product and not any(meaning.noun == "score" for meaning in found):
        found = [*(replace(each, noun="score" if each.noun in ("", "entry") else each.noun) for each in found)]
        found = found or [Meaning("score")]
    found = list(_distinct(found))
    if any(_is_plain(each, "control") for each in found):
        found = [each for each in found if not _is_plain(each, "mitigation")]  # Mitigation and controls: one thing
    return tuple(replace(each, first=first) if each.noun == "score" else each for each in found)


def _is_plain(meaning: Meaning, noun: str) -> bool:
    """Whether a meaning is of a noun, and neither of a stage nor of something else's."""
    return meaning.noun == noun and meaning.stage is None and meaning.of is None


def _in_words(text: str) -> str:
    """A wording with words for its letters (``R/A/G``), and without the plurals that it leaves open (``Risk(s)``)."""
    for letters, word in _LETTERED.items():
        text = letters.sub(word, text)
    if len(_DASHES.findall(text)) > 1:
        text = _DASHES.sub(", ", text)  # Action – owner – date
    return _PLURAL.sub("", text)


@lru_cache(maxsize=65536)
def is_word_of_headings(word: str) -> bool:
    """Whether a word of a text, with what punctuation stands at it, is one that headings use."""
    tokens = [token.casefold() for token in _tokens(_in_words(word)) if token.isalnum()]
    return all(token in _in_phrases() or _stem(token) in _in_phrases() for token in tokens)


def _tokens(text: str) -> list[str]:
    """The words and signs of a text."""
    return _TOKEN.findall(_HYPHEN.sub(" ", _APOSTROPHE.sub("", text)))


@cache
def _in_phrases() -> frozenset[str]:
    return frozenset(word for words in _words() for phrase in words for word in phrase)


@lru_cache(maxsize=16384)
def words_of_headings(text: str) -> frozenset[str]:
    """The roles of the words in a text that may be a heading as it is printed; none where prose may be what it is.

    It begins with a capital, ends no sentence, and all its words mean something in headings. ``phrase`` is a noun of
    several words.
    """
    if not text[:1].isupper() or text.endswith((".", ",", ";", "?", "!")) or len(text) > _LONGEST:
        return frozenset()
    roles: set[str] = set()
    for words in _parts(text):
        if not _all_known(words):
            return frozenset()
        roles.update(word.role for word, _ in words)
        roles.update("phrase" for word, printed in words if word.role == "noun" and len(printed) > 1)
    return frozenset(roles) if "noun" in roles and "noise" not in roles else frozenset()


def is_numbered(text: str) -> bool:
    """Whether a wording numbers what it names: ``1. Cause 2. Event 3. Effect``."""
    return len(_NUMBERED.findall(text)) > 1


def _axis_of(word: str) -> Axis:
    return "likelihood" if word[0].casefold() in "lp" else "impact"


def _without_brackets(text: str) -> tuple[str, list[str]]:
    inner = [found[1] or found[2] or "" for found in _BRACKETS.finditer(text)]
    return _BRACKETS.sub(_unless_a_level, text), inner


def _unless_a_level(brackets: re.Match[str]) -> str:
    """What is left of a remark in brackets: nothing, unless it is a level in the middle of a value."""
    inside = brackets[1] or brackets[2] or ""
    return inside if inside.strip().isdigit() and brackets.string[brackets.end() :].strip(" .:") else " "


def _with_remark(found: list[Meaning], said: Sequence[Meaning], remark: str) -> list[Meaning]:
    """What a wording names with what stands in brackets behind it: a stage, or a list of what it is made of.

    Anything else in brackets is a remark, which changes nothing.
    """
    words = remark.split()
    if not said or not found or not all(each.known for each in said):
        return found
    if len(said) == 1 and not said[0].noun and said[0].stage:
        return [*found[:-1], replace(found[-1], stage=said[0].stage)]
    if words[0].casefold() in words_of("prepositions"):
        return found
    if len(said) == 1 and said[0].noun in ("control", "mitigation") and found[-1].noun in ("", "entry", "score"):
        return [*found[:-1], replace(found[-1], stage=_compose(f"with {remark}")[0].stage)]  # Residual (key controls)
    if found[-1].noun == "other" and len(said) == 1 and said[0].noun in OWN_LINES:
        return [*found[:-1], said[0]]  # Gaps (actions to close them)
    if {each.noun for each in said} <= _LEVELED and found[-1].noun in ("", "entry", "progress", *_LEVELED):
        return [*found[:-1], replace(found[-1], noun="score")]  # what the score is made of
    if len(said) > 1 and found[-1].noun in ("description", "entry"):
        return [*found[:-1], *(replace(each, kind=each.kind or found[-1].kind) for each in said)]
    stage = said[0].stage
    if len(said) == 1 and said[0].noun in ("", "score", "entry", found[-1].noun) and stage and not found[-1].stage:
        return [*found[:-1], replace(found[-1], stage=stage)]
    return found


def _compose(text: str) -> list[Meaning]:
    """The meanings of a text without brackets: one for each part between ``and``, commas and the like."""
    found: list[Meaning] = []
    strange = False
    for words in _parts(text):
        meaning = _meaning(words)
        if meaning is None:
            strange = strange or not _all_known(words)
            continue
        if found and found[-1].noun == "entry" and meaning.kind and found[-1].stage is None:
            before = found.pop()  # Risk/Opportunity ID: both kinds have one identifier
            meaning = replace(meaning, kind=None if before.kind != meaning.kind else meaning.kind)
        elif found and not found[-1].noun and meaning.noun:
            meaning = replace(meaning, stage=meaning.stage or found.pop().stage)
        elif found and not meaning.noun:
            found[-1] = replace(found[-1], stage=found[-1].stage or meaning.stage)
            continue
        found.append(meaning)
    return [replace(each, known=False) for each in found] if strange else found


def _distinct(found: Sequence[Meaning]) -> Iterator[Meaning]:
    """Each thing named once: ``Risk rating and score`` is one score."""
    seen: dict[tuple[str, str | None], Meaning] = {}
    for meaning in found:
        at = meaning.noun, meaning.of
        before = seen.get(at)
        seen[at] = meaning if before is None else replace(
            before, stage=before.stage or meaning.stage, kind=before.kind or meaning.kind,
            known=before.known and meaning.known,
        )  # fmt: skip
    return iter(seen.values())


def _parts(text: str) -> Iterator[list[_Printed]]:
    """The words of each part of a text, with the printed word."""
    tokens = [token.casefold() for token in _tokens(text)]
    words: list[_Printed] = []
    at = 0
    while at < len(tokens):
        phrase = _state_by_what_is_done(tokens, at) or _phrase(tokens, at)
        if phrase is not None:
            word, length = phrase
            words.append((word, tokens[at : at + length]))
            at += length
            continue
        if tokens[at] in _SEPARATORS:
            if words:
                yield words
            words = []
        elif tokens[at].isalnum():
            words.append((_STRANGE, tokens[at : at + 1]))
        at += 1
    if words:
        yield words


def _all_known(words: Sequence[_Printed]) -> bool:
    return all(word is not _STRANGE for word, _ in words)


def _phrase(tokens: Sequence[str], at: int) -> tuple[_Word, int] | None:
    """The longest phrase of the vocabulary that begins at a token, and how many tokens it takes.

    A word that a narrow column cut in two is one.
    """
    for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 1, -1):
        if word := _known(tuple(tokens[at : at + length])):
            return word, length
    halves = tokens[at : at + 2]
    word = _known((tokens[at],)) if tokens[at] not in _SEPARATORS else None
    if len(halves) > 1 and all(map(str.isalpha, halves)) and (cut := _known(("".join(halves),), stem=word is None)):
        return cut, 2
    if word:
        return word, 1
    abbreviated = _abbreviated(tokens[at]) if halves[1:] == ["."] else None
    return (abbreviated, 2) if abbreviated else None


def _state_by_what_is_done(tokens: Sequence[str], at: int) -> tuple[_Word, int] | None:
    """The state that a relation to what is done about a risk says (``without controls``), and how many tokens do.

    After controls a risk is as now; after actions, or controls to come, as aimed at (``once actions are done``);
    before them as without any, but before what is to come as now. A response may be made or planned.
    """
    relation = next((name for name, words in vocabulary()["relations"].items() if tokens[at] in words), None)
    end, things, to_come = at + 1, set[str](), False
    while relation and end < len(tokens) and (found := _phrase(tokens, end)):
        word, length = found
        if word.role == "noun" and word.name in OWN_LINES - {"progress"} and tokens[end] != "response":
            things.add(word.name)
        elif word.role == "stage" and not things:
            to_come = to_come or word.name in ("further", "target")
        elif word.role != "noise" and not (things and tokens[end] in words_of("done")):
            break
        end += length
    if not things:
        return None
    if relation == "inherent":
        return _Word("state", "current" if to_come else "inherent"), end - at
    return _Word("state", "target" if to_come or "action" in things else "current"), end - at


def _meaning(words: Sequence[_Printed]) -> Meaning | None:
    """What the words of one part say together; None where they say nothing."""
    known = _all_known(words)
    nouns: list[str] = []
    stage: Stage | None = None
    kinds: set[Kind] = set()
    of: str | None = None
    later: Stage | None = None
    behind = strange = False
    for word, printed in words:
        if word.role == "strange":
            strange = True
        elif word.role == "noise":
            behind = behind or (bool(nouns or kinds or strange) and printed[0] in words_of("prepositions"))
        elif word.role == "kind":
            kinds.add(word.name)  # type: ignore[arg-type]
        elif word.role == "state":
            stage = stage if stage == "previous" else word.name  # type: ignore[assignment]
        elif word.role == "stage" and ((word.name == "previous" and not behind) or not (stage or behind)):
            stage = word.name  # type: ignore[assignment]
        elif word.role == "stage":
            later = later or word.name  # type: ignore[assignment]
        elif behind:
            of = of or word.name
        else:
            nouns.append(word.name)
    implied = {
        kind
        for said, printed in words
        if said.role != "state"
        for word in printed
        if (kind := _implied().get(_stem(word)))
    }
    said: set[Kind] = kinds or implied
    kind = next(iter(said)) if len(said) == 1 else None
    if not nouns:
        noun = "entry" if kinds else ""
        return Meaning(noun, stage, kind=kind, known=known) if noun or stage else None
    noun, owned = _head(nouns)
    if noun == "score" and of in ("likelihood", "impact"):
        noun, of = of, None  # Grading of likelihood
    if of == "other" and noun in ("cause", "score"):
        noun = of  # Source of assurance
    if noun in _NAMING and of and of not in (*_LEVELED, "id"):
        noun, stage, of = of, stage or later, None  # Details of planned controls
    if noun == "review" and stage == "target" and _are_dates(words):
        noun = "date"  # Expected date
    if noun == "owner" and _is_role(words, nouns, of):
        known = False
    return Meaning(noun, stage, owned or (of if of in OWN_LINES and noun == "owner" else None), kind, known=known)


def _are_dates(words: Sequence[_Printed]) -> bool:
    """Whether the words of a review only name a date or time."""
    return all(printed[0] in ("date", "when") for word, printed in words if word.name == "review")


def _is_role(words: Sequence[_Printed], nouns: Sequence[str], of: str | None) -> bool:
    """Whether a wording with the noun of an owner may be who it is: ``Director of Services``, ``Risk Manager``."""
    if (of is not None and of not in OWN_LINES) or "other" in nouns:
        return True
    printed = {" ".join(said) for word, said in words if word.role == "noun" and word.name in ("owner", "member")}
    return len(words) > 1 and printed <= words_of("posts")


def _head(nouns: Sequence[str]) -> tuple[str, str | None]:
    """Which of the nouns of a part says what it is, and the noun whose lines it is of."""
    head, before = nouns[-1], nouns[:-1]
    if head in ("other", "rag", "score") and "confidence" in before:
        return "confidence", None
    strong = next((noun for noun in reversed(before) if noun not in _WEAK), None)
    if head == "score" and before:
        axis = next((noun for noun in before if noun in ("likelihood", "impact", "confidence", "consequence")), None)
        if axis:
            return ("impact" if axis == "consequence" else axis), None
        return ("other", None) if strong else ("score", None)
    if head == "description" and strong == "impact":
        return "consequence", None
    if head in _WEAK and strong:
        return (head, strong) if head == "id" and strong in OWN_LINES else (strong, None)
    if head in ("owner", "date", "review", "member") and strong in OWN_LINES:
        return ("owner" if head == "member" else head), strong
    if head in ("review", "date") and strong and strong not in ("review", "date"):
        return "review", None
    if head == "consequence" and "impact" in before:
        return "impact", None  # How big would the effect be?
    if head == "member" and "owner" in before:
        return "member", None
    if head == "owner" and strong == "member":
        return "member", None
    if {head, strong} == {"control", "mitigation"}:
        return "control", None  # Control measures
    return head, None


def letter_axis(text: str) -> Axis | None:
    """The axis that a heading of one letter names: ``L``, ``I``."""
    return _LETTERS.get(text.strip(" .()").casefold())


def with_letter(text: str) -> tuple[Meaning, ...]:
    """What a name of a column means that may be, or end in, one letter: ``L``, ``Current I``, ``T`` (total)."""
    found = _LETTER.fullmatch(text.strip())
    if found is None or _PRODUCT.search(text):
        return meanings(text)
    letter = (found[2] or found[3]).casefold()
    noun, over = _LETTERS.get(letter, "score"), meanings(found[1] or "")
    if not found[1]:
        return (Meaning(noun),)
    plain = len(over) == 1 and over[0].noun in ("", "entry", "score")
    return (replace(over[0], noun=noun),) if plain else meanings(text)
