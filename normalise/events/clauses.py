"""Which changes a sentence states: where an entry and a verb of change stand in one of a few shapes.

A shape is a regular expression over the letters of ``tokens.py``. What stands between an entry and its verb must be
known to change nothing; any other word breaks the shape, and the sentence is left to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from extractors.records import Kind
from normalise.events.figures import Figures
from normalise.events.mentions import Subject, find_mentions, straightened
from normalise.events.tokens import Token, tokens_of
from normalise.organisations.conventions import Scale
from normalise.values.ids import Identifiers
from normalise.values.wordings import load

Event = Literal[
    "added", "removed", "score_increased", "score_decreased", "confidence_changed", "amended", "retained",
    "renumbered", "merged", "split",
]  # fmt: skip

_BEGINS = r"(?<![^&,;:(eTyREF)])"
"""What may stand before a subject: not "the plan for", of which the subject is only the owner."""
_GAP = r"(?:\([^()gGvVtq]*\))?(?:,[^,;:vVgGrnyt]*,)?,?"
_SUBJECT = rf"{_BEGINS}(?P<g>g){_GAP}"
_SAID = r"b?(?P<t>t)(?:p?(?P<in>[slC]))?(?P<F>F)?"

_CHANGES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_SUBJECT}b(?P<v>v(?:R?,?&b?[vV])*)",  # CR9 has been removed (and …)
        rf"{_SUBJECT}(?P<v>V(?:R?,?&b?[vV])*)",  # CR9 leaves the register
        rf"{_BEGINS}(?P<g>G)(?P<v>bvR|VR)",  # SEND has been removed from the register
        r"[vV]R?,?&(?P<g>g)(?P<v>v)",  # … and CR31 added
        r"(?:^|(?<=[;&]))(?P<g>[gG])[:(](?P<v>[vn])(?![gGr])",  # CR9 (Fleet) – removed
        rf"{_SUBJECT}b(?P<v>n)(?=$|[.,;)&R])",  # CR31 is a new risk
        rf"(?:^|(?<=[wbeT&ry,:]))(?P<v>v)n?(?P<g>g)(?!{_GAP}[bvt])",  # Officers have removed CR9
        r"^(?P<v>v)R?:(?P<g>g)",  # Removed: CR9
        r"y[wpT:]{0,2}(?P<v>i)(?P<g>g)",  # agreed to remove CR9
        rf"{_SUBJECT}B(?P<v>v(?:R?,?&B?v)*)",  # resolved that CR9 be removed
        rf"{_BEGINS}(?:(?<=[^b])|(?<!.)|(?<=b))(?P<v>N)(?P<g>g)(?!,?(?:b(?!y)|w?x))",  # removal of CR9
        rf"(?:{_BEGINS}|(?<=b))(?P<v>n)R?[,:(]{{0,2}}(?P<g>g)(?!w|,?b(?!v))",  # one new risk, CR31
        r"(?P<v>nR?b):?(?P<g>g)(?!,?b)",  # the new risks are CR31 …
        r"r(?:b?(?P<v>v|V)|bB(?P<B>v))R?[,:(]+(?P<g>g)",  # two risks have been added: CR31 …
        rf"{_BEGINS}d+p?(?P<g>g){_GAP}[bB](?P<v>v)",  # the wording of CR6 has been amended
    )
)
_SCORES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?<![^&,;:(eTyREFwg])(?P<s>[slC])p(?P<g>g){_GAP}{_SAID}",  # the score of CR5 has risen (to 12)
        rf"{_BEGINS}(?P<g>[gG])'?{_GAP}[:,]*(?P<s>[slC]){_SAID}",  # CR5 – the score has risen
        rf"{_SUBJECT}:?b?(?P<t>t)(?:(?P<F>F)|p(?P<s>[slC])(?P<F2>F)?)",  # CR5 has risen from 8 to 12, … in score
        rf"{_BEGINS}(?P<g>g):(?P<t>t)(?P<F>F)",
        rf"{_SUBJECT}b(?P<s>[slC])(?P<t>t)(?P<F>F)?",  # CR5 has seen its score reduced
        rf"{_SUBJECT}b(?P<t>u)(?P<s>[slC])(?P<F>F)?",  # CR5 has seen a reduction in score
        r"(?:^|(?<=[wbeT&r,:]))(?P<t>t)(?:(?P<s>[slC])p(?P<g>g)(?P<F>F)?|(?P<g2>g)(?:'(?P<s2>[slC])(?P<F3>F)?|(?P<F2>F)))",
        r"y[wpT:]{0,2}(?P<t>j)(?:(?P<s>[slC])p(?P<g>g)(?P<F>F)?|(?P<g2>g)(?P<F2>F))",  # agreed to raise the score of CR5
        rf"(?:{_BEGINS}|(?<=b))(?P<t>u)(?P<s>[slC])p(?P<g>g)(?P<F>F)?(?!,?(?:b(?!y)|w?x))",  # a reduction in the score of CR5
        r"(?P<s>[slC])b?(?P<t>t)(?P<F>F)?p(?P<g>g)",  # the score has been reduced from 12 to 8 for CR5
        rf"{_BEGINS}(?P<s>[slC])p(?P<g>g)[b:](?P<F>F)",  # the score of CR5 is now 16 (was 12)
        rf"{_SUBJECT}:(?P<s>[slC])[:b]?(?P<F>F)",
        r"^(?P<g>[gG]):(?P<F>F)",  # CR5 Buses: 12 -> 16
        r"(?:(?P<s3>s)b?(?P<t>t)|r?b?(?P<t2>t)p?(?P<s>[slC])|^(?P<u>[tu])(?P<s2>[slC]))(?P<F>F)?p?[:,(]?(?P<g>g)(?=$|[.;)])",  # two scores have risen: CR5
        rf"{_SUBJECT}B(?P<t>t)(?P<F>F)",
    )
)
_OWN_CHANGE = re.compile(r"^(?:b?(?P<V>V)|(?P<v>v)(?=R?(?:[:.]|$)|R))")
"""A verb of change with which a sentence begins, under the heading of an entry: ``Stays on the register …``."""
_OWN_SCORE = re.compile(rf"(?P<s>[slC])(?:p(?P<g>g))?{_SAID}")
"""A score without an entry, of that which a heading or a label names."""
_SAME = re.compile(rf"{_SUBJECT}b[vV]R?,?&(?P<s>[slC])b?(?P<t>t)(?P<F>F)?")
_PAIRS = tuple(
    re.compile(shape)
    for shape in (
        rf"{_SUBJECT}[b:]?(?P<q>q)r?[,:(]?(?P<o>g)(?=$|[.,;:)(R&TE])",  # CR5 has been merged into CR2
        rf"{_SUBJECT}B(?P<q>q)r?[,:(]?(?P<o>g)(?=$|[.,;:)(R&TE])",
    )
)
_LISTS = re.compile(r"(?:(?P<n>n)R?|(?P<r>r)b?(?P<v>[vV])R?)(?P<open>[,:(])(?!g)|(?P<nb>n)R?b(?P<open2>:)(?!g)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A change of one entry, and the other entry where there is one."""

    event: Event
    subject: Subject
    other: Subject | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence states, why it is left to a reader (None where it is not), and which identifiers it mentions."""

    statements: tuple[Statement, ...] = ()
    unclear: str | None = None
    mentioned: tuple[Subject, ...] = ()
    label: Subject | None = None
    """The one entry that the sentence begins with as a heading does."""
    counted: tuple[tuple[str, int], ...] = ()
    """Events it counts, and names none of: the sentence is unclear unless others name as many."""


def read_sentence(
    text: str,
    identifiers: Identifiers,
    scale: Scale,
    context: Subject | None = None,
    *,
    approved: bool = False,
    counts: bool = True,
) -> Sentence:
    """What a sentence states; ``context`` is the entry of the heading it stands under.

    ``approved``: the paper says that what it recommends was agreed. ``counts``: a number of entries that the sentence
    gives is that of the entries it names; of a sentence with one item of its list it is not.
    """
    straight = straightened(text)
    mentions = find_mentions(straight, identifiers)
    named = tuple(subject for mention in mentions for subject in mention.subjects)
    reader = _Reader(straight, tokens_of(straight, mentions, context, scale), context, approved, counts)
    statements = [
        replace(one, subject=_original(one.subject, straight, text), other=one.other and _original(one.other, straight, text))
        for one in reader.read()
    ]
    mentioned = tuple(subject for subject in named if subject.id_raw)
    return Sentence(tuple(dict.fromkeys(statements)), reader.unclear(), mentioned, reader.label(), reader.counted())


def _original(subject: Subject, straight: str, text: str) -> Subject:
    """A subject with its title as the paper prints it."""
    at = straight.find(subject.title) if subject.title else -1
    return replace(subject, title=text[at : at + len(subject.title or "")]) if at >= 0 else subject


class _Reader:
    """Reads one row of tokens; ``used`` are the verbs that became statements."""

    def __init__(self, text: str, tokens: list[Token], context: Subject | None, approved: bool, counts: bool) -> None:
        if approved:
            tokens = [replace(one, code="y") if _recommends(one, text) else one for one in tokens]
        self.text, self.tokens = text, tokens
        self.codes = "".join(token.code for token in tokens)
        self.used: set[int] = set()
        self.doubts: list[str] = []
        label = self.label()
        self.context = label or context
        self.counts = counts

    def label(self) -> Subject | None:
        """The entry a sentence begins with, set apart from what is said of it, or all that it says."""
        if re.match(r"[gG](?::|$)", self.codes) and len(self.tokens[0].entries) == 1:
            return self.tokens[0].entries[0][0]
        return None

    def read(self) -> list[Statement]:
        """What is stated, in the order of the sentence."""
        found = sorted(
            (*self._pairs(), *self._changes(), *self._scores(), *self._lists()), key=lambda pair: pair[0]
        )  # fmt: skip
        statements = list(dict.fromkeys(statement for _, statement in found))
        ways: dict[Subject, set[str]] = {}
        for one in statements:
            ways.setdefault(one.subject, set()).add(one.event)
        torn = {subject for subject, said in ways.items() if said >= {"score_increased", "score_decreased"}
                or said >= {"added", "removed"}}  # fmt: skip
        if torn:
            self.doubts.append("it says two things of one entry")
        return [one for one in statements if one.subject not in torn]

    def _stated(self, at: int, *, ordered: bool = False) -> bool:
        """Whether what a verb at a position says is stated, not proposed, asked or supposed; an order needs agreement."""
        if "X" in self.codes or re.match(r".R?r?g?R?D", self.codes[at:]):
            return False
        agreed, proposed = (self.codes.rfind(letter, 0, at) for letter in "yx")
        return agreed > proposed if ordered else agreed >= proposed

    def _changes(self) -> Iterator[tuple[int, Statement]]:
        for shape in _CHANGES:
            for match in shape.finditer(self.codes):
                group = "v" if match["v"] else "B"
                ordered = "B" in match[0] or "i" in match[group]
                gapped = shape.pattern.startswith("[vV]") and self.codes[: match.start()].endswith("B")
                for at in range(match.start(group), match.end(group)):
                    token = self.tokens[at]
                    if token.code not in "vViNn" or not self._stated(at, ordered=ordered or gapped):
                        continue
                    if token.code == "n" and (self._denies(token) or (token.definite and "b" not in match[group])):
                        continue
                    self.used.add(at)
                    if re.match(r",?[e&]r(?!b)", self.codes[match.end() :]):
                        self.doubts.append("it does not name all that it speaks of")
                    if token.event == "amended" and match.start() and self.codes[match.start() - 1] == "w":
                        continue
                    event: Any = token.event
                    yield from self._of(match.start("g"), event, token.kind, count=self._count(match, token))

        own = _OWN_CHANGE.match(self.codes) if self.context else None
        at = (_at(own, "V", "v") or 0) if own else 0
        if own and self.context and self._stated(at):
            self.used.add(at)
            said: Any = self.tokens[at].event
            yield 0, Statement(said, self.context)

    @staticmethod
    def _denies(token: Token) -> bool:
        return token.count == 0

    def _count(self, match: re.Match[str], token: Token) -> int | None:
        """How many entries a list must have, where its sentence says so."""
        first = self.tokens[match.start()]
        return token.count if token.code == "n" else first.count if first.code == "r" else None

    def _of(self, at: int, event: Event, kind: Kind | None, count: int | None = None) -> Iterator[tuple[int, Statement]]:
        entries = self.tokens[at].entries
        if self.counts and count is not None and count > 1 and count != len(entries):
            self.doubts.append(f"it says how many there are ({count}), and names {len(entries)}")
        for subject, _ in entries:
            yield self.tokens[at].start, Statement(event, replace(subject, kind=subject.kind or kind))

    def _scores(self) -> Iterator[tuple[int, Statement]]:
        for shape in (*_SCORES, _SAME):
            for match in shape.finditer(self.codes):
                yield from self._score(match, _at(match, "g", "g2"))
        if self.context:
            for match in _OWN_SCORE.finditer(self.codes):
                before = self.codes[: match.start()]
                if match["g"] is None and not before.endswith(("p", "'", "o")) and not set(before[1:]) & set("gG"):
                    yield from self._score(match, None)

    def _score(self, match: re.Match[str], group: int | None) -> Iterator[tuple[int, Statement]]:
        """The change of score that a match says: the figures decide, and must agree with the verb."""
        verb = _at(match, "t", "t2", "u")
        noun = _at(match, "s", "s2", "s3", "in")
        at = _at(match, "F", "F2", "F3")
        where = verb if verb is not None else match.start()
        if not self._stated(where, ordered=bool(re.search("[jB]", match[0]))):
            return
        token = self.tokens[group] if group is not None else None
        entries = token.entries if token else ((self.context, None),)
        said = self.tokens[verb].event if verb is not None else "moved"
        for subject, own in entries:
            figures = own or (self.tokens[at].figures if at is not None else None)
            event = _event(said, self.codes[noun] if noun is not None else None, figures)
            if subject is None or event is None:
                continue
            self.used.update(one for one in (verb, at) if one is not None)
            yield (token.start if token else 0), Statement(event, subject)

    def _pairs(self) -> Iterator[tuple[int, Statement]]:
        for shape in _PAIRS:
            for match in shape.finditer(self.codes):
                at = match.start("q")
                if not self._stated(at, ordered="B" in match[0]):
                    continue
                event: Any = self.tokens[at].event
                ones, others = ([one for one, _ in self.tokens[match.start(name)].entries] for name in ("g", "o"))
                pairs = _tied(event, ones, others, each="respectively" in self.text)
                if pairs:
                    self.used.add(at)
                for one, other in pairs:
                    yield self.tokens[match.start("g")].start, Statement(event, one, other)

    def _lists(self) -> Iterator[tuple[int, Statement]]:
        """Entries that a sentence counts and then names by their words alone: ``two new risks: fire and flood``."""
        for match in _LISTS.finditer(self.codes):
            noun, verb = _at(match, "n", "nb", "r"), _at(match, "v")
            token = self.tokens[verb if verb is not None else noun or 0]
            counted, opening = self.tokens[noun or 0], self.tokens[_at(match, "open", "open2") or 0]
            where = verb if verb is not None else noun or 0
            if counted.count == 0 or not self._stated(where) or (counted.definite and not match["nb"] and not verb):
                continue
            names, end = _names(self.text, opening, counted.count if self.counts else 1)
            if names:
                self.used.add(where)
                self.used.update(at for at, one in enumerate(self.tokens) if opening.end <= one.start < end)
                event: Any = token.event
                for name in names:
                    yield opening.end, Statement(event, Subject(None, name, counted.kind))

    def unclear(self) -> str | None:
        """Why a reader should look at the sentence: a change is spoken of that is not stated."""
        if self.doubts:
            return self.doubts[0]
        for at, token in enumerate(self.tokens):
            if at not in self.used and self._speaks_of_change(at, token):
                return "it speaks of a change, and does not plainly state it of an entry"
        return None

    def _speaks_of_change(self, at: int, token: Token) -> bool:
        codes = self.codes
        clause = re.split(r"[gGcr]" if re.search("[gGcr]", codes[:at]) else r"[;,:]", codes[:at])[-1]
        if "Z" in clause or any(one.count == 0 for one in self.tokens):
            return False
        general = _general().search(self.text) is not None
        last = max((one for one in self.used if one < at), default=-1)
        near = codes[last + 1 : at + 4] if self.used else codes
        named = re.search(r"[gGc]", near) is not None or (self.context is not None and at == 0 and token.code in "vV")
        if token.code in "tju":
            plain = re.search("r|^[sl]b?tF", near) is not None
            return re.search(r"[sloCF]", near) is not None and (named or (plain and not general))
        if token.code == "F":
            return named and re.search(r"[sloC]|->|→", codes + self.text) is not None and not set("tjub") & set(codes)
        if token.code == "Q":
            return re.search(r"[gG]", codes) is not None
        if token.code in "vViNqk" and token.event not in {"amended", "retained"}:
            return named or (not general and re.search(r"[rn]", near) is not None)
        return token.code == "n" and not token.definite and token.count != 0 and not general and not self.used

    def counted(self) -> tuple[tuple[str, int], ...]:
        """How many entries it says were added or removed, where it names none of them."""
        found = []
        for at, token in enumerate(self.tokens):
            verb = token if token.code == "n" else next(iter(self.tokens[at + 1 + (self.codes[at + 1 : at + 2] == "b") :]), token)
            if token.code in "nr" and token.count and verb.code in "nvV":
                found.append((verb.event, token.count))
        return () if self.used else tuple(found)


def _recommends(token: Token, text: str) -> bool:
    return token.code == "x" and text[token.start : token.end].lower().startswith("recommend")


def proposes(text: str, scale: Scale, *, approved: bool) -> bool:
    """Whether a sentence that introduces a list makes what it lists a proposal, a question or a condition."""
    tokens = tokens_of(straightened(text), [], None, scale)
    codes = "".join("y" if approved and _recommends(one, text) else one.code for one in tokens)
    return "X" in codes or "Z" in codes or codes.rfind("x") > codes.rfind("y")


def is_name(text: str) -> bool:
    """Whether words hold no verb that a name has not."""
    return not _verbs().search(straightened(text))


def _at(match: re.Match[str], *names: str) -> int | None:
    """Where the first of some groups matched that did."""
    known = match.re.groupindex
    return next((match.start(name) for name in names if name in known and match[name] is not None), None)


def _event(said: str, noun: str | None, figures: Figures | None) -> Event | None:
    """The event that a verb, what it is said of, and two figures make; None where they do not make one."""
    way = figures.way if figures else None
    if noun == "C":
        return "confidence_changed" if way != "level" else None
    if figures and figures.colours and noun not in {"s", "l"}:
        return None
    if way is None:
        way = said if noun == "s" or (figures and said in {"up", "down"}) else None
    elif said in {"up", "down"} and said != way:
        return None
    return "score_increased" if way == "up" else "score_decreased" if way == "down" else None


def _tied(event: str, ones: list[Subject], others: list[Subject], *, each: bool) -> list[tuple[Subject, Subject]]:
    """The pairs of entries before and after that a sentence ties, or none where it does not say which is which."""
    kinds = {one.kind for one in (*ones, *others)} - {None}
    if len(kinds) > 1:
        return []
    if len(ones) == len(others) and (each or event == "renumbered" or len(ones) == 1) and event != "split":
        pairs = list(zip(ones, others, strict=True))
    elif event == "merged" and len(others) == 1:
        pairs = [(one, others[0]) for one in ones]
    elif event == "split" and len(ones) == 1:
        pairs = [(ones[0], other) for other in others] if len(others) > 1 or ones[0].id_raw != others[0].id_raw else []
        pairs = pairs if len(others) > 1 else []
    else:
        return []
    return [(one, other) for one, other in pairs if one.id_raw != other.id_raw and other.id_raw]


def _names(text: str, opening: Token, count: int | None) -> tuple[list[str], int]:
    """The names in a list without identifiers, and where it ends.

    None where its items are not as many as counted, or may be no names.
    """
    rest = text[opening.end :]
    ends = re.search(r"\)" if text[opening.start] == "(" else r"[.;](?:\s|$)|$" if ";" not in rest else r"[.]?$", rest)
    end = opening.end + (ends.start() if ends else len(rest))
    rest = text[opening.end : end].strip(" .:")
    if count == 1:
        parts = [rest]
    elif ";" in rest:
        parts = re.split(r";\s*(?:and\s+)?", rest)
    else:
        parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", rest)
    parts = [re.sub(r"^(?:(?:one|the other|another)\s+(?:on|about|for|of)\s+|the\s+|an?\s+)", "", part.strip(" '\"")) for part in parts]
    if count is None and (text[opening.start] != ":" or not all(part[:1].isupper() for part in parts)):
        return [], end
    plain = all(part and len(part.split()) <= 12 and not _no_name().search(part) for part in parts)
    return parts if plain and (count is None or len(parts) == count) else [], end


@cache
def _no_name() -> re.Pattern[str]:
    said = load("events/changes")["words"]
    return re.compile(
        rf"\b(?:{said['aux']}|{said['stop']})\b|^(?:all|both|each|which|including|namely|[a-z]+ing|as|in|on|at|with|by|to|from)\b|\d",
        re.IGNORECASE,
    )


@cache
def _verbs() -> re.Pattern[str]:
    said = load("events/changes")["words"]
    return re.compile(rf"\b(?:{said['aux']}|will|would|should|could|which|because)\b", re.IGNORECASE)


@cache
def _general() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('events/changes')['hedge']['general']})\b", re.IGNORECASE)
