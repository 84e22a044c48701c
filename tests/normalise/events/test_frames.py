"""One change of one entry, in every form that minutes give it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Line
from extractors.records import Narrative
from normalise.events import read_changes
from tests.organisations import GENERAL

FORMS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("frames.toml").read_text("utf-8"))
_NAMES = {"SR5", "5", "home care", "Home Care", "Home care"}
_BY_NUMBER = ("SR5 (Home care)", "Risk 5 (Home care)")


def wrong(event: str, sentence: str) -> list[str]:
    """The sentence, if it is not read as this event and no other of the entry it is about."""
    narrative = Narrative("minutes", "Corporate Risk Register", None, (Line(sentence[0].upper() + sentence[1:]),))
    changes = read_changes(narrative, GENERAL.identifiers, GENERAL.scale).changes
    read = [change.event for change in changes if _NAMES & {change.id_raw, change.title}]
    return [] if read == [event] else [f"{sentence} {read}"]


@pytest.mark.parametrize(
    ("event", "verb"), [(event, verb) for event, verbs in FORMS["verbs"].items() for verb in verbs]
)
def test_a_verb_is_read_in_every_frame_of_every_entry(event: str, verb: str) -> None:
    made = (frame.format(s=entry, v=verb) for frame in FORMS["frames"] for entry in FORMS["entries"])
    assert [one for sentence in made for one in wrong(event, sentence)] == []


@pytest.mark.parametrize(
    ("event", "sentence"), [(event, each) for event, sentences in FORMS["sentences"].items() for each in sentences]
)
def test_a_sentence_is_read_with_every_entry(event: str, sentence: str) -> None:
    assert [one for entry in _BY_NUMBER for one in wrong(event, sentence.format(s=entry))] == []
