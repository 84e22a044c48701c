"""What a kind of hostile file is, and what becomes of one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from extractors.document import UnreadableFileError, all_findings
from extractors.findings import Code
from extractors.layouts.claims import read_layouts
from extractors.read import detect_format, read_document
from pipeline.build import build_history
from pipeline.read.read_paper import settle
from pipeline.store.run import sha256

_LONGEST = 300
READ, IN_PART = "read", "read in part"


class Kind(NamedTuple):
    """How a hostile file is built."""

    build: Callable[[], bytes]


def expected() -> dict[str, dict[str, str]]:
    """What becomes of each kind, by its format and its name: ``READ``, ``IN_PART``, or the code of its error."""
    return tomllib.loads(Path(__file__).with_name("expected.toml").read_text("utf-8"))


def _is_sentence(message: str) -> bool:
    return 0 < len(message) < _LONGEST and "\n" not in message


def outcome(content: bytes) -> str:
    """What becomes of a file, up to the rows of a history; any error but the one for bad files is raised."""
    try:
        document = read_document(content, detect_format(content))
        found = read_layouts(document)
    except UnreadableFileError as error:
        return error.code if _is_sentence(str(error)) else f"{error.code}, and no sentence that says why"
    build_history([settle(document, found, "paper", sha256(content), len(content))])
    return IN_PART if any(each.code == Code.UNREADABLE_PAGE for each in all_findings(document)) else READ
