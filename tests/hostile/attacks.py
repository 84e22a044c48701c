"""Texts on which a regular expression takes longest: what it repeats, many times, and an end that it does not match."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, AnyStr

_SIGNS = "aA1 .,-(:;/&'_|\n\t)[]#*x\"é–<>=%R"
_PREFERRED = "aA1 .-"
_ENDS = ("\0", "", " ", ":")
_REPEATED = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_FEW = 8
"""So many times a part may be repeated before it counts as repeated at will."""
_LONG = 0.02
"""Seconds that a short text never takes, and a longer one where it is worth while to look no further."""
_TRIES = 3

Node = tuple[Any, Any]
_KINDS = {"DIGIT": re.compile(r"\d"), "SPACE": re.compile(r"\s"), "WORD": re.compile(r"\w")}


def _of_set(items: Sequence[Node]) -> list[str]:
    """Signs that a set matches, whatever their case."""
    found = [sign for sign in _SIGNS if any(_is_one(sign, *item) for item in items if item[0] is not op.NEGATE)]
    if items[0][0] is op.NEGATE:
        return [sign for sign in _SIGNS if sign not in found]
    firsts = (value if kind is op.LITERAL else value[0] for kind, value in items if kind in {op.LITERAL, op.RANGE})
    return found or [chr(first) for first in firsts][:1]


@cache
def _is_one(sign: str, kind: Any, value: Any) -> bool:
    if kind is op.CATEGORY:
        name = str(value)
        return bool(_KINDS[name.rpartition("_")[2]].match(sign)) != ("_NOT_" in name)
    first, last = (value, value) if kind is op.LITERAL else value
    return any(first <= ord(each) <= last for each in (sign.lower(), sign.upper()))


def _signs(kind: Any, value: Any) -> list[str]:
    """Signs that a part of one sign matches."""
    if kind is op.LITERAL:
        return [chr(value)]
    if kind is op.IN:
        return _of_set(value)
    return [sign for sign in _SIGNS if sign != "\n" and value != ord(sign)] if kind in {op.ANY, op.NOT_LITERAL} else []


def _within(kind: Any, value: Any) -> list[Sequence[Node]]:
    """The parts in a part: alternatives, or the only one."""
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind in _REPEATED:
        return [value[2]]
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return [value[1]]
    return [value] if kind is op.ATOMIC_GROUP else []


def _sample(parts: Sequence[Node], preferred: str, branch: int = 0) -> str:
    """A text that the parts match, but for what looks ahead or back."""
    text = ""
    for kind, value in parts:
        if signs := _signs(kind, value):
            text += preferred if preferred in signs else signs[0]
        elif kind in _REPEATED:
            text += _sample(value[2], preferred, branch) * max(value[0], value[1] > _FEW)
        elif kind not in {op.ASSERT, op.ASSERT_NOT} and (inner := _within(kind, value)):
            text += _sample(inner[branch % len(inner)], preferred, branch)
    return text


def _repeated(parts: Sequence[Node], before: list[Node]) -> Iterator[tuple[list[Node], Sequence[Node]]]:
    """Each part that is repeated at will, and what comes before it."""
    for at, (kind, value) in enumerate(parts):
        here = [*before, *parts[:at]]
        if kind in _REPEATED and value[1] > _FEW:
            yield here, value[2]
        for inner in _within(kind, value):
            yield from _repeated(inner, here)


def _single(parts: Sequence[Node]) -> Iterator[str]:
    for kind, value in parts:
        yield from _signs(kind, value)
        for inner in _within(kind, value):
            yield from _single(inner)


@cache
def pumps(pattern: str) -> dict[tuple[str, str], None]:
    """What to begin with, and what to repeat."""
    found: dict[tuple[str, str], None] = {}
    for before, body in _repeated(parser.parse(pattern), []):
        for preferred in _PREFERRED:
            begin = _sample(before, preferred)
            for once in dict.fromkeys(_sample(body, preferred, branch) for branch in range(4)):
                found |= dict.fromkeys((("", once), (begin, once), ("", begin + once), ("", f"{begin}{once} ")))
        begin = _sample(before, "a")
        for sign in dict.fromkeys(_single(body)):
            found |= dict.fromkeys((("", sign), (begin, sign), (begin[:-1], sign), ("", begin + sign)))
    return {(begin, once): None for begin, once in found if once}


def growth(pattern: re.Pattern[AnyStr], use: Callable[[AnyStr], object], size: int = 1000) -> tuple[float, str]:
    """How much longer four times the text takes, at worst (4 where time grows as the text does), and that text's make.

    Time is that of this process on a processor, and the least of some tries. A pattern that takes long for some dozens
    of characters grows beyond any bound.
    """
    texts = [(begin, once, end) for begin, once in pumps(_plain(pattern.pattern)) for end in _ENDS]
    slow: list[tuple[float, tuple[str, str, str]]] = []
    longest = size // 2  # enough to tell which texts take longest: those are measured at full size
    for make in texts:
        for length in (20, 25, 40, 60, 100, 200, longest):
            text = _text(pattern, make, length)
            seconds = _seconds(use, text, 1)
            if seconds > _LONG and (seconds := _seconds(use, text, _TRIES)) > _LONG:
                return (float("inf"), repr(make)) if length < longest else _measured(pattern, use, make, size)
        slow = sorted([*slow, (seconds, make)], reverse=True)[:3]
    return max((_measured(pattern, use, make, size) for _, make in slow), default=(0, ""))


def _measured(
    pattern: re.Pattern[AnyStr], use: Callable[[AnyStr], object], make: tuple[str, str, str], size: int
) -> tuple[float, str]:
    once, more = (_seconds(use, _text(pattern, make, length), _TRIES) for length in (size, 4 * size))
    return more / max(once, 1e-5), repr(make)


def _plain(pattern: str | bytes) -> str:
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern


def _text(pattern: re.Pattern[AnyStr], make: tuple[str, str, str], length: int) -> AnyStr:
    begin, once, end = make
    text = begin + once * (length // len(once) + 1) + end
    return text.encode() if isinstance(pattern.pattern, bytes) else text


def _seconds(use: Callable[[AnyStr], object], text: AnyStr, tries: int) -> float:
    least = float("inf")
    for _ in range(tries):
        start = time.process_time()
        use(text)
        least = min(least, time.process_time() - start)
    return least
