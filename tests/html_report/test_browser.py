"""The report in a browser, as people use it: pages of every kind, their links, keys, search, print, light and dark."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from pipeline.history.load import load_history
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.papers import paper_page
from pipeline.store.tables import TABLES, DocumentRow
from tests.conftest import SAMPLES
from tests.html_report.conftest import contents_of

KINDS = ("index", "thread", "edition", "paper", "papers", "review", "search")


def one_of_each(site: Path) -> dict[str, Path]:
    """A page of each kind; of papers, the largest PDF and the largest without pages."""
    found = {"index": site / "index.html"}
    for kind in KINDS[1:]:
        files = sorted((site / "pages").glob(f"{kind}.html" if kind.endswith(("s", "w", "h")) else f"{kind}-*.html"))
        found[kind] = max(files, key=lambda file: (file.stat().st_size, file.name))
    for ending in ("pdf", "docx", "html"):
        files = sorted((site / "pages").glob(f"paper-*-{ending}.html"))
        found[ending] = max(files, key=lambda file: (file.stat().st_size, file.name))
    return found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A tab; what the browser complains of fails the test."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("requestfailed", lambda request: said.append(request.url) if "ABORTED" not in request.failure else None)
    yield tab
    tab.close()
    assert said == []


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The report on a web server."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None: ...


def test_every_page_loads_without_a_complaint(page: Any, site: Path) -> None:
    for file in [site / "index.html", *sorted((site / "pages").glob("*.html"))]:
        page.goto(file.as_uri())
        assert page.title()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_keeps_anybody_from_using_it(browser: Any, site: Path, width: int, colours: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours)
    serious = []
    for file, kind in {file: kind for kind, file in one_of_each(site).items()}.items():  # one page may be of two kinds
        tab.goto(file.as_uri())
        found = Axe().run(tab).response["violations"]
        serious += [
            (kind, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")
        ]
        too_wide = tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not too_wide, f"{kind} is wider than a screen of {width}"
    tab.close()
    assert serious == []


def test_from_a_risk_to_the_words_on_the_page_and_back(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.click("table.entries tbody th a")
    page.wait_for_selector("article.edition")
    page.locator("article.edition dl.values a.place").first.click()
    page.wait_for_selector(".value.chosen")
    value = page.locator(".value.chosen")
    anchor = value.get_attribute("id")
    assert page.url.endswith(f"#{anchor}")
    assert page.locator(f"[data-value~='{anchor}'].chosen").count() == 1


def test_from_papers_and_doubts_to_their_places(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    for name, link in (("Papers", "table.papers tbody a"), ("To review", "article.doubt a.place")):
        page.click(f"nav >> text={name}")
        page.wait_for_selector("nav [aria-current=page]")
        assert page.locator("nav [aria-current=page]").inner_text() == name
        page.locator(link).first.click()
        page.wait_for_selector("section.sheet")
        page.locator("p.lead a").first.click()
        page.wait_for_selector("table.entries")
        page.click("nav >> text=Overview")
        page.wait_for_selector("table.years")


def test_a_value_and_its_boxes_light_up_together(page: Any, site: Path) -> None:
    page.goto(one_of_each(site)["pdf"].as_uri())
    value = page.locator(".value").nth(3)
    anchor = value.get_attribute("id")
    value.hover()
    assert page.locator(f"[id='{anchor}-box'].lit").count() == 1
    value.click()
    box = page.locator(f"[id='{anchor}-box']")
    assert "chosen" in str(box.get_attribute("class"))
    other = page.locator(".drawn svg a").nth(6)
    other.locator("rect").first.click()
    chosen = page.locator(".value.chosen")
    assert chosen.get_attribute("id") == other.get_attribute("data-value")
    assert page.evaluate("document.activeElement.id") == other.get_attribute("data-value")


def test_a_cell_of_a_word_file_lights_up_too(page: Any, site: Path) -> None:
    page.goto(one_of_each(site)["docx"].as_uri())
    cell = page.locator(".blocks [data-value]").nth(5)
    cell.click()
    anchor = page.locator(".value.chosen").first.get_attribute("id")
    assert anchor in str(cell.get_attribute("data-value")).split()


@pytest.fixture(scope="session")
def printed(samples: Path) -> dict[str, tuple[DocumentRow, dict[str, str]]]:
    """By the file of its page, each paper and what is printed of its values, by their names on it."""
    contents = contents_of(load_history(samples, TABLES))
    addresses = Addresses(contents)
    found = {}
    for document in contents.documents.values():
        groups = (group for sheet in paper_page(contents, addresses, document).sheets for group in sheet.groups)
        words = {value.anchor: value.row.text for group in groups for value in group.values if value.row.text}
        found[addresses.papers[str(document.document_id)]] = document, words
    return found


def test_values_of_papers_without_pages_stand_in_their_cells(page: Any, site: Path, printed: Any) -> None:
    """What is printed of each value is in the cell or paragraph that it leads to."""
    checked = 0
    for name, (document, words) in printed.items():
        if document.format != "pdf":
            page.goto((site / "pages" / name).as_uri())
            cells = page.evaluate(_CELLS)
            for anchor, text in words.items():
                assert _letters(text) in _letters(cells[anchor]), (document.path, anchor)
                checked += 1
    assert checked > 100


_CELLS = """() => Object.fromEntries([...document.querySelectorAll('.blocks [data-value]')].flatMap(
  (cell) => cell.dataset.value.split(' ').map((anchor) => [anchor, cell.textContent])))"""


def test_boxes_cover_the_words_they_claim(page: Any, site: Path, printed: Any) -> None:
    """What another library reads inside the boxes that are drawn is what is printed of the value, letter by letter."""
    checked = 0
    for name, (document, words) in printed.items():
        if document.format == "pdf":
            page.goto((site / "pages" / name).as_uri())
            drawn = page.evaluate(_BOXES)
            assert {anchor for _, anchor, _ in drawn} >= set(words)
            with pdfplumber.open(SAMPLES / document.path) as pdf:
                for number, anchor, boxes in drawn:
                    read = _inside(pdf.pages[number - 1], boxes)
                    assert anchor not in words or _letters(read) == _letters(words[anchor]), (document.path, anchor)
                    checked += 1
    assert checked > 100


_BOXES = """() => [...document.querySelectorAll('.drawn svg a')].map((link) => [
  Number(link.closest('section').id.replace('page-', '')),
  link.dataset.value,
  [...link.querySelectorAll('rect')].map((rect) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => rect[name].baseVal.value);
    return [x, y, x + width, y + height];
  }),
])"""


def _inside(page: Any, boxes: list[list[float]]) -> str:
    """The letters whose middle is in one of some boxes, box by box."""
    return "".join(
        letter["text"]
        for left, top, right, bottom in boxes
        for letter in page.chars
        if left <= (letter["x0"] + letter["x1"]) / 2 <= right
        and top <= (letter["top"] + letter["bottom"]) / 2 <= bottom
    )


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_search_finds_words_whatever_their_case(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("STAFF")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=STAFF")
    page.wait_for_selector("#results li")
    assert {one.lower() for one in page.locator("#results mark").all_inner_texts()} == {"staff"}
    page.locator("#results a").first.click()
    page.wait_for_selector("#results", state="detached")
    assert page.locator("h1").inner_text()


def test_search_of_what_is_nowhere_says_so(page: Any, site: Path) -> None:
    page.goto(f"{(site / 'pages' / 'search.html').as_uri()}?q=qqqq%3Cscript%3E")
    assert page.locator("#hits").inner_text() == "0 texts have it."


def test_keys_alone_reach_the_content(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_all_of_it_works_on_a_web_server(page: Any, site: Path, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    kinds = one_of_each(site)
    for kind in (*kinds, "pdf"):
        page.goto(f"{served}/{kinds[kind].relative_to(site).as_posix()}")
    page.wait_for_function("document.querySelector('.drawn img').naturalWidth > 0")
    assert all(url.startswith(served) for url in asked)


def test_it_prints_without_what_is_of_no_use_on_paper(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator("[role=search]").is_visible()
    assert page.locator("table.entries").first.is_visible()


def test_it_can_be_read_without_javascript(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(one_of_each(site)["pdf"].as_uri())
    link = tab.locator(".value dt a").nth(3)
    link.click()
    tab.wait_for_url(f"**{link.get_attribute('href')}")
    context.close()
