"""How an identifier is spelt: ``Corp 1``, ``CORP1`` and ``Corp. 1`` are one ID. Which risk it is, is not asked here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from extractors.records import Kind
from normalise.organisations.conventions import IdScheme
from normalise.values.text import ascii_words, one_line
from normalise.values.wordings import any_of

_NUMBER = r"0{0,3}[1-9][0-9]{0,2}"
_REMARK = r"(?:\(.*\)|\[.*\]|[*†]|(?:formerly|previously|was|old|ex)\b.*)"
_GENERAL = re.compile(
    r"(?:(?:risk|opportunity|threat)s?(?:\s+(?:no|number|ref)\b)?[.:]?)?\s*+#?\s*+"
    r"(?:(?P<letters>[A-Z]{1,8}(?:[_/-][A-Z]{1,4}|(?<=[A-Z]{2})\.[A-Z]{1,4})?)[.\s/_–-]{0,3})?"
    r"(?P<number>[0-9]{1,6}(?:[./_-][0-9]{1,4}){0,2})"
    r"\s?(?P<behind>\([A-Z]{1,6}\)|[/-]?[A-Z]{1,6})?[.:]?(?:\s*" + _REMARK + ")?",
    re.IGNORECASE | re.ASCII,
)
"""An identifier of no scheme that is written down: ``SR36``, ``1.2``, ``FIN-2021-07``, ``015(CR)``."""

_LETTERS = re.compile(r"[A-Z]{1,6}(?:-[A-Z]{1,4})?")
"""An identifier of letters alone: ``B``, ``FIN``."""

_CANONICAL = re.compile(
    r"((?:[A-Z]+-)*[A-Z]*(?:[0-9]+\.)*)(0|[1-9][0-9]*)(?:\([A-Z]+\)|[/-]?[A-Z]*)|([A-Z]+(?:-[A-Z]+)*)"
)

_WORDS_OF_A_NAME = 6

_FLAGS = re.IGNORECASE | re.ASCII


@dataclass(frozen=True, slots=True)
class RiskId:
    """An identifier in its canonical spelling, e.g. ``CORP1``: ``prefix`` (``CORP``), ``number``, what is ``behind``.

    Of a number with parts (``1.2``, ``FIN-2021-07``) the last is the ``number``, what is before it of the ``prefix``.
    One of letters alone has no ``number``.

    ``respelt`` says that the print deviates by more than letter case, a blank or a full stop: a zero for the
    letter O, a padded number, a remark beside the ID. Worth a finding ``id_spelling``.
    """

    prefix: str
    number: int | None
    respelt: bool = False
    behind: str = ""

    @property
    def risk_id(self) -> str:
        """The canonical spelling."""
        return f"{self.prefix}{'' if self.number is None else self.number}{self.behind}"


def _any_in_text(single: Collection[str]) -> re.Pattern[str]:
    """Identifiers without schemes in running text: two or more capitals, or ``page 3`` and ``Q3`` would be one.

    A line may tie a word to its number (``Strat-5``), and more letters (``CRR_FIN07``) or a year (``FIN-2021-07``) may
    stand before it; four digits follow the letters at once, and are no year. ``single`` are the letters that alone are
    enough.
    """
    letters = "|".join(["[A-Z]{2,6}(?:[._-][A-Z]{1,4})?", *sorted(single)])
    number = rf"[. _-]?{_NUMBER}(?:(?<=\d)[a-dA-D]|\.\d{{1,2}}(?!\d|%))?"
    dated = r"[-/]20\d\d[-/]\d{1,3}"
    long = r"-?(?!19|20)[1-9]\d{3}"
    ends = r"(?![^\W_]|-\w)"
    return re.compile(
        rf"(?<![^\W_])(?<![A-Z][._-])(?:(?:{letters})(?:{number}|{dated}|{long})|[A-Z][a-z]{{2,5}}-{_NUMBER}){ends}",
        re.ASCII,
    )


class Identifiers:
    """The identifiers of one organisation, by its schemes; without any, those of every usual shape."""

    def __init__(self, schemes: tuple[IdScheme, ...] = (), single: Collection[str] = ()) -> None:
        """``single`` are the letters that alone make an identifier in running text, where there are no schemes."""
        self.schemes: Final = schemes
        self._schemes = {scheme.letters: scheme for scheme in schemes}
        self._slips = {slip: scheme for scheme in schemes for slip in scheme.slips}
        canonical, letters = any_of(self._schemes), any_of([*self._schemes, *self._slips])
        own = re.escape("".join(scheme.between for scheme in schemes))
        between = rf"[\s._–{own}-]*"
        printed = rf"(?P<letters>{letters}){between}(?P<number>{_NUMBER})"
        self._any = re.compile(rf"{printed}[.:]?(?:\s*{_REMARK})?", _FLAGS)
        self._usual = re.compile(rf"{canonical}\.?[\s{own}]?[1-9][0-9]*[.:]?", _FLAGS)
        """Letter case, a blank, a full stop and what a scheme has between are typography, all else worth a finding."""
        self._slip = re.compile(rf"(?P<letters>{any_of(self._slips)}){between}\d", _FLAGS)
        in_text = re.compile(rf"(?<![^\W_]){printed}(?![^\W_])", _FLAGS) if schemes else _any_in_text(single)
        self.in_text: Final = in_text
        """An identifier anywhere in running text."""

    def beside(self, printed: Iterable[str]) -> Identifiers:
        """Those of a text that stands in one paper with a register of these identifiers, as printed."""
        single = {raw.strip()[0] for raw in printed if re.match(r"\s*[A-Z][. ]?\d", raw)}
        return self if self.schemes or not single else Identifiers(single=single)

    def parse(self, raw: str, kind: Kind | None) -> RiskId | None:
        """Read an identifier printed under a heading of the given kind; None for anything not clearly one of that kind.

        A slip is read under a heading of its scheme's own kind alone: ``C01`` among opportunities is CO1, and among
        risks may be a mistyped CR1 or a misplaced CO1. An ID whose letters say another kind than its heading is not
        read, nor a letter printed for the digit 1 (``CRl``).
        """
        text = one_line(raw)
        if not self.schemes:
            return _general(text)
        match = self._any.fullmatch(text)
        if match is None:
            return None
        printed = match["letters"].upper()
        scheme = self._schemes.get(printed) or self._slips.get(printed) or IdScheme(printed)
        if kind is not None and scheme.kind not in (None, kind):
            return None
        if printed in self._slips and kind is None:
            return None
        return RiskId(scheme.letters, int(match["number"]), respelt=self._usual.fullmatch(text) is None)

    def parse_any(self, raw: str, kind: Kind | None = None) -> tuple[RiskId, Kind | None] | None:
        """Read an identifier that is under no heading, with the kind that it is by its letters, else by ``kind``.

        A slip is read as its scheme, unless the words (``kind``) say otherwise.
        """
        for each in ("risk", "opportunity") if kind is None else (kind,):
            if identity := self.parse(raw, each):
                scheme = self._schemes.get(identity.prefix)
                return identity, (scheme.kind if scheme else None) or kind
        return None

    def kind_of(self, raw: str) -> Kind | None:
        """The kind that an identifier's letters say; None where they say none, or are a slip."""
        match = self._any.fullmatch(one_line(raw))
        scheme = self._schemes.get(match["letters"].upper()) if match else None
        return scheme.kind if scheme else None

    def settle_kind(self, raw: str, kind: Kind | None, likely: Kind | None = None) -> Kind:
        """Risk or opportunity: as its section or table says (``kind``), else as its letters, else as ``likely`` words.

        A slip of letters counts for less than any words. What nothing calls an opportunity is in a register of
        risks, and is one.
        """
        slip = self._slip.match(raw.strip())
        by_slip = self._slips[slip["letters"].upper()].kind if slip else None
        return kind or self.kind_of(raw) or likely or by_slip or "risk"

    def sort_key(self, risk_id: str) -> tuple[int, str, int]:
        """Order of canonical IDs as a register prints them: by scheme, then by number.

        Raises:
            ValueError: the spelling is not canonical.
        """
        match = _CANONICAL.fullmatch(risk_id)
        if match is None:
            raise ValueError(f"not a canonical risk ID: {risk_id!r}")
        order = list(self._schemes)
        letters = match[3] or match[1]
        return order.index(letters) if letters in order else len(order), letters, int(match[2] or 0)


def _general(text: str) -> RiskId | None:
    """An identifier of no known scheme: its spelling keeps what tells two apart, but no blanks and leading zeros."""
    match = _GENERAL.fullmatch(text)
    if match is None:
        return RiskId(text, None) if _LETTERS.fullmatch(text) else None
    letters, behind = re.sub("[._/]", "-", match["letters"] or "").upper(), (match["behind"] or "").upper()
    *before, last = map(int, re.split(r"[./_-]", match["number"]))
    if not (last or before or behind):
        return None
    return RiskId(letters + "".join(f"{part}." for part in before), last, behind=behind)


def named_by(title: str) -> RiskId:
    """What an entry is called by where its register numbers nothing: its title, ``Cyber attack`` → ``CYBER-ATTACK``."""
    words = filter(str.isalpha, ascii_words(title))
    return RiskId("-".join(islice(words, _WORDS_OF_A_NAME)).upper() or "ENTRY", None)
