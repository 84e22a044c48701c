"""What one sentence states of the entries of the register: which entry, and what is said of it.

A statement is read only where the sentence's grammar ties what is said to an entry: ``CR3 has a new owner and the plan
has been updated`` says nothing of the entry CR3. What may state a change and cannot be tied is ``unclear``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractors.records import Kind
from normalise.events.forms import Event, Form, Found, find_forms, names_register, unclear_words
from normalise.events.grammar import Clause, Tie, denied, intended, words_of
from normalise.events.mentions import (
    IDENTIFIER,
    Mention,
    Subject,
    find_mentions,
    kind_of_noun,
    list_subjects,
    number_in,
)
from normalise.events.pairs import Half, Paired, cut, find_half, find_paired
from normalise.events.scores import Scored, find_scored

_COUNTED = frozenset({"added", "removed"})
_NOT_TIED = "it may state a change, but not plainly of which entry"
_ONLY_PLANNED = "the change is only planned or proposed"
_SAYS_MORE = "it may state more than the merger, the split or the new number, but not plainly of which entry"
_GOES_ON = re.compile(
    r"\W*(?:which|who|it|its|this|these|they|their|both|has|have|had|was|were|is|are|\w+ed)\b", re.IGNORECASE
)
"""What goes on with a subject named before."""
_MAY_CHANGE = re.compile(r"\b(?:scores?|confidence|register)\b", re.IGNORECASE)
_MOVES = re.compile(r"(?:has|have|had|was|were)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:new|additional|further)\b", re.IGNORECASE)
_OF_A_REGISTER = re.compile(r"\bregister\b|\bentr(?:y|ies)\b|\b(?:addition|deletion|removal)s?\b", re.IGNORECASE)
_LIST_FOLLOWS = re.compile(
    rf"[^:;.]{{0,80}}?(?:(?::|\(|–|,?\s*namely|,?\s*these (?:are|being))\s*(?={IDENTIFIER})"
    rf"|,\s*(?={IDENTIFIER}(?!.*\b(?:has|have|had|was|were|is|are)\b)))",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    rf"(?:\s+(?:on|to|in|from|for|this)\s+[^:.;,]{{0,60}}?)?\s*(?:[:,(–-]|(?:is|are|was|were|being|namely)\b\s*:?)\s*"
    rf"(?:namely\s+)?(?={IDENTIFIER})",
    re.IGNORECASE,
)
_HEADS = re.compile(r"[^:.]{0,80}:$")
_GIVEN = re.compile(
    rf"\s+(?:as|under|with)\s+(?:(?:a|the|new|risk|opportunity|number|reference|ID)\s+)*(?={IDENTIFIER})", re.IGNORECASE
)
_ALSO = re.compile(
    r"(?:(?!\b(?:has|have|had|was|were|is|are)\b)[^;:.]){0,120}?"
    r"(?:,?\s*\b(?:and also|together with|along with|as well as|plus)|^\s*,?\s+and|^\s*,)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One event and the entries it is of.

    ``announces`` says that it names none and may only announce entries that other sentences name. ``other`` is what
    came of them, where they got a new number, were merged or split.
    """

    event: Event
    subjects: tuple[Subject, ...]
    announces: bool = False
    other: Subject | None = None


class Announced(NamedTuple):
    """How many entries of a kind (None: of either) a sentence says were added or removed."""

    event: Event
    kind: Kind | None
    number: int


class Heads(NamedTuple):
    """What a sentence says of the items of the list under it: ``The two new entries are:``.

    ``half`` names the other entry of each item's two, where it tells of a new number, a merger or a split.
    """

    event: Event
    kind: Kind | None
    half: Half | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence states and announces. ``unclear`` says why a change that it may state could not be read."""

    statements: tuple[Statement, ...] = ()
    announced: tuple[Announced, ...] = ()
    unclear: str | None = None
    heads: Heads | None = None
    mentions: tuple[Mention, ...] = ()


def read_sentence(sentence: str, context: Subject | None = None) -> Sentence:
    """What one sentence states. ``context`` is the entry it stands under, or that was named right before it.

    A change that is denied, or that happens whenever something else does, is none; one that is only planned or
    proposed, one of an earlier quarter, and a merger or a new number that is not plainly of two entries are unclear.
    """
    mentions = find_mentions(sentence)
    clause = Clause(sentence, mentions, context)
    if paired := find_paired(clause):
        return _of_two(clause, paired)
    reader = _Reader(clause)
    if half := find_half(clause):
        reader.read()
        heads = Heads(half.event, half.other.kind if half.other else None, half)
        return Sentence(tuple(reader.statements), tuple(reader.announced), reader.unclear, heads, mentions)
    tangle = unclear_words(unless_read=False).search(sentence)
    if tangle and reader.concerns_entries(tangle.start()):
        return Sentence(unclear="it tells of a merger, a split, a replacement or a new number", mentions=mentions)
    reader.read()
    unclear = reader.unclear
    if reader.statements and words_of("past").search(sentence):
        reader.statements.clear()
        unclear = "it may tell of a change in an earlier quarter"
    elif reader.statements and words_of("supposed").search(sentence):
        reader.statements.clear()
        unclear = "it tells of a change that was not made, or not to the register"
    elif _contradict(reader.statements):
        reader.statements.clear()
        unclear = _NOT_TIED
    doubt = unclear_words(unless_read=True).search(sentence)
    if not reader.statements and not unclear and doubt and reader.concerns_entries(doubt.start()):
        unclear = _NOT_TIED
    return Sentence(tuple(reader.statements), tuple(reader.announced), unclear, reader.heads, mentions)


def _of_two(clause: Clause, paired: Paired) -> Sentence:
    """What a sentence states that ties entries to each other; what stands before and after them is read by itself."""
    statements: list[Statement] = []
    announced: list[Announced] = []
    unclear = _SAYS_MORE if find_forms(paired.gap) else None
    for at, part in enumerate(cut(clause, paired)):
        if at:
            statements += (Statement(paired.event, (old,), other=new) for old, new in paired.pairs)
        read = read_sentence(part)
        whole = all(one.id_raw or one.title for each in read.statements for one in each.subjects)
        statements += read.statements if whole else ()
        announced += read.announced
        goes_on = _GOES_ON.match(part) and (find_forms(part) or _MAY_CHANGE.search(part))
        if not whole or (goes_on and not read.statements):
            unclear = unclear or _SAYS_MORE
        unclear = unclear or read.unclear
    if _contradict(statements):
        return Sentence(unclear=_NOT_TIED, mentions=tuple(clause.mentions))
    return Sentence(tuple(statements), tuple(announced), unclear, mentions=tuple(clause.mentions))


@dataclass(slots=True)
class _Reader:
    """Reads one sentence."""

    clause: Clause
    statements: list[Statement] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    unclear: str | None = None
    heads: Heads | None = None
    end: int | None = None
    """Where the last verb ends that was tied to an entry."""

    def concerns_entries(self, at: int) -> bool:
        """Whether a sentence names an identifier, or speaks of an entry right before a position."""
        before = self.clause.before(at)
        near = before and before.by in {"topic", "new", "back"} and at - before.end < 25
        return bool(near) or any(mention.by == "id" for mention in self.clause.mentions)

    def read(self) -> None:
        """Find every statement, in the order the sentence makes them."""
        scored = find_scored(self.clause)
        taken = [(one.start, one.end) for one in scored]
        every: list[Scored | Found] = [*scored, *find_forms(self.clause.text)]
        for one in sorted(every, key=lambda one: one.start):
            if isinstance(one, Scored):
                self._take_score(one)
            elif one.overlaps(taken):
                continue
            elif one.form.table == "act":
                self._read_act(one.match, one.form)
            elif one.form.table == "announcement":
                self._read_announcement(one.match, one.form)
            elif self._read_said(one.match, one.form):
                taken.append(one.match.span())

    def _take_score(self, scored: Scored) -> None:
        self.unclear = self.unclear or scored.unclear
        if scored.event:
            if self.clause.text.endswith(":") and not any(one.id_raw or one.title for one in scored.subjects):
                self.heads = Heads(scored.event, scored.subjects[0].kind)
            else:
                self._state(scored.event, scored.subjects)

    def _state(self, event: Event, subjects: tuple[Subject, ...], *, announces: bool = False) -> None:
        if subjects:
            self.statements.append(Statement(event, subjects, announces))

    def _count(self, event: Event, kind: Kind | None, number: int | None) -> None:
        if number is not None and event in _COUNTED:
            self.announced.append(Announced(event, kind, number))

    def _read_said(self, match: re.Match[str], form: Form) -> bool:
        """A verb after its subject: ``CR9 has been removed``. Whether no other wording is to be read in its words."""
        text, start, end = self.clause.text, match.start(), match.end()
        named = names_register().match(text, end)
        mention = self.clause.before(start)
        between = text[mention.end : start] if mention else text[:start]
        if (form.needs_register and named is None) or denied(between):
            return False
        if form.table == "bare" and not self._may_be_bare(mention):
            return False
        if match[0].lower().startswith("be ") and not words_of("agreed").search(text[:start]):
            if mention and mention.by not in {"all", "none"}:
                self.unclear = self.unclear or _ONLY_PLANNED
            return True
        tie = self.clause.subject_of(start, self.end, of_parts=form.event == "amended")
        if tie is None and named and (name := self.clause.name_before(start, proper=True)):
            tie = Tie((name,))
        if tie is not None:
            self._tie_said(tie, match, form, named.end() if named else end)
        elif form.table == "said" and form.event != "amended" and (named or (mention and mention.by == "id")):
            self.unclear = self.unclear or (_ONLY_PLANNED if intended(between) else _NOT_TIED)
        return tie is not None

    def _may_be_bare(self, mention: Mention | None) -> bool:
        """Whether a participle without auxiliary may be said of a mention: the first words, or after another verb."""
        before = self.clause.text[: mention.start] if mention else ""
        after_another = self.end is not None and re.search(r"(?:\band|[,;])\s*$", before) is not None
        return after_another or not re.search(r"\w", before)

    def _tie_said(self, tie: Tie, match: re.Match[str], form: Form, end: int) -> None:
        """State what is said of the entries it is tied to; of entries in general only where a list says which."""
        text, event = self.clause.text, form.event
        mention = tie.mention
        self.end = end
        kind = tie.subjects[0].kind
        if mention is None or mention.by in {"id", "topic", "back"}:
            if event == "amended" and re.match(r"(?:is|are)\b", match[0]):
                return  # what is updated every quarter
            self._state(event, self._numbered(tie.subjects, end) if event == "added" else tie.subjects)
            kinds = {subject.kind for subject in tie.subjects}
            self._count(event, kinds.pop() if len(kinds) == 1 else None, mention.number if mention else None)
            return
        if mention.by == "none":
            self._count(event, kind, 0)
            return
        listed = _LIST_FOLLOWS.match(text, end)
        if listed:
            self._state(event, list_subjects(text[listed.end() :]))
            self._count(event, kind, mention.number)
        elif _HEADS.match(text, end):
            self.heads = Heads(event, kind)
            self._count(event, kind, mention.number)
        elif self._happened(match, mention, event):
            self._state(event, tie.subjects, announces=True)
            self._count(event, kind, mention.number)

    def _numbered(self, subjects: tuple[Subject, ...], end: int) -> tuple[Subject, ...]:
        """An entry without an identifier takes the one it is given: ``… has been added to the register as CR31``."""
        given = _GIVEN.match(self.clause.text, end)
        named = list_subjects(self.clause.text[given.end() :]) if given else ()
        if len(subjects) != 1 or len(named) != 1 or subjects[0].id_raw:
            return subjects
        return (replace(named[0], title=subjects[0].title or named[0].title),)

    def _happened(self, match: re.Match[str], mention: Mention, event: Event) -> bool:
        """Whether entries that nothing names were added or removed, and not by habit (``risks are removed when``)."""
        moved = mention.by == "new" or _MOVES.match(match[0]) is not None
        return event in _COUNTED and moved and not words_of("habit").search(self.clause.text)

    def _read_act(self, match: re.Match[str], form: Form) -> None:
        """A verb or a noun before its object: ``we have added CR5``, ``Removal of the risk relating to SEND``."""
        text = self.clause.text
        mention = next((one for one in self.clause.mentions if one.start >= match.end()), None)
        if mention is None or not re.fullmatch(r"\s*:?\s*(?:the\s+|both\s+)?", text[match.end() : mention.start]):
            return
        before = text[: match.start()]
        if mention.by == "all" or mention.owns or denied(before):
            return
        new = mention.by == "new" or _NEW.search(text, mention.start, mention.end)
        if form.new and not new and not names_register().search(text, mention.start):
            return
        agreed = words_of("agreed").search(before) is not None
        if not agreed and (form.agreed or intended(before)):
            self.unclear = self.unclear or (_ONLY_PLANNED if mention.by != "none" else None)
            return
        for one in self._objects(mention):
            self._object(one, form.event)

    def _objects(self, first: Mention) -> Iterator[Mention]:
        """A mention, and those that join it: ``a new risk …, together with some opportunities``."""
        yield first
        last = first
        for one in self.clause.mentions:
            if one.start < last.end:
                continue
            if one.by == "back" or not _ALSO.match(self.clause.text[last.end : one.start]):
                return
            yield one
            last = one

    def _object(self, mention: Mention, event: Event) -> None:
        kind = mention.subjects[0].kind
        if mention.by == "none":
            self._count(event, kind, 0)
        elif mention.by == "back":
            self._state(event, (self.clause.context or Subject(kind=kind),))
        elif mention.by == "new":
            listed = _LIST_FOLLOWS.match(self.clause.text, mention.end)
            subjects = list_subjects(self.clause.text[listed.end() :]) if listed else mention.subjects
            self._state(event, subjects, announces=not listed)
            self._count(event, kind, mention.number)
        elif mention.by != "all":
            # A name may follow a single identifier without a bracket.
            named = list_subjects(self.clause.text[mention.start :]) if len(mention.subjects) == 1 else ()
            self._state(event, named if len(named) == 1 else mention.subjects)

    def _read_announcement(self, match: re.Match[str], form: Form) -> None:
        """A noun that announces entries: ``three new entries: CR29 (Homecare) …``, ``one deletion``, ``Additions:``."""
        text, end = self.clause.text, match.end()
        kind = kind_of_noun(match[0])
        number = number_in(match["number"] or "")
        listed = _ANNOUNCES.match(text, end)
        if intended(text[: match.start()]):
            return
        if listed:
            self._state(form.event, list_subjects(text[listed.end() :])[:number])
        elif _HEADS.match(text, end):
            self.heads = Heads(form.event, kind)
        elif number is None or not _OF_A_REGISTER.search(text):
            return
        self._count(form.event, kind, number)


def _contradict(statements: list[Statement]) -> bool:
    """Whether an entry is both added and removed, by a list read beyond its end, or removed and given a number."""
    events: defaultdict[str | None, set[Event]] = defaultdict(set)
    for statement in statements:
        for subject in statement.subjects:
            events[subject.id_raw].add(statement.event)
    return any(
        identifier and (said >= _COUNTED or said >= {"removed", "renumbered"}) for identifier, said in events.items()
    )
