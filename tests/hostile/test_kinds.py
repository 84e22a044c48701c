"""Every kind of hostile file is read, read in part, or refused with the code of what is wrong with it."""

from __future__ import annotations

import socket

import pytest

from extractors.document import UnreadableFileError
from extractors.read import detect_format, read_document
from tests.hostile import pdf, sheet, web, word
from tests.hostile.kind import expected, outcome
from tests.hostile.kinds import ALL

_KINDS = [(file_format, name) for file_format, kinds in ALL.items() for name in kinds]
_CANARY = "the canary sang"


def test_what_becomes_of_each_kind_is_stated() -> None:
    assert {at: list(kinds) for at, kinds in ALL.items()} == {at: list(kinds) for at, kinds in expected().items()}


@pytest.mark.parametrize(("file_format", "name"), _KINDS, ids=lambda value: value.replace(" ", "_"))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_file_is_no_bug(file_format: str, name: str) -> None:
    assert outcome(ALL[file_format][name].build()) == expected()[file_format][name]


def test_nothing_outside_a_file_is_opened(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader asks for a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    canary = f"{tmp_path}/canary.txt"
    with open(canary, "w") as file:  # noqa: PTH123
        file.write(_CANARY)
    outside = {"c": ("aFChunk", f"file://{canary}", True), "t": ("attachedTemplate", "http://127.0.0.1:9/x", True)}
    linked = f"<img src='file://{canary}'><link rel=stylesheet href='file://{canary}'><style>@import 'file://{canary}'"
    files = (
        word.external_entity(f"file://{canary}"),
        word.docx('<w:altChunk r:id="c"/>' + word.register(2), related=outside),
        sheet.xlsx(
            sheet.small() + sheet.row(3, sheet.text("A3", "&x;")),
            dtd=f"<!DOCTYPE w [<!ENTITY x SYSTEM 'file://{canary}'>]>",
        ),
        web.page(web.register(2), linked),
        pdf.pdf(pdf.objects([b"<</Length 0/F(%s)>>stream\n\nendstream" % canary.encode(), pdf.stream(pdf.words())])),
        ALL["web"]["everything from outside"].build(),
        ALL["pdf"]["actions that run"].build(),
        ALL["sheet"]["formulas that run programs"].build(),
    )
    assert not any(_CANARY in _said(content) for content in files)


def _said(content: bytes) -> str:
    try:
        return str(read_document(content, detect_format(content)))
    except UnreadableFileError as error:
        return str(error)
