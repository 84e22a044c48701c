"""How lists write their numbers, and how deep an indented item stands."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

Numeral = Callable[[int], str]
"""Writes a count: 4 → ``"4"``, ``"d"``, ``"iv"``. A count that the system cannot write (0, or ten thousand in Roman)
is left in digits, as Word and browsers do."""


def two_digits(count: int) -> str:
    """The count in digits, at least two of them: ``"04"``."""
    return f"{count:02d}"


def roman(count: int) -> str:
    """The count in small Roman numerals: ``"iv"``."""
    if count not in range(1, 4000):
        return str(count)
    written = []
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written.append(letters * times)
    return "".join(written)


def doubling_letter(count: int) -> str:
    """The count in small letters as Word goes on after z: ``"aa"``, ``"bb"``."""
    if count not in range(1, 781):
        return str(count)
    times, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def counting_letter(count: int) -> str:
    """The count in small letters as web pages go on after z: ``"aa"``, ``"ab"``."""
    if count < 1:
        return str(count)
    letters = ""
    while count:
        count, letter = divmod(count - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def capital(numeral: Numeral) -> Numeral:
    """The same numerals in capitals."""
    return lambda count: numeral(count).upper()


class Depths:
    """How deep list items stand by their indent alone, relative to the items before them."""

    def __init__(self, slack: int) -> None:
        """Take the difference, in the unit of the indents, that an eye does not take for another depth."""
        self._slack = slack
        self._open: list[tuple[int, int]] = []

    def level(self, indent: int) -> int:
        """The level (1 outermost) of the next item."""
        while self._open and self._open[-1][0] > indent + self._slack:
            self._open.pop()
        level = 1
        if self._open:
            outer, level = self._open[-1]
            if indent > outer + self._slack:
                level += 1
            else:
                self._open.pop()
        self._open.append((indent, level))
        return level
