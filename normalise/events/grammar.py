"""Which entry the words of a sentence are said of: the subject of a verb, however titles and remarks part the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from normalise.events.mentions import Mention, Subject, opens_sentence, plain_name
from normalise.values.wordings import any_pattern, load

_PREPOSITION = re.compile(
    r"\b(?:of|for|in|to|on|from|with|against|under|by|at|within|alongside|between)\s+(?:the\s+)?$", re.IGNORECASE
)
_REMARK = re.compile(r"\s*(?:,[^,.;:]{1,80},|\([^()]*\)|,?\s*(?:which|that|who))\s*", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:as|because|since|which|that|while|whilst|after|when|where|so)\b", re.IGNORECASE)
_PRONOUN = r"(?:it|this|they|these)"
_LONGEST_NAME = 15
"""Words; what is longer is no short name."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The entries that words are said of, and the mention that names them (None: named elsewhere, or by no mention)."""

    subjects: tuple[Subject, ...]
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its mentions, and the entry it stands under."""

    text: str
    mentions: Sequence[Mention]
    context: Subject | None = None

    def before(self, at: int) -> Mention | None:
        """The last mention that ends before a position."""
        return next((one for one in reversed(self.mentions) if one.end <= at), None)

    def subject_of(self, at: int, since: int | None = None, *, of_parts: bool = False) -> Tie | None:
        """What the verb that begins at ``at`` is said of, or None where no mention is its subject.

        ``since`` is where an earlier verb of the same subject ends: ``remains on the register but has been updated``.
        With ``of_parts`` the wording or the controls of an entry stand for the entry.
        """
        mention, text = self.before(at), self.text
        if re.search(rf"(?:^|[,;:–—-]|\b(?:and|but|that))\s*{_PRONOUN}\s+{adverbs()}$", text[:at], re.IGNORECASE):
            return self._tie(mention) if mention and mention.by in {"id", "topic"} else self._back(None)
        if not re.sub(r"\W", "", text[:at]):
            return Tie((self.context,)) if self.context else None
        if mention is None:
            return None
        gap = text[mention.end : at]
        if not self._is_subject(mention, of_parts=of_parts):
            return None
        if re.fullmatch(rf"[\s,|:–—-]*{adverbs()}", gap, re.IGNORECASE) or _REMARK.fullmatch(gap):
            return self._tie(mention)
        if of_parts and re.fullmatch(rf"\s+{_parts()}\s+{adverbs()}", gap, re.IGNORECASE):
            return self._tie(mention)
        name = self.name_in(gap)
        if name and mention.by == "id" and len(mention.subjects) == 1 and not mention.owns:
            return Tie((replace(mention.subjects[0], title=name),), mention)
        if since is not None and since >= mention.end:
            joint = text[since:at]
            if re.fullmatch(rf"[^.;:]*?(?:,|\band\b|\bbut\b)\s*{adverbs()}", joint, re.IGNORECASE) and not (
                _SUBORDINATE.search(joint)
            ):
                return self._tie(mention)
        return None

    def name_in(self, gap: str) -> str | None:
        """The short name that stands between an identifier and what is said of it."""
        name = plain_name(re.sub(rf"\s{adverbs()}\(?$", "", gap, flags=re.IGNORECASE))
        return name if name and len(name.split()) <= _LONGEST_NAME and re.match(r"[\s|:–—(-]", gap) else None

    def name_before(self, at: int, *, proper: bool = False) -> Subject | None:
        """The short name a sentence begins with, where nothing else stands before ``at``.

        ``proper``: as no ordinary phrase is written, an acronym or several words with the longer ones capitalised,
        and none of what an entry or the register consists of (``Target Dates``).
        """
        name = plain_name(re.sub(rf"\s{adverbs()}$", "", self.text[:at], flags=re.IGNORECASE))
        if not name or len(name.split()) > _LONGEST_NAME or opens_sentence(name) or "," in name:
            return None
        longer = re.findall(r"[^\W\d]{4,}", name)
        proper_name = name.isupper() or (len(name.split()) > 1 and all(word[0].isupper() for word in longer))
        if proper and (not proper_name or of_a_register(name)):
            return None
        return Subject(title=name)

    def _tie(self, mention: Mention) -> Tie:
        return self._back(mention) if mention.by == "back" else Tie(mention.subjects, mention)

    def _back(self, mention: Mention | None) -> Tie:
        """The entry mentioned before; an unnamed one where there is none."""
        kind = mention.subjects[0].kind if mention else None
        return Tie((self.context or Subject(kind=kind),), mention)

    def _is_subject(self, mention: Mention, *, of_parts: bool) -> bool:
        """Whether a mention can be a subject: what stands after a preposition belongs to another noun."""
        before = self.text[: mention.start]
        preposition = _PREPOSITION.search(before)
        if preposition is None or mention.owns:
            return not mention.owns or of_parts
        return of_parts and re.search(rf"\b{_parts()}\s+$", before[: preposition.start()], re.IGNORECASE) is not None


def denied(text: str) -> bool:
    """Whether the end of a text denies what comes after it."""
    return words_of("negation").search(text) is not None


def intended(text: str) -> bool:
    """Whether a text makes what comes after it a plan or a proposal."""
    return words_of("intent").search(text) is not None


@cache
def adverbs() -> str:
    """A regular expression for any number of words between a subject and its verb that change nothing."""
    words = sorted(load("events/changes")["adverbs"], key=len, reverse=True)
    return rf"(?:(?:{'|'.join(words)})\b[\s,]*)*"


@cache
def _parts() -> str:
    return f"(?:{'|'.join(load('events/changes')['parts'])})"


def of_a_register(name: str) -> bool:
    """Whether a name is of what an entry or the register consists of (``Target Dates``), and of no entry."""
    return _of_a_register().search(name) is not None


@cache
def _of_a_register() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('events/changes')['not_an_entry'])}|{_parts()})\b", re.IGNORECASE)


@cache
def words_of(table: str) -> re.Pattern[str]:
    """The wordings of a table of ``changes.toml`` that are looked for anywhere in a text."""
    return re.compile(any_pattern(load("events/changes")[table]), re.IGNORECASE)
