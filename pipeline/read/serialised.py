"""A paper as read, as bytes and back: to hand it from one process to another, or to keep it.

The form is that of the dataclasses themselves, as MessagePack. A field that the bytes lack takes its default, so what
was encoded by another version of them must not be decoded: whoever keeps such bytes keeps the version with them.
"""

from __future__ import annotations

from functools import cache

import msgspec

from extractors.places import WordBoxes
from pipeline.read.paper import ReadPaper


def encode(paper: ReadPaper) -> bytes:
    """The paper as bytes; the same paper always gives the same."""
    return msgspec.msgpack.encode(paper, enc_hook=_not_kept)


def decode(content: bytes) -> ReadPaper:
    """The paper that was encoded, all its fields as they were.

    Raises:
        msgspec.DecodeError: the bytes are no paper.
    """
    return _decoder().decode(content)


def _not_kept(boxes: object) -> None:
    """What is known only while a paper is read."""
    assert isinstance(boxes, WordBoxes)


@cache
def _decoder() -> msgspec.msgpack.Decoder[ReadPaper]:
    return msgspec.msgpack.Decoder(ReadPaper)
