"""Word files opened with python-docx, repaired in memory first where it rejects a file that Word opens."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TARGET_MODE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.document import CT_Document
from lxml import etree

from extractors.bounds import check_archive, check_elements
from extractors.document import UnreadableFileError

Members = dict[str, bytes]
"""The files in a zip archive by their names."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_CONTENT_TYPES = "[Content_Types].xml"
_SIBLING = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template"
    rb"|ms-word\.document\.macroEnabled|ms-word\.template\.macroEnabledTemplate)\.main\+xml"
)
_DAMAGED = "the Word file is damaged; save it again from Word and offer the new copy"
_ENCRYPTED = "the Word file asks for a password; save an open copy of it"
_NO_WORD_FILE = "this is a zip archive but no Word document; offer the paper itself"


def open_package(content: bytes) -> WordDocument:
    """Open the bytes of a .docx file.

    Raises:
        UnreadableFileError: ``damaged``, ``encrypted``, ``too_large``, or ``unknown_format`` for a zip that is no Word
            file.
    """
    try:
        members = _members(content)
        repaired = _without_dangling_references(_as_plain_document(_as_transitional(members)))
        document = docx.Document(io.BytesIO(content if repaired == members else _zipped(repaired)))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        OSError,
        EOFError,
        NotImplementedError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableFileError("damaged", _DAMAGED) from error
    except (KeyError, ValueError, AttributeError) as error:  # a part is missing, is of another type, holds other XML
        raise UnreadableFileError("unknown_format", _NO_WORD_FILE) from error
    if not isinstance(document.element, CT_Document):
        raise UnreadableFileError("unknown_format", _NO_WORD_FILE)
    return document


def title_of(document: WordDocument) -> str:
    """The title in the file's properties, as written, or "".

    python-docx makes up the properties of a file that has none, and with them a title.
    """
    package = document.part.package
    for reference in package.rels.values() if package else ():
        part = None if reference.is_external else reference.target_part
        if isinstance(part, XmlPart) and isinstance(part.element, CT_CoreProperties):
            return part.element.title_text
    return ""


def parts(document: WordDocument, kind: str) -> Iterator[etree._Element]:
    """The XML of the parts that the main part refers to as ``kind``, a relationship type, as listed.

    The parts of which python-docx knows the type are parsed; some, such as the notes, it leaves as bytes.

    Raises:
        UnreadableFileError: ``damaged``.
    """
    for reference in document.part.rels.values():
        if reference.reltype != kind or reference.is_external:
            continue
        part = reference.target_part
        try:
            root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
        except etree.XMLSyntaxError as error:
            raise UnreadableFileError("damaged", _DAMAGED) from error
        yield root


def part_of(document: WordDocument, reference: str | None) -> bytes | None:
    """The bytes of the part that the main part refers to by this name, if there is one in the file."""
    relation = document.part.rels.get(reference or "")
    return None if relation is None or relation.is_external else relation.target_part.blob


def _members(content: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = archive.infolist()
        if any(info.flag_bits & 1 for info in listed):
            raise UnreadableFileError("encrypted", _ENCRYPTED)
        check_archive(listed)
        members = {name: archive.read(name) for name in archive.namelist()}
    check_elements(members)
    return members


def _zipped(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _as_transitional(members: Members) -> Members:
    """A file that Word saved as "Strict Open XML" names the same markup otherwise (ECMA-376, part 1 against part 4)."""
    return {
        name: _STRICT.sub(_TRANSITIONAL, data) if name.endswith((".xml", ".rels")) else data
        for name, data in members.items()
    }


def _as_plain_document(members: Members) -> Members:
    """A template or a document with macros is a plain document but for the type of its main part."""
    if _CONTENT_TYPES not in members:
        return members
    plain = _SIBLING.sub(CONTENT_TYPE.WML_DOCUMENT_MAIN.encode(), members[_CONTENT_TYPES])
    return {**members, _CONTENT_TYPES: plain}


def _without_dangling_references(members: Members) -> Members:
    """Word passes over a reference to a part that is not there, and takes names in any case for the same."""
    names = {name.casefold(): name for name in members}
    repaired = dict(members)
    for listing in members:
        folder, _, source = listing.rpartition("_rels/")
        if not source.endswith(".rels"):
            continue
        root = parse_xml(members[listing])
        for reference in root.findall("{*}Relationship"):
            if reference.get("TargetMode") == RELATIONSHIP_TARGET_MODE.EXTERNAL:
                continue
            target = posixpath.normpath(posixpath.join("/", folder, reference.get("Target", ""))).lstrip("/")
            name = names.get(target.casefold())
            if name is None:
                root.remove(reference)
            elif name != target:
                reference.set("Target", f"/{name}")
            else:
                continue
            repaired[listing] = etree.tostring(root)
    return repaired
