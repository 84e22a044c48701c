"""A web page with all that belongs to it in one file, as browsers and Word save it (.mht, RFC 2557)."""

from __future__ import annotations

import email
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import urljoin

from extractors.bounds import too_large

_MOST_NESTED = 50
"""Browsers and Word save a page's parts side by side: one part has others."""
_HEADER = re.compile(rb"\s*(?=[\w-]+:|From )(?:[^\r\n]++\r?\n)*?MIME-Version:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page's bytes, the encoding its part declares, and the style sheets saved with it, by their addresses."""

    content: bytes
    charset: str | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
    address: str = ""

    def sheet(self, reference: str) -> str | None:
        """The style sheet that the page refers to, if it was saved."""
        try:
            return self.sheets.get(reference, self.sheets.get(urljoin(self.address, reference)))
        except ValueError:  # no address
            return None


def unpack(content: bytes) -> SavedPage:
    """The page in a file: of a web archive its first page, of any other file all of it."""
    if not _HEADER.match(content):
        return SavedPage(content)
    if content.lower().count(b"boundary=") > _MOST_NESTED:
        raise too_large(f"the web archive has more than {_MOST_NESTED} parts that have parts")
    message = email.message_from_bytes(content)
    pages, sheets = [], {}
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            pages.append(part)
        elif part.get_content_type() == "text/css":
            sheets.update(dict.fromkeys(_addresses(part), _bytes(part).decode("utf-8", "replace")))
    if not pages:
        return SavedPage(content)
    address = next(iter(_addresses(pages[0])), "")
    return SavedPage(_bytes(pages[0]), pages[0].get_content_charset(), sheets, address)


def _addresses(part: Message) -> list[str]:
    """What a page may call a part: where it was fetched from, and its identifier."""
    location, name = str(part.get("Content-Location", "")), str(part.get("Content-ID", ""))
    return [*([location] if location else []), *([f"cid:{name.strip('<>')}"] if name else [])]


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
