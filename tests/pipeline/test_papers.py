"""Which files are offered, and what is kept of each: its registers, or why there are none."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Document
from extractors.read import read_document
from pipeline.ingest import ingest
from pipeline.read.files import find_papers, printable
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_paper, read_papers
from tests.builder import build, load_edition, shortened
from tests.layouts.tables import HEADINGS, row

PAGE = "<html><body>{}</body></html>"


def names(raw: Path, *excluding: Path) -> list[str]:
    return [path.relative_to(raw).as_posix() for path in find_papers(raw, excluding)]


def codes(raw: Path) -> dict[str, str | None]:
    """The error of each paper offered."""
    papers = read_papers(offered_papers(find_papers(raw), raw))
    return {paper.path: paper.error.code if paper.error else None for paper in papers}


def page(folder: Path, body: str) -> Path:
    path = folder / "page.html"
    path.write_text(PAGE.format(body), "utf-8")
    return path


def test_files_come_in_a_fixed_order_whatever_their_names(tmp_path: Path) -> None:
    for name in ("b.pdf", "B.pdf", "a b.pdf", "ä.pdf", "z/a.pdf", "a/ı.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert names(tmp_path) == ["B.pdf", "a b.pdf", "a/ı.pdf", "b.pdf", "z/a.pdf", "ä.pdf"]


def test_hidden_files_and_those_left_out_are_no_papers(tmp_path: Path) -> None:
    for name in (".a.pdf", "~$a.docx", ".git/a.pdf", "Thumbs.db", "desktop.ini", "desktop.ini.pdf", "history.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path, tmp_path / "sub" / ".." / "history.parquet") == ["desktop.ini.pdf"]


def test_a_linked_folder_is_read_once_and_a_loop_ends(tmp_path: Path) -> None:
    for name in ("a.pdf", "z/a.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "link").symlink_to(tmp_path / "z")
    (tmp_path / "once more").symlink_to(tmp_path / "z")
    (tmp_path / "z" / "back").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.pdf", "link/a.pdf"]


def test_a_link_out_of_the_folder_is_offered_itself_and_not_followed(tmp_path: Path) -> None:
    raw, elsewhere = tmp_path / "raw", tmp_path / "elsewhere"
    for folder in (raw, elsewhere):
        folder.mkdir()
        (folder / "a.pdf").touch()
    (raw / "link").symlink_to(elsewhere)
    (raw / "root").symlink_to("/")
    assert names(raw) == ["a.pdf", "link", "root"]
    assert codes(raw) == {"a.pdf": "empty", "link": "outside", "root": "outside"}


def test_a_link_to_a_file_is_followed_within_the_folder_only(tmp_path: Path) -> None:
    raw, canary = tmp_path / "raw", tmp_path / "canary.html"
    (raw / "in").mkdir(parents=True)
    canary.write_text(PAGE.format("the canary sang"), "utf-8")
    (raw / "in" / "a.html").write_text(PAGE.format("<p>x</p>"), "utf-8")
    (raw / "within.html").symlink_to(raw / "in" / "a.html")
    (raw / "out.html").symlink_to(canary)
    (raw / "in" / "up.html").symlink_to("../../canary.html")
    (raw / "twice.html").symlink_to(raw / "out.html")
    (raw / "password.txt").symlink_to("/etc/passwd")
    outside = dict.fromkeys(("in/up.html", "out.html", "password.txt", "twice.html"), "outside")
    assert codes(raw) == {"in/a.html": None, "within.html": None, **outside}
    for paper in read_papers(offered_papers(find_papers(raw), raw)):
        assert (paper.document_id is None) == (paper.path in outside)
    (tmp_path / "linked").symlink_to(raw)
    assert codes(tmp_path / "linked") == codes(raw)
    assert read_paper(raw / "out.html", "out.html").error is None  # whoever names a file means it


def test_a_folder_that_cannot_be_opened_is_offered_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert names(tmp_path) == ["closed"]
    (paper,) = read_papers(offered_papers([closed], tmp_path))
    assert paper.error is not None
    assert paper.error.code == "unopened"


def test_no_folder_and_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        find_papers(tmp_path / "none")
    (tmp_path / "a.pdf").touch()
    with pytest.raises(NotADirectoryError, match="is a file"):
        find_papers(tmp_path / "a.pdf")


def test_what_cannot_be_opened_is_a_paper_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    os.mkfifo(tmp_path / "pipe")
    for paper in read_papers(offered_papers(find_papers(tmp_path), tmp_path)):
        assert paper.error is not None
        assert (paper.error.code, paper.document_id, paper.size) == ("unopened", None, None)


def test_a_name_that_is_no_utf8_is_spelt_out() -> None:
    assert printable("caf\udce9 ä.pdf") == "caf\\xe9 ä.pdf"


def test_a_name_of_blanks_is_spelt_out_and_stops_no_run(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for name in ("  ", "\xa0", "a b"):
        (tmp_path / "raw" / name).write_text(PAGE.format("<p>x</p>"), "utf-8")
    report = ingest(tmp_path / "raw", tmp_path / "out")
    assert [paper.document.path for paper in report.papers] == ["\\x20\\x20", "a b", "\\xa0"]


@pytest.mark.parametrize("content", [b"", b"\0" * 99, b"%PDF-1.7\ngarbage", b"PK\x03\x04garbage"])
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    paper = read_paper(path, "a.pdf")
    assert paper.error is not None
    assert paper.error.message
    assert (paper.kind, paper.registers, paper.size) == (None, (), len(content))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("fmt", ["pdf", "docx", "html"])
def test_a_file_cut_short_never_raises(tmp_path: Path, fmt: str, share: float) -> None:
    whole = build(shortened(load_edition("2018-19-q1")), fmt)  # type: ignore[arg-type]
    path = tmp_path / "cut"
    path.write_bytes(whole[: int(len(whole) * share)])
    read_paper(path, "cut")


def test_the_same_bytes_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE.format("<p>x</p>"), "utf-8")
    announced: list[tuple[int, int, str]] = []
    read: list[bytes] = []

    def counting(content: bytes, *arguments: Any, **options: Any) -> Document:
        read.append(content)
        return read_document(content, *arguments, **options)

    monkeypatch.setattr("pipeline.read.read_paper.read_document", counting)
    first, second = read_papers(offered_papers(find_papers(tmp_path), tmp_path), lambda *about: announced.append(about))
    assert len(read) == 1
    assert second == replace(first, path="b.html")
    assert (first.path, second.path) == ("a.html", "b.html")
    assert announced == [(1, 1, "a.html")]


@pytest.mark.parametrize(
    ("body", "speaks"),
    [
        ("<p>The Corporate Risk &amp; Opportunity Register is attached.</p>", True),
        ("<table><tr><td>Risk register</td><td>1</td></tr></table>", True),
        ("<p>a register of the council's risks</p>", True),
        ("<p>The electoral register is printed.</p><p>There is a risk of rain.</p>", False),
        ("<p>Registered carers are at no risk</p>", False),
    ],
)
def test_a_paper_mentions_a_risk_register_or_does_not(tmp_path: Path, body: str, speaks: bool) -> None:
    assert read_paper(page(tmp_path, body), "page").speaks_of_register is speaks


def test_a_register_without_an_entry_is_none_but_its_findings_stay(tmp_path: Path) -> None:
    rows = (HEADINGS, row("see below"))
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows)
    paper = read_paper(page(tmp_path, f"<p>Risk register 2019</p><table>{table}</table>"), "page")
    assert paper.registers == ()
    assert "unknown_id" in {finding.code for finding in paper.findings}
