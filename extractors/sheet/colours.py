"""Which colour an Excel workbook means: as stated, by number, or as a shade of its theme (ECMA-376, 18.8.3)."""

from __future__ import annotations

import colorsys
from typing import Any

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX

_SCHEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}clrScheme"
_STORED = (1, 0, 3, 2)
"""Light and dark stand the other way round in a theme than its colours are counted."""


def theme_of(xml: bytes | None) -> list[str]:
    """The colours of a workbook's theme as ``rrggbb``, as they are counted; none without a theme."""
    if not xml:
        return []
    try:
        scheme = etree.fromstring(xml, etree.XMLParser(resolve_entities=False)).find(f".//{_SCHEME}")
    except etree.XMLSyntaxError:
        return []
    stored = [str(of.get("lastClr") or of.get("val")) for each in (scheme if scheme is not None else ()) for of in each]
    return [stored[at] for at in _STORED] + stored[4:] if len(stored) > 4 else []


def colour_of(colour: Any, theme: list[str]) -> str | None:
    """A colour as ``#rrggbb``; None where there is none, or it is the window's own, or the theme does not have it."""
    if colour is None:
        return None
    stated = colour.rgb if colour.type == "rgb" else None
    if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        stated = COLOR_INDEX[colour.indexed]
    elif colour.type == "theme" and colour.theme < len(theme):
        stated = theme[colour.theme]
    return _tinted(stated[-6:], colour.tint) if isinstance(stated, str) else None


def _tinted(rgb: str, tint: float) -> str:
    """A colour made lighter (up to 1) or darker (down to -1)."""
    if tint:
        hue, light, saturation = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
        light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
        rgb = "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, light, saturation))
    return f"#{rgb.lower()}"
