"""The pages of a report: whole, with links that lead somewhere, nothing from elsewhere, and nothing of a paper runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from pipeline.store.tables import HistoryRows
from tests.html_report.conftest import contents_of, report
from tests.pipeline.rows_by_hand import AFTER, BEFORE, entry, event, followed, later, register, statements

HARM = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}{% x %}javascript:alert(3) http://a.example/"
_LINKS = ("href", "src", "action", "xlink:href")


def pages(folder: Path) -> Iterator[tuple[Path, lxml.html.HtmlElement]]:
    for file in sorted(folder.rglob("*.html")):
        yield file, lxml.html.document_fromstring(file.read_bytes())


def links(page: lxml.html.HtmlElement) -> Iterator[str]:
    for element in page.iter():
        yield from (element.attrib[name] for name in _LINKS if name in element.attrib)


def harmful(tmp_path: Path) -> Path:
    first, second = entry(title=HARM, owners=(HARM,), description=HARM), later(title=HARM + " now")
    said = [*statements(first, "control", HARM), *statements(second, "control", HARM + " too", HARM)]
    rows = followed(first, second, said=said, events=(event(first, "amended", text=HARM),))
    rows = replace(rows, documents=[replace(row, path=f"{row.path}{HARM}") for row in rows.documents])
    report(contents_of(rows), tmp_path / "report")
    return tmp_path / "report"


@pytest.mark.parametrize("of", ["samples", "harm"])
def test_every_link_leads_somewhere_in_the_report(of: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder = request.getfixturevalue("site") if of == "samples" else harmful(tmp_path)
    read = dict(pages(folder))
    names = {file: {one.get("id") for one in page.iter() if one.get("id")} for file, page in read.items()}
    assert len(read) > 5
    broken = []
    for file, page in read.items():
        for link in links(page):
            parts = urlsplit(link)
            assert parts.scheme + parts.netloc == "", (file.name, link)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file() or (parts.fragment and parts.fragment not in names[target]):
                broken.append((file.name, link))
    assert broken == []


def test_every_page_is_whole(site: Path) -> None:
    for file, page in pages(site):
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), file.name
        assert page.get("lang") == "en-GB"
        assert [one.tag for one in page.iter("h1")] == ["h1"], file.name
        assert len(page.findall(".//main")) == 1
        assert all(one.get("alt") for one in page.iter("img")), file.name
        assert all(table.find(".//th") is not None or table.get("class") == "original" for table in page.iter("table"))


def test_nothing_of_a_paper_is_code_or_a_link(tmp_path: Path) -> None:
    for file, page in pages(harmful(tmp_path)):
        assert [one for one in page.iter("script") if one.text or not one.get("src").endswith(".js")] == [], file.name
        assert [name for one in page.iter() for name in one.attrib if name.startswith("on")] == [], file.name
        assert [link for link in links(page) if ":" in link] == [], file.name
        assert [one for one in page.iter("img") if one.get("src") == "x"] == []
        assert "49" not in page.findtext(".//title", "")
    index = (tmp_path / "report" / "assets" / "search-index.js").read_text("utf-8")
    assert json.loads(index.removeprefix("window.searchIndex = ").removesuffix(";\n"))


def test_characters_that_turn_writing_are_written_out(tmp_path: Path) -> None:
    report(contents_of(followed(entry(title="a\u202eb\x1bc"))), tmp_path / "report")
    text = "".join(file.read_text("utf-8") for file in (tmp_path / "report").rglob("*.html"))
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "a\\u202eb\\x1bc" in text


def test_samples_are_called_so_on_every_page(site: Path, tmp_path: Path) -> None:
    for file, page in pages(site):
        assert "Made-up samples" in page.find(".//p[@class='samples']").text_content(), file.name
    report(contents_of(followed(entry())), tmp_path / "report")
    assert all(page.find(".//p[@class='samples']") is None for _, page in pages(tmp_path / "report"))


def test_an_empty_history_says_so(tmp_path: Path) -> None:
    report(contents_of(HistoryRows()), tmp_path / "report")
    page = lxml.html.parse(tmp_path / "report" / "index.html").getroot()
    assert "holds no edition" in page.find(".//main").text_content()


def test_several_organisations_have_pages_of_their_own(tmp_path: Path) -> None:
    south = entry(register_id="southshire-2020-21-q1", lineage_id="southshire/roads", title="Southern roads")
    rows = followed(later(), south, registers=(register(AFTER), register("southshire-2020-21-q1")))
    report(contents_of(rows), tmp_path / "report")
    read = {file.name: page.find(".//main").text_content() for file, page in pages(tmp_path / "report")}
    assert "Southern roads" not in read["index.html"]
    assert "Southern roads" in read["overview-southshire-council.html"]
    assert "Southern roads" not in read["overview-northshire-council.html"]


def test_a_superseded_edition_is_marked(tmp_path: Path) -> None:
    old, new = register(AFTER, superseded_by=f"{AFTER}-r2"), register(f"{AFTER}-r2", revision=2)
    revised = replace(later(), register_id=new.register_id, entry_id=f"{new.register_id}/CR1")
    rows = followed(later(superseded=True), revised, registers=(register(BEFORE), old, new))
    report(contents_of(rows), tmp_path / "report")
    page = lxml.html.parse(tmp_path / "report" / "pages" / f"edition-{AFTER}.html").getroot()
    assert "superseded by 2020/21 Q2 revision 2" in page.find(".//main").text_content()


def test_a_paper_that_is_not_at_hand_says_so_and_shows_its_values(tmp_path: Path) -> None:
    rows = followed(entry(), events=(event(entry(), "amended"),))
    raw = tmp_path / "raw"
    raw.mkdir()
    for note, content in (("is not in the folder", None), ("is not the one that was read", b"another file")):
        if content:
            (raw / rows.documents[0].path).write_bytes(content)
        rows.events[:] = [replace(rows.events[0], document_id=str(rows.documents[0].document_id))]
        report(contents_of(rows, raw), tmp_path / "report")
        page = lxml.html.parse(tmp_path / "report" / "pages" / f"paper-{BEFORE}-pdf.html").getroot()
        said = page.find(".//main").text_content()
        assert note in said
        assert "CR1 was amended." in said
        assert page.find(".//img") is None
