"""Statements about scores and confidence: "the risk score of CR5 has risen from 12 to 16"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extractors.records import Kind
from normalise.events.grammar import Clause, Tie, adverbs, denied, intended, words_of
from normalise.events.mentions import Subject, plain_name
from normalise.values.wordings import any_pattern, load

_HIGHEST = 25
_FROM_TO = r"(?:\s+from\s+(?P<before>\d{1,2})\b(?:\s*\([^)]*\))?,?\s+(?:down |up )?to\s+(?P<after>\d{1,2})\b)"
_COLOUR = r"(?:red|amber|green)\b"
_COLOURS = rf"(?P<colours>\s+(?:from\s+{_COLOUR}\s+)?(?:down |up |back )?to\s+{_COLOUR})"
_BEFORE = r"\W{1,3}(?:previously|formerly|was|having been|(?:up |down )?from|instead of)\s+"
"""What stands between a value as it is now and as it was: ``now 16 (previously 12)``."""
_AUXILIARY = r"(?:(?:has|have|had|was|were|is|are)\s+)?"
_OWN = r"(?:(?:the|its|their|this|both|overall|current|inherent|net|gross|risk|risk's|opportunity|entry)\s+)*"
_OF = r"(?P<of>\s+(?:of|for|in|on|against)\s+[^.;:]{1,80}?)?(?:\s*\([^)]*\))?\s*,?\s+"
_SCORE = r"(?:(?:target|residual)\s+)?(?:risk\s+)?(?:scores?|(?<=risk )ratings?)"
_OTHER_SCORE = re.compile(r"\b(?:target|residual)\b", re.IGNORECASE)
_RISK = re.compile(r"\b(?:risk|opportunity)\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(?!(?:and|but|that|so|as|when|while|however|therefore)\b)\w+\s+$", re.IGNORECASE)
"""A word right before the noun says whose score it is: ``the survey score``."""
_SEES = re.compile(r"\s*(?:has|have|had)\s+(?:also\s+)?(?:seen|had)\s*", re.IGNORECASE)
_PREPOSITION = re.compile(r"^\s*\w+\s+(?:the\s+)?")
_VERBS = {"verb": "score_verb", "noun_verb": "score_noun"}
"""The group of a pattern that holds its verb, and the table of its wordings."""
_CONFIDENCE = re.compile(r"\bconfidence\b", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:has|have|had|is|are|was|were|that|which|who|not|will|would|could|may|should)\b", re.IGNORECASE
)


ScoreEvent = Literal["score_increased", "score_decreased", "confidence_changed"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A statement about a score or a confidence: the stretch of its words, its event, and of which entries.

    No event: it is denied, or (``unclear`` says why) it cannot be read.
    """

    start: int
    end: int
    event: ScoreEvent | None = None
    subjects: tuple[Subject, ...] = ()
    unclear: str | None = None


def find_scored(clause: Clause) -> tuple[Scored, ...]:
    """The statements about scores and confidence in a sentence, in order; a confidence is no score."""
    found = list(_confidences(clause))
    for scored in _scores(clause):
        if not any(one.start < scored.end and scored.start < one.end for one in found):
            found.append(scored)
    return tuple(sorted(found, key=lambda one: one.start))


def _confidences(clause: Clause) -> Iterator[Scored]:
    for match in _confidence().finditer(clause.text):
        start, end = match.span()
        rated = match["rating"] or "RAG" in match["noun"]
        shown = match["colours"] or match["now"] or match["shift"]
        if not shown and ("confidence" not in match["noun"].lower() or not rated):
            continue
        if _of_something_else(match) or denied(clause.text[:start]) or _is_of_people(clause, match):
            yield Scored(start, end)
            continue
        tie = _tie(clause, match)
        yield Scored(start, end, "confidence_changed", tie.subjects if tie else (Subject(),))
    if _CONFIDENCE.search(clause.text):
        for match in _subject_then_colours().finditer(clause.text):
            if tie := clause.subject_of(match.start()):
                yield Scored(*match.span(), "confidence_changed", tie.subjects)


def _is_of_people(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a word right before the noun says whose confidence it is: ``staff confidence``."""
    start = match.start("noun")
    plain = match["noun"].lower().startswith("confidence") and _OWNER.search(clause.text[:start])
    if not plain or _named_before(clause, start):
        return False
    first = clause.name_before(start)
    return first is None or not (first.title and (" " in first.title or first.title.isupper()))


def _scores(clause: Clause) -> Iterator[Scored]:
    for form in (_score_then_verb(), _noun_of_score(), _subject_then_verb(), _score_now()):
        for match in form.finditer(clause.text):
            yield from _scored(clause, match)


def _scored(clause: Clause, match: re.Match[str]) -> Iterator[Scored]:
    start, end = match.span()
    parts = match.groupdict()
    if (parts.get("of") and _of_something_else(match)) or denied(clause.text[:start]):
        yield Scored(start, end)
        return
    tie = _tie(clause, match) if "noun" in parts else clause.subject_of(start)
    if tie is None and ("noun" not in parts or not _RISK.search(match[0])):
        return  # some other score: of a survey, of a home
    if intended(clause.text[:start]) and not words_of("agreed").search(clause.text[:start]):
        yield Scored(start, end, unclear="a change of score is only planned or proposed")
    elif _OTHER_SCORE.search(match[0]):
        yield Scored(start, end, unclear="it is the target score that has changed")
    else:
        event = _event(match)
        if event is None:
            yield Scored(start, end, unclear="it does not say plainly whether the score has gone up or down")
        else:
            yield Scored(start, end, event, tie.subjects if tie else (Subject(kind=_kind(match[0])),))


def _tie(clause: Clause, match: re.Match[str]) -> Tie | None:
    """Of which entries: those within the words, before them, after them, or the only one of the sentence.

    ``this risk`` within the words is the one that the sentence's first words name, if they do.
    """
    start, end = match.span()
    within = [one for one in clause.mentions if one.start < end and one.end > start]
    for mention in within:
        if mention.by in {"id", "topic"}:
            return Tie(mention.subjects, mention)
    if (of := match.groupdict().get("of")) and (name := plain_name(_PREPOSITION.sub("", of))):
        return Tie((Subject(title=name),))
    if tie := _named_before(clause, start):
        return tie
    after = next((one for one in clause.mentions if one.start >= end and one.by in {"id", "topic"}), None)
    if after and re.fullmatch(r"\s+(?:for|of|in respect of|on)\s+", clause.text[end : after.start]):
        return Tie(after.subjects, after)
    if first := clause.name_before(start):
        return Tie((replace(first, kind=within[0].subjects[0].kind if within else None),))
    if _OWNER.search(clause.text[:start]):
        return None
    identified = [one for one in clause.mentions if one.by == "id"]
    if len(identified) == 1:
        return Tie(identified[0].subjects, identified[0])
    return Tie((clause.context,)) if clause.context else None


def _named_before(clause: Clause, start: int) -> Tie | None:
    """The entries named right before the words, with the short name between: ``CR24 Troubled Families - the score``."""
    mention = clause.before(start)
    if mention is None or mention.by not in {"id", "topic"}:
        return None
    gap = clause.text[mention.end : start]
    if not re.search(r"\w", gap) or _SEES.fullmatch(gap):
        return Tie(mention.subjects, mention)
    name = clause.name_in(gap) if len(mention.subjects) == 1 else None
    return Tie((replace(mention.subjects[0], title=name),), mention) if name else None


def _of_something_else(match: re.Match[str]) -> bool:
    """Whether the words between the noun and its verb are a sentence of their own."""
    return _FINITE.search(match["of"] or "") is not None


def _event(match: re.Match[str]) -> ScoreEvent | None:
    """Up or down, by the verb and by the two scores where they are given; None where they disagree or do not say."""
    parts = match.groupdict()
    rows = (
        (row, match.start(part))
        for part, table in _VERBS.items()
        if part in parts
        for row in load("events/changes")[table]
    )
    said: ScoreEvent | None = next(
        (
            row.get("event")
            for row, at in rows
            if re.compile(rf"(?:{row['pattern']})\b", re.IGNORECASE).match(match.string, at)
        ),
        None,
    )
    if match["before"] is None:
        return said
    before, after = int(match["before"]), int(match["after"])
    if before == after or not (1 <= before <= _HIGHEST and 1 <= after <= _HIGHEST):
        return None
    shown: ScoreEvent = "score_increased" if after > before else "score_decreased"
    return shown if said in {None, shown} else None


def _kind(words: str) -> Kind:
    return "risk" if "risk" in words.lower() else "opportunity"


@cache
def _verbs(table: str) -> str:
    return any_pattern(load("events/changes")[table])


def _verb(table: str) -> str:
    """A verb of a table with what may stand before and within it: ``has now been reduced``."""
    return rf"{_AUXILIARY}{adverbs()}(?:been\s+)?{adverbs()}(?P<verb>{_verbs(table)})\b"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}", re.IGNORECASE)


@cache
def _confidence() -> re.Pattern[str]:
    noun = rf"(?P<noun>{_OWN}(?:confidence(?: RAG)?|RAG)(?P<rating>\s+(?:ratings?|levels?|status|scores?))?)"
    verb = _verb("confidence_verb")
    now = rf"(?:is|are|was|were)\s+now\s+{_COLOUR}{_BEFORE}{_COLOUR}"
    shift = rf"\W{{1,3}}(?:from\s+)?{_COLOUR}\s*(?:to|→|->)\s*{_COLOUR}"
    return _compiled(rf"{noun}(?:(?:{_OF}|\s+)(?:{verb}{_COLOURS}?|(?P<now>{now}))|(?P<shift>{shift}))")


@cache
def _subject_then_colours() -> re.Pattern[str]:
    """``CR5 has gone from green to amber``: of its confidence, where the sentence speaks of one."""
    return _compiled(rf"{_verb('confidence_verb')}{_COLOURS}")


@cache
def _score_then_verb() -> re.Pattern[str]:
    noun = rf"(?P<noun>{_OWN}{_SCORE}|(?<=\band )(?:that|those)(?=\s+(?:for|of)\s))"
    verb = _verb("score_verb")
    return _compiled(rf"{noun}(?:{_OF}|\s+){verb}{_FROM_TO}?")


@cache
def _score_now() -> re.Pattern[str]:
    """``The score of CR5 is now 16 (previously 12)``."""
    now = r"(?:(?:is|are|was|were|stands|at|now|currently)\s+)*(?P<after>\d{1,2})"
    return _compiled(rf"(?P<noun>{_OWN}{_SCORE})(?:{_OF}|\s+){now}{_BEFORE}(?P<before>\d{{1,2}})\b")


@cache
def _noun_of_score() -> re.Pattern[str]:
    noun = rf"(?P<noun>{_OWN}(?:(?:target|residual)\s+)?(?:risk\s+)?scores?)"
    about = r"(?:\s+(?:of|for|on)\s+(?:(?!\sfrom\s)[^.;:,]){1,80})?"
    return _compiled(rf"(?P<noun_verb>{_verbs('score_noun')})\s+{noun}{about}{_FROM_TO}?")


@cache
def _subject_then_verb() -> re.Pattern[str]:
    """``CR5 has risen in score``, ``CR5 was reduced from 16 to 12``; without either it is no score."""
    verb = _verb("score_verb")
    own = r"\s+in\s+(?:(?:its|risk|overall|current)\s+)*scores?\b"
    return _compiled(rf"{verb}(?=(?:{own})?\s+from\s+\d|{own})(?:{own})?{_FROM_TO}?")
