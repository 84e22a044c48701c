"""WordprocessingML as Word would print it: tracked changes accepted, wrappers opened, alternatives chosen.

After :func:`settle` a body holds paragraphs and tables, a table rows, a row cells and a paragraph runs and links,
whatever stood between them; so a reader needs to know none of the wrappers (ECMA-376, part 1, section 17).
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from extractors.lines.choices import TICKED, UNTICKED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_OPENED = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "dir", "bdo")}
_DROPPED = {
    W + name for name in ("del", "moveFrom", "delText", "delInstrText", "sdtEndPr", "customXmlPr", "smartTagPr")
}
_CHANGE_MARKS = {W + name for name in ("rPr", "trPr", "tcPr", "numPr")}
"""Properties, in which ``del`` is a mark on their owner and wraps nothing."""


def value(parent: Element | None, name: str, attribute: str = "val") -> str | None:
    """An attribute of the named child element, or None where either is missing."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + attribute) if child is not None else None


def has(parent: Element | None, name: str) -> bool:
    """Whether the on/off property ``name`` is there and not switched off (17.17.4)."""
    child = parent.find(W + name) if parent is not None else None
    return child is not None and child.get(W + "val", "1") not in {"0", "false", "off"}


def settle(root: Element) -> None:
    """Reduce the tree, in place, to what would be printed.

    Insertions and what was moved here stay, deletions, deleted rows and what was moved away go; content
    controls, smart tags and custom XML give way to their content; of alternatives the preferred one stays.
    The prompt of a content control that nobody has filled in is no content: its text goes, its cell stays. A check
    box is written as ``☒`` or ``☐``, whatever glyph the file draws it with.
    """
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)  # they would cut a text in two
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if element is root or parent is None or parent.tag in _CHANGE_MARKS:
            continue
        if element.tag == W + "sdt" and has(element.find(W + "sdtPr"), "showingPlcHdr"):
            for text in element.iter(W + "t"):
                text.text = None
        if element.tag == W + "sdt" and (box := element.find(f"{W}sdtPr/{_CHECKBOX}checkbox")) is not None:
            _write_box(element, box)
        kept = _kept_of(element)
        if kept is not None:
            for inner in kept:
                element.addprevious(inner)
            parent.remove(element)


def _write_box(control: Element, box: Element) -> None:
    """Give a check box's control one glyph for its state in the place of the one it is drawn with."""
    checked = box.find(_CHECKBOX + "checked")
    ticked = checked is not None and checked.get(_CHECKBOX + "val", "1") in {"1", "true", "on"}
    glyphs = list(control.iter(W + "t", W + "sym"))
    for leaf in glyphs[:1]:
        leaf.tag, leaf.text = W + "t", TICKED if ticked else UNTICKED
    for leaf in glyphs[1:]:
        leaf.text = None


def _kept_of(element: Element) -> list[Element] | None:
    """What of an element stays in its place; None where it stays as it is."""
    if element.tag in _OPENED:
        return [inner for inner in element if inner.tag != W + "sdtPr"]
    if element.tag == _MC + "AlternateContent":
        alternatives = [element.find(_MC + name) for name in ("Choice", "Fallback")]
        return next((list(found) for found in alternatives if found is not None), [])
    deleted = element.tag == W + "tr" and has(element.find(W + "trPr"), "del")
    return [] if deleted or element.tag in _DROPPED else None
