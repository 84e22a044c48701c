"""The wordings of ``changes.toml``, ``mentions.toml`` and ``shapes.toml`` as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from normalise.values.wordings import load


def wordings() -> dict[str, Any]:
    """The table ``changes.toml``."""
    return load("events/changes")


@cache
def shapes(table: str) -> tuple[re.Pattern[str], ...]:
    """The shapes of a table of ``shapes.toml``; their order does not matter."""
    data = load("events/shapes")
    return tuple(re.compile(_filled(row["shape"], data["parts"])) for row in data[table])


@cache
def mentions(table: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    """The patterns of a table of ``mentions.toml`` in its order, each with what is said of it."""
    return tuple((_mention(row["shape"]), row) for row in load("events/mentions")[table])


@cache
def mention(name: str) -> re.Pattern[str]:
    """A single pattern of ``mentions.toml``."""
    return _mention(load("events/mentions")["words"][name])


@cache
def words(*names: str) -> re.Pattern[str]:
    """Any of the words of one or more names in ``changes.toml``, whole."""
    data = wordings()
    return re.compile(rf"\b(?:{'|'.join(data['words'].get(name) or data['letters'][name] for name in names)})\b", re.I)


@cache
def back(name: str) -> re.Pattern[str]:
    """A pattern of ``[back]`` in ``changes.toml``."""
    return re.compile(wordings()["back"][name], re.I)


def kinds_at(text: str, at: int) -> Iterator[tuple[str, str, bool, int]]:
    """Each kind of token that may begin at a position: letter, event, whether the register must follow, and end."""
    first = text[at : at + 3].lower()
    for _, (code, event, register, words) in _kinds_from(first if first.isascii() else ""):
        if match := _compiled(words).match(text, at):
            yield code, event, register, match.end()


_Kind = tuple[tuple[str, ...], tuple[str, str, bool, str]]


@cache
def _compiled(words: str) -> re.Pattern[str]:
    """Whole words, without regard to case; most papers have only some of them."""
    return re.compile(words, re.IGNORECASE)


@lru_cache(maxsize=2048)
def _kinds_from(first: str) -> list[_Kind]:
    """The kinds whose words may begin with some letters or signs."""
    if not first:
        return _kinds()
    some = _kinds_from(first[:-1])
    return [kind for kind in some if any(one.startswith(first) or first.startswith(one) for one in kind[0])]


def _kinds() -> list[_Kind]:
    """The kinds with what may begin their words, those first that win where two are as long."""
    rows: list[tuple[str, str, bool, str]] = []
    for verb in wordings()["verb"]:
        letters = "tjut" if verb["event"] in {"up", "down", "moved"} else "viNV"
        forms = zip(letters, ("done", "act", "noun", "finite"), strict=True)
        rows += [
            (letter, verb["event"], verb.get("register", False), verb[form]) for letter, form in forms if form in verb
        ]
    for pair in wordings()["pair"]:
        forms = zip("qQm", ("verb", "bare", "back"), strict=True)
        rows += [(letter, pair["event"], False, pair[form]) for letter, form in forms if form in pair]
    rows += [(letter, "", False, pattern) for letter, pattern in wordings()["letters"].items()]
    kinds: list[_Kind] = []
    for code, event, register, pattern in rows:
        alike: dict[frozenset[str], list[tuple[str, tuple[str, ...]]]] = {}
        for one in _parts(pattern, "|"):
            begins = _begins(one)
            alike.setdefault(frozenset(each[:1] for each in begins), []).append((one, begins))
        for some in alike.values():
            words = rf"(?:{'|'.join(one for one, _ in some)})(?!\w)"
            kinds.append((tuple({each for _, begins in some for each in begins}), (code, event, register, words)))
    return kinds


def _begins(pattern: str) -> tuple[str, ...]:
    """What begins whatever fits a pattern without alternatives: one of some small letters or signs; "": it may be any.

    Perhaps more than may; of letters three are enough.
    """
    first = _parts(pattern, " ")[0].replace(r"\b", "").removesuffix(r"\w*")
    if plain := re.match(r"[a-z]{1,3}(?![?*])|[^\w\\.^$*+?()[|]", first):
        return (plain[0],)
    if not re.fullmatch(r"[a-zA-Z|()?:*!=< -]+", first):
        return ("",)
    return tuple(re.findall(r"(?<![a-z])(?:[a-z]{1,3}(?![?*])|[a-z])", first.lower()))


def _parts(pattern: str, sign: str) -> list[str]:
    """A pattern cut at each sign that stands in no bracket."""
    depth, parts = 0, [""]
    for each in re.findall(r"\\.|\[[^]]{0,200}\]|.", pattern):
        depth += (each == "(") - (each == ")")
        if each == sign and not depth:
            parts.append("")
        else:
            parts[-1] += each
    return parts


@cache
def figures() -> tuple[re.Pattern[str], ...]:
    """How two figures or levels of which one became the other begin, and their forms; the first that fits counts."""
    parts = wordings()["figures"]
    return tuple(re.compile(_filled(form, parts), re.IGNORECASE) for form in (parts["begins"], *parts["forms"]))


@cache
def noun() -> re.Pattern[str]:
    """Entries in general, with how many, and whether they are new or gone."""
    parts = {**wordings()["noun"], "numbers": "|".join(wordings()["numbers"])}
    return re.compile(_filled(parts["pattern"], parts), re.IGNORECASE)


@cache
def link() -> re.Pattern[str]:
    """What ties "a risk" to what it is about."""
    return re.compile(rf"(?:{wordings()['noun']['about']})\s+", re.IGNORECASE)


def _mention(pattern: str) -> re.Pattern[str]:
    of_changes = {
        f"{kind}_{name}": text
        for kind, table in (("noun", "noun"), ("word", "words"), ("letter", "letters"))
        for name, text in wordings()[table].items()
    }
    return re.compile(_filled(pattern, {**of_changes, **load("events/mentions")["parts"]}))


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with each ``{name}`` replaced by the part of that name, in which there may be names again."""
    while name := re.search(r"\{([a-z]\w*)\}", pattern):
        pattern = pattern.replace(name[0], parts[name[1]])
    return pattern
