"""The site of docs/ is complete, builds strictly, and fetches nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

SETTINGS = ROOT / "zensical.toml"
_FETCHED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"?((?:https?:)?//[^\s\">]+)")


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site as ``make site`` does."""
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def pages(contents: Any) -> Iterator[str]:
    """The pages that the contents name."""
    if isinstance(contents, str):
        yield contents
    else:
        for part in contents.values() if isinstance(contents, dict) else contents:
            yield from pages(part)


def test_every_page_is_in_the_contents_once() -> None:
    named = pages(tomllib.loads(SETTINGS.read_text("utf-8"))["project"]["nav"])
    assert sorted(named) == sorted(page.name for page in (ROOT / "docs").glob("*.md"))


def test_the_site_builds_and_fetches_nothing_and_no_broken_link_passes(tmp_path: Path) -> None:
    shutil.copy(SETTINGS, tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    built = build(tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    made = {page.name: page.read_text("utf-8") for page in (tmp_path / "site").glob("*.html")}
    assert {page.with_suffix(".html").name for page in (ROOT / "docs").glob("*.md")} < set(made)
    assert [url for page in made.values() for url in _FETCHED.findall(page)] == []
    for link in ("[a](gone.md)", "[a](index.md#gone)"):
        (tmp_path / "docs" / "python.md").write_text(f"# Python\n\n{link}\n", "utf-8")
        assert build(tmp_path).returncode != 0, link
