"""Which changes a sentence states: where an entry and a verb of change stand in one of a few shapes.

The shapes are in ``shapes.toml``, regular expressions over the letters of ``tokens.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from normalise.events.figures import Figures
from normalise.events.mentions import Subject, find_mentions, straightened
from normalise.events.tokens import Token, codes_of, tokens_of
from normalise.organisations.conventions import Scale
from normalise.values.ids import Identifiers
from normalise.values.wordings import load

Event = Literal[
    "added", "removed", "score_increased", "score_decreased", "confidence_changed", "amended", "retained",
    "renumbered", "merged", "split",
]  # fmt: skip

_MORE = re.compile(r",?[e&](r)(?!b)")
"""Further entries behind those of a statement, which it only counts."""

_IT = re.compile(r"(?:it|this (?:risk|opportunity|entry)) (?:has|had|was|is|will|should)\b", re.IGNORECASE)

_NEW_CLAUSE = re.compile(r";|,&(?=[gG])")


@cache
def compiled_shapes(table: str) -> tuple[re.Pattern[str], ...]:
    """The shapes of a table of ``shapes.toml``, in its order, which does not matter."""
    data: dict[str, Any] = load("events/shapes")
    shapes = []
    for row in data[table]:
        shape = row["shape"]
        while "{" in shape and (name := re.search(r"\{([a-z]+)\}", shape)):
            shape = shape.replace(name[0], data["parts"][name[1]])
        shapes.append(re.compile(shape))
    return tuple(shapes)


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
    only: Subject | None = None
    """The one entry it mentions, if there is just one."""
    foremost: bool = False
    """Whether it is of that entry, and not of something else that has to do with it."""
    counted: tuple[tuple[str, int], ...] = ()
    """Events it counts, and names none of: the sentence is unclear unless others name as many."""


def read_sentence(
    text: str,
    identifiers: Identifiers,
    scale: Scale,
    context: Subject | None = None,
    *,
    before: Sentence | None = None,
    approved: bool = False,
    counts: bool = True,
) -> Sentence:
    """What a sentence states; ``context`` is the entry of the heading it stands under.

    ``before`` is the sentence before it: what it calls "it" is the one entry of that, where no other can be meant.
    ``approved``: the paper says that what it recommends was agreed. ``counts``: a number of entries that the sentence
    gives is that of the entries it names; of a sentence with one item of its list it is not.
    """
    straight = straightened(text)
    mentions = find_mentions(straight, identifiers)
    if before and _IT.match(straight):
        only, of_register = before.only, re.search(r"\bregister\b|\b(?:merged|combined) into\b", straight)
        meant = only if before.foremost or of_register else None
        context = meant if context in {None, only} else None
    reader = _Reader(straight, tokens_of(straight, mentions, context, scale), context, approved, counts)
    statements = tuple(replace(one, subject=_printed(one.subject, straight, text)) for one in reader.read())
    mentioned = tuple(subject for mention in mentions for subject in mention.subjects if subject.id_raw)
    entries = {subject for mention in mentions for subject in mention.subjects}
    only = next(iter(entries)) if len(entries) == 1 else None
    foremost = only is not None and re.match(r"(?:\w*T)?(?:[slC]p)?g", reader.codes) is not None
    return Sentence(statements, reader.unclear(), mentioned, reader.label, only, foremost, reader.counted())


def introduces(text: str, scale: Scale, *, approved: bool) -> Literal["change", "proposal"] | None:
    """What a line above a list makes of what it lists.

    ``change`` where it says nothing else (``New risks``); ``proposal`` where it proposes, asks or denies; else None.
    """
    straight = straightened(text)
    codes = _Reader(straight, tokens_of(straight, [], None, scale), None, approved, False).codes
    if "X" in codes or "Z" in codes or codes.rfind("x") > codes.rfind("y"):
        return "proposal"
    return "change" if re.fullmatch(r"(?:n|v|vr|rb?v|r?[be]?[tu]p?s|st)R?:?", codes) else None


def is_name(text: str) -> bool:
    """Whether words hold no verb that a name has not."""
    return not _words("b", "will|would|should|could|which|because").search(straightened(text))


def _printed(subject: Subject, straight: str, text: str) -> Subject:
    """A subject with its title as the paper prints it."""
    at = straight.find(subject.title) if subject.title else -1
    return replace(subject, title=text[at : at + len(subject.title or "")]) if at >= 0 else subject


class _Reader:
    """Reads one row of tokens; ``used`` are those that became statements, ``doubts`` what else should be looked at."""

    def __init__(self, text: str, tokens: list[Token], context: Subject | None, approved: bool, counts: bool) -> None:
        if approved:
            tokens = [
                replace(one, code="y") if one.code == "x" and text[one.start :].lower().startswith("recommend") else one
                for one in tokens
            ]
        self.text, self.tokens, self.codes, self.counts = text, tokens, codes_of(tokens), counts
        single = re.match(r"[gG](?::|$)", self.codes) and len(tokens[0].entries) == 1
        self.label = tokens[0].subject if single else None
        self.context = self.label or context
        self.used: set[int] = set()
        self.doubts: list[str] = []

    def read(self) -> list[Statement]:
        """What is stated, in the order of the sentence."""
        found = [
            one
            for shape in compiled_shapes("shape")
            for match in shape.finditer(self.codes)
            for one in self._match(match)
        ]
        found += [one for one in self._lists() if one not in found]
        if self.context:
            found += [
                one
                for shape in compiled_shapes("own")
                for match in shape.finditer(self.codes)
                for one in self._own(match)
            ]
        statements = list(dict.fromkeys(statement for _, statement in sorted(found, key=lambda one: one[0])))
        opposed = ({"added", "removed"}, {"score_increased", "score_decreased"})
        said = {
            one.subject: {other.event for other in statements if other.subject == one.subject} for one in statements
        }
        torn = {subject for subject, events in said.items() if any(events >= pair for pair in opposed)}
        self.doubts += ["it says two things of one entry"] if torn else []
        return [one for one in statements if one.subject not in torn]

    def _match(self, match: re.Match[str]) -> Iterator[tuple[int, Statement]]:
        groups = match.groupdict()
        if "q" in groups:
            yield from self._pair(match)
        elif "v" in groups:
            yield from self._change(match)
        else:
            yield from self._score(match, self.tokens[match.start("g")])

    def _own(self, match: re.Match[str]) -> Iterator[tuple[int, Statement]]:
        """What is said of the entry of the heading or label without naming it."""
        if "v" in match.re.groupindex:
            at = match.start("v")
            if self._stated(at):
                self.used.add(at)
                event: Any = self.tokens[at].event
                yield 0, Statement(event, self.context or Subject())
            return
        before, noun = self.codes[: match.start()], self._text(match.start())
        other = before.endswith("w") and not noun.startswith(("the ", "its "))  # "the survey score"
        if not other and not set(before[1:]) & set("gG") and match.start("t") not in self.used:
            yield from self._score(match, None)

    def _stated(self, at: int, *, ordered: bool = False) -> bool:
        """Whether what a verb at a position says is stated, not proposed, asked or supposed; an order needs agreement.

        What happened on a day that is named may have been long ago.
        """
        each = re.search(r"\brespectively\b", self.text) is not None and "q" not in self.codes
        if self._doubted(at) or each or re.match(r".R?r?g?R?D", self.codes[at:]):
            return False
        agreed, proposed = (self.codes.rfind(letter, 0, at) for letter in "yx")
        return agreed > proposed if ordered else agreed >= proposed

    def _doubted(self, at: int) -> bool:
        """Whether a condition or a question covers a position: not one in a clause before it that has its own entry."""
        begin = max((match.start() for match in _NEW_CLAUSE.finditer(self.codes, 0, at)), default=0)
        first = self.codes.find("X")
        return "X" in self.codes[begin:] or (first >= 0 and not set("gG") & set(self.codes[:first]))

    def _change(self, match: re.Match[str]) -> Iterator[tuple[int, Statement]]:
        for verbs, entries in (("v", "g"), ("v2", "g2")):
            if _at(match, verbs) is not None:
                yield from self._changes(match, verbs, self.tokens[match.start(entries)])

    def _changes(self, match: re.Match[str], verbs: str, entries: Token) -> Iterator[tuple[int, Statement]]:
        start, end = match.span(verbs)
        ordered = bool(set("Bi") & set(match[verbs])) or self.codes[: match.start()].endswith("B")
        for at in range(start, end):
            token = self.tokens[at]
            person = (
                match["g"] == "G" and token.event == "added" and "b" in match[0]
            )  # "Ann Able has been added to the register"
            unfit = person or (token.code == "n" and (token.count == 0 or (token.definite and "b" not in match[0])))
            stated = _at(match, "yes") is not None and not self._doubted(at)
            if token.code not in "vViNn" or unfit or not (stated or self._stated(at, ordered=ordered)):
                continue
            self.used.add(at)
            event: Any = token.event
            first = self.tokens[match.start()]
            count = token.count if token.code == "n" else first.count if first.code in "rn" else None
            if self.counts and (count or 0) > 1 and count != len(entries.entries):
                self.doubts.append(f"it says how many there are ({count}), and names {len(entries.entries)}")
            for subject, _ in entries.entries:
                yield entries.start, Statement(event, replace(subject, kind=subject.kind or token.kind))
            if more := _MORE.match(self.codes, match.end()):
                self.doubts.append("it does not name all that it speaks of")
                some = self.tokens[more.start(1)]
                if some.kind and some.count is None and match[0].startswith("v"):
                    yield some.start, Statement(event, Subject(kind=some.kind))

    def _score(self, match: re.Match[str], of: Token | None) -> Iterator[tuple[int, Statement]]:
        """The change of score that a match says: the figures decide, and must agree with the verb."""
        verb, noun, figured = (_at(match, name) for name in "tsF")
        if not self._stated(match.start() if verb is None else verb, ordered=bool(set("jB") & set(match[0]))):
            return
        said = "moved" if verb is None else self.tokens[verb].event
        if self._moves_back(match.end(), said):
            return
        for subject, own in of.entries if of else ((self.context, None),):
            figures = own or (None if figured is None else self.tokens[figured].figures)
            event = _event(said, None if noun is None else self.codes[noun], figures)
            if subject and event:
                self.used |= {at for at in (verb, figured) if at is not None}
                yield of.start if of else 0, Statement(event, subject)

    def _moves_back(self, end: int, said: str) -> bool:
        """Whether the sentence goes on with a movement of the same entry the other way."""
        rest = re.split("[gG;]", self.codes[end:])[0]
        for back in re.finditer(r"(?P<firm>&[slC]?b?)?(?P<t>t)w?(?P<F>F)?", rest):
            at = end + back.start("t")
            of_another = re.match(r"F?p?g", self.codes[at + 1 :]) or re.search(r"ob?$", self.codes[:at])
            opposed = {said, self.tokens[at].event} >= {"up", "down"}
            if opposed and (back["firm"] or back["F"]) and not of_another:
                self.doubts.append("it says that a score went up and down")
                return True
        return False

    def _pair(self, match: re.Match[str]) -> Iterator[tuple[int, Statement]]:
        at, link = match.start("q"), _at(match, "k") or _at(match, "from")
        event: Any = self.tokens[at].event
        said, joined = ("" if one is None else self._text(one) for one in (at, link))
        wanted = "from" if "from" in match.re.groupindex else _link(event)
        base = "k" in match.re.groupindex and not said.endswith(("ed", "split", "ing", "er", "numbers"))
        linked = link is None or re.fullmatch(wanted, joined)
        if (
            not linked
            or ("f" in match[0] and event != "renumbered")
            or not self._stated(at, ordered=base or "B" in match[0])
        ):
            return
        ones, others = ([one for one, _ in self.tokens[match.start(name)].entries] for name in "go")
        ones += [one for one, _ in self.tokens[match.start("g2")].entries] if _at(match, "g2") else []
        number = _at(match, "r")
        count = _number(said) if number is None else self.tokens[number].count
        if count in {None, len(others)}:
            whole = "m" in match[0] or len(others) > 1
            for one, other in _tied(event, ones, others, whole=whole, each="respectively" in self.text):
                self.used |= {at, *(at for at in range(*match.span()) if self.codes[at] == "f")}
                yield self.tokens[match.start("g")].start, Statement(event, one, other)

    def _text(self, at: int) -> str:
        return self.text[self.tokens[at].start : self.tokens[at].end].lower()

    def _lists(self) -> Iterator[tuple[int, Statement]]:
        """Entries that a sentence counts and then names by their words alone: ``two new risks: fire and flood``."""
        for match in (match for shape in compiled_shapes("list") for match in shape.finditer(self.codes)):
            noun, verb, opening = match.start(), _at(match, "v"), self.tokens[match.start("open")]
            counted, at = self.tokens[noun], noun if verb is None else verb
            unnamed = counted.definite and verb is None and _at(match, "is") is None
            if counted.count == 0 or unnamed or not self._stated(at):
                continue
            names, end = _names(self.text, opening, counted.count if self.counts else 1)
            event: Any = self.tokens[at].event
            if names:
                self.used |= {at, *(at for at, one in enumerate(self.tokens) if opening.end <= one.start < end)}
            yield from ((opening.end, Statement(event, Subject(None, name, counted.kind))) for name in names)

    def unclear(self) -> str | None:
        """Why a reader should look at the sentence: a change is spoken of that is not stated."""
        if self.doubts:
            return self.doubts[0]
        spoken = any(at not in self.used and self._speaks_of_change(at, token) for at, token in enumerate(self.tokens))
        return "it speaks of a change, and does not plainly state it of an entry" if spoken else None

    def _speaks_of_change(self, at: int, token: Token) -> bool:
        """Whether a token may be a change of an entry; what is denied is none, nor what is done in general."""
        codes, general = self.codes, self._is_general()
        clause = re.split(r"[gGcr]" if re.search("[gGcr]", codes[:at]) else r"[;,:]", codes[:at])[-1]
        begin = max(codes.rfind(",", 0, at), codes.rfind(";", 0, at)) + 1
        if "Z" in clause or codes.endswith(":Z") or any(one.count == 0 for one in self.tokens[begin : at + 1]):
            return False
        last = max((one for one in self.used if one < at), default=-1)
        near = codes[last + 1 : at + 4] if self.used else codes
        named = re.search(r"[gGh]" if general else r"[gGhc]", near) is not None
        if token.code in "tju":
            plain = not general and re.search("r|^[sl](?:pw)?b?tF", near) is not None
            return re.search(r"[sloCF]", near) is not None and (named or plain)
        if token.code == "Q":
            return re.search(r"[gG]", codes) is not None
        if token.code in "vViNqkfm" and token.event not in {"amended", "retained"}:
            own = self.context is not None and at == 0 and token.code in "vV"
            return named or own or (not general and re.search(r"[rn]", near) is not None)
        return token.code == "n" and not (token.definite or token.count == 0 or general or self.used)

    def _is_general(self) -> bool:
        return _words("", load("events/changes")["words"]["general"]).search(self.text) is not None

    def counted(self) -> tuple[tuple[str, int], ...]:
        """How many entries it says were added or removed, where it names none of them."""
        found = []
        for match in re.finditer(r"n|rb?[vV]", self.codes):
            noun, verb = self.tokens[match.start()], self.tokens[match.end() - 1]
            found += [(verb.event, noun.count)] if noun.count is not None else []
        return () if self.used or self._is_general() or "g" in self.codes else tuple(found)


def _number(said: str) -> int | None:
    """The number in words that some words end with."""
    numbers: dict[str, int] = load("events/changes")["numbers"]
    return numbers.get(said.rsplit(" ", 1)[-1])


def _at(match: re.Match[str], name: str) -> int | None:
    """Where a group matched; None where it did not, or the shape has none."""
    return match.start(name) if match.groupdict().get(name) is not None else None


def _event(said: str, noun: str | None, figures: Figures | None) -> Event | None:
    """The event that a verb, what it is said of, and two figures make; None where they do not make one."""
    way = figures.way if figures else None
    if noun == "r":
        return "score_increased" if said == "up" else "score_decreased" if said == "down" else None
    if noun == "C":
        return "confidence_changed" if way != "level" else None
    if figures and figures.colours and noun is None:
        return None
    if way is None:
        way = said if noun == "s" or figures else None
    elif said in {"up", "down"} and said != way:
        return None
    return "score_increased" if way == "up" else "score_decreased" if way == "down" else None


def _link(event: str) -> str:
    return "|".join(row["link"] for row in load("events/changes")["pair"] if row["event"] == event and "link" in row)


def _tied(
    event: str, ones: list[Subject], others: list[Subject], *, whole: bool, each: bool
) -> list[tuple[Subject, Subject]]:
    """The pairs of entries before and after that a sentence ties, or none where it does not say which is which."""
    if len({one.kind for one in (*ones, *others)} - {None}) > 1:
        return []
    if event == "split":
        pairs = [(ones[0], other) for other in others] if len(ones) == 1 and whole else []
    elif event == "merged" and len(others) == 1:
        pairs = [(one, others[0]) for one in ones]
    elif len(ones) == len(others) and (each or event == "renumbered"):
        pairs = list(zip(ones, others, strict=True))
    else:
        pairs = []
    return [(one, other) for one, other in pairs if one.id_raw != other.id_raw and other.id_raw]


def _names(text: str, opening: Token, count: int | None) -> tuple[list[str], int]:
    """The names in a list without identifiers, and where it ends.

    None where its items are not as many as counted, or may be no names.
    """
    sign = text[opening.start]
    rest = text[opening.end :]
    ends = re.search(r"\)" if sign == "(" else r"[.]?$" if ";" in rest else r"[.](?:\s|$)|$", rest)
    end = opening.end + (ends.start() if ends else len(rest))
    rest = text[opening.end : end].strip(" .:")
    between = r";\s*(?:and\s+)?" if ";" in rest else r",\s*(?:and\s+)?|\s+and\s+"
    parts = [rest] if count == 1 else re.split(between, rest)
    begins = r"^(?:(?:one|the other|another)\s+(?:on|about|for|of)\s+|the\s+|an?\s+)"
    parts = [re.sub(begins, "", part.strip(" '\"")) for part in parts]
    if count is None and (sign != ":" or not all(part[:1].isupper() for part in parts)):
        return [], end
    odd = _words("b", load("events/changes")["words"]["stop"])
    verb = re.compile(
        r"(?:all|both|each|which|including|namely|(?-i:[a-z]+ing)|as|in|on|at|with|by|to|from)\b|.*\d", re.IGNORECASE
    )
    plain = all(part and len(part.split()) <= 12 and not odd.search(part) and not verb.match(part) for part in parts)
    return (parts if plain and count in {None, len(parts)} else []), end


@cache
def _words(letter: str, more: str) -> re.Pattern[str]:
    known = load("events/changes")["letters"].get(letter, more)
    return re.compile(rf"\b(?:{known}|{more})\b", re.IGNORECASE)
