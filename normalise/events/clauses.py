"""Which changes a sentence states: where an entry and a verb of change stand in a shape of ``shapes.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from normalise.events import patterns
from normalise.events.figures import Figures
from normalise.events.mentions import Mention, Subject, find_mentions, straightened
from normalise.events.tokens import Token, codes_of, tokens_of
from normalise.organisations.conventions import Scale
from normalise.values.ids import Identifiers

Event = Literal[
    "added", "removed", "score_increased", "score_decreased", "confidence_changed", "amended", "retained",
    "renumbered", "merged", "split",
]  # fmt: skip

_WAYS: dict[str, Event] = {"up": "score_increased", "down": "score_decreased"}
_CHANGES = frozenset("vViNntjuqQkfm")
"""The letters of what a change is said with."""
_OPPOSED = ({"added", "removed"}, {"score_increased", "score_decreased"})
_MORE = re.compile(r",?[e&](r)(?!b)")
"""Further entries behind those of a statement, which it only counts."""
_IT = re.compile(
    r"(?:.*? (?:that|and) |\w+: )?(?:it|this(?: (?:risk|opportunity|entry))?|the (?:risk|entry)) "
    r"(?:now )?(?:has|had|was|is|will|should|stands|stood)\b",
    re.IGNORECASE,
)
_THIS = re.compile("th(?:is|e) (?:risk|opportunity|entry) ", re.IGNORECASE)
_OF_REGISTER = re.compile(r"\bregister\b|\b(?:merged|combined) into\b")
_RATED = re.compile(
    r"\b(?:so that|and|giving|making|leaving)\b[^.;]{0,80}? (?:rated|scored?|scoring|red|amber|green)\b", re.IGNORECASE
)
_RECOMMENDED = re.compile(r"recommend|(?:asked|invited)(?= to (?:approve|agree|endorse)\b)", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r";|,&(?=[gG])")
_REASON, _WHICH = re.compile("(?:^|,)E[^,]*,"), re.compile(",T[^,]*,")
_OWN = re.compile(
    r"\b(?:the|this|our) (?:(?:corporate|strategic|key|principal|risk|and|&|opportunity) )*registers?\b", re.IGNORECASE
)
_SOURCE = re.compile(r"\b(?:through|from|via|using|by|with) (?:the |its |their )?$", re.IGNORECASE)
_REGISTERS = ("register", "registers", "log", "logs")
_REASONS = frozenset({"because", "since", "owing to", "due to"})
_PERMITS, _SETTLES = ("could ", "can ", "may "), ("agreed", "resolved", "decided", "approved")
LONGEST_NAME = 12
"""Words of the name of an entry at most; what is longer is a sentence."""
LONGEST_ITEM = 25
"""Words of a name that is an item of a list of its own: some registers call a risk by what may happen."""
_LONGEST_SENTENCE = 2_000
"""Characters; what is said of a register in more is no sentence, and looking through it would take for ever."""
_NO_NAME = re.compile(
    r"(?:none|nil|all|both|each|which|including|(?-i:[a-z]+ing|[a-z]+ed by)|as|in|on|at|with|by|to|from)\b"
    r"|.*(?<![A-Za-z]-)(?<!\d)\d",
    re.IGNORECASE,
)
"""How a part of a sentence begins that is no name of an entry."""
_NEW_COUNT = r",\s+(?:and|but|while|whilst)\s+(?:no|none|the|there|one|two|three|four|five)\b"
"""Where a list of names ends and the sentence goes on."""
_MAY = re.compile(r"\b(?:may|could|might) (?:not )?(?:have|be)\b")
_ASIDE = r",\s+(?:which|who|whose|where|though|although|because|since|as|so|after|following|due|given)\b"
"""Where something else is said of what is named."""
_BEFORE_NAME = re.compile(
    r"^(?:namely:?\s+|around\s+)?(?:(?:one|the other|another)\s+(?:on|about|for|of)\s+|the\s+|an?\s+)?"
)

_Found = Iterator[tuple[int, "StatedChange"]]
"""Statements, each with where its entry stands."""


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change of one entry, and the other entry where there is one."""

    event: Event
    subject: Subject
    other: Subject | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence states, why it is left to a reader (None where it is not), and which identifiers it mentions."""

    statements: tuple[StatedChange, ...] = ()
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
    codes: str = ""
    """The letters of its tokens."""
    text: str = ""
    """The sentence, straightened."""
    entries: tuple[Subject, ...] = ()
    """The entries it mentions, in order, each once."""

    of_other: bool = False
    """Whether it names another register, not this one, and states nothing."""

    @property
    def quiet(self) -> bool:
        """Whether it has no word of a change, and no figures."""
        return (_CHANGES | {"F"}).isdisjoint(self.codes)

    @property
    def introduces(self) -> Literal["change", "proposal"] | None:
        """What it makes of the items of a list below it.

        ``change`` where it says nothing else (``New risks``); ``proposal`` where it proposes or denies; else None.
        """
        codes = self.codes
        if "X" in codes or "Z" in codes or codes.rfind("x") > codes.rfind("y"):
            return "proposal"
        return (
            "change"
            if re.fullmatch(
                r"(?:n|v|vr|(?:vr|rv)b|[rn]b?(?:v|V(?:pw{1,4})?)|r?[be]?[tu]p?s|(?:rT?)?sb?t)R?:{0,2}", codes
            )
            else None
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """How sentences are read: with the conventions of their organisation, and what their paper says of them all."""

    identifiers: Identifiers
    scale: Scale
    day: date | None = None
    """That of the meeting."""
    approved: bool = False
    """Whether what the paper recommends was agreed."""
    resolves: bool = False
    """Whether "That …" gives what was resolved."""
    decided: bool = False
    """Whether what is proposed or ordered was then agreed."""
    counts: bool = True
    """Whether a number of entries is that of the entries named: with one item of its list a sentence names one."""


def read_sentence(
    text: str, reading: Reading, context: Subject | None = None, before: Sentence | None = None
) -> Sentence:
    """What a sentence states; ``context`` is the entry of the heading it stands under.

    ``before`` is the sentence before it: what it calls "it" is the one entry of that, where no other can be meant.
    """
    if len(text) > _LONGEST_SENTENCE:
        return Sentence(unclear=f"it has {len(text)} characters, more than a sentence that is read for changes")
    straight = straightened(text)
    if before and _IT.match(straight) and (before.entries or not _THIS.match(straight)):
        meant = before.only if before.foremost or _OF_REGISTER.search(straight) else None
        context = meant if context in {None, before.only} else None  # "this risk" of a heading is no "it"
    back = before.entries if before and not re.search("Ip[gG]", before.codes) else ()
    mentions = find_mentions(straight, reading.identifiers, back)
    reader = _Reader(straight, mentions, reading, context)
    statements = tuple(replace(one, subject=_printed(one.subject, straight, text)) for one in reader.read())
    if before:
        statements += _confirmed(straight, before.text, reading, context)
    mentioned = tuple(dict.fromkeys(subject for mention in mentions for subject in mention.subjects))
    entries = mentioned or ((context,) if context and "g" in reader.codes else ())  # "this risk"
    foremost = re.match(r"(?:\w*T)?(?:[slC]p|[wby]{0,4}|[Iw]{1,3}:)g", reader.codes) is not None
    return Sentence(
        statements,
        reader.unclear(),
        tuple(subject for subject in mentioned if subject.id_raw),
        reader.label,
        entries[0] if len(entries) == 1 else None,
        foremost and len(entries) == 1,
        reader.counted(),
        reader.codes,
        straight,
        entries,
        reader.of_other() and not statements,
    )


def _confirmed(text: str, before: str, reading: Reading, context: Subject | None) -> tuple[StatedChange, ...]:
    """What the sentence before asked or proposed, where this one says that it is so."""
    statements: tuple[StatedChange, ...] = ()
    if asked := _answered(text, before):
        statements += read_sentence(asked, reading, context).statements
    if is_agreed(text):
        statements += read_sentence(before, replace(reading, decided=True)).statements
    return statements


def _answered(text: str, before: str) -> str | None:
    """What the sentence before asked about, where this one says that it is so."""
    asked = patterns.back("asked").search(before) if patterns.back("answer").search(text) else None
    return asked["what"].rstrip("?") if asked else None


def is_agreed(text: str) -> bool:
    """Whether a sentence says that what was proposed before it was agreed, perhaps by a vote, or that it is done."""
    match = patterns.back("done").match(text)
    counted = [_number(match[name]) for name in ("for", "against") if match[name]] if match else []
    return match is not None and (not counted or counted[0] > counted[1])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else patterns.wordings()["numbers"].get(word.lower(), 0)


def names_own(text: str, codes: str) -> bool:
    """Whether a sentence names this register."""
    return "R" in codes or _OWN.search(text) is not None


def is_name(text: str) -> bool:
    """Whether words hold no verb that a name has not."""
    return not patterns.words("b", "sentence").search(straightened(text))


def _printed(subject: Subject, straight: str, text: str) -> Subject:
    """A subject with its title as the paper prints it."""
    at = straight.find(subject.title) if subject.title else -1
    return replace(subject, title=text[at : at + len(subject.title or "")]) if at >= 0 else subject


class _Reader:
    """Reads one row of tokens; ``used`` are those that became statements, ``doubts`` what else should be looked at."""

    def __init__(self, text: str, mentions: list[Mention], reading: Reading, context: Subject | None) -> None:
        self.text, self.counts, self.scale, self.decided = text, reading.counts, reading.scale, reading.decided
        tokens = tokens_of(text, mentions, context, reading.scale, reading.day)
        if reading.approved:
            tokens = [replace(one, code="y") if _RECOMMENDED.match(text, one.start) else one for one in tokens]
        if reading.resolves and tokens and tokens[0].code == "T":
            tokens[0] = replace(tokens[0], code="y")
        self.tokens, self.codes = tokens, codes_of(tokens)
        self.general = patterns.words("general").search(text) is not None
        single = re.match(r"[gG](?::|$)", self.codes) and len(tokens[0].entries) == 1
        self.label = tokens[0].subject if single else None
        self.context = self.label or context
        self.used: set[int] = set()
        self.torn: set[Subject] = set()
        """The entries of which a score went up and down."""
        self.doubts: list[str] = []

    def read(self) -> list[StatedChange]:
        """What is stated, in the order of the sentence."""
        if (_CHANGES | {"F"}).isdisjoint(self.codes) and not any(
            figures for one in self.tokens for _, figures in one.entries
        ):
            return []
        found = [one for match in self._matches("shape") for one in self._match(match)]
        found += [one for one in self._lists() if one not in found]
        if self.context:
            found += [one for match in self._matches("own") for one in self._match(match)]
        statements = list(dict.fromkeys(statement for _, statement in sorted(found, key=lambda one: one[0])))
        said: dict[Subject, set[str]] = {}
        for one in statements:
            said.setdefault(one.subject, set()).add(one.event)
        torn = {subject for subject, events in said.items() if any(events >= pair for pair in _OPPOSED)}
        statements = [one for one in statements if one.subject not in self.torn or one.event not in _WAYS.values()]
        self.doubts += ["it says two things of one entry"] if torn else []
        return [one for one in statements if one.subject not in torn]

    def _matches(self, table: str) -> Iterator[re.Match[str]]:
        return (match for shape in patterns.shapes(table) for match in shape.finditer(self.codes))

    def _match(self, match: re.Match[str]) -> _Found:
        """What a shape states; one that has no entry is of the entry of the heading or label."""
        if "q" in match.re.groupindex:
            yield from self._pair(match)
        for verbs, entries in (("v", "g"), ("v2", "g2")):
            if _at(match, verbs) is not None:
                yield from self._changes(match, verbs, self._entries(match, entries))
        if "v" in match.re.groupindex or "q" in match.re.groupindex:
            return
        before, noun = self.codes[: match.start()], self._text(match.start())
        of_other = before.endswith("w") and not noun.startswith(("the ", "its "))  # "the survey score"
        used = set("gG") & set(before[1:]) or _at(match, "t") in self.used
        if "g" in match.re.groupindex or not (of_other or used):
            yield from self._score(match, self._entries(match, "g"))

    def _entries(self, match: re.Match[str], name: str) -> Token:
        at = _at(match, name)
        return Token("g", 0, 0, entries=((self.context or Subject(), None),)) if at is None else self.tokens[at]

    def _text(self, at: int | None) -> str:
        return "" if at is None else self.text[self.tokens[at].start : self.tokens[at].end].lower()

    def _stated(self, at: int, *, ordered: bool = False, agreed: bool = False) -> bool:
        """Whether what a verb at a position says is stated, not proposed, asked or supposed; an order needs agreement.

        Nor may a condition or a question cover it: one in a clause before it that has its own entry does not. What
        happened on a day that is named may have been long ago.
        """
        codes = self.codes
        begin = max((match.start() for match in _NEW_CLAUSE.finditer(codes, 0, at)), default=0)
        doubted = "X" in codes[begin : self._end(at)] or (
            "X" in codes[:at] and not set("gG") & set(codes[: codes.find("X")])
        )
        long_ago = re.search(r"(?<!E)D", _WHICH.sub("", codes[begin:at])) or re.match(r".[^gGE,;:&]*D", codes[at:])
        other = re.compile(".[bpwgr]*(L)(?!R)").match(codes, at) or re.compile("(?<!Z)(L)(?!R)").search(
            codes, begin, at
        )
        to_other = other and (self._text(other.start(1)).startswith(("to ", "into ")) or " to " in self._text(at))
        lowered = to_other and self.tokens[at].event == "removed"
        if doubted or long_ago or (other and not lowered) or "P" in _REASON.sub("", codes[begin:at]):
            return False
        if ";" in codes[:at] and self._other_register(0, at) is not None:
            return False
        yes, proposed = (codes.rfind(letter, 0, at) for letter in "yx")
        if self._text(max(at - 1, 0)).startswith(_PERMITS):  # what is agreed that could be done is done
            return yes > proposed and self._text(yes).startswith(_SETTLES)
        return agreed or self.decided or (yes > proposed if ordered else yes >= proposed)

    def _end(self, at: int) -> int:
        """Where what may bear on a verb ends: at reasons that are given for it, or at another entry's clause."""
        ends = (one.start() for one in re.finditer(",&(?=[gG])|E", self.codes) if one.start() > at)
        return next((end for end in ends if self.codes[end] != "E" or self._text(end) in _REASONS), len(self.codes))

    def _changes(self, match: re.Match[str], verbs: str, entries: Token) -> _Found:
        orders = bool(set("BMi") & set(match[0])) or self.codes[: match.start()].endswith("B")
        first, person = self.tokens[match.start()], entries.code == "G" and "b" in match[0]
        for at in range(*match.span(verbs)):
            token = self.tokens[at]
            unnamed = token.code == "n" and (token.count == 0 or (token.definite and "b" not in match[0]))
            kept = re.match(r"vn?[gG](?!R)", self.codes[match.start() :]) if token.event == "retained" else None
            # "The Director retained CR5"; "Ann Able has been added to the register"
            # "'Brexit' was added to CR5"
            moved = token.event in {"added", "removed"} and re.match("vp[gG]", self.codes[at:])
            of_entry = moved and self._text(at + 1) in {"to", "from", "into"}
            unfit = unnamed or kept or of_entry or (person and token.event == "added")
            agreed = _at(match, "yes") is not None
            ordered = orders and self.codes[max(at - 1, 0)] != "b"  # "will be watched and has been removed"
            if token.code not in "vViNn" or unfit or not self._stated(at, ordered=ordered, agreed=agreed):
                continue
            self.used.add(at)
            count = token.count if token.code == "n" else first.count if first.code in "rn" else None
            if self.counts and (count or 0) > 1 and count != len(entries.entries):
                self.doubts.append(f"it says how many there are ({count}), and names {len(entries.entries)}")
            event: Any = token.event
            for subject, _ in entries.entries:
                yield entries.start, StatedChange(event, replace(subject, kind=subject.kind or token.kind))
            if more := _MORE.match(self.codes, match.end()):
                self.doubts.append("it does not name all that it speaks of")
                some = self.tokens[more.start(1)]
                if some.kind and some.count is None and match[0].startswith("v"):
                    yield some.start, StatedChange(event, Subject(kind=some.kind))

    def _score(self, match: re.Match[str], of: Token) -> _Found:
        """The change of score that a match says: the figures decide, and must agree with the verb."""
        before = self.codes[: match.start()]
        verb, noun, *figured = (_at(match, name) for name in ("t", "s", "F", "F2"))
        said = "moved" if verb is None else self.tokens[verb].event
        orders = match[0] if before[-1:] != "B" else "B"  # "that there be an increase"
        ordered = bool(set("jB") & set(orders)) and ":j" not in orders  # "CR5 – increase from 8 to 12"
        stated = self._stated(match.start() if verb is None else verb, ordered=ordered)
        if not stated:
            return
        if self._moves_back(match.end(), said):
            self.torn |= {subject for subject, _ in of.entries}
            return
        if len(of.entries) > 1 and self._text(noun).startswith("its "):
            return
        printed = [None if at is None else self.tokens[at].figures for at in figured]
        if printed[1] is not None:
            each = list(zip(of.entries, printed, strict=True)) if len(of.entries) == len(printed) else []
        else:
            each = [((subject, None), own or printed[0]) for subject, own in of.entries]
            here = self.text[self.text.rfind(";", 0, of.start) + 1 :].partition(";")[0]
            shared = (printed[0] and printed[0].way) or self.codes.count("t") > 1
            if shared and re.search(r"\brespectively\b", here):
                return
        of_what = None if noun is None else "s" if match["s"] == "" else self.codes[noun]
        if of_what == "l" and verb is not None and _RATED.search(self.text, self.tokens[verb].end):
            of_what = "s"  # "the likelihood has come down, so that it is now amber"
        for (subject, _), figures in each:
            plain = noun is None and verb is not None and subject.id_raw is not None and self._is_plain(verb)
            event = _event(said, "r" if plain and not figures else of_what, figures, self.scale)
            if event:
                self.used |= {at for at in (verb, *figured) if at is not None}
                yield of.start, StatedChange(event, subject)
            elif figures and {said, figures.way} == {"up", "down"}:
                self.doubts.append("its words say another change than its figures")

    def _is_plain(self, at: int) -> bool:
        """Whether a change of score needs no figure: its verb has no other meaning, and ends the clause."""
        ends = re.match("[gG]?(?:$|[.,;:)&E])", self.codes[at + 1 :]) is not None
        return ends and patterns.words("plain").fullmatch(self._text(at)) is not None

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

    def _pair(self, match: re.Match[str]) -> _Found:
        """What a verb of two entries states, if it links them as its event does and says which is which."""
        if "with" in match.re.groupindex:
            yield from self._merged(match)
            return
        at, link = match.start("q"), _at(match, "k") or _at(match, "from")
        event: Any = self.tokens[at].event
        said, joined = self._text(at), self._text(link)
        base = _at(match, "k") and not re.search(r"(?:ed|split|ing|er|numbers)\b", said)
        linked = joined == "from" if _at(match, "from") else link is None or re.fullmatch(_link(event), joined)
        fits = linked and ("f" not in match[0] or event == "renumbered")
        if not fits or not self._stated(at, ordered=bool(base) or "B" in match[0]):
            return
        ones, others = ([one for one, _ in self._entries(match, name).entries] for name in "go")
        ones += [one for one, _ in self._entries(match, "g2").entries] if _at(match, "g2") else []
        number = _at(match, "r")
        last_word = patterns.wordings()["numbers"].get(said.rsplit(" ", 1)[-1])
        count = last_word if number is None else self.tokens[number].count
        if count in {None, len(others)}:
            whole, each = "m" in match[0] or len(others) > 1, "respectively" in self.text
            for one, other in _tied(event, ones, others, whole=whole, each=each):
                self.used |= {at, *(at for at in range(*match.span()) if self.codes[at] == "f")}
                yield self._entries(match, "g").start, StatedChange(event, one, other)

    def _merged(self, match: re.Match[str]) -> _Found:
        """Entries that are merged with another or each other, or split: what remains or came of them is not said."""
        at, entries = match.start("q"), self._entries(match, "g").entries
        event: Any = self.tokens[at].event
        said = match["with"] or len(entries) > 1 if self.codes[at] == "Q" else event == "split"
        if event not in {"merged", "split"} or not said or not self._stated(at):
            return
        left = "which of the merged entries remains" if event == "merged" else "plainly what came of it"
        self.used.add(at)
        self.doubts.append(f"it does not say {left}")
        yield from ((match.start("g"), StatedChange(event, subject)) for subject, _ in entries)

    def _lists(self) -> _Found:
        """Entries that a sentence counts and then names by their words alone: ``two new risks: fire and flood``."""
        for match in self._matches("list"):
            verb, opening = _at(match, "v"), self.tokens[_at(match, "open") or match.start("open2")]
            noun = match.start("n" if "n" in match.re.groupindex else "r")
            counted, at = self.tokens[noun], noun if verb is None else verb
            unnamed = counted.definite and verb is None and _at(match, "is") is None
            if counted.count == 0 or unnamed or not self._stated(at):
                continue
            link = patterns.link().match(self.text, opening.start)
            if opening.code in "pIw" and not link:
                continue
            opening = replace(opening, end=link.end()) if link else opening
            shut = _at(match, "shut")
            within = self.text if shut is None else self.text[: self.tokens[shut].start]
            names, end = _names(within, opening, counted.count if self.counts or shut else 1, item=not self.counts)
            if names:
                self.used |= {at, *(at for at, one in enumerate(self.tokens) if opening.end <= one.start < end)}
            event: Any = self.tokens[at].event
            yield from ((opening.end, StatedChange(event, Subject(None, name, counted.kind))) for name in names)

    def unclear(self) -> str | None:
        """Why a reader should look at the sentence: a change is spoken of that is not stated."""
        if self.doubts:
            return self.doubts[0]
        spoken = any(
            token.code in _CHANGES
            and at not in self.used
            and self._speaks_of_change(at, token)
            and not (self.codes[at : at + 2] == "vn" and at + 1 in self.used)  # "added one new risk"
            for at, token in enumerate(self.tokens)
        )
        return "it speaks of a change, and does not plainly state it of an entry" if spoken else None

    def _speaks_of_change(self, at: int, token: Token) -> bool:
        """Whether a token may be a change of an entry; what is denied is none, nor what is done in general."""
        codes, general = self.codes, self.general
        clause = re.split(r"[gGcr]" if re.search("[gGcr]", codes[:at]) else r"[;,:]", codes[:at])[-1]
        begin = max((one.end() for one in re.finditer("[,;]|&w?(?=[gGc])", codes[:at])), default=0)
        if "Z" in clause or codes.endswith(":Z") or any(one.count == 0 for one in self.tokens[begin : at + 1]):
            return False
        last = max((one for one in self.used if one < at), default=-1)
        near = codes[last + 1 : at + 4] if self.used else codes
        named = re.search(r"[gGh]" if general else r"[gGhc]", near) is not None
        if token.code in "vV" and token.event in {"added", "removed"} and re.search("(?:^|[T&,])wb$", codes[:at]):
            return codes.startswith("R", at + 1) and not general  # "Floods have been added to the register"
        if token.code in "tju":
            plain = not general and re.search("r|^[sl](?:pw)?b?tF", near) is not None
            said = re.search(r"[sloCF]", near) is not None or (token.code == "t" and self._is_plain(at))
            return said and (named or plain)
        if token.code == "Q":
            return re.search(r"[gG]", codes) is not None
        if token.code in "vViNqkfm" and token.event not in {"amended", "retained"}:
            own = self.context is not None and at == 0 and token.code in "vV"
            return named or own or (not general and re.search(r"[rn]", near) is not None)
        return token.code == "n" and not (token.definite or token.count == 0 or general or self.used)

    def of_other(self) -> bool:
        """Whether the sentence names another register and not this one."""
        return not names_own(self.text, self.codes) and self._other_register(0, len(self.codes)) is not None

    def _other_register(self, begin: int, end: int) -> int | None:
        """Where another register is named in a part of the sentence that does not name this one after it."""
        last = max((at for at in range(begin, end) if self._is_other_register(at)), default=None)
        return None if last is None or "R" in self.codes[last:end] else last

    def _is_other_register(self, at: int) -> bool:
        """Whether a token names another register, and not as where something was learnt or drawn from."""
        named = self.codes[at] in "PL" and self._text(at).endswith(_REGISTERS) and not _OWN.search(self._text(at))
        return named and not _SOURCE.search(self.text[: self.tokens[at].start])

    def counted(self) -> tuple[tuple[str, int], ...]:
        """How many entries it says were added or removed, where it names none of them."""
        if self.used or self.general or "g" in self.codes:
            return ()
        pairs = (
            (self.tokens[one.end() - 1], self.tokens[one.start()]) for one in re.finditer(r"n|rb?[vV]", self.codes)
        )
        return tuple((verb.event, noun.count) for verb, noun in pairs if noun.count is not None)


def _at(match: re.Match[str], name: str) -> int | None:
    """Where a group matched; None where it did not, or the shape has none."""
    return match.start(name) if match.groupdict().get(name) is not None else None


def _event(said: str, noun: str | None, figures: Figures | None, scale: Scale) -> Event | None:
    """The event that a verb, what it is said of, and two figures make; None where they do not make one."""
    way = figures.way if figures else None
    if noun == "C":
        return "confidence_changed" if way != "level" else None
    if figures and figures.colours and noun is None and scale.colours == "confidence":
        return None
    if way is None:
        way = said if noun in {"s", "r"} or figures else None
    elif said in {"up", "down"} and said != way:
        return None
    return _WAYS.get(way or "")


def _link(event: str) -> str:
    return "|".join(row["link"] for row in patterns.wordings()["pair"] if row["event"] == event and "link" in row)


def _tied(
    event: str, ones: list[Subject], others: list[Subject], *, whole: bool, each: bool
) -> list[tuple[Subject, Subject]]:
    """The pairs of entries before and after that a sentence ties, or none where it does not say which is which."""
    pairs: list[tuple[Subject, Subject]] = []
    if len({one.kind for one in (*ones, *others)} - {None}) > 1:
        return []
    if event == "split":
        pairs = [(ones[0], other) for other in others] if len(ones) == 1 and whole else []
    elif event == "merged" and len(others) == 1:
        pairs = [(one, others[0]) for one in ones]
    elif len(ones) == len(others) and (each or event == "renumbered"):
        pairs = list(zip(ones, others, strict=True))
    return [(one, other) for one, other in pairs if (one.id_raw or one.title) != (other.id_raw or other.title)]


def _names(text: str, opening: Token, count: int | None, *, item: bool = False) -> tuple[list[str], int]:
    """The names in a list without identifiers, and where it ends; none where there are not as many as counted.

    Nor where one may be no name.
    """
    rest = text[opening.end :]
    closed = text[opening.start] == "("
    last = r"\)" if closed else r"[.]?$" if ";" in rest else rf"[.](?:\s|$)|$|{_NEW_COUNT}|{_ASIDE}"
    ends = re.search(last, rest)
    rest = rest[: ends.start()] if ends else rest
    between = r";\s*(?:and\s+)?" if ";" in rest else r",\s*(?:and\s+)?|\s+and\s+"
    parts = [rest] if count == 1 else re.split(between, rest.strip(" .:"))
    names = [_BEFORE_NAME.sub("", part.strip(" .:'\"")) for part in parts]
    names = [*names[:-1], re.sub(r"(?<=\w) (?:risks?|opportunit(?:y|ies))$", "", names[-1])]
    names = [re.sub(r"(?<=\w) \((?:[A-Za-z&]{2,8}|[a-z][^()]*)\)$", "", name) for name in names]
    listed = count == len(names) or (
        count is None and text[opening.start] in "–—-|:" and all(name[:1].isupper() for name in names)
    )
    odd, longest = (patterns.words("b"), LONGEST_ITEM) if item else (patterns.words("b", "stop"), LONGEST_NAME)
    plain = all(
        name and len(name.split()) <= longest and not odd.search(_MAY.sub("", name)) and not _NO_NAME.match(name)
        for name in names
    )
    return names if plain and listed else [], opening.end + len(rest)
