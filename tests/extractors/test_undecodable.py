"""Words that are no language are given as U+FFFD and named."""

from __future__ import annotations

import pytest

from extractors.findings import Code
from extractors.pdf.objects import Word, Words
from extractors.pdf.undecodable import mark_undecodable


def word(text: str, font: str = "") -> Word:
    return Word(text, 0, 10, 10, 8, False, 0, 2, 10, (5, 8), font=font)


def test_a_font_whose_words_are_a_cipher_gives_no_letter() -> None:
    odd = [word(text, "Odd") for text in (")LW\x03VLOW", "VHQVRUV\x03DW", "SODQ\x03ZLWK", "+HDG")]
    read = list(mark_undecodable(Words([*odd, word("Level", "Plain"), word("Director", "Plain")])))
    assert {char for found in read[:4] for char in found.text} == {"\ufffd"}
    assert [found.text for found in read[4:]] == ["Level", "Director"]
    assert [found.unread for found in read] == [Code.UNDECODABLE_CHARACTERS] * 4 + [None] * 2


def test_a_control_character_is_never_given_as_it_is() -> None:
    (read,) = mark_undecodable(Words([word("No\x05te")]))
    assert (read.text, read.unread) == ("No\ufffdte", Code.UNDECODABLE_CHARACTERS)


@pytest.mark.parametrize(
    "text", ["\ufffdotes", "No\ud83d", "N\uffff", "\u0415states", "\u05d0states", "\U0001d404states"]
)
def test_half_a_character_and_a_letter_of_another_script_are_unknown(text: str) -> None:
    (read,) = mark_undecodable(Words([word(text)]))
    assert "\ufffd" in read.text
    assert read.unread == Code.UNDECODABLE_CHARACTERS


def test_letters_with_marks_units_and_words_of_other_scripts_are_as_they_are() -> None:
    plain = ["café", "Môn", "5µm", "1ª", "Ελλάδα", "Ωmega", "Москва"]
    assert [found.text for found in mark_undecodable(Words([word(text) for text in plain]))] == plain


def test_a_font_of_a_shifted_alphabet_gives_no_letter_and_welsh_is_a_language() -> None:
    shifted = "Uif tfswjdf xjmm opu dpqf xjui uif gvmm efnboe pg uijt zfbs voefs uibu cvehfu"
    assert set("".join(said(shifted))) == {"\ufffd"}
    welsh = "Mae risg na fydd gan wasanaethau ddigon o staff i gynnal gofal cymdeithasol drwy gydol tymor gaeaf"
    assert " ".join(said(welsh)) == welsh


def said(text: str) -> list[str]:
    return [found.text for found in mark_undecodable(Words([word(part) for part in text.split()]))]


def test_a_capital_in_the_place_of_a_ligature_is_unknown() -> None:
    (read,) = mark_undecodable(Words([word("OperaOons")]))
    assert (read.text, read.unread) == ("Opera\ufffdons", Code.UNDECODABLE_CHARACTERS)


def test_abbreviations_and_names_in_two_parts_are_words() -> None:
    plain = ["CCTV", "NHS", "McDonald", "YouTube", "GDPR", "PhD", "HMRC", "tbc"]
    assert [found.text for found in mark_undecodable(Words([word(text) for text in plain]))] == plain
