"""Findings that a person does one thing about are one cause, said in a sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.findings import Code
from pipeline.cli.screens.causes import headline
from pipeline.history.causes import Cause, causes_of
from pipeline.history.findings import Found
from pipeline.read.files import StatedError
from pipeline.read.stated import Statements
from pipeline.store.finding_row import FindingRow


def found(code: Code, message: str = "odd", path: str | None = "a.pdf", **about: Any) -> Found:
    plain: dict[str, Any] = {"document_id": f"{path}".ljust(64, "0"), "severity": code.severity}
    return Found(FindingRow(code=code, message=message, **(plain | about)), path)


def heading(wording: str, unread: int, path: str = "a.pdf", **about: Any) -> Found:
    message = f"column 3 is headed '{wording}', which is no known heading"
    return found(Code.UNKNOWN_HEADING, message, path, value=wording, unread=unread, **about)


def the_cause(*findings: Found) -> Cause:
    (cause,) = causes_of(findings, briefly=True)
    return cause


def test_unknown_headings_of_one_paper_are_one_cause_with_what_stands_under_them() -> None:
    cause = the_cause(heading("Zorb", 8), heading("Quibble", 8), heading("Frump", 6))
    assert headline(cause) == "3 headings are unknown; 22 values under them are not read"
    (said,) = cause.said
    assert said.of == ("'Zorb'", "'Quibble'", "'Frump'")


def test_a_label_on_every_card_is_one_heading() -> None:
    cards = [heading("Mood", 1, entry_id=f"x/SR{number}") for number in range(4)]
    assert headline(the_cause(*cards)) == "1 heading is unknown; 4 values under it are not read"


def test_papers_are_counted_where_a_cause_shows_in_several() -> None:
    cause = the_cause(heading("Zorb", 1), heading("Quibble", 0), heading("Zorb", 1, "b.pdf"))
    assert headline(cause) == "3 headings are unknown; 2 values under them are not read, in 2 papers"
    assert (
        headline(the_cause(found(Code.UNREADABLE_FILE), found(Code.UNREADABLE_FILE, path="b")))
        == "2 files cannot be read"
    )


def test_what_is_said_in_the_same_words_of_several_entries_is_said_once() -> None:
    cause = the_cause(*(
        found(Code.NO_VALUE, f"{name}: '{words}' gives no direction", entry_id=f"x/{name}", field="direction")
        for name, words in (("CR1", "Hm"), ("CR2", "It's managed"), ("CR10", "Well, 7 of 9"))
    ))  # fmt: skip
    (said,) = cause.said
    assert (said.message, said.of, said.places) == ("'Hm' gives no direction", ("CR1", "CR2", "CR10"), 3)


def test_in_full_only_what_is_the_same_is_said_once() -> None:
    rows = [
        found(Code.NO_VALUE, f"CR{number}: '{said}' gives no direction", entry_id=f"x/CR{number}", value=said)
        for number, said in enumerate(("Level", "Hm", "Level"))
    ]
    (cause,) = causes_of(rows)
    assert [said.of for said in cause.said] == [("CR0", "CR2"), ("CR1",)]
    assert cause.number == 3


def test_a_quotation_may_have_apostrophes() -> None:
    words = ["The councils' plan isn't 'new' or dear", "Members' views"]
    cause = the_cause(*(
        found(Code.NO_VALUE, f"CR{number}: '{said}' gives no direction", entry_id=f"x/CR{number}", value=said)
        for number, said in enumerate(words)
    ))  # fmt: skip
    assert [said.of for said in cause.said] == [("CR0", "CR1")]


def test_the_gravest_are_last_and_of_these_what_concerns_a_whole_file() -> None:
    codes = [Code.UNREADABLE_FILE, Code.ID_GAP, Code.UNKNOWN_HEADING, Code.HEALED_WORD]
    assert [cause.code for cause in causes_of(map(found, codes))] == [
        Code.HEALED_WORD, Code.ID_GAP, Code.UNKNOWN_HEADING, Code.UNREADABLE_FILE,
    ]  # fmt: skip


def test_findings_in_a_source_that_is_not_used_are_apart() -> None:
    used = found(Code.CUT_TEXT, register_id="x")
    aside = found(Code.CUT_TEXT, register_id="x", source_used=False)
    of_the_file = found(Code.NOT_UNDERSTOOD, source_used=False)
    assert [(cause.code, cause.aside) for cause in causes_of((used, aside, of_the_file))] == [
        (Code.CUT_TEXT, True), (Code.CUT_TEXT, False), (Code.NOT_UNDERSTOOD, False),
    ]  # fmt: skip


@pytest.mark.parametrize("code", Code)
def test_every_code_can_be_said_of_one_and_of_several(code: Code) -> None:
    for number in (1, 2):
        said = headline(Cause(code, code.severity, aside=False, number=number, unread=None, said=()))
        assert said.startswith(f"{number} ")
        assert not said.endswith(".")


def added(*findings: Found) -> tuple[str, ...]:
    return the_cause(*findings).lines


def test_the_lines_that_settle_a_heading_can_be_copied() -> None:
    inferred = [
        found(Code.INFERRED_HEADING, f"'{words}' is read as {field}", value=words, field=field)
        for words, field in (
            ('The "lead", so to say', "owners"),
            ("Safeguards\\", "control"),
            ("Safeguards\\", "control"),
        )
    ]
    said = tomllib.loads("\n".join(added(*inferred)))
    assert said == {'The "lead", so to say': "owner", "Safeguards\\": "control"}
    (line,) = added(heading("Zorb", 2), heading("Zorb", 1, "b.pdf"))
    assert tomllib.loads(line) == {"Zorb": ""}


def test_a_new_type_can_be_copied() -> None:
    (line,) = added(found(Code.UNKNOWN_TYPE, "'climate' is no known type of risk", value="climate"))
    assert line == '"climate",'


@pytest.mark.parametrize(("code", "key", "said"), [
    (Code.UNKNOWN_PERIOD, "period", "2023/24 Q2"), (Code.ORGANISATION_UNNAMED, "organisation", "Kent County Council"),
])  # fmt: skip
def test_lines_of_papers_toml_are_taken_when_they_are_filled_in_and_not_before(
    code: Code, key: str, said: str, tmp_path: Path
) -> None:
    papers = [found(code, path=f"2024/{name}.pdf") for name in ("a", "b")]
    lines, file = added(*papers), tmp_path / "2024" / "papers.toml"
    file.parent.mkdir()
    file.write_text("\n".join(lines))
    with pytest.raises(StatedError, match="needs a reason"):
        Statements(tmp_path, [file])
    filled = (
        line.replace('reason = ""', 'reason = "the agenda"').replace(f'{key} = ""', f'{key} = "{said}"')
        for line in lines
    )
    file.write_text("\n".join(filled))
    stated = Statements(tmp_path, [file]).of_path
    assert {path: getattr(each, key) for path, each in stated.items()} == {"2024/a.pdf": said, "2024/b.pdf": said}


def test_what_needs_no_line_has_none() -> None:
    assert added(found(Code.ID_GAP)) == ()
