"""How an element of a web page looks, given how the one around it does: whether it is seen, struck out, raised.

Lengths are pixels. What is not known, such as the colour of a picture behind the text, hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tinycss2 import color4

from extractors.lines.colours import alike
from extractors.lines.drafts import WHITE
from extractors.web.css import Style

Attributes = Mapping[str, str]

HIDDEN = "that are hidden"
OUTSIDE = "outside the page"
SIZELESS = "of no size"
SAME_COLOUR = "in the colour of their ground"

UNKNOWN = "?"

_LENGTH = re.compile(r"(-?[\d.]+)(px|pt|pc|em|rem|ex|ch|%|vw|vh|cm|mm|in)?")
_PIXELS = {"px": 1, "pt": 4 / 3, "pc": 16, "rem": 16, "cm": 37.8, "mm": 3.78, "in": 96, "vw": 12.8, "vh": 7.2, "": 1}
_NAMED_SIZES = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
_FONT_SIZE = re.compile(r"(?:^|\s)(-?[\d.]+(?:pt|px|em|rem|%|cm|mm|in)?)(?:/\S+)?\s+\S")
_FONT_FAMILY = re.compile(r"(?:^|\s)[\d.]+(?:pt|px|em|rem|%|cm|mm|in)\S*\s+(.+)$")
_TOKEN = re.compile(r"[\w-]+\([^)]{0,200}\)|[^\s,]+")
_BARE_HEX = re.compile(r"[0-9a-f]{6}")
_CLIPPED = re.compile(
    r"rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?\s*\)|inset\((?:50|100)%|circle\(0"
)
_MOVED = re.compile(r"translate(?:x|y|3d)?\(\s*(-?(?:\d+(?:\.\d*)?|\.\d+))px|scale(?:x|y)?\(\s*(0)\s*[,)]")

_FAR = 500
"""Pixels: what is moved up or to the left by as much is off the page, and meant to be."""
_SMALLEST = 8 / 3
"""2 points: what is smaller is no text that a person reads."""
_FAINTEST = 0.05


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks that stands in an element."""

    visible: bool = True
    struck: bool = False
    raised: bool = False
    size: float = 16
    colour: str = "#000000"
    ground: str = WHITE
    font: str | None = None

    @property
    def unseen(self) -> str | None:
        """Why the page does not show the text, completing "words …"; None where it does."""
        if not self.visible:
            return HIDDEN
        if self.size < _SMALLEST:
            return SIZELESS
        return SAME_COLOUR if self.colour == "transparent" or alike(self.colour, self.ground) else None


def look_in(outer: Look, tag: str, attributes: Attributes, style: Style) -> Look:
    """The look of an element's text within one of the look ``outer``."""
    visibility = style.get("visibility")
    ground = _ground(attributes, style)
    decoration = style.get("text-decoration-line") or style.get("text-decoration")
    lined = tag in {"s", "strike"} if decoration is None else "line-through" in decoration
    return replace(
        outer,
        visible=outer.visible if visibility in {None, "inherit"} else visibility not in {"hidden", "collapse"},
        struck=outer.struck or lined or tag == "del",
        raised=outer.raised or _is_raised(tag, style),
        size=_font_size(style, outer.size),
        colour=_text_colour(tag, attributes, style) or outer.colour,
        ground=ground or outer.ground,
        font=font_of(attributes, style) or outer.font,
    )


def why_unseen(attributes: Attributes, style: Style) -> str | None:
    """Why the page shows nothing of an element and all within it, completing "words …"; None where it does."""
    if "hidden" in attributes or style.get("display") == "none" or style.get("mso-hide") == "all":
        return HIDDEN
    opacity = _number(style.get("opacity"))
    if opacity is not None and opacity <= _FAINTEST and not _moves(style):
        return HIDDEN
    if _CLIPPED.match(style.get("clip", "")) or _CLIPPED.match(style.get("clip-path", "")):
        return SIZELESS
    if any("hidden" in style.get(name, "") or "clip" in style.get(name, "") for name in _OVERFLOWS):
        sizes = [_pixels(style.get(name)) for name in ("width", "height", "max-width", "max-height")]
        if any(size is not None and size <= 1 for size in sizes):
            return SIZELESS
    moved = _MOVED.search(style.get("transform", ""))
    if moved and (moved[2] or float(moved[1]) <= -_FAR):
        return OUTSIDE if moved[1] else SIZELESS
    aside = ("left", "top", "right") if style.get("position") in {"absolute", "fixed", "relative"} else ()
    shifts = [_pixels(style.get(name)) for name in (*aside, "text-indent")]
    return OUTSIDE if any(shift is not None and shift <= -_FAR for shift in shifts) else None


_OVERFLOWS = ("overflow", "overflow-x", "overflow-y")


def _moves(style: Style) -> bool:
    """Whether the element is only faint until a movement has brought it in."""
    return any(style.get(name, "none") != "none" for name in ("animation", "animation-name"))


def background(attributes: Attributes, style: Style) -> str | None:
    """The element's background as ``"#rrggbb"``, or None where it has none of its own or no plain colour.

    A declaration goes before the ``bgcolor`` attribute; gradients and variables are not understood.
    """
    for said in (style.get("background-color"), style.get("background"), attributes.get("bgcolor")):
        for token in _TOKEN.findall(said.lower()) if said else ():
            if (colour := _colour(token)) and colour[0]:
                return colour[0]
    return None


def font_of(attributes: Attributes, style: Style) -> str | None:
    """The first font that the element asks for, or None."""
    shorthand = _FONT_FAMILY.search(style.get("font", ""))
    families = style.get("font-family") or (shorthand.group(1) if shorthand else attributes.get("face", ""))
    return families.split(",")[0].strip(" \"'") or None


def _ground(attributes: Attributes, style: Style) -> str | None:
    """What the element lays behind its text: a plain colour, ``UNKNOWN``, or None for nothing."""
    painted = " ".join(filter(None, (style.get("background"), style.get("background-image"))))
    if "url(" in painted or "gradient" in painted or "background" in attributes:
        return UNKNOWN
    if (colour := background(attributes, style)) is not None:
        said = style.get("background-color") or style.get("background") or ""
        return UNKNOWN if "/" in said or "a(" in said else colour
    return UNKNOWN if "var(" in f"{painted} {style.get('background-color', '')}" else None


def _text_colour(tag: str, attributes: Attributes, style: Style) -> str | None:
    stated = style.get("color") or {"font": attributes.get("color"), "body": attributes.get("text")}.get(tag)
    if stated is None or stated in {"inherit", "currentcolor"}:
        return UNKNOWN if stated is None and tag == "a" else None
    colour = _colour(stated.lower())
    if colour is None:
        return UNKNOWN
    return "transparent" if colour[1] <= _FAINTEST else colour[0] if colour[1] == 1 else UNKNOWN


def _is_raised(tag: str, style: Style) -> bool:
    if tag in {"td", "th", "tr", "img", "svg"}:
        return False
    align = style.get("vertical-align", "super" if tag == "sup" else "")
    if align == "super" or (_pixels(align) or 0) > 0:
        return True
    shift = _pixels(style.get("top")) if style.get("position") == "relative" else None
    return shift is not None and -_FAR < shift < 0


def _font_size(style: Style, outer: float) -> float:
    shorthand = _FONT_SIZE.search(style.get("font", ""))
    stated = style.get("font-size") or (shorthand[1] if shorthand else "")
    if stated in _NAMED_SIZES:
        return _NAMED_SIZES[stated]
    match = _LENGTH.fullmatch(stated)
    number = _number(match[1]) if match else None
    if match is None or number is None:
        return outer
    unit = match[2] or ""
    if unit in {"em", "%", "ex", "ch"}:
        return outer * number * {"em": 1, "%": 0.01}.get(unit, 0.5)
    return number * _PIXELS[unit]


def _pixels(stated: str | None) -> float | None:
    """A length in pixels; None where it is none or a share of something."""
    match = _LENGTH.fullmatch(stated or "")
    number = _number(match[1]) if match else None
    if match is None or number is None:
        return None
    if match[2] == "%":  # of how much is not known, but all of it and more is off the page
        return -_FAR if number <= -100 else 0 if number == 0 else None
    return number * (16 if match[2] in {"em", "ex", "ch"} else _PIXELS.get(match[2] or "", 1))


def _number(stated: str | None) -> float | None:
    try:
        return float(stated) if stated else None
    except ValueError:
        return None


def _colour(token: str) -> tuple[str, float] | None:
    """A colour of CSS as ``"#rrggbb"`` ("" for none at all) with its opacity."""
    parsed = color4.parse_color(f"#{token}" if _BARE_HEX.fullmatch(token) else token)
    if parsed is None or isinstance(parsed, str):
        return None
    red, green, blue = (round(min(max(part, 0), 1) * 255) for part in parsed.to("srgb").coordinates)
    return (f"#{red:02x}{green:02x}{blue:02x}" if parsed.alpha else "", parsed.alpha)
