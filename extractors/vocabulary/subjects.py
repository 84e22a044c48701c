"""Whether the rows of a table are of something else than risks, as its headings say (``subjects.toml``).

Lists of actions, findings, savings or indicators have owners, scores, targets and directions of travel as registers
have them: what tells them apart is what each row is of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_LEVELS = re.compile(
    r"\blikelihood\b.{0,200}\bimpact\b|\bimpact\b.{0,200}\blikelihood\b|\b(?:inherent|gross|residual)\b", re.IGNORECASE
)


def is_of_something_else(wordings: Iterable[str]) -> bool:
    """Whether headings, in order, say that the rows below are no risks and no opportunities.

    The first that is more than a number's heading says what a row is of. Where a row has a likelihood and an impact, or
    scores before and after controls, it is a risk whatever it is called.
    """
    plain = [" ".join(re.findall(r"\w+", wording.casefold())) for wording in wordings]
    if _LEVELS.search(" | ".join(plain)):
        return False
    words = _words()
    telling = [wording for wording in plain if wording and wording not in words["neutral"]]
    return any(wording in words["never"] for wording in plain) or any(map(_subject().fullmatch, telling[:1]))


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((files("extractors.vocabulary") / "subjects.toml").read_text("utf-8"))


@cache
def _subject() -> re.Pattern[str]:
    before, subject, after = ("|".join(_words()[part]).casefold() for part in ("before", "subjects", "after"))
    return re.compile(rf"(?:(?:{before}) ){{0,4}}(?:{subject})s?(?: (?:{after})){{0,4}}")
