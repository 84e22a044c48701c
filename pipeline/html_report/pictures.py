"""Pictures of the pages that values stand on."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from importlib import metadata
from pathlib import Path

_PIXELS = 1.75
"""Pixels to a point: 126 to an inch, at which the small print of a wide table can be read."""
_QUALITY = 60
"""Of WebP, from 0 to 100."""

Picture = tuple[int, bytes]
"""The number of a page, and its picture."""


def picture_name(document_id: str, page: int) -> str:
    """What the picture of a page is called: another paper, page, or way of making one has another name."""
    way = f"{_PIXELS} {_QUALITY} {metadata.version('pypdfium2')} {metadata.version('pillow')}"
    return f"{document_id[:24]}-{page}-{_short(way)}.webp"


def draw_pages(path: Path, pages: Sequence[int]) -> list[Picture]:
    """The pictures of some pages of a PDF, as WebP; of a page that cannot be drawn there is none.

    Raises:
        pypdfium2.PdfiumError: the file cannot be opened.
    """
    import pypdfium2 as pdfium

    drawn = []
    with pdfium.PdfDocument(path) as document:
        document.init_forms()
        for number in pages:
            try:
                page = document[number - 1]
                image = page.render(scale=_PIXELS, may_draw_forms=True).to_pil()
            except (pdfium.PdfiumError, IndexError):
                continue
            content = io.BytesIO()
            image.convert("RGB").save(content, "WEBP", quality=_QUALITY, method=4)
            drawn.append((number, content.getvalue()))
            page.close()
    return drawn


def size_of(picture: Path) -> tuple[int, int, float, float]:
    """The width and height of a picture in pixels, then those of its page in points."""
    from PIL import Image

    with Image.open(picture) as image:
        width, height = image.size
    return width, height, width / _PIXELS, height / _PIXELS


def batches(pages: Collection[int], size: int = 4) -> list[list[int]]:
    """Pages in groups that one process draws in one go."""
    ordered = sorted(pages)
    return [ordered[at : at + size] for at in range(0, len(ordered), size)]


def _short(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:8]
