"""The sample builder itself: it builds what it says, the same each time, and says nothing it must not."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.read.samples import MARK
from tests.builder import EDITIONS, FAULTS, Fmt, build, expected, faults_of, load_edition, office, shortened
from tests.builder.content import Edition, Layout, parse_item
from tests.builder.faults import NONE
from tests.builder.samples import SAMPLES, Sample
from tests.builder.variant import NESTED, UNKNOWN_HEADING
from tests.builder.word_markup import STRUCK_ROW
from tests.builder.wrap import REGULAR, width, wrap

TABLES = ("may-2016", "2018-19-q1", "2019-20-q2")
QUICK: tuple[Fmt, ...] = ("docx", "html", "pdf", "text", "word_text")
"""What needs no LibreOffice."""
DRAWN: dict[str, tuple[Fmt, ...]] = {
    **dict.fromkeys(TABLES, QUICK), "2021-22-q3": QUICK, "2021-22-q4": ("docx", "html"),
}  # fmt: skip
"""What each edition is made in without LibreOffice or a fault."""
SMALL: dict[Layout, Edition] = {
    "register_table": shortened(load_edition("2018-19-q1"), risks=4, opportunities=2),
    "risk_cards": replace(shortened(load_edition("2021-22-q4"), risks=2, opportunities=1), before=()),
}
ODD = r"&amp;|[^\w£%]"
"""What writing and printing change: escapes, blanks, hyphens at line ends."""
FOLDER = Path(__file__).parents[1] / "data" / "samples"


def base(layout: Layout, fmt: Fmt) -> frozenset[str]:
    """What a layout cannot be built in a format without."""
    return frozenset({"labels_beside"}) if (layout, fmt) == ("risk_cards", "pdf") else NONE


BUILDS = [
    (layout, fault, fmt)
    for layout in SMALL
    for fmt in QUICK
    if not (layout == "risk_cards" and fmt in ("text", "word_text"))
    for fault in faults_of(layout, fmt)
    if fault not in base(layout, fmt)
]


@pytest.fixture(scope="module")
def small() -> Edition:
    return SMALL["register_table"]


@cache
def plain(layout: Layout, fmt: Fmt) -> bytes:
    return build(SMALL[layout], fmt, base(layout, fmt))


def pdf_text(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def word_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode("utf8")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("fmt", QUICK)
def test_same_input_gives_same_bytes(name: str, fmt: Fmt) -> None:
    assert build(name, fmt) == build(name, fmt)


@pytest.mark.parametrize(("layout", "fault", "fmt"), BUILDS)
def test_every_fault_changes_the_file(layout: Layout, fault: str, fmt: Fmt) -> None:
    faults = {fault, *base(layout, fmt)}
    made = build(SMALL[layout], fmt, faults)
    assert made == build(SMALL[layout], fmt, faults)
    assert made != plain(layout, fmt)


@pytest.mark.parametrize(("layout", "fault"), [(layout, fault) for fault in FAULTS for layout in FAULTS[fault].layouts])
def test_every_fault_has_an_expectation(layout: Layout, fault: str) -> None:
    entries = expected(SMALL[layout], {fault}).entries
    assert len(entries) >= len(SMALL[layout].entries)
    assert all(entry.fields["id"] == ((0, entry.id),) for entry in entries)


def test_a_fault_that_cannot_occur_is_refused(small: Edition) -> None:
    with pytest.raises(ValueError, match="cp1252 cannot occur in pdf"):
        build(small, "pdf", {"cp1252"})
    with pytest.raises(ValueError, match="no fault is named"):
        build(small, "pdf", {"coffee_stain"})
    with pytest.raises(ValueError, match="cannot occur in the layout report"):
        build("2021-22-q3", "docx", {"spacer_rows"})
    with pytest.raises(ValueError, match="cannot occur in the layout risk_cards"):
        build("2021-22-q4", "html", {"column_order"})
    with pytest.raises(ValueError, match="cells over several rows"):
        build("2021-22-q4", "pdf")
    with pytest.raises(ValueError, match="cells over several rows"):
        build("2021-22-q4", "text")


@pytest.mark.parametrize("name", EDITIONS)
def test_every_entry_has_what_its_layout_shows(name: str) -> None:
    edition = load_edition(name)
    for entry in edition.entries:
        wanted = set(edition.headings[entry.kind]) if edition.headings else {"id", "title", "description"}
        assert wanted <= set(entry.fields), entry.id
    for event in edition.events:
        prose = [item.text for section in edition.before for item in section.prose]
        assert event.text in prose + [entry.text("description").split("\n")[0] for entry in edition.entries]


@pytest.mark.parametrize("name", EDITIONS)
def test_papers_say_that_they_are_samples_and_name_nobody(name: str) -> None:
    page = build(name, "html").decode("utf8")
    assert "Sample paper: invented wording" in page
    assert not re.search(r"[\w.]+@\w+|\b0\d{3,4}[ -]?\d{3}", page)


@pytest.mark.parametrize(("name", "fmt"), [(name, fmt) for name in EDITIONS for fmt in DRAWN[name]])
def test_every_word_expected_is_in_the_file(name: str, fmt: Fmt) -> None:
    edition = load_edition(name)
    data = build(name, fmt)
    shown = {"docx": word_xml, "pdf": pdf_text}.get(fmt, lambda page: page.decode("utf8"))(data)
    squeezed = re.sub(ODD, "", re.sub(r"<[^>]+>", "", shown))
    for entry in expected(edition).entries:
        for lines in entry.fields.values():
            for _, text in lines:
                assert all(re.sub(ODD, "", word) in squeezed for word in text.split()), (entry.id, text)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_samples_are_those_the_builder_makes(sample: Sample) -> None:
    kept = (FOLDER / sample.file).read_bytes()
    if sample.fmt == "office_pdf":
        assert kept.startswith(b"%PDF-")  # which LibreOffice printed it is not for a test to say
        assert b"/Author" not in kept
        assert "Sample paper: invented wording" in pdf_text(kept)
    elif sample.fmt == "docx":
        assert members(kept) == members(sample.build())  # how a zip is packed depends on the machine
    else:
        assert kept == sample.build()


def test_the_archive_holds_nothing_but_the_samples() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {MARK, *(sample.file for sample in SAMPLES)}


# What single faults are for


def test_a_wrapped_line_keeps_its_blank_and_a_cut_word_has_none() -> None:
    assert wrap("level and steady", 40, REGULAR, 8) == ("level and ", "steady")
    assert wrap("level and steady", 40, REGULAR, 8, blanks=False) == ("level and", "steady")
    assert wrap("Organisational", 46, REGULAR, 8) == ("Organisation", "al")
    assert wrap("Economic/Political", 46, REGULAR, 8) == ("Economic/", "Political")
    assert all(width(line.rstrip(), REGULAR, 8) <= 40 for line in wrap("w" * 90, 40, REGULAR, 8))


def test_words_are_cut_only_where_columns_are_narrow(small: Edition) -> None:
    whole, cut = (pdf_text(build(small, "pdf", faults)) for faults in (NONE, {"cut_word"}))
    assert "Organisational" in whole
    assert "Identification" in whole
    assert "Organisational" not in cut
    assert "Identification" not in cut


def test_marks_in_the_content_give_levels() -> None:
    assert parse_item("-- lockers").level == 2
    assert parse_item("- 21% of it").text == "21% of it"
    assert parse_item("Plain").level == 0
    numbered = parse_item("1. Agree the list")
    assert (numbered.level, numbered.text, numbered.number) == (1, "1. Agree the list", "1.")


def test_low_pages_cut_rows(small: Edition) -> None:
    pages = [len(pdfium.PdfDocument(build(small, "pdf", faults))) for faults in (NONE, {"cut_row"})]
    assert pages[1] > pages[0]


@pytest.mark.skipif(not office.available(), reason="LibreOffice is not installed")
def test_libreoffice_prints_low_pages_with_their_headings_repeated(small: Edition) -> None:
    pages = pdfium.PdfDocument(build(small, "office_pdf", {"cut_row", "header_repeated"}))
    assert len(pages) > 2
    for page in pages:
        assert "Direction of" in page.get_textpage().get_text_bounded()


def test_a_turned_page_looks_upright(small: Edition) -> None:
    page, turned = (pdfium.PdfDocument(build(small, "pdf", faults))[0] for faults in (NONE, {"rotated_page"}))
    assert turned.get_rotation() == 90
    assert turned.get_size() == page.get_size()
    assert turned.render().to_numpy().shape == page.render().to_numpy().shape


def test_a_shifted_box_does_not_start_at_the_origin(small: Edition) -> None:
    left, foot, *_ = pdfium.PdfDocument(build(small, "pdf", {"shifted_page_box"}))[0].get_mediabox()
    assert left > 0
    assert foot > 0


def test_faults_that_change_the_content_change_what_is_expected(small: Edition) -> None:
    before = expected(small).entries[0].fields
    nested = expected(small, {"nested_bullets"}).entries[0].fields["consequence"]
    assert nested == (*before["consequence"], *((item.level, item.text) for item in NESTED))
    typed = expected(small, {"nested_bullets", "typed_bullets"}).entries[0].fields["consequence"]
    assert {level for level, _ in typed} == {1}
    assert "direction" not in expected(small, {"missing_heading"}).entries[0].fields
    assert "consequence" not in expected(small, {"renamed_heading"}).entries[0].fields
    assert expected(small, {"renamed_heading"}).reported == (UNKNOWN_HEADING,)
    assert "direction" not in expected(small, {"merged_cells"}).entries[3].fields
    first, second = expected(small, {"duplicate_id"}).entries[:2]
    assert first.id == second.id
    assert len(expected(small, {"two_registers"}).registers) == 2


def test_a_deleted_row_is_in_the_file_but_not_expected(small: Edition) -> None:
    assert STRUCK_ROW in word_xml(build(small, "docx", {"tracked_changes"}))
    assert STRUCK_ROW not in {entry.id for entry in expected(small, {"tracked_changes"}).entries}


def test_a_page_in_another_encoding_is_not_what_it_says(small: Edition) -> None:
    page = build(small, "html", {"cp1252"})
    assert b"charset=iso-8859-1" in page
    assert "–" in page.decode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf8")
