"""The settings of an installation: what they may say, and what is said of a file that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.settings import Settings, SettingsError, read_settings


def write(folder: Path, text: str) -> Path:
    file = folder / "riskhistory.toml"
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_the_settings_are_the_usual_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings()
    assert Settings().find_organisations().default.slug == "lancashire"


def test_the_file_here_is_read_unless_another_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, 'organisation = "kent"')
    (tmp_path / "other").mkdir()
    other = write(tmp_path / "other", 'organisation = "essex"\norganisations = ["mine", "/theirs"]')
    assert read_settings().organisation == "kent"
    assert read_settings(other) == Settings("essex", (tmp_path / "other" / "mine", Path("/theirs")))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("organization = 1", "no setting organization; the settings are organisation, organisations"),
        ("organisation = 1", "organisation is the name of an organisation's folder"),
        ('organisations = "folder"', "organisations is a list of folders"),
        ("organisations = [1]", "organisations is a list of folders"),
        ("organisation", "riskhistory"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_that_names_it(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(SettingsError, match=rf"riskhistory\.toml: .*{fault}|riskhistory\.toml: Expected"):
        read_settings(write(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", "no setting colour"),
        ('organisation = "kent"', "no organisation 'kent'"),
        ('organisations = ["none"]', "holds no organisation.toml"),
    ],
)
def test_the_command_line_says_what_is_wrong_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    settings, out = write(tmp_path, text), tmp_path / "out"
    assert main(["ingest", str(tmp_path), "--out", str(out), "--settings", str(settings)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_settings_file_that_was_asked_for_must_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(tmp_path), "--settings", str(tmp_path / "none.toml")]) == 2
    assert "none.toml" in capsys.readouterr().err
