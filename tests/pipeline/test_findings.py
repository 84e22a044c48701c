"""Every finding code is explained, and a misspelt one cannot exist."""

from __future__ import annotations

import pytest

from extractors.findings import SEVERITIES, Code
from pipeline.store import dictionary


def test_the_codes_of_the_contract_are_declared() -> None:
    contract = {
        "score_mismatch", "swapped_scores", "profile_conflict", "source_conflict", "id_spelling", "id_gap",
        "duplicate_id", "missing_value", "healed_word",
    }  # fmt: skip

    assert contract <= set(Code)


@pytest.mark.parametrize("code", Code)
def test_a_code_is_explained_in_sentences_and_listed_on_its_page(code: Code) -> None:
    assert code.name.lower() == code.value
    assert code.severity in SEVERITIES
    one, several = code.counted
    assert one != several
    assert one[0].islower()
    assert not one.endswith(".")
    assert code.meaning.endswith(".")
    assert code.remedy.endswith(".")
    first, _, rest = code.remedy.partition("For the maintainer:")
    assert "`normalise/" not in first, "an officer has no file of the program to change"
    assert not rest or first
    assert "crosswalk" not in code.remedy or "docs/review-lineage.md" in code.remedy or "line " not in code.remedy
    assert f"| `{code}` | {code.meaning} | {code.remedy} |" in dictionary.render_codes()


def test_severity_follows_from_the_code() -> None:
    assert Code.UNREADABLE_FILE.severity == "error"
    assert Code.SCORE_MISMATCH.severity == "warning"
    assert Code.HEALED_WORD.severity == "info"
