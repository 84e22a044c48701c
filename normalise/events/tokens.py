"""A sentence as a row of tokens: the entries it mentions, the verbs of change, and what stands between them.

Each kind of token has a letter, so that the row is a string that ``clauses.py`` reads with regular expressions:

    g entries, G perhaps entries      v V done, finite verb    i act     N noun      of change ("removed", "leaves", "remove", "removal of")
    c "it", with no entry known       t j u done, act, noun of a change of score     q Q verb of two entries, unclear
    n new entries, r entries          D in May 2018          s l o C score, axis, another score, confidence d wording     F figures
    b has been, B to be, R register   y agreed, x proposed, X a condition, Z denial  e "there are", T that, E because
    p preposition, k a verb that is of something else, w any other word, and & , ; : ( ) '
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from extractors.records import Kind
from normalise.events.figures import Figures, figures_at
from normalise.events.mentions import Mention, Subject
from normalise.organisations.conventions import Scale
from normalise.values.wordings import load

_WORD = re.compile(r"[\w£$%][\w'’&/%.-]*(?<![.'’-])|[\w£$%]")
_SIGNS = {"–": ":", "—": ":", "-": ":", "|": ":", "[": "(", "]": ")", "/": "&", "&": "&", ",": ",", ";": ";", ":": ":",
          "(": "(", ")": ")"}  # fmt: skip


_REMARK = r"(?:\([wpEbl]*\)|,[wpEl]+(?=,&))?"
"""What may stand between the entries of a list and be of the one before it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its letter, where it stands, and by its letter what it says."""

    code: str
    start: int
    end: int
    event: str = ""
    count: int | None = None
    kind: Kind | None = None
    definite: bool = False
    figures: Figures | None = None
    entries: tuple[tuple[Subject, Figures | None], ...] = ()
    topic: bool = False
    register: bool = False
    """Whether a verb means an entry only where the register follows."""


def tokens_of(text: str, mentions: list[Mention], context: Subject | None, scale: Scale) -> list[Token]:
    """The tokens of a straightened sentence; ``context`` is the entry that ``this risk`` is, where a heading names it."""
    tokens = list(_cut(text, mentions, _label(text, mentions) or context, scale))
    if text.rstrip(" '\")").endswith("?"):
        tokens.append(Token("X", len(text), len(text)))
    return _grouped(_settled(tokens, text))


def _label(text: str, mentions: list[Mention]) -> Subject | None:
    """The entry that a sentence begins with as a label does, and may call ``this risk``."""
    if mentions and mentions[0].start == 0 and len(mentions[0].subjects) == 1:
        end = mentions[0].end
        return mentions[0].subjects[0] if re.match(r"\s*[:–—|-]|\s+the\b", text[end:]) else None
    return None


def _cut(text: str, mentions: list[Mention], context: Subject | None, scale: Scale) -> Iterator[Token]:
    at = 0
    waiting = list(mentions)
    while at < len(text):
        if waiting and waiting[0].start <= at:
            mention = waiting.pop(0)
            if mention.new:
                yield Token("n", mention.start, mention.start, "added", 1, mention.subjects[0].kind)
            entries = tuple((subject, None) for subject in mention.subjects)
            yield Token("G" if mention.loose else "g", mention.start, mention.end, entries=entries, topic=mention.topic)
            at = max(at, mention.end)
            continue
        if text[at].isspace():
            at += 1
            continue
        stop = waiting[0].start if waiting else len(text)
        token = _next(text, at, stop, scale)
        if token.code == "c" and context:
            token = replace(token, code="g", entries=((context, None),))
        if token.code != "a":
            yield token
        at = token.end


def _next(text: str, at: int, stop: int, scale: Scale) -> Token:
    """The token that begins at a position: the longest that fits and ends before the next mention."""
    best: Token | None = None
    before = text[at - 1 : at]
    if not (before.isalnum() or before == "_") or text.startswith("'s", at):
        figures = figures_at(text, at, scale)
        if figures and figures.end <= max(stop, at + 1):
            best = Token("F", at, figures.end, figures=figures)
        for code, event, register, pattern in _kinds():
            match = pattern.match(text, at)
            if match and match.end() <= stop and (best is None or match.end() > best.end):
                best = Token(code, at, match.end(), event, register=register)
        noun = _noun().match(text, at)
        if noun and noun.end() <= stop and (best is None or noun.end() > best.end):
            best = _announced(noun)
    if best:
        return best
    word = _WORD.match(text, at)
    if word:
        return Token("w", at, min(word.end(), max(stop, at + 1)))
    return Token(_SIGNS.get(text[at], "a"), at, at + 1)


def _announced(match: re.Match[str]) -> Token:
    """The token of a noun: entries in general, or new or gone ones."""
    said = match["word"].lower()
    counts: dict[str, int] = load("events/changes")["numbers"]
    first = (match["count"] or match["determiner"] or "").lower().split(" ")[0]
    count = int(first) if first.isdigit() else counts.get(first)
    event = ""
    if said.startswith(("add",)) or (match["new"] and not said.startswith(("del", "rem", "clo"))):
        event = "added"
    elif said.startswith(("del", "rem", "clo")):
        event = "removed"
    kind: Kind | None = "risk" if said.startswith("risk") else "opportunity" if said.startswith("opp") else None
    definite = (match["determiner"] or "").lower() in {"the", "this", "that", "these", "those", "its", "each", "any"}
    return Token("n" if event else "r", match.start(), match.end(), event, count, kind, definite)


def _settled(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with what only their neighbours decide: a verb that needs the register, a verb of something else."""
    settled: list[Token] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1].code if at + 1 < len(tokens) else ""
        before = settled[-1] if settled else None
        if token.register and not _follows(token, tokens[at + 1 :]):
            token = _otherwise(token, text)
        elif token.code in "vVi" and token.event in {"added", "removed"} and after == "A":
            token = replace(token, code="k")
        elif token.code == "w" and after == "R" and text[token.start : token.end].lower() == "new":
            token = replace(token, code="n", event="added")
        elif token.code == "y" and before and before.code == "Z":
            token = replace(token, code="x")
        elif token.code == "A":
            token = replace(token, code="p")
        if token.code in "gG" and before and before.code == "r" and (before.count != 0):
            settled.pop()
            kind = before.kind
            entries = tuple((replace(one, kind=one.kind or kind), two) for one, two in token.entries)
            token = replace(token, start=before.start, entries=entries)
        settled.append(token)
    return settled


def _follows(verb: Token, after: list[Token]) -> bool:
    """Whether what a verb needs comes after it: the register, or for one that adds, a new entry."""
    codes = "".join(token.code for token in after)
    return bool(re.match(r"R|[gr]+R" if verb.code in "vV" else r".{0,4}?R", codes)) or (
        verb.event == "added" and verb.code in "vi" and codes.startswith("n")
    )


def _otherwise(token: Token, text: str) -> Token:
    """A verb that needs the register and has none: the change of a score that it may be, or another word."""
    said = text[token.start : token.end]
    events = [event for code, event, _, pattern in _kinds() if code == "t" and pattern.fullmatch(said)]
    return replace(token, code="t" if events else "w", event=events[0] if events else "", register=False)


def _grouped(tokens: list[Token]) -> list[Token]:
    """The tokens with each list of entries as one: ``CR1 (Roads), CR2 and CR3``."""
    tokens = _with_figures(_named(tokens))
    grouped: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        match = re.match(rf"g(?:{_REMARK}[,;&]+g)+", "".join(one.code for one in tokens[at:])) if token.code == "g" else None
        if match:
            run = tokens[at : at + match.end()]
            after = "".join(one.code for one in tokens[at + match.end() :])
            joined = "&" in match[0][match[0].rindex("g", 0, -1) :]
            if joined or not re.match(r",?[bBvVtq]", after):
                entries = tuple(entry for one in run for entry in one.entries)
                grouped.append(replace(run[0], end=run[-1].end, entries=entries, topic=False))
                at += match.end()
                continue
        grouped.append(token)
        at += 1
    return grouped


def _named(tokens: list[Token]) -> list[Token]:
    """The tokens with a name and the identifier after it as one entry: ``the risk on care, CR2,``, ``Care (CR2)``."""
    named: list[Token] = []
    for at, token in enumerate(tokens):
        codes = "".join(one.code for one in named[-2:])
        if token.code == "g" and len(token.entries) == 1 and re.fullmatch(r"[gG][,:(]", codes) and named[-2].topic:
            entry, figures = token.entries[0]
            name = named[-2].entries[0][0]
            closed = named[-1].code != "(" or (at + 1 < len(tokens) and tokens[at + 1].code == ")")
            if entry.id_raw and not name.id_raw and closed:
                subject = replace(entry, title=entry.title or name.title, kind=entry.kind or name.kind)
                end = tokens[at + 1].end if named[-1].code == "(" else token.end
                named[-2:] = [replace(token, start=named[-2].start, end=end, entries=((subject, figures),))]
                continue
        if token.code == ")" and named and named[-1].code == "g" and named[-1].end == token.end:
            continue
        named.append(token)
    return named


def _with_figures(tokens: list[Token]) -> list[Token]:
    """The tokens with figures in brackets put to the entry before them: ``CR6 (12 to 8)``."""
    codes = "".join(one.code for one in tokens)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if codes.startswith(("g(F)", "G(F)"), at) and len(tokens[at].entries) == 1:
            ((subject, _),) = tokens[at].entries
            entries = ((subject, tokens[at + 2].figures),)
            found.append(replace(tokens[at], code="g", end=tokens[at + 3].end, entries=entries))
            at += 4
            continue
        found.append(tokens[at])
        at += 1
    return found


@cache
def _kinds() -> tuple[tuple[str, str, bool, re.Pattern[str]], ...]:
    """By letter: the event, whether the register must follow, and the pattern; the first of two as long wins."""
    table: dict[str, Any] = load("events/changes")
    words, hedge = table["words"], table["hedge"]
    rows: list[tuple[str, str, bool, str]] = []
    for verb in table["verb"]:
        letters = "tjut" if verb["event"] in {"up", "down", "moved"} else "viNV"
        for letter, form in zip(letters, ("done", "act", "noun", "finite"), strict=True):
            if form in verb:
                rows.append((letter, verb["event"], verb.get("register", False), verb[form]))
    for pair in table["pair"]:
        rows.append(("Q" if pair["event"] == "other" else "q", pair["event"], False, pair["verb"]))
    rows += [
        ("s", "", False, words["score"]), ("o", "", False, words["other_score"]), ("l", "", False, words["axis"]),
        ("C", "", False, words["confidence"]), ("R", "", False, words["register"]), ("A", "", False, words["away"]),
        ("X", "", False, hedge["whole"]), ("y", "", False, hedge["agreed"]), ("x", "", False, hedge["ahead"]),
        ("Z", "", False, hedge["denied"]), ("D", "", False, hedge["dated"]), ("e", "", False, words["report"]), ("B", "", False, words["ordered"]),
        ("b", "", False, words["aux"]), ("c", "", False, words["back"]), ("d", "", False, words["part"]),
        ("T", "", False, "that"), ("E", "", False, words["because"]), ("&", "", False, "and|but|while|whilst|whereas|as well as"),
        ("a", "", False, table["ignored"]), ("p", "", False, words["preposition"]), ("'", "", False, "'s?"),
    ]  # fmt: skip
    return tuple((code, event, register, re.compile(rf"(?:{text})(?!\w)", re.IGNORECASE)) for code, event, register, text in rows)


@cache
def _noun() -> re.Pattern[str]:
    table: dict[str, Any] = load("events/changes")
    noun, numbers = table["noun"], "|".join(table["numbers"])
    return re.compile(
        rf"(?:(?P<determiner>{noun['determiner']})\s+)?(?:(?P<count>{numbers}|\d{{1,2}})\s+)?(?:of the\s+)?"
        rf"(?:(?:{noun['adjective']})\s+)*(?:(?P<new>{noun['new']})\s+)?(?:(?:{noun['adjective']})\s+)*"
        rf"(?P<word>(?:{noun['word']})|(?<=the following)(?=\s+(?:have|has|were|was|are|is|be)\b))(?!\w|\s+(?:{noun['other']})\b|-)",
        re.IGNORECASE,
    )
