"""A paper as read goes through bytes and comes back whole, and so does why a file could not be read."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.document import UnreadableFileError
from extractors.findings import Code, Finding
from extractors.places import Box, Place
from pipeline.build import build_history
from pipeline.read.paper import ReadPaper, Unreadable
from pipeline.read.read_papers import read_paper
from pipeline.read.serialised import decode, encode
from pipeline.store.parquet import write_history
from tests.builder import EDITIONS, Fmt, build, load_edition, shortened

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FORMATS: tuple[Fmt, ...] = ("pdf", "docx", "html", "text", "word_text")


def whole(paper: ReadPaper) -> str:
    """All that a paper holds, with the type of each value: its places and findings too, which ``==`` leaves out."""
    return repr(paper)


def assert_comes_back(paper: ReadPaper) -> None:
    back = decode(encode(paper))
    assert back == paper
    assert whole(back) == whole(paper)
    assert encode(back) == encode(paper)


def built() -> Iterator[ParameterSet]:
    for edition in EDITIONS:
        for fmt in FORMATS:
            try:
                content = build(shortened(load_edition(edition)), fmt)
            except ValueError:  # cards have no print or text of their own
                continue
            yield pytest.param(content, id=f"{edition}-{fmt}")


@pytest.mark.parametrize("content", [*built()])
def test_a_paper_of_every_layout_and_format_comes_back_whole(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.write_bytes(content)
    paper = read_paper(path, "paper")
    assert paper.registers or paper.narratives
    assert_comes_back(paper)


def test_the_samples_come_back_whole(samples: list[ReadPaper]) -> None:
    assert {paper.format for paper in samples} == {"pdf", "docx", "html"}
    for paper in samples:
        assert_comes_back(paper)


def test_the_archive_comes_back_whole(archive_papers: list[ReadPaper]) -> None:
    assert {paper.format for paper in archive_papers} == {"pdf", "docx", "html", "text"}
    for paper in archive_papers:
        assert_comes_back(paper)


def test_the_comparison_sees_places_boxes_and_findings(samples: list[ReadPaper]) -> None:
    paper = next(paper for paper in samples if paper.format == "pdf" and paper.registers)
    register, *others = paper.registers
    entry = register.entries[0]
    line = entry.values["description"][0]
    (place, *_), finding = line.places, Finding(Code.HEALED_WORD, "a word")
    assert place.box is not None
    moved = replace(place, box=place.box._replace(x0=place.box.x0 + 1))
    for changed in (replace(line, places=(moved,)), replace(line, findings=(finding,))):
        values = {**entry.values, "description": (changed, *entry.values["description"][1:])}
        entries = (replace(entry, values=values), *register.entries[1:])
        other = replace(paper, registers=(replace(register, entries=entries), *others))
        assert other == paper
        assert whole(other) != whole(paper)
        assert_comes_back(other)


@pytest.mark.parametrize("content", [b"", b"\0" * 99, b"%PDF-1.7\ngarbage"])
def test_a_file_that_cannot_be_read_comes_back_with_its_reason(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    paper = read_paper(path, "a.pdf")
    assert isinstance(decode(encode(paper)).error, Unreadable)
    assert_comes_back(paper)


def test_a_file_that_cannot_be_opened_comes_back_with_its_reason(tmp_path: Path) -> None:
    paper = read_paper(tmp_path / "none.pdf", "none.pdf")
    assert paper.error is not None
    assert_comes_back(paper)


NUMBERS = st.none() | st.integers(0, 10_000)
TEXTS = st.text(max_size=20)
PLACES = st.builds(Place, st.integers(0, 10_000), NUMBERS, NUMBERS, NUMBERS, st.none() | st.builds(
    Box, *[st.floats(allow_nan=False, allow_infinity=False)] * 4
))  # fmt: skip
FINDINGS = st.builds(
    Finding, st.sampled_from(Code), TEXTS, st.none() | PLACES, st.none() | TEXTS, st.none() | TEXTS,
    st.lists(PLACES, max_size=3).map(tuple),
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(st.lists(FINDINGS, max_size=5).map(tuple), TEXTS)
def test_a_finding_of_any_code_comes_back(findings: tuple[Finding, ...], path: str) -> None:
    assert_comes_back(ReadPaper(path, None, None, findings=findings))


def assert_same_history(papers: list[ReadPaper], folder: Path) -> None:
    """The history of papers that went through bytes is that of the papers themselves, byte for byte."""
    for name, given_papers in (("direct", papers), ("through", [decode(encode(paper)) for paper in papers])):
        (folder / name).mkdir()
        write_history(build_history(given_papers)[0], folder / name)
    direct = {path.name: path.read_bytes() for path in (folder / "direct").glob("*.parquet")}
    assert len(direct) > 5
    assert {path.name: path.read_bytes() for path in (folder / "through").glob("*.parquet")} == direct


def test_the_history_of_the_samples_is_the_same(samples: list[ReadPaper], tmp_path: Path) -> None:
    assert_same_history(samples, tmp_path)


def test_the_history_of_the_archive_is_the_same(archive_papers: list[ReadPaper], tmp_path: Path) -> None:
    assert_same_history(archive_papers, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"\xc1", encode(ReadPaper("a", None, None))[:-1]])
def test_what_is_no_paper_is_refused(content: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(content)


def test_an_error_of_a_reader_comes_back_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(UnreadableFileError("damaged", "the file is damaged")))
    assert (type(error), error.code, str(error)) == (UnreadableFileError, "damaged", "the file is damaged")
