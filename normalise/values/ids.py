"""How an identifier is spelt: ``Corp 1``, ``CORP1`` and ``Corp. 1`` are one ID. Which risk it is, is not asked here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from normalise.values.text import one_line

Kind = Literal["risk", "opportunity"]

_KINDS: dict[str, Kind] = {"CR": "risk", "CORP": "risk", "CO": "opportunity"}
_PREFIX_ORDER = tuple(_KINDS)

_SEPARATOR = r"[\s.–-]*"
_NUMBER = r"0{0,2}[1-9][0-9]{0,2}"
_REMARK = r"(?:\(.*\)|\[.*\]|[*†]|(?:formerly|previously|was|old|ex)\b.*)"
_ID = re.compile(
    rf"(?P<prefix>CORP|CR|CO|C0){_SEPARATOR}(?P<number>{_NUMBER})[.:]?(?:\s*{_REMARK})?", re.IGNORECASE | re.ASCII
)
_USUAL = re.compile(r"(?:CORP|CR|CO)\.?\s?[1-9][0-9]*[.:]?", re.IGNORECASE | re.ASCII)
"""Letter case, one blank and a full stop are typography; anything beyond them is worth a finding."""


@dataclass(frozen=True, slots=True)
class RiskId:
    """An identifier in its canonical spelling, e.g. ``CORP1``: ``prefix`` (CR, CORP, CO) and ``number`` (from 1).

    ``respelt`` says that the print deviates by more than letter case, a blank or a full stop: a zero for the
    letter O, a padded number, a remark beside the ID. Worth a finding ``id_spelling``.
    """

    prefix: str
    number: int
    respelt: bool = False

    @property
    def risk_id(self) -> str:
        """The canonical spelling."""
        return f"{self.prefix}{self.number}"


def parse_id(raw: str, kind: Kind) -> RiskId | None:
    """Read an identifier printed under a heading of the given kind; None for anything not plainly one of that kind.

    Under an opportunity heading a zero printed for the letter O (``C01``) is an O. Under a risk heading the same
    print may be a mistyped CR1 or a misplaced CO1, so it is not read; nor is an ID whose letters say the
    other kind than its heading, nor a letter printed for the digit 1 (``CRl``).
    """
    text = one_line(raw)
    match = _ID.fullmatch(text)
    if match is None:
        return None
    prefix = match["prefix"].upper()
    if prefix == "C0" and kind == "opportunity":
        prefix = "CO"
    if _KINDS.get(prefix) != kind:
        return None
    return RiskId(prefix, int(match["number"]), respelt=_USUAL.fullmatch(text) is None)


def parse_any_id(raw: str, kind: Kind | None = None) -> tuple[RiskId, Kind] | None:
    """Read an identifier printed in running text, where no heading says its kind (``kind`` where the words do)."""
    kinds: tuple[Kind, ...] = ("risk", "opportunity") if kind is None else (kind,)
    return next(((identity, each) for each in kinds if (identity := parse_id(raw, each))), None)


def kind_of(raw: str) -> Kind | None:
    """The kind an identifier's letters say: CR and CORP a risk, CO an opportunity; None where they do not say."""
    match = _ID.fullmatch(one_line(raw))
    return _KINDS.get(match["prefix"].upper()) if match else None


def sort_key(risk_id: str) -> tuple[int, int]:
    """Order of canonical IDs as a register prints them: CR, then CORP, then CO, each by number.

    Raises ValueError for a spelling that is not canonical.
    """
    match = re.fullmatch(r"(CR|CORP|CO)([1-9][0-9]*)", risk_id)
    if match is None:
        raise ValueError(f"not a canonical risk ID: {risk_id!r}")
    return _PREFIX_ORDER.index(match[1]), int(match[2])
