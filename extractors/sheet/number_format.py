"""How a spreadsheet shows a value: by its number format (ECMA-376, 18.8.31), in English.

Two things are shown otherwise than in the program: a year has all its digits, which the cell holds (``Mar-22`` might be
a day), and the formats that follow the computer's own settings are those of a British one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

Value = str | bool | int | float | datetime | date | time | timedelta

_BRITISH = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yy h:mm": "dd/mm/yyyy h:mm"}
_LONG_DATE, _LONG_TIME = "d mmmm yyyy", "hh:mm:ss"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]{0,255})"|\\(?P<escaped>.)|(?P<space>[_*].)|\[(?P<bracket>[^\]]{0,255})\]|(?P<half>AM/PM|A/P)'
    r"|(?P<general>General)|(?P<time>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<power>E[+-])|(?P<digit>[0#?]+|[.,%])|(?P<any>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]|[^;])+|(?<=;)(?=;|$)|^(?=;)', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?(?:\d{1,15}(?:\.\d*)?|\.\d+))\]")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_LONGEST = 30
"""Places of a number's pattern; Excel shows no more than 30 decimals and keeps 15 figures."""
_LARGEST = 1e15
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Token = tuple[str, str]
"""The kind of a part of a format, and its text."""


def shown(value: Value, number_format: str) -> str | None:
    """The text that a cell shows; None where its format is none we know (fractions, powers, elapsed time)."""
    if isinstance(value, bool):
        return str(value).upper()
    code = _BRITISH.get(number_format, number_format)
    code = _LONG_DATE if "[$-F800]" in code else _LONG_TIME if "[$-F400]" in code else code
    sections = _SECTION.findall(code) or [""]
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, int | float):
        section, number = _section_for(value, sections)
        return _number(number, _tokens(section))
    return None if isinstance(value, timedelta) else _moment(value, _tokens(sections[0]))


def _tokens(section: str) -> list[Token]:
    """The parts of a section. Kinds: ``text`` to print, ``digit``, ``time``, ``half``, ``general``, ``power``."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(section):
        kind, said = match.lastgroup or "any", match[match.lastgroup or 0]
        if kind == "bracket":
            money = re.fullmatch(r"\$([^-]*)(?:-.*)?", said)
            kind, said = ("power", said) if _ELAPSED.fullmatch(said) else ("text", money[1] if money else "")
        elif kind == "space":
            kind, said = "text", " " if said[0] == "_" else ""
        elif kind in {"quoted", "escaped", "any"}:
            kind = "at" if said == "@" and kind == "any" else "text"
        tokens.append((kind, said))
    return tokens


def _text(value: str, sections: Sequence[str]) -> str:
    """A text as the fourth section has it, or the only one that is for text."""
    section = sections[3] if len(sections) > 3 else sections[0] if len(sections) == 1 else "@"
    tokens = _tokens(section)
    if not any(kind == "at" for kind, _ in tokens):
        return "" if len(sections) > 3 else value
    return "".join(value if kind == "at" else said for kind, said in tokens)


def _section_for(value: float, sections: Sequence[str]) -> tuple[str, float]:
    """The section for a number, and the number as it prints it: without its sign where that has a section."""
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(value, condition[1], float(condition[2])):
                return section, value
        return "", value
    if len(sections) > 2 and value == 0:
        return sections[2], value
    return (sections[1], abs(value)) if len(sections) > 1 and value < 0 else (sections[0], value)


def _holds(value: float, sign: str, limit: float) -> bool:
    return (">" in sign and value > limit) or ("<" in sign and value < limit) or ("=" in sign and value == limit)


def _number(value: float, tokens: Sequence[Token]) -> str | None:
    kinds = {kind for kind, _ in tokens}
    if "general" in kinds:
        return "".join(general(value) if kind == "general" else said for kind, said in tokens)
    pattern = "".join(said for kind, said in tokens if kind == "digit")
    if kinds & {"power", "time", "half"} or ("?" in pattern and any(said == "/" for _, said in tokens)):
        return None
    places = [at for at, (kind, said) in enumerate(tokens) if kind == "digit" and said != "%"]
    if places and any(kind != "digit" for kind, _ in tokens[places[0] : places[-1]]):
        return None  # words between the digits
    parts = [said if kind == "text" or said == "%" else "" for kind, said in tokens]
    if places and (len(pattern) > _LONGEST or abs(value) > _LARGEST):
        return None
    if places:
        parts[places[0]] = _digits(value, pattern)
    return "".join(parts).strip() if tokens else ""


def _digits(value: float, pattern: str) -> str:
    """A number by its digits' pattern, such as ``#,##0.0#%``."""
    number = Decimal(repr(value)) * 100 ** pattern.count("%")
    plain = pattern.replace("%", "")
    scaled = len(plain) - len(plain.rstrip(","))
    whole, _, fraction = plain.rstrip(",").partition(".")
    number = (number / 1000**scaled).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    digits, _, decimals = f"{abs(number):f}".partition(".")
    least = sum(character == "0" for character in whole)
    digits = digits.lstrip("0").zfill(least) if least else digits.lstrip("0")
    if "," in whole:
        digits = f"{int(digits or 0):,}".zfill(least) if digits else ""
    kept = decimals.rstrip("0").ljust(fraction.count("0"), "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits}{'.' if kept else ''}{kept}"


def general(value: float) -> str:
    """A number as a cell without a format shows it."""
    if not math.isfinite(value):
        return str(value)
    return str(int(value)) if value == int(value) and abs(value) < 1e11 else f"{value:.10g}"


def _moment(value: date | time, tokens: Sequence[Token]) -> str | None:
    """A date or a time of day by the parts of its format."""
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    if any(kind in {"power", "digit", "general"} and said not in {",", "."} for kind, said in tokens):
        return None
    halves = any(kind == "half" for kind, _ in tokens)
    timed = [said[0].casefold() for kind, said in tokens if kind == "time"]
    parts, at = [], 0
    for kind, said in tokens:
        if kind == "time":
            minutes = said[0].casefold() == "m" and ("h" in timed[max(at - 1, 0) : at] or "s" in timed[at + 1 : at + 2])
            parts.append(_part(moment, said.casefold(), minutes=minutes, halves=halves))
            at += 1
        else:
            parts.append(("AM" if moment.hour < 12 else "PM") if kind == "half" else "" if kind == "at" else said)
    return "".join(parts).strip()


def _part(moment: datetime, token: str, *, minutes: bool, halves: bool) -> str:
    """One part of a date or a time of day, such as ``mmm``."""
    length = len(token)
    if token[0] == "y":
        return str(moment.year)
    if token[0] == "m" and not minutes:
        name = _MONTHS[moment.month - 1]
        return str(moment.month).zfill(length) if length < 3 else {3: name[:3], 5: name[0]}.get(length, name)
    if token[0] == "d":
        day = _DAYS[moment.weekday()]
        return str(moment.day).zfill(length) if length < 3 else day[:3] if length == 3 else day
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    number = {"h": hour, "m": moment.minute}.get(token[0], moment.second)
    return str(number).zfill(len(token.partition(".")[0]))
