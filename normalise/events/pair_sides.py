"""The entries on either side of words that tie two to each other: of what they are said, and what they name.

What leaves a doubt is no side: a verb that may be said of a plan, an identifier before another noun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from normalise.events.forms import find_forms
from normalise.events.grammar import Clause, Tie, adverbs, of_a_register, words_of
from normalise.events.mentions import Subject, identified_in, name_after, number_in, plain_name
from normalise.values.ids import parse_any_id
from normalise.values.wordings import load

FINITE = r"\b(?:has|have|had|was|were|is|are|be|becomes?|became|joins|remains|stays|leaves|now)\b"
_JOINT = re.compile(r"\s*(?:[,;]\s*(?:(?:and|but|while|whilst)\b)?|(?:and|but|while|whilst)\b)\s*", re.IGNORECASE)
_LABEL = re.compile(r"[\w ]{1,40}:", re.IGNORECASE)
_THIS = re.compile(r"(?:this|that|the) (?:risk|opportunity|entry)", re.IGNORECASE)
_GOES_ON = (
    r"(?:,?\s*\b(?:as|because|since|and)\b(?:\s+(?P<pronoun>it|this|they|these|both))?"
    r"|,?\s+(?:having|and has|and have))(?:\s+been)?"
)


class Others(NamedTuple):
    """The entries that follow a verb: where the verb ends, each with where its words end, and how many are said."""

    start: int
    found: list[tuple[Subject, int]]
    number: int | None


def known(clause: Clause, tie: Tie) -> tuple[Subject, ...]:
    """The entries of a tie, by identifier or by what they are about; () where one is neither, or only may be one."""
    mention = tie.mention
    if mention and mention.by == "back" and not _THIS.fullmatch(clause.text, mention.start, mention.end):
        return ()
    subjects = tie.subjects
    if mention and mention.by == "topic" and clause.text[mention.start :].lower().startswith("the "):
        subjects = tuple(replace(one, title=one.title or mention.topic) for one in subjects)
    named = all((one.id_raw or one.title) and not of_a_register(one.title or "") for one in subjects)
    return subjects if named and (mention is None or mention.by in {"id", "topic", "back"}) else ()


def carried_on(clause: Clause, at: int) -> tuple[Tie, int] | None:
    """The entry of which something else was said before: ``CR5 has been removed, as it has been merged into CR2``.

    And where the words begin that go on with it.
    """
    joint = re.search(rf"(?:{_GOES_ON}\s+{adverbs()}|\s*[(–—-]\s*)$", clause.text[:at], re.IGNORECASE)
    first = next(iter(clause.mentions), None)
    if joint is None or first is None or first.by not in {"id", "topic"} or not opens(clause.text[: first.start]):
        return None
    many = joint["pronoun"] and joint["pronoun"].lower() in {"they", "these", "both"}
    if joint["pronoun"] and many != (len(first.subjects) > 1):
        return None
    ties = (
        clause.subject_of(found.start) for found in find_forms(clause.text[: joint.start()])
        if found.form.table in {"said", "bare"}
    )  # fmt: skip
    tie = next(filter(None, ties), None)
    only = all(one is first or one.by == "all" for one in clause.mentions if one.end <= joint.start())
    return (tie, joint.start()) if tie and tie.mention is first and only else None


def is_of_a_body(tie: Tie) -> bool:
    """Whether the name between an identifier and its verb is of a board or a plan: ``CR5 Partnership Board``."""
    named = [] if tie.mention is None else [one.title for one in tie.mention.subjects]
    titles = [one.title for one in tie.subjects if one.title and one.title not in named]
    return any(title.split()[-1].casefold() in load("events/changes")["bodies"] for title in titles)


def opens(head: str) -> bool:
    """Whether a subject may stand after these words: none, an opening phrase, or a clause that is complete."""
    words = head.strip()
    if not words or words_of("preamble").fullmatch(words) or _LABEL.fullmatch(words):
        return True
    joint = re.search(r"(?:[,;]|\b(?:and|but|while|whilst|whereas))\s*(?:that|both)?$", words, re.IGNORECASE)
    return joint is not None and re.search(FINITE, words[: joint.start()], re.IGNORECASE) is not None


def pronoun_start(text: str, at: int) -> int:
    """Where the pronoun before a verb begins; 0 where there is none."""
    match = re.search(rf"\b(?:it|this)\s+{adverbs()}$", text[:at], re.IGNORECASE)
    return match.start() if match else 0


def is_plural_pronoun(before: str) -> bool:
    """Whether a verb is said of several entries that the sentence before names: only one is kept in mind."""
    return re.search(rf"\b(?:they|these|both)\s+{adverbs()}$", before, re.IGNORECASE) is not None


def others_at(clause: Clause, at: int) -> Others | None:
    """The entries named from a position on: ``two risks, CR7 (Care) and CR9 Homes``."""
    text = clause.text
    first = next((one for one in clause.mentions if one.end > at), None)
    if first is None or first.by != "id" or first.owns:
        return None
    start = max(first.start, at)
    lead = text[at:start]
    filler = _filler().fullmatch(lead)
    if not filler and not (text[start : start + 1] == "(" and plain_name(lead)):
        return None
    number = first.number if first.start >= at else None
    if number is None and filler:
        number = number_in(filler["number"] or "")
    found = identified_in(text, start, first.end)
    if text[start : start + 1] == "(" and found:
        found[-1] = (found[-1][0], first.end)
    for one in clause.mentions:
        if not found or one.start < first.end or one.by != "id" or one.owns:
            continue
        name = re.fullmatch(r"\s*[–—:-]?\s*([A-Z][^,;:.]*?)\s*(?:,|;|,?\s+and)\s+", text[found[-1][1] : one.start])
        if name is None or plain_name(name[1]) is None:
            break
        found[-1] = (replace(found[-1][0], title=name[1]), found[-1][1])
        found += identified_in(text, one.start, one.end)
    return Others(at, found, number) if found else None


def name_end(text: str, end: int) -> int:
    """Where the short name ends that stands after an identifier without a bracket."""
    name = name_after(text[end:])
    return text.index(name, end) + len(name) if name and not of_a_register(name) else end


def may_follow(clause: Clause, end: int, *, goes_on: bool) -> bool:
    """Whether what comes after both entries leaves them what they are: no noun of theirs, no verb, no third entry."""
    rest = clause.text[end:]
    if not words_of("sequel").match(rest.lstrip()) or (goes_on and re.match(rf"\s*{FINITE}", rest, re.IGNORECASE)):
        return False
    joint = _JOINT.match(rest)
    after = next((one for one in clause.mentions if one.end > end), None)
    if joint is None or after is None or after.by in {"back", "all", "none"}:
        return True
    near = re.fullmatch(r"\s*(?:(?:in|into|as|to|also|a|the|both|part of)\s+)*", rest[joint.end() : after.start - end])
    return near is None or is_clause(rest)


def is_clause(rest: str) -> bool:
    """Whether words that follow are a clause of their own, with a joint and a verb: ``, and CR9 has been removed``."""
    joint = _JOINT.match(rest)
    return joint is not None and re.search(FINITE, rest[joint.end() :], re.IGNORECASE) is not None


def after_joint(rest: str) -> str:
    """A clause without what joins it to the one before."""
    joint = _JOINT.match(rest)
    return rest[joint.end() :] if joint else rest


def same_entry(one: Subject, other: Subject) -> bool:
    """Whether two identifiers are one."""
    read = [parse_any_id(each.id_raw or "") for each in (one, other)]
    return read[0] is not None and read[1] is not None and read[0][0].risk_id == read[1][0].risk_id


def could_be_a_run(one: Subject, other: Subject) -> bool:
    """Whether ``CR4 to CR9`` may mean all the numbers from one to the other."""
    read = [parse_any_id(each.id_raw or "") for each in (one, other)]
    if read[0] is None or read[1] is None:
        return False
    return read[0][0].prefix == read[1][0].prefix and read[0][0].number < read[1][0].number


@cache
def _filler() -> re.Pattern[str]:
    words = load("events/changes")
    noun = rf"(?:{'|'.join(words['fillers'])})\b"
    number = rf"(?P<number>{'|'.join(words['numbers'])}|\d)\b"
    return re.compile(rf"\s*(?:{noun}\s*)*(?:{number}\s*)?(?:{noun}\s*)*(?:[,:–(-]|namely|being)?\s*", re.IGNORECASE)
