"""The kinds of files: how each is recognised, and the message for one that no reader reads (``kinds.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. ``code`` and ``message`` are those of its error; one that a reader reads has no message."""

    name: str
    code: str
    message: str
    magic: tuple[bytes, ...]
    member: str | None
    classes: frozenset[str]
    streams: tuple[str, ...]


def _kinds() -> dict[str, Kind]:
    listed = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return {
        name: Kind(
            name,
            of.get("code", "unknown_format"),
            f"this is {of['is']}; {of['do']}" if "is" in of else "",
            tuple(bytes.fromhex(magic) for magic in of.get("magic", ())),
            of.get("member"),
            frozenset(of.get("class", ())),
            tuple(of.get("stream", ())),
        )
        for name, of in listed.items()
    }


KINDS = _kinds()
"""Every kind by its name, in the order in which they are tried."""
