"""What holds of every sentence: an event is of an entry that its sentence names, and of one that is stated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalise.events.clauses import Reading, read_sentence
from tests.normalise.events.reading import told
from tests.organisations import LANCASHIRE

READING = Reading(LANCASHIRE.identifiers, LANCASHIRE.scale)
read_sentence("CR1 (Roads) is new.", READING)  # compiles the wordings once

_NUMBERS = st.integers(1, 40).map(lambda number: f"CR{number}")
_WORDS = st.sampled_from(
    (
        "has been", "have", "removed", "added", "updated", "and", ",", ";", "from", "to", "the", "register", "score of",
        "increased", "reduced", "12", "16", "not", "is now", "merged into", "(", ")", "–", "new risk", "no", "proposed",
        "agreed that", "be", "by", "which", "two risks", "were", "it", "for", "on", "as",
    )
)  # fmt: skip
_SENTENCES = st.lists(st.one_of(_NUMBERS, _WORDS), min_size=2, max_size=25).map(" ".join)


@given(_SENTENCES)
def test_no_entry_is_the_subject_that_its_sentence_does_not_mention(sentence: str) -> None:
    read = read_sentence(sentence, READING)
    for statement in read.statements:
        for subject in filter(None, (statement.subject, statement.other)):
            in_a_run = "to" in sentence or "–" in sentence
            assert subject.id_raw is None or subject.id_raw in sentence or in_a_run
            assert subject.title is None or subject.title in sentence


@given(_SENTENCES, _SENTENCES)
def test_what_one_sentence_states_does_not_depend_on_the_one_before(first: str, second: str) -> None:
    alone = {(change.event, change.id_raw) for change in told(f"{second}.").changes}
    after = {(change.event, change.id_raw) for change in told(f"We met. {first}.", f"{second}.").changes}
    assert alone <= after
    assert after - alone <= {(change.event, change.id_raw) for change in told(f"We met. {first}.").changes}


@given(_SENTENCES)
def test_nothing_is_stated_behind_a_condition_or_by_a_question(sentence: str) -> None:
    for text in (f"If {sentence}, we shall see.", f"{sentence}?"):
        assert read_sentence(text, READING).statements == ()


@given(_SENTENCES)
def test_no_entry_is_both_added_and_removed_in_one_sentence(sentence: str) -> None:
    read = read_sentence(sentence, READING)
    for one, other in (("added", "removed"), ("score_increased", "score_decreased")):
        ones, others = ({each.subject for each in read.statements if each.event == event} for event in (one, other))
        assert not ones & others
