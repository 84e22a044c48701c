"""What a kind of hostile file is, and what becomes of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractors.document import UnreadableFileError, all_findings
from extractors.layouts.claims import read_layouts
from extractors.read import detect_format, read_document

READ = "read"


class Kind(NamedTuple):
    """How a hostile file is built, and what becomes of it: the code of its error, or ``READ``.

    ``said`` is the code of a finding that tells of a part that was given up.
    """

    build: Callable[[], bytes]
    becomes: str = READ
    said: str | None = None


def outcome(content: bytes) -> tuple[str, frozenset[str]]:
    """What becomes of a file, and the codes of what is said of it; any error but the one for bad files is raised."""
    try:
        document = read_document(content, detect_format(content))
    except UnreadableFileError as error:
        assert str(error).strip(), f"no sentence says what is wrong: {error.code}"
        assert len(str(error)) < 400, "the sentence is no clear one"
        return error.code, frozenset()
    read_layouts(document)
    return READ, frozenset(str(finding.code) for finding in all_findings(document))
