"""Which kind of file a zip archive or a compound file (OLE 2) is, by what it holds: nothing is unpacked."""

from __future__ import annotations

import io
import struct
import uuid
import zipfile

from extractors.detect.kinds import KINDS

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")

_CONTENT_TYPES = "[content_types].xml"
_ENTRY = 128
"""Bytes of a compound file's directory entry ([MS-CFB] 2.6.1); sectors are multiples of it, so entries lie on it."""
_CLASS, _START = 80, 116
"""Where in an entry its class ID and its stream's first sector stand."""
_ENCRYPTED = 0x0100
"""The flag of an encrypted Word file, in the word at offset 10 of its main stream ([MS-DOC] 2.5.2)."""


def zip_kind(content: bytes) -> str:
    """The kind of a zip archive: ``docx``, ``xlsx``, or the name of a kind that no reader reads.

    An archive that is damaged, or of Office Open XML with its main part in an unusual place, counts as ``docx``: the
    reader of Word files looks closer.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name.casefold() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "docx"
    for kind in KINDS.values():
        if kind.member and any(name.startswith(kind.member.casefold()) for name in names):
            return kind.name
    return "docx" if _CONTENT_TYPES in names else "zip"


def compound_kind(content: bytes) -> str:
    """The kind of a compound file: ``doc``, or the name of a kind that no reader reads.

    The class ID of its root names the program that wrote it. Where that says nothing a stream's name does, though
    the stream may be one of a file within the file.
    """
    root = _root_class(content)
    for kind in KINDS.values():
        if root in kind.classes:
            return _unless_locked(kind.name, content)
    for kind in KINDS.values():
        if any(_entry(content, stream) is not None for stream in kind.streams):
            return _unless_locked(kind.name, content)
    return "compound"


def _root_class(content: bytes) -> str | None:
    """The class ID of the root, which is the first entry of the directory ([MS-CFB] 2.6.2)."""
    try:
        (first,) = struct.unpack_from("<I", content, 48)
        start = _offset(content, first) + _CLASS
        return str(uuid.UUID(bytes_le=content[start : start + 16]))
    except (struct.error, ValueError):  # cut short
        return None


def _unless_locked(kind: str, content: bytes) -> str:
    """The kind, or ``encrypted`` for a Word file that asks for a password."""
    entry = _entry(content, "WordDocument") if kind == "doc" else None
    if entry is None:
        return kind
    try:
        (sector,) = struct.unpack_from("<I", content, entry + _START)
        (flags,) = struct.unpack_from("<H", content, _offset(content, sector) + 10)
    except struct.error:  # cut short
        return kind
    return "encrypted" if flags & _ENCRYPTED else kind


def _offset(content: bytes, sector: int) -> int:
    """Where a sector begins: the header takes the place of one ([MS-CFB] 2.2)."""
    shift: int = struct.unpack_from("<H", content, 30)[0]
    return (sector + 1) << min(shift, 16)


def _entry(content: bytes, name: str) -> int | None:
    """Where the directory entry of this name begins."""
    sought = name.encode("utf-16-le") + b"\0\0"
    found = content.find(sought)
    while found >= 0 and found % _ENTRY:
        found = content.find(sought, found + 1)
    return found if found >= 0 else None
