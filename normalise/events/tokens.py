"""A sentence as a row of tokens: the entries it mentions, the verbs of change, and what stands between them.

Each kind of token has a letter, so that the row is a string that ``clauses.py`` reads with regular expressions:

    g entries, G perhaps entries     c "it", with no entry known     n new (or gone) entries, r entries
    v V done, finite verb, i act, N noun of a change ("removed", "leaves", "remove", "removal of")
    t j u done, act, noun of a change of score     q Q verb of two entries, one that needs more     m one said backwards
    f "formerly", an earlier number     h perhaps an identifier, of no scheme that is known
    s l o C score, axis, another score, confidence     d wording     F figures     D a date
    H having been     J being     I who, doing something, what has a number like an entry's     K where it is now
    P another body, its entries, L its register     U the number of
    b has been, B to be     R the register, A something else     e "there are", T that, E because, p preposition
    y agreed, x proposed, X a condition or question, Z a denial     w any other word     and & , ; : ( ) '
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.records import Kind
from normalise.events import patterns
from normalise.events.figures import Figures, figures_at
from normalise.events.mentions import Mention, Subject, kind_of_noun
from normalise.organisations.conventions import Scale
from normalise.values.moments import find_moments

_WORD = re.compile(r"[\w£$%][\w'&/%.-]*(?<![.'-])|[\w£$%]")
_SIGNS = {sign: code for code, signs in {":": "–—-|:", "(": "([", ")": ")]", "&": "/&", ",": ",", ";": ";"}.items()
          for sign in signs}  # fmt: skip
_REPORTED, _MONTH = timedelta(270), timedelta(31)
"""How far back a paper reports: some come once in half a year."""
_OF_SERVICE = re.compile(r"\b(?:operational|director\w+|department\w*|service|divisional)\b")
"""Whose entries are those of another register, until they come into this one."""
_IS = re.compile(r"\b(?:be|been|is|are|was|were)$", re.IGNORECASE)
_AWAY = ("off", "from", "out")
_REMARK = r"(?:\([wpEbl]*\)|,[wpEl]+(?=,&)|,[pET][^gG,;:vVtqQX]*(?=,&?g|,g))?"
"""What may stand between the entries of a list and be of the one before it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its letter, where it stands, and by its letter what it says."""

    code: str
    start: int
    end: int
    event: str = ""
    register: bool = False
    """Whether a verb means an entry only where the register follows."""
    count: int | None = None
    kind: Kind | None = None
    definite: bool = False
    figures: Figures | None = None
    entries: tuple[tuple[Subject, Figures | None], ...] = ()
    topic: bool = False

    @property
    def subject(self) -> Subject:
        """The first of its entries."""
        return self.entries[0][0]

    def named(self, subject: Subject) -> Token:
        """The token with another first entry."""
        return replace(self, entries=((subject, self.entries[0][1]), *self.entries[1:]))


def codes_of(tokens: list[Token]) -> str:
    """The letters of some tokens."""
    return "".join(token.code for token in tokens)


def tokens_of(
    text: str, mentions: list[Mention], context: Subject | None, scale: Scale, day: date | None = None
) -> list[Token]:
    """The tokens of a straightened sentence; ``context`` is what ``this risk`` is, where a heading says it.

    ``day`` is that of the meeting, where it is known: what happened not long before it is no history.
    """
    cut = _cut(text, mentions, _label(text, mentions) or context, scale)
    tokens = [one for one in cut if not (one.code == "D" and day and _is_recent(text[one.start : one.end], day))]
    if text.rstrip(" '\")").endswith("?"):
        tokens.append(Token("X", len(text), len(text)))
    tokens = _without_manner(_settled(tokens, text), text)
    for shape, change in _RULES:
        tokens = _rewritten(tokens, shape, change)
    return tokens


def _is_recent(text: str, day: date) -> bool:
    """Whether the month or day that a text names is in the time that a paper of a day reports of."""
    if re.search(r"\d{4}", text)[0] == str(day.year):  # type: ignore[index]
        return True
    return any(day - _REPORTED <= moment.last_day <= day + _MONTH for moment in find_moments(text))


def _label(text: str, mentions: list[Mention]) -> Subject | None:
    """The entry that a sentence begins with as a label does, and may call ``this risk``."""
    first, number = (*mentions[:2], None, None)[:2] if mentions and mentions[0].start == 0 else (None, None)
    if not first or len(first.subjects) != 1:
        return None
    if number and text[first.end : number.start] == " (" and text[number.end : number.end + 1] == ")":
        named = replace(
            number.subjects[0], title=first.subjects[0].title
        )  # "Bus fares (Risk no. 4) – the risk has ..."
        first = first._replace(end=number.end + 1, subjects=(named,))
    return first.subjects[0] if re.match(r"\s*[:–—|-]|\s+the\b", text[first.end :]) else None


def _cut(text: str, mentions: list[Mention], context: Subject | None, scale: Scale) -> Iterator[Token]:
    at, waiting = 0, list(mentions)
    while at < len(text):
        if waiting and waiting[0].start <= at:
            mention = waiting.pop(0)
            if mention.new:
                yield Token("n", mention.start, mention.start, "added", count=1, kind=mention.subjects[0].kind)
            entries = tuple((subject, None) for subject in mention.subjects)
            yield Token("G" if mention.loose else "g", mention.start, mention.end, entries=entries, topic=mention.topic)
            at = max(at, mention.end)
            continue
        if text[at] == " ":
            at += 1
            continue
        token = _next(text, at, waiting[0].start if waiting else len(text), scale)
        if token.code == "c" and context:
            token = replace(token, code="g", entries=((context, None),))
        if token.code != "a":
            yield token
        at = token.end


def _next(text: str, at: int, stop: int, scale: Scale) -> Token:
    """The token that begins at a position: the longest that fits and ends before the next mention."""
    found: list[Token] = []
    if not (text[at - 1 : at].isalnum() and at) or text[at] == "'":
        if figures := figures_at(text, at, scale):
            found.append(Token("F", at, figures.end, figures=figures))
        found += [Token(code, at, end, event, register) for code, event, register, end in patterns.kinds_at(text, at)]
        if noun := patterns.noun().match(text, at):
            found.append(_announced(noun))
    fitting = [token for token in found if at < token.end <= stop]
    if fitting:
        return max(fitting, key=lambda token: token.end)
    word = _WORD.match(text, at)
    return Token("w", at, min(word.end(), max(stop, at + 1))) if word else Token(_SIGNS.get(text[at], "a"), at, at + 1)


def _announced(match: re.Match[str]) -> Token:
    """The token of a noun: entries in general, or new or gone ones."""
    first = (match["count"] or match["determiner"] or "").lower().split(" ")[0]
    count = int(first) if first.isdigit() else patterns.wordings()["numbers"].get(first)
    of_noun = patterns.wordings()["noun"]
    gone, came = (re.match(of_noun[name], match["word"], re.IGNORECASE) for name in ("gone", "came"))
    event = "removed" if gone else "added" if match["new"] or came else ""
    definite = (match["determiner"] or "").lower() in {"the", "this", "that", "these", "those", "its", "each", "any"}
    kind = kind_of_noun(match["word"])
    return Token("n" if event else "r", match.start(), match.end(), event, count=count, kind=kind, definite=definite)


def _settled(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with what only their neighbours decide: a verb that needs the register, a verb of something else."""
    settled: list[Token] = []
    codes = codes_of(tokens)
    for at, each in enumerate(tokens):
        token = each
        after, before = codes[at + 1 :], settled[-1].code if settled else ""
        follows = tokens[at + 1] if after else token
        said = text[token.start : token.end].lower()
        if token.register and not _follows(token, after):
            code, event = _without_register(token, text)
            token = replace(token, code=code, event=event)
        elif token.register and token.code == "v" and before in {"g", "G", ")"} and said == "dropped":
            token = replace(token, code="V")
        elif (
            token.register
            and (away := re.match("[gr]*R", after))
            and text[tokens[at + away.end()].start :].startswith(_AWAY)
        ):
            token = replace(token, event="removed")
        elif token.event == "amended" and token.code == "v" and follows.code == "F":
            token = replace(token, code="t", event="moved")
        elif token.code in "vVi" and token.event in {"added", "removed"} and after.startswith("A"):
            token = replace(token, code="k") if follows.start <= token.end + 1 else token
        elif said == "new" and (
            after.startswith("R")
            or (before in {"(", ":"} and after[:1] in {"", ")", ";"})
            or (before in {"", ";"} and after.startswith(":"))
        ):
            token = replace(token, code="n", event="added")
        elif token.code in "rn" and _OF_SERVICE.search(said) and "R" not in after:
            token = replace(token, code="P")
        elif token.code == "y" and before == "Z":
            token = replace(token, code="x")
        elif said == "to be" and any(each.code == "e" for each in settled):  # "has allowed CR5 to be closed"
            token = replace(token, code="b")
        elif token.code == "A":
            token = replace(token, code="p")
        settled.append(token)
    return settled


def _without_manner(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without words between "been" and a participle: how it was done changes nothing."""
    made: list[Token] = []
    codes = codes_of(tokens)
    for at, token in enumerate(tokens):
        after_be = (
            bool(made)
            and made[-1].code in "bB"
            and _IS.search(text, max(made[-1].end - 5, 0), made[-1].end) is not None
        )
        if not (after_be and re.match("ww?[vtqQ]", codes[at:])):
            made.append(token)
    return made


def _without_register(verb: Token, text: str) -> tuple[str, str]:
    """What a verb is that the register should follow, and does not: its letter and event."""
    for code, event, register, end in patterns.kinds_at(text, verb.start):
        if code in "vtj" and event and not register and end == verb.end:
            return code, event
    return "w", ""


def _follows(verb: Token, after: str) -> bool:
    """Whether what a verb needs comes after it: the register, or for one that adds, a new entry."""
    register = re.match(r"R|[gr]+R|p[wI]{1,3}R" if verb.code in "vV" else r".{0,4}?R", after) is not None
    return register or (verb.event == "added" and verb.code in "vi" and after.startswith("n"))


def _rewritten(tokens: list[Token], shape: str, change: Callable[[list[Token], str], list[Token]]) -> list[Token]:
    """The tokens with each run of a shape changed; ``change`` gets the run, and the letters after it."""
    codes = codes_of(tokens)
    made: list[Token] = []
    at = 0
    for match in re.finditer(shape, codes):
        made += tokens[at : match.start()] + change(tokens[match.start() : match.end()], codes[match.end() :])
        at = match.end()
    return made + tokens[at:]


def _called_so(run: list[Token], _after: str) -> list[Token]:
    """``In terms of CR5, this risk has ...``."""
    named = next(token for token in run if token.code == "g")
    return [*run[:-1], replace(run[-1], code="g", entries=named.entries)] if len(named.entries) == 1 else run


def _together(run: list[Token], _after: str) -> list[Token]:
    """``has lately been``."""
    return [replace(run[0], end=run[-1].end)]


def _with_noun(run: list[Token], _after: str) -> list[Token]:
    """``the risk CR2``."""
    noun, entry = run[0], next(token for token in run if token.code in "gG")
    if noun.count == 0:
        return run
    entries = tuple((replace(one, kind=one.kind or noun.kind), figures) for one, figures in entry.entries)
    return [replace(entry, start=noun.start, end=run[-1].end, entries=entries)]


def _with_number(run: list[Token], _after: str) -> list[Token]:
    """A name and its identifier: ``the risk on care, CR2``, ``Care (CR2)``, ``a risk on care was added as CR2``."""
    name, number = run[0], next(token for token in reversed(run) if token.code == "g")
    if not name.topic or name.subject.id_raw or len(number.entries) != 1 or not number.subject.id_raw:
        return run
    subject = number.subject
    subject = replace(subject, title=subject.title or name.subject.title, kind=subject.kind or name.subject.kind)
    between = [token for token in run[1:-2] if token.code in "bvR"]
    return [replace(number.named(subject), start=name.start, end=name.end if between else run[-1].end), *between]


def _with_figures(run: list[Token], _after: str) -> list[Token]:
    """``CR6 (12 to 8)``, ``CR6 from 12 to 8``."""
    if len(run[0].entries) != 1:
        return run
    figures = next(token.figures for token in run if token.code == "F")
    return [replace(run[0], code="g", end=run[-1].end, entries=((run[0].subject, figures),))]


def _new_title(run: list[Token], _after: str) -> list[Token]:
    """``CR2 has been renamed 'Roads'``: what an entry is called now is no other entry."""
    return run[:1] if run[0].event == "amended" and not run[-1].subject.id_raw else run


def _about(run: list[Token], _after: str) -> list[Token]:
    """``CR2 – a new risk on roads``: what it is about is no entry of its own."""
    return run[:-1] if run[-1].topic and run[0].subject.id_raw and not run[-1].subject.id_raw else run


def _earlier_title(run: list[Token], _after: str) -> list[Token]:
    """``CR2 (previously 'Pay')``."""
    return [] if not run[2].subject.id_raw else run


def _retitled(run: list[Token], _after: str) -> list[Token]:
    """``The title of CR2 has been changed``."""
    return [*run[:-1], replace(run[-1], code="v", event="amended")] if run[-1].event == "moved" else run


def _without_remark(run: list[Token], _after: str) -> list[Token]:
    """``CR1 and CR2 (in red)``."""
    return run[:1]


def _renumbered(run: list[Token], _after: str) -> list[Token]:
    """``The reference of CR2 has been changed to CR3``."""
    verb = replace(run[-2], code="q", event="renumbered", end=run[-1].end)
    return [*run[1:-2], verb] if run[-2].event == "moved" else run


def _listed(run: list[Token], after: str) -> list[Token]:
    """``CR1 (Roads), CR2 and CR3``. Before a verb a list ends with "and"; "CR1 becomes CR2 and CR3 …" has none.

    Of more than two entries between two verbs, which has which verb is not said.
    """
    lead = [run[0]] if run[0].code in "qQn" else []
    run = run[len(lead) :]
    mark = [run[0]] if run[0].code != "g" else []
    run = run[len(mark) :]
    if run[-1].code == "G" and not run[0].subject.title:
        return [*lead, *mark, *run]
    run[-1] = replace(run[-1], code="g")
    codes = codes_of(run)
    linked = codes_of(lead) == "q" and not mark and re.match("[pE]g", after)
    before_verb = linked or re.match(r",?[bBvVtq]", after)
    if before_verb and lead and "&" in codes:
        split = run if codes.count("g") == 2 else [replace(token, code="w") for token in run]
        return [*lead, *mark, *split]
    if before_verb and "&" not in codes[codes.rindex("g", 0, -1) :]:
        return [*lead, *mark, *run]
    entries = tuple(entry for token in run for entry in token.entries)
    return [*lead, *mark, replace(run[0], end=run[-1].end, entries=entries, topic=False)]


_RULES: tuple[tuple[str, Callable[[list[Token], str], list[Token]]], ...] = (
    (r"bb(?=[vVtqQn])", _together),
    (r"(?<!.)(?:E?p|E)g[^gGnrh;]*c(?=[bBM])", _called_so),
    (r"^g[:,]n[gG]", _about),
    (r"\(f[gG]\)", _earlier_title),
    (r"[vV],?[pE]?[gG]", _new_title),
    (r"(?<!d)d+p?[gG],?b?t|^[gG][:,]d+b?t", _retitled),
    (r"Ug,?b?tp(?=g)", _renumbered),
    (r"r[gG]|r\(g\)", _with_noun),
    (r"g,?bvR?,?[EK]g(?=$|[.,;])", _with_number),
    (r"[gG](?:[,:]g|\(g\))", _with_number),
    (r"[gG](?:\(F\)|F(?=[.,;&)]|$)|,F(?=[;.]|$|,?&g))", _with_figures),
    (r"g\([wpEbl]+\)(?=$|[.;])", _without_remark),
    (rf"(?:[qQn][,:(]?)?g(?:{_REMARK}[,;&]+g)+(?:{_REMARK},?&G)?|g,?&G", _listed),
)
