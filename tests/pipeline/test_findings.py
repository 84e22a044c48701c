"""Every finding code is declared once, explained, and used by name only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import dictionary, findings
from pipeline.findings import CODES, SEVERITIES, severity_of


def test_the_codes_of_the_contract_are_declared() -> None:
    contract = {
        "score_mismatch", "swapped_scores", "profile_conflict", "source_conflict", "id_spelling", "id_gap",
        "duplicate_id", "missing_value", "healed_word",
    }  # fmt: skip

    assert contract <= CODES.keys()


def test_no_code_is_declared_twice() -> None:
    assert len(findings._DECLARED) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_in_sentences_and_listed_in_the_dictionary(code: str) -> None:
    declared = CODES[code]

    assert declared.code == code
    assert code.isidentifier()
    assert code.islower()
    assert declared.severity in SEVERITIES
    assert declared.meaning.endswith(".")
    assert declared.remedy.endswith(".")
    assert f"| `{code}` | {declared.severity} | {declared.meaning} | {declared.remedy} |" in dictionary.render()


def test_every_code_in_the_source_is_declared() -> None:
    root = Path(findings.__file__).parents[1]
    sources = [path for room in ("extractors", "normalise", "pipeline") for path in sorted((root / room).rglob("*.py"))]

    reported = {(path.name, code) for path in sources for code in codes_reported(path)}

    assert reported
    assert {(name, code) for name, code in reported if code not in CODES} == set()


def codes_reported(path: Path) -> Iterator[str]:
    """The codes a module spells out where it makes a finding."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("Finding", "_report", "severity_of")):
            yield from (ast.literal_eval(code) for code in call.args[:1] if isinstance(code, ast.Constant))


def test_severity_follows_from_the_code() -> None:
    assert severity_of("unreadable_file") == "error"
    assert severity_of("score_mismatch") == "warning"
    assert severity_of("healed_word") == "info"


def test_an_undeclared_code_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="'odd' is not declared"):
        severity_of("odd")
