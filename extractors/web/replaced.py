"""What the page shows in the place of an element: the choice of a list, the value of a field, the arrow of an icon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from extractors.findings import Code
from extractors.lines.arrows import agreed_arrow
from extractors.lines.characters import LINE_BREAK, clean
from extractors.lines.choices import TICKED, UNTICKED
from extractors.lines.drafts import DraftFinding

Attributes = Mapping[str, str]

_TYPED = frozenset((
    "", "text", "number", "date", "month", "week", "time", "datetime-local", "email", "tel", "url", "range",
))  # fmt: skip
"""Kinds of input that show their value."""
_LIGATURES = re.compile(r"\bmaterial-(?:icons|symbols)")
_ICON = re.compile(r"(?:^|\s)(?:fa|fa[srlbd]|bi|mdi|glyphicon|icon|icons|ti|feather|lucide)(?:[\s-]|$)")
_INLINE = frozenset(("i", "span", "b", "em"))
_FILE = re.compile(r"([^/\\?#]+?)(?:\.\w{2,4})?$")
_LONGEST_NAME = 255
_MOST_WITHIN = 20
"""Elements and texts that an icon may hold."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in an element's place; ``unread`` says that there is a picture that this does not tell."""

    text: str = ""
    finding: DraftFinding | None = None
    unread: bool = False


def replacement_for(node: LexborNode, tag: str, attributes: Attributes) -> Replacement | None:
    """What the page shows in the place of an element; None where it shows what the element holds."""
    match tag:
        case "select":
            return Replacement(LINE_BREAK.join(_chosen(node, "multiple" in attributes)))
        case "textarea":
            return Replacement(node.text().replace("\n", LINE_BREAK))
        case "input":
            return Replacement(_input(attributes))
        case "img":
            return _picture(attributes)
        case "svg":
            return _drawing(node, attributes)
        case "meter" | "progress":  # a bar; its words are for browsers that draw none
            return Replacement(unread=True)
    return _icon(node, tag, attributes)


def _chosen(select: LexborNode, several: bool) -> list[str]:
    options = select.css("option")
    chosen = [option for option in options if "selected" in option.attributes]
    if not several:
        chosen = chosen[-1:] or [option for option in options if "disabled" not in option.attributes][:1]
    return [option.attributes.get("label") or option.text() for option in chosen]


def _input(attributes: Attributes) -> str:
    kind = attributes.get("type", "").lower()
    if kind in {"checkbox", "radio"}:
        return TICKED if "checked" in attributes else UNTICKED
    return attributes.get("value", "") if kind in _TYPED else ""


def _picture(attributes: Attributes) -> Replacement:
    described = [attributes[name] for name in ("alt", "title", "aria-label") if attributes.get(name)]
    source = attributes.get("src", "")
    last = re.split(r"[?#]", source, maxsplit=1)[0].rpartition("/")[2][-_LONGEST_NAME:]
    file = _FILE.search(last) if not source.startswith("data:") else None
    if arrow := agreed_arrow(described, icons=[*_classes(attributes), *([file[1]] if file else [])]):
        return _read_as(arrow, "a picture", described or [file[1] if file else ""])
    description = clean(" ".join(described[:1]))
    if attributes.get("alt") == "" and not description:  # it says that the picture is mere decoration
        return Replacement(unread=True)
    called = f" ({description})" if description else ""
    return Replacement(finding=DraftFinding(Code.UNREAD_PART, f"a picture or drawing was not read{called}"))


def _drawing(node: LexborNode, attributes: Attributes) -> Replacement:
    written = " ".join(text.text() for text in node.css("text"))
    if written.strip():
        return Replacement(f" {written} ")
    described = [title.text() for title in node.css("title, desc")]
    described += [attributes[name] for name in ("aria-label", "title") if attributes.get(name)]
    used = [use.attributes.get(name) or "" for use in node.css("use") for name in ("href", "xlink:href")]
    names = [reference.partition("#")[2] or reference for reference in used]
    arrow = agreed_arrow(described, icons=[*names, *_classes(attributes), attributes.get("id", "")])
    return _read_as(arrow, "a drawing", [*described, *names]) if arrow else Replacement(unread=True)


def _icon(node: LexborNode, tag: str, attributes: Attributes) -> Replacement | None:
    classes = attributes.get("class", "")
    if tag not in _INLINE or not (classes or "aria-label" in attributes):
        return None
    if _LIGATURES.search(classes):
        name = node.text().strip()
        arrow = agreed_arrow([name])
        return _read_as(arrow, "an icon", [name]) if arrow else Replacement(unread=True)
    if not _is_small(node) or node.text().strip() or node.css_first("img, svg, input, select") is not None:
        return None
    described = [attributes[name] for name in ("aria-label", "title") if attributes.get(name)]
    if arrow := agreed_arrow(described, _classes(attributes)):
        return _read_as(arrow, "an icon", [*described, classes])
    return Replacement(unread=True) if _ICON.search(classes) and node.first_child is None else None


def _is_small(node: LexborNode) -> bool:
    """Whether an element holds hardly anything, as an icon does."""
    inner = node.first_child
    for _ in range(_MOST_WITHIN):
        if inner is None:
            return True
        inner = inner.next or inner.first_child
    return False


def _read_as(arrow: str, what: str, names: Iterable[str]) -> Replacement:
    called = " ".join([what, *(f"({name})" for name in map(clean, names) if name)])
    return Replacement(arrow, DraftFinding(Code.DRAWN_SYMBOL, f"{called} was read as {arrow}"))


def _classes(attributes: Attributes) -> list[str]:
    return attributes.get("class", "").split()
