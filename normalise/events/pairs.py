"""Which two entries a sentence ties to each other: by a new number, a merger or a split.

Nothing but plain grammar is read: ``CR5 and CR6 have been merged into CR2``. Where a sentence is about anything else as
well that cannot be parted from it, or leaves any doubt whether it was done, no two entries are tied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from normalise.events.forms import PairEvent
from normalise.events.grammar import Clause, Tie, words_of
from normalise.events.mentions import IDENTIFIER, Subject, identified_in
from normalise.events.pair_forms import Form, pair_forms, unsettled
from normalise.events.pair_lists import numbers_of
from normalise.events.pair_sides import (
    FINITE,
    Others,
    after_joint,
    carried_on,
    could_be_a_run,
    is_clause,
    is_of_a_body,
    is_plural_pronoun,
    known,
    may_follow,
    name_end,
    opens,
    others_at,
    pronoun_start,
    same_entry,
)

_WITH = re.compile(r"\s+(?:(?:up|together|in)\s+)?with\s+", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\s*,?\s*respectively\b", re.IGNORECASE)
_FROM_TO = re.compile(rf"\s*(?P<from>from\s+)?(?P<old>{IDENTIFIER})\s+(?:to|as)\s+(?P<new>{IDENTIFIER})", re.IGNORECASE)
_APPROVED = re.compile(r"\b(?:agreed|approved|endorsed|noted)(?: to)?\s*:?\s*$", re.IGNORECASE)
_AGREED_TO = re.compile(r"\b(?:agreed|resolved|decided)(?: \w+)?\s*:?\s+to\s+$", re.IGNORECASE)
_NO_ACTOR = re.compile(r"\b(?:to|be|been|being|was|were|is|are|of|for|and|the|its)\s+$", re.IGNORECASE)
_COMPLETED = re.compile(r"\s+(?:has|have) been (?:agreed|approved|completed|made)\b", re.IGNORECASE)
_HEADS = re.compile(r"[^:.]{0,60}:$")
_RELATIVE = re.compile(r"\b(?:which|who|that)\s*$", re.IGNORECASE)
_RENUMBERED = re.compile(
    r"re-?number(?:ed|ing)\s*[:–-]\s*(?P<after>.+?)[.]?"
    r"|(?P<before>.+?),?\s+(?:has|have|had|was|were)\s+(?:(?:now|also|both|all)\s+)?(?:been\s+)?re-?numbered[.]?",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(rf",?\s+and\s+|;\s*|,\s+(?={IDENTIFIER})", re.IGNORECASE)
_LONGEST_HEADING = 8
"""Words."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What a stretch of a sentence ties: what there was, and what came of it, two entries at a time.

    ``gap`` holds its words between the first entry and the verb, which may say something else besides.
    """

    start: int
    end: int
    event: PairEvent
    pairs: tuple[tuple[Subject, Subject], ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """What a sentence that introduces a list says of its items: each ``event`` with the other entry it names.

    ``before``: the other entry is what there was, and the items came of it (a split). Without another entry the items
    name both.
    """

    event: PairEvent
    other: Subject | None = None
    before: bool = False


def find_paired(clause: Clause) -> Paired | None:
    """The first two or more entries that a sentence ties, or None where it plainly ties none."""
    if not any(one.by == "id" for one in clause.mentions):
        return None
    if asides := _asides(clause.text):
        return asides
    matches = ((match, form) for form in pair_forms() for match in form.pattern.finditer(clause.text))
    for match, form in sorted(matches, key=lambda one: (one[0].start(), -one[0].end())):
        acted = form.sort in {"past", "infinitive", "noun"}
        paired = _acted(clause, match, form) if acted else _said(clause, match, form)
        if paired and not unsettled(f"{clause.text[: paired.start]} {paired.gap} … {clause.text[paired.end :]}"):
            return paired
    return None


def find_half(clause: Clause) -> Half | None:
    """What a sentence says of the list below it: ``These have been merged into CR2:``, ``Renumbered risks:``."""
    text = clause.text
    if unsettled(text):
        return None
    for form in pair_forms():
        for match in form.pattern.finditer(text) if form.sort in {"said", "verb"} and not form.back else ():
            tie = clause.subject_of(match.start())
            link = form.link.match(text, match.end())
            if tie is None or link is None or (tie.mention and not opens(text[: tie.mention.start])):
                continue
            listed = tie.mention is not None and tie.mention.by in {"all", "new"}
            others = others_at(clause, link.end())
            if listed and others and len(others.found) == 1 and form.event == "merged":
                if _HEADS.match(text, others.found[0][1]):
                    return Half("merged", others.found[0][0])
            elif form.event == "split" and not listed and not others and _HEADS.match(text, link.end()):
                subjects = known(clause, tie)
                if len(subjects) == 1:
                    return Half("split", subjects[0], before=True)
    heads = text.endswith(":") or (len(text.split()) <= _LONGEST_HEADING and not text.endswith((".", "!", "?", ";")))
    if heads and words_of("renumbering").search(text) and not any(one.by == "id" for one in clause.mentions):
        return Half("renumbered")
    return None


def cut(clause: Clause, paired: Paired) -> tuple[str, str]:
    """What a sentence says before and after the entries that it ties, for each to be read by itself."""
    return clause.text[: paired.start], after_joint(clause.text[paired.end :])


def _asides(text: str) -> Paired | None:
    """A whole sentence that gives new numbers in asides: ``CR4 (formerly CR13) and CR5 (was CR6) were renumbered``."""
    match = _RENUMBERED.fullmatch(text)
    items = _NEXT_ITEM.split(match["after"] or match["before"]) if match else ()
    pairs = [pair for item in items if (pair := numbers_of(item))]
    return Paired(0, len(text), "renumbered", tuple(pairs)) if pairs and len(pairs) == len(items) else None


def _said(clause: Clause, match: re.Match[str], form: Form) -> Paired | None:
    """A verb after its subject: ``CR13 has been renumbered as CR4``."""
    text, at = clause.text, match.start()
    if match[0].lower().startswith("be ") and not words_of("agreed").search(text[:at]):
        return None
    carried = carried_on(clause, at)
    tie = carried[0] if carried else clause.subject_of(at - 1 if text[:at].endswith("(") else at)
    joined = _WITH.match(text, match.end())
    extra = others_at(clause, joined.end()) if joined else None
    end = extra.found[-1][1] if extra else match.end()
    link = form.link.match(text, end)
    if link is None or (joined and (extra is None or form.event != "merged")):
        return None
    if form.event == "renumbered" and form.back and (from_to := _FROM_TO.match(text, link.end())):
        return _from_to(clause, tie, at, from_to)
    others = others_at(clause, link.end())
    if tie is None or others is None or (not carried and is_plural_pronoun(text[:at])):
        return None
    start = carried[1] if carried else tie.mention.start if tie.mention else pronoun_start(text, at)
    if form.sort == "bare" and not carried and re.search(r"\w", text[:start]):
        return None
    if tie.mention and is_of_a_body(tie):
        return None
    subjects = (*known(clause, tie), *((subject for subject, _ in extra.found) if extra else ()))
    if not subjects or (not carried and not opens(text[:start])) or (tie.mention and tie.mention.end > at):
        return None
    gap = text[tie.mention.end : at] if tie.mention and not carried else ""
    if clause.name_in(gap):
        gap = ""
    elif _RELATIVE.search(gap):
        return None
    paired = _pair(clause, form.event, subjects, others, back=form.back)
    if paired is None or (form.sort == "bare" and re.match(rf"[\s,)]*{FINITE}", text[paired.end :], re.IGNORECASE)):
        return None
    return replace(paired, start=start, gap=gap)


def _acted(clause: Clause, match: re.Match[str], form: Form) -> Paired | None:
    """A verb or a noun before its objects: ``we have merged CR5 and CR6 into CR2``, ``Merger of CR5 into CR2``."""
    text, head = clause.text, clause.text[: match.start()]
    if form.sort == "infinitive" and not _AGREED_TO.search(head):
        return None
    if form.sort == "noun" and re.search(r"\w", head) and not _APPROVED.search(head):
        return None
    if form.sort == "past" and (not re.search(r"\w", head) or _NO_ACTOR.search(head) or clause.before(match.start())):
        return None
    if form.event == "renumbered" and (from_to := _FROM_TO.match(text, match.end())):
        paired = _from_to(clause, Tie(()), match.start(), from_to)
    else:
        objects = others_at(clause, match.end())
        if objects is None:
            return None
        joined = _WITH.match(text, objects.found[-1][1]) if form.event == "merged" else None
        extra = others_at(clause, joined.end()) if joined else None
        every = [*objects.found, *(extra.found if extra else ())]
        link = form.link.match(text, every[-1][1])
        others = others_at(clause, link.end()) if link else None
        if others is None or (joined and not extra):
            return None
        paired = _pair(clause, form.event, tuple(subject for subject, _ in every), others)
    if paired is None:
        return None
    goes_on = re.match(rf"\s*{FINITE}", text[paired.end :], re.IGNORECASE)
    if form.sort == "noun" and goes_on and not _COMPLETED.match(text, paired.end):
        return None
    return replace(paired, start=match.start())


def _from_to(clause: Clause, tie: Tie | None, at: int, words: re.Match[str]) -> Paired | None:
    """``renumbered from CR13 to CR4``: what is said of an entry that may be named by its title alone.

    ``CR4 to CR9`` without ``from`` may be a run of numbers.
    """
    old, new = (identified_in(words[name], 0, len(words[name]))[0][0] for name in ("old", "new"))
    said = tie.subjects if tie else tuple(filter(None, (clause.name_before(at),)))
    after_from = words["from"] or clause.text[: words.start()].rstrip().lower().endswith("from")
    runs = " as " not in words[0] and not after_from
    if (tie is None and not said) or len(said) > 1 or (runs and could_be_a_run(old, new)):
        return None
    if said and said[0].id_raw and not same_entry(said[0], old):
        return None
    start = tie.mention.start if tie and tie.mention else 0 if said else at
    if said and not opens(clause.text[:start]):
        return None
    others = Others(words.end("new"), [(new, words.end("new"))], None)
    subject = replace(old, title=said[0].title if said else None)
    paired = _pair(clause, "renumbered", (subject,), others)
    return replace(paired, start=start) if paired else None


def _pair(
    clause: Clause, event: PairEvent, subjects: tuple[Subject, ...], others: Others, *, back: bool = False
) -> Paired | None:
    """Tie subjects to the entries after the verb; None where how many there are, or what comes after, is not plain."""
    text, found = clause.text, others.found
    respectively = _RESPECTIVELY.match(text, found[-1][1])
    one_each = event == "renumbered" or (event == "merged" and not back and respectively is not None)
    wanted = len(subjects) if one_each else len(found) if back or event == "split" else 1
    if others.number not in {None, wanted} or len(found) < wanted:
        return None
    if back and len(found if event == "renumbered" else subjects) > 1 and (event != "split" or len(found) > 1):
        return None
    if event == "split" and not back and (len(subjects) > 1 or (len(found) < 2 and not _makes(text, others.start))):
        return None
    taken, end = found[:wanted], found[wanted - 1][1]
    if respectively and len(found) == wanted:
        end = respectively.end()
    if len(found) > wanted and not is_clause(text[end:]):
        return None
    if len(found) == wanted and not respectively:
        end = name_end(text, end)
    if not may_follow(clause, end, goes_on=event == "split"):
        return None
    one = [subject for subject, _ in taken]
    if one_each:
        pairs = list(zip(subjects, one, strict=True))
    else:
        pairs = [(first, second) for first in subjects for second in one]
    if back:
        pairs = [(second, first) for first, second in pairs]
    different = tuple(pair for pair in pairs if not same_entry(*pair))
    fits = all(old.kind in {None, new.kind} and new.id_raw for old, new in different)
    # An entry that is split may be one of what comes of it; one cannot be merged into itself.
    fits = fits and (event != "renumbered" or len(different) == len(pairs))
    return Paired(0, end, event, different) if different and fits else None


def _makes(text: str, at: int) -> bool:
    """Whether a split is said to make one further entry: ``split to form CR9``."""
    return re.search(r"\b(?:form|create|make|give|produce|forming|creating)$", text[:at], re.IGNORECASE) is not None
