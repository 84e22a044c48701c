"""What an HTML element says of its looks: style declarations, colours, fonts. Style sheets are not read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PIL import ImageColor

Style = Mapping[str, str]
"""The declarations of one ``style`` attribute: property → value, both in lower case."""

_BARE_HEX = re.compile(r"[0-9a-f]{6}")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)%?)?\s*\)")
_TOKEN = re.compile(r"[\w-]+\([^)]*\)|[^\s,]+")
_FONT_FAMILY = re.compile(r"(?:^|\s)[\d.]+(?:pt|px|em|rem|%|cm|mm|in)\S*\s+(.+)$")


def declarations(attributes: Mapping[str, str]) -> Style:
    """What the element's own ``style`` attribute declares."""
    pairs = (part.partition(":") for part in attributes.get("style", "").lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}


def is_hidden(attributes: Mapping[str, str], style: Style) -> bool:
    """Whether the element says that it is not displayed."""
    return "hidden" in attributes or style.get("display") == "none" or style.get("mso-hide") == "all"


def background(attributes: Mapping[str, str], style: Style) -> str | None:
    """The element's background as ``"#rrggbb"``, or None where it has none of its own or no plain colour.

    A declaration goes before the ``bgcolor`` attribute. The colours of CSS are understood as far as Pillow knows
    them; gradients and variables are not.
    """
    for said in (style.get("background-color"), style.get("background"), attributes.get("bgcolor")):
        for token in _TOKEN.findall(said.lower()) if said else ():
            if colour := _colour(token):
                return colour
    return None


def font_of(attributes: Mapping[str, str], style: Style) -> str | None:
    """The first font that the element asks for, or None."""
    shorthand = _FONT_FAMILY.search(style.get("font", ""))
    families = style.get("font-family") or (shorthand.group(1) if shorthand else attributes.get("face", ""))
    return families.split(",")[0].strip(" \"'") or None


def _colour(token: str) -> str | None:
    if match := _RGB.fullmatch(token):
        red, green, blue = (min(int(part), 255) for part in match.groups()[:3])
        return None if match.group(4) and float(match.group(4)) == 0 else f"#{red:02x}{green:02x}{blue:02x}"
    try:
        red, green, blue = ImageColor.getrgb(f"#{token}" if _BARE_HEX.fullmatch(token) else token)[:3]
    except ValueError:
        return None
    return f"#{red:02x}{green:02x}{blue:02x}"
