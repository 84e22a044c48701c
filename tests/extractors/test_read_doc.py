"""Legacy Word files say what the same paper says as .docx; LibreOffice never keeps us waiting or leaves a trace."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extractors.document import Document, UnreadableFileError
from extractors.read import detect_format, read_document
from extractors.word import convert_doc
from extractors.word.convert_doc import to_docx
from tests.builder import build
from tests.conftest import ROOT
from tests.extractors.programs import is_running, stand_in, temporary_files_in
from tests.reading import registers_in

FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}


@pytest.fixture(scope="module")
def paper() -> bytes:
    return build("2018-19-q1", "docx")


@pytest.fixture(scope="module")
def saved_as(soffice: str, paper: bytes, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The paper as LibreOffice saves it in another format, by its suffix."""
    folder = tmp_path_factory.mktemp("legacy")
    (folder / "paper.docx").write_bytes(paper)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def save(suffix: str) -> bytes:
        made = folder / f"paper.{suffix}"
        if not made.exists():
            command = [soffice, profile, "--headless", "--convert-to", FILTERS[suffix], "--outdir", str(folder)]
            subprocess.run([*command, str(folder / "paper.docx")], check=True, capture_output=True, timeout=120)
        return made.read_bytes()

    return save


@pytest.fixture(scope="module")
def read_as(saved_as: Callable[[str], bytes]) -> Callable[[str], Document]:
    """The paper in another format, as it is read, by its suffix."""
    return cache(lambda suffix: read_document(saved_as(suffix), detect_format(saved_as(suffix))))


def refusal(content: bytes) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        to_docx(content)
    return caught.value


@pytest.mark.parametrize("suffix", FILTERS)
def test_legacy_word_says_what_docx_says(read_as: Callable[[str], Document], paper: bytes, suffix: str) -> None:
    legacy, modern = read_as(suffix), read_document(paper, "docx")
    assert legacy.format == "doc"
    (one,), (other,) = registers_in(legacy), registers_in(modern)
    assert len(one.entries) == 14
    assert [entry.values for entry in one.entries] == [entry.values for entry in other.entries]


def test_two_readings_are_equal(saved_as: Callable[[str], bytes], read_as: Callable[[str], Document]) -> None:
    assert read_document(saved_as("doc"), "doc") == read_as("doc")


def test_a_locked_file_is_known_before_it_is_converted(saved_as: Callable[[str], bytes]) -> None:
    content = bytearray(saved_as("doc"))
    content[content.index(b"\xec\xa5") + 11] |= 1  # the flag of encryption, after the mark of a Word file
    with pytest.raises(UnreadableFileError, match="password"):
        detect_format(bytes(content))


@pytest.mark.parametrize("suffix", FILTERS)
def test_a_file_cut_short_is_refused(saved_as: Callable[[str], bytes], suffix: str) -> None:
    content = saved_as(suffix)
    error = refusal(content[: int(len(content) * 0.95)])
    assert error.code == "conversion_failed"
    assert "could not be loaded" in str(error)


def test_nothing_is_left_after_a_conversion(
    saved_as: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = saved_as("rtf")
    temporary = temporary_files_in(monkeypatch, tmp_path / "temporary")
    to_docx(content)
    assert list(temporary.iterdir()) == []


def test_without_libreoffice_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refusal(b"{\\rtf1}")
    assert error.code == "missing_tool"
    assert all(word in str(error) for word in (".doc", ".rtf", "libreoffice-writer", ".docx"))


def test_a_conversion_that_hangs_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "soffice", f"sleep 300 & echo $! > '{tmp_path}/child'; wait")
    temporary = temporary_files_in(monkeypatch, tmp_path / "temporary")
    monkeypatch.setattr(convert_doc, "_SECONDS", 0.5)
    error = refusal(b"{\\rtf1}")
    assert (error.code, "0.5 seconds" in str(error)) == ("conversion_timeout", True)
    assert not is_running(int((tmp_path / "child").read_text("utf-8")))
    assert list(temporary.iterdir()) == []


KILLED_WHILE_IT_LISTENS = """\
socket=$(PYTHONPATH='{root}' '{python}' -c '
from pathlib import Path
from extractors.word import convert_doc
print(convert_doc._socket(Path("profile").absolute()))')
'{soffice}' "$@" &
until [ -S "$socket" ]; do kill -0 $! || exit 1; sleep 0.02; done
echo "$socket" > '{seen}'
exit 1"""
"""The end of what is run as soffice is the end of the real one, too."""


def test_a_killed_libreoffice_leaves_no_socket(
    saved_as: Callable[[str], bytes], soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, content = tmp_path / "seen", saved_as("doc")
    script = KILLED_WHILE_IT_LISTENS.format(root=ROOT, python=sys.executable, soffice=soffice, seen=seen)
    stand_in(monkeypatch, tmp_path, "soffice", script)
    assert refusal(content).code == "conversion_failed"
    assert not Path(seen.read_text("utf-8").rstrip()).exists()


def test_a_program_that_makes_nothing_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "libreoffice", "echo 'no space left' >&2")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    error = refusal(b"{\\rtf1}")
    assert error.code == "conversion_failed"
    assert "no space left" in str(error)


def test_a_program_that_cannot_be_run_is_a_failed_conversion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "soffice", "")
    (tmp_path / "programs" / "soffice").write_text("#!/no/such/shell\n", "utf-8")
    assert refusal(b"{\\rtf1}").code == "conversion_failed"


def test_macros_are_off_in_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "soffice", f"cp profile/user/registrymodifications.xcu '{tmp_path}/settings'")
    refusal(b"{\\rtf1}")
    settings = (tmp_path / "settings").read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
