"""What a drawing in a Word file shows: text boxes, an arrow by its shape or its description, or something unread.

DrawingML names its shapes and turns and mirrors them (ECMA-376, part 1, 20.1); VML, which older files have, gives
them numbers (part 4, 19.1).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from extractors.lines.arrows import agreed_arrow, mirrored, turned
from extractors.lines.characters import clean
from extractors.word.markup import W
from extractors.word.styles import number

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"

_PRESETS = {
    "upArrow": "↑", "downArrow": "↓", "leftArrow": "←", "rightArrow": "→", "leftRightArrow": "↔", "upDownArrow": "↕",
    "notchedRightArrow": "→", "stripedRightArrow": "→", "triangle": "↑", "flowChartExtract": "↑", "flowChartMerge": "↓",
    "upArrowCallout": "↑", "downArrowCallout": "↓", "leftArrowCallout": "←", "rightArrowCallout": "→",
    "leftRightArrowCallout": "↔", "upDownArrowCallout": "↕",
}  # fmt: skip
_VML_TYPES = {"5": "↑", "13": "→", "66": "←", "67": "↓", "68": "↑", "69": "↔", "70": "↕", "93": "→", "94": "→"}
"""VML's numbers of shapes (``o:spt``)."""
_TYPE = re.compile(r"_x0000_t(\d+)$")
_NUMBER = r"-?(?:\d{1,12}(?:\.\d*)?|\.\d+)"
_ROTATION = re.compile(rf"rotation:\s*({_NUMBER})(fd)?")
_FLIP = re.compile(r"flip:\s*([xy]+)(?:\s+([xy]))?")
_HIDDEN = re.compile(r"visibility:\s*hidden|display:\s*none")
_POINT = re.compile(rf"({_NUMBER})[a-z]*,({_NUMBER})")
_EMBEDDED = {"Excel": "an embedded Excel sheet", "Word": "an embedded Word file", "PowerPoint": "an embedded slide"}
_INSTEAD = "save the file as PDF and offer that, or have it put in as a table"


def text_boxes(element: Element) -> list[Element]:
    """The outermost text boxes in a drawing; one inside another is read with the other's paragraphs."""
    boxes = []
    for child in element:
        if child.tag == W + "txbxContent":
            boxes.append(child)
        else:
            boxes.extend(text_boxes(child))
    return boxes


def is_rule(element: Element) -> bool:
    """Whether a VML picture is no more than a horizontal rule."""
    return any(shape.get(_O + "hr") for shape in element.iter())


def is_hidden(element: Element) -> bool:
    """Whether a drawing says that it is not shown."""
    if any(named.get("hidden") in {"1", "true"} for named in element.iter(_WP + "docPr")):
        return True
    shapes = [shape for shape in element.iter() if isinstance(shape.tag, str) and shape.get("style")]
    return any(_HIDDEN.search(shape.get("style", "")) for shape in shapes[:1])


def draws_behind(element: Element) -> bool:
    """Whether any drawing in an element stands behind the text."""
    if any(anchor.get("behindDoc") in {"1", "true"} for anchor in element.iter(_WP + "anchor")):
        return True
    return any("z-index:-" in shape.get("style", "").replace(" ", "") for shape in element.iter() if shape.get("style"))


def floats(element: Element) -> bool:
    """Whether a drawing stands where its own position says and not in the line of the text."""
    if element.find(_WP + "anchor") is not None:
        return True
    return any("position:absolute" in shape.get("style", "").replace(" ", "") for shape in element.iter(_V + "shape"))


def arrow_of(element: Element) -> str | None:
    """The one arrow that a drawing shows, by its shapes or, of a picture, by what describes it; else None."""
    drawn = [*_drawn(element), *_drawn_vml(element)]
    if drawn:
        arrows = set(drawn)
        return arrows.pop() if len(arrows) == 1 else None
    return agreed_arrow(_descriptions(element), icons=_names(element))


def name_of(element: Element) -> str:
    """What a drawing is called in its file, as a message gives it, or ""."""
    names = [*_descriptions(element), *_names(element)]
    return clean(names[0]) if names else ""


def unread(element: Element) -> str:
    """That a drawing was not read: ``"a picture or drawing (County map) was not read"``."""
    called = f" ({name})" if (name := name_of(element)) else ""
    if element.tag != W + "object":
        return f"a picture or drawing{called} was not read"
    program = next((e.get("ProgID", "") for e in element.iter(_O + "OLEObject")), "")
    return f"{_EMBEDDED.get(program.partition('.')[0], 'an embedded file')}{called} was not read; {_INSTEAD}"


def _drawn(element: Element) -> Iterator[str | None]:
    """The arrows of DrawingML shapes; None for a shape that is none."""
    for shape in (e for e in element.iter() if isinstance(e.tag, str) and e.tag.endswith("}spPr")):
        preset, owner = shape.find(_A + "prstGeom"), shape.getparent()
        if preset is None or owner is None or owner.tag.startswith(_PIC):
            continue
        frame = shape.find(_A + "xfrm")
        name = preset.get("prst", "")
        arrow = _PRESETS.get(name) or (_line_arrow(shape, frame) if "onnector" in name or name == "line" else None)
        if arrow is None or frame is None:
            yield arrow
            continue
        across, over = (frame.get(flip) in {"1", "true"} for flip in ("flipH", "flipV"))
        yield turned(mirrored(arrow, across=across, upside_down=over), (number(frame.get("rot")) or 0) / 60000)


def _line_arrow(shape: Element, frame: Element | None) -> str | None:
    """The arrow that a line with a head at an end is, before it is mirrored or turned."""
    extent = frame.find(_A + "ext") if frame is not None else None
    line = shape.find(_A + "ln")
    if extent is None or line is None:
        return None
    tail, head = (_has_head(line.find(_A + end)) for end in ("tailEnd", "headEnd"))
    return _pointing(number(extent.get("cx")) or 0, number(extent.get("cy")) or 0, at_start=head, at_end=tail)


def _has_head(end: Element | None) -> bool:
    return end is not None and end.get("type", "none") in {"triangle", "arrow", "stealth"}


def _pointing(across: float, down: float, *, at_start: bool, at_end: bool) -> str | None:
    """The arrow along a line with heads at one end or both."""
    if not (at_start or at_end):
        return None
    degrees = math.degrees(math.atan2(across, -down)) + (180 if at_start and not at_end else 0)
    arrow = turned("↑", degrees)
    if at_start and at_end:
        return {"→": "↔", "←": "↔", "↑": "↕", "↓": "↕"}.get(arrow or "")
    return arrow


def _drawn_vml(element: Element) -> Iterator[str | None]:
    """The arrows of VML shapes; None for a shape that is none. Pictures are no shapes."""
    for line in element.iter(_V + "line"):
        ends = [_POINT.match(line.get(end, "")) for end in ("from", "to")]
        stroke = line.find(_V + "stroke")
        if stroke is None or not ends[0] or not ends[1]:
            yield None
            continue
        heads = [stroke.get(name, "none") != "none" for name in ("startarrow", "endarrow")]
        across, down = (float(ends[1][at]) - float(ends[0][at]) for at in (1, 2))
        yield _pointing(across, down, at_start=heads[0], at_end=heads[1])
    for shape in element.iter(_V + "shape"):
        if shape.find(_V + "imagedata") is not None:
            continue
        match = _TYPE.search(shape.get("type", ""))
        arrow = _VML_TYPES.get(match[1] if match else shape.get(_O + "spt", ""))
        yield _as_styled(arrow, shape.get("style", "")) if arrow else None


def _as_styled(arrow: str, style: str) -> str | None:
    flips = "".join(filter(None, flip.groups())) if (flip := _FLIP.search(style)) else ""
    turn = _ROTATION.search(style)
    degrees = float(turn[1]) / (65536 if turn[2] else 1) if turn else 0
    return turned(mirrored(arrow, across="x" in flips, upside_down="y" in flips), degrees)


def _descriptions(element: Element) -> list[str]:
    """What people wrote to describe a drawing."""
    named = [e for e in element.iter() if e.tag in {_WP + "docPr", _PIC + "cNvPr"}]
    found = [e.get(key) for e in named for key in ("descr", "title")]
    found += [e.get("alt") for e in element.iter(_V + "shape")]
    return [text for text in found if text]


def _names(element: Element) -> list[str]:
    """What programs called a drawing or its file."""
    found = [e.get("name") for e in element.iter() if e.tag in {_WP + "docPr", _PIC + "cNvPr"}]
    found += [e.get(_O + "title") for e in element.iter(_V + "imagedata")]
    return [text for text in found if text]
