"""Which kind of text a file is: a web page, a table of separated values, another text, or something no reader reads.

The rule for a web page: its markup frames the file. After a byte order mark, white space, comments and processing
instructions it begins with a tag of HTML; or, where something else was saved in front of it (HTTP headers, a remark
of the browser), a line near its beginning begins with the tag of a whole page (doctype, ``html``, ``head``, ``body``).
Tags within a text's tab-separated cells frame nothing, not even where the first line is a row of such cells, and no
more do those of an example in a Markdown note.
"""

from __future__ import annotations

import re

from extractors.lines.decoded import decode_marked
from extractors.lines.separated import separated_records

_WHOLE_PAGE = r"(?:!doctype\s+html|html|head|body)"
_PART = (
    r"(?:title|meta|link|base|style|script|noscript|frameset|table|caption|thead|tbody|tr|td|th|div|p|span|font|center"
    r"|h[1-6]|ul|ol|li|dl|dt|dd|a|b|i|u|em|strong|small|br|hr|img|pre|blockquote|form|section|article|main|header|nav"
    r"|footer|aside|figure|address)"
)
_BEFORE = re.compile(r"(?:\s|\ufeff|ï»¿|<!--.*?-->|<\?[^>]*>|<!\[[^>]*\]>)*", re.DOTALL)
"""What may stand before a page's first tag. A byte order mark read as windows-1252 and saved again looks so odd."""
_PAGE_TAG = re.compile(rf"<{_WHOLE_PAGE}(?=[\s/>])", re.IGNORECASE)
_ANY_TAG = re.compile(rf"<(?:{_WHOLE_PAGE}|{_PART})(?=[\s/>])", re.IGNORECASE)
_PAGE_LINE = re.compile(rf"^ {{0,3}}<{_WHOLE_PAGE}(?=[\s/>])", re.IGNORECASE | re.MULTILINE)
_FENCE = "```"
_OPENED = re.compile(r"<(?!br\b|hr\b|img\b)[a-z][^<>]*(?<!/)>", re.IGNORECASE)
_CLOSED = re.compile(r"</[a-z]", re.IGNORECASE)

_MAIL = re.compile(r"\s*(?=[\w-]+:|From )(?:[^\r\n]+\r?\n)*?(?:MIME-Version|Message-ID):", re.IGNORECASE)
"""A header with a field that only mails and web archives have; a page saved with HTTP headers begins otherwise."""
_PAGE_IN_MAIL = re.compile(r"^Content-Type:\s*(?:multipart/related|text/html)\b", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(r"^(?:To|Received|Delivered-To|Reply-To):", re.IGNORECASE | re.MULTILINE)
_DECLARED_XML = re.compile(r"[\s\ufeff]*<\?xml\b")
_ROOT = re.compile(r"<!doctype\s|<([a-z_][\w:.-]*)(?=[\s/>])", re.IGNORECASE)
_JSON = re.compile(r'[\s\ufeff]*(?:\{\s*"|\[\s*[{\["])')

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01
"""Control characters, and what share of them a text may have: a PDF's hyphen at a line's end comes out as one."""
_HEAD = 65536
"""How many characters of a file are enough to know its kind."""
_NEAR = 4096
"""Within how many characters a page begins that has something in front of it."""


def text_kind(content: bytes) -> str:
    """The kind of a file that no magic number names: ``html``, ``csv``, ``text``, or a kind that no reader reads.

    Bytes that are no characters in its encoding do not make a text binary: its reader reports them.
    """
    text = _decode(content)
    head = text[:_HEAD]
    if _is_binary(head) or _is_binary(text):
        return "unknown"
    if _MAIL.match(head):
        return "html" if _is_saved_page(head) else "mail"
    if _is_page(head):
        return "html"
    if _is_xml(text):
        return "xml"
    if _JSON.match(head):
        return "json"
    return "text" if "\t" in head or separated_records(text) is None else "csv"


def _decode(content: bytes) -> str:
    """A file's text: by its byte order mark, else UTF-8 if it is that, else windows-1252."""
    if content[:2] in (b"<\0", b"\0<"):  # a page that forgot its mark
        return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", "replace")
    return decode_marked(content).text


def _is_binary(text: str) -> bool:
    return sum(1 for _ in _CONTROL.finditer(text)) > _MOST_CONTROLS * len(text)


def _is_saved_page(head: str) -> bool:
    """Whether a file with a mail's header is a web archive (.mht): a page with its parts, sent to nobody."""
    header = re.split(r"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    return _PAGE_IN_MAIL.search(header) is not None and _SENT.search(header) is None


def _is_page(head: str) -> bool:
    body = _body(head)
    if _ANY_TAG.match(body):
        return _PAGE_TAG.match(body) is not None or not _is_row(body.partition("\n")[0])
    return not body.startswith("<") and _PAGE_LINE.search(head[:_NEAR].partition(_FENCE)[0]) is not None


def _body(head: str) -> str:
    """The text from its first tag or word on."""
    before = _BEFORE.match(head)
    return head[before.end() :] if before else head


def _is_row(line: str) -> bool:
    """Whether a line is a row of tab-separated cells: what is opened in a cell is closed in it."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return len(cells) > 1 and all(len(_OPENED.findall(cell)) == len(_CLOSED.findall(cell)) for cell in cells)


def _is_xml(text: str) -> bool:
    """Whether a text that is no page says that it is XML, or begins with an element that is closed at its end."""
    if _DECLARED_XML.match(text):
        return True
    root = _ROOT.match(_body(text[:_HEAD]))
    return root is not None and (root[1] is None or text.rstrip("\0 \t\r\n").endswith(f"</{root[1]}>"))
