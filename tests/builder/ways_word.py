"""A text of a Word file in each of the odd ways of ``ways.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from tests.builder.content import Item
from tests.builder.word_el import el, text_el

_HIDES, _BASED, _STRIKES, _LATER = "Hides", "HidesToo", "Strikes", "Later"


def add_styles(document: WordDocument) -> None:
    """Give a document the styles that the ways go by."""
    styles = document.styles
    hides = styles.add_style(_HIDES, WD_STYLE_TYPE.CHARACTER)
    hides.font.hidden = True
    styles.add_style(_BASED, WD_STYLE_TYPE.CHARACTER).base_style = hides
    styles.add_style(_STRIKES, WD_STYLE_TYPE.CHARACTER).font.strike = True
    later = styles.add_style(_LATER, WD_STYLE_TYPE.PARAGRAPH)
    later.font.hidden = True
    later.paragraph_format.space_after = Pt(0)


def is_block(item: Item) -> bool:
    """Whether an item stands on the page as a paragraph of its own."""
    return item.way in ("vanished_by_paragraph", "flat_line")


def paragraph_marks(item: Item) -> Iterator[BaseOxmlElement]:
    """What the properties of its paragraph say of an item's way."""
    if item.way == "vanished_by_paragraph":
        yield el("pStyle", val=_LATER)
    if item.way == "flat_line":
        yield el("spacing", line=Random(item.text).choice((1, 2, 10)), lineRule="exact")


def runs_in_way(item: Item, text: str, ground: str) -> tuple[BaseOxmlElement, ...]:
    """The runs of an item's text in its way, on a ground of that colour."""
    chance = Random(f"{item.way} {item.text}")
    if item.way in _MADE:
        return tuple(_MADE[item.way](text, chance))
    return (_run(text, *_properties(item.way, ground.removeprefix("#").upper(), chance)),)


def _run(text: str, *properties: BaseOxmlElement, tag: str = "t") -> BaseOxmlElement:
    return el("r", el("rPr", *properties), text_el(tag, text))


def _properties(way: str, ground: str, chance: Random) -> tuple[BaseOxmlElement, ...]:
    """What the properties of its run say of a text's way."""
    dark = chance.choice(("203864", "000000", "C00000"))
    choices: dict[str, tuple[tuple[BaseOxmlElement, ...], ...]] = {
        "as_ground": ((el("color", val=ground),), (el("color", val=dark), el("shd", val="clear", fill=dark))),
        "faint": ((el("color", val=f"{max(0, int(ground[:2], 16) - 2):02X}{ground[2:]}"),),),
        "minute": ((el("sz", val=1),), (el("sz", val=2),)),
        "struck": ((el("strike"),), (el("dstrike"),), (el("rStyle", val=_STRIKES),), (el("strike", val="true"),)),
        "grey": ((el("color", val="808080"),),),
        "on_ground": (
            (el("color", val="FFFFFF"), el("shd", val="clear", fill=dark)),
            (el("color", val="FFFFFF"), el("highlight", val="darkBlue")),
        ),
        "underlined": ((el("u", val="single"),),),
        "vanished": (
            (el("vanish"),), (el("rStyle", val=_HIDES),), (el("rStyle", val=_BASED),), (el("vanish", val="1"),),
        ),
    }  # fmt: skip
    return chance.choice(choices[way]) if way in choices else ()


def _deleted(text: str, chance: Random) -> Iterator[BaseOxmlElement]:
    yield _change(chance.choice(("del", "moveFrom")), _run(text, tag="delText"))


def _inserted(text: str, chance: Random) -> Iterator[BaseOxmlElement]:
    yield _change(chance.choice(("ins", "moveTo")), _run(text))


def _change(tag: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    return el(tag, *children, id=1, author="Sample", date="2000-01-01T00:00:00Z")


def _marked(text: str, chance: Random) -> Iterator[BaseOxmlElement]:
    yield _run(text)
    yield _run(chance.choice("12*"), chance.choice((el("vertAlign", val="superscript"), el("position", val=6))))


def _chosen(text: str, chance: Random) -> Iterator[BaseOxmlElement]:
    entries = ("Another", text, "A third")
    if chance.random() < 0.5:
        items = (el("listItem", displayText=entry, value=str(number)) for number, entry in enumerate(entries))
        yield _control(el("dropDownList", *items), text)
    else:
        listed = el("ddList", el("result", val=1), *(el("listEntry", val=entry) for entry in entries))
        yield el("r", el("fldChar", el("ffData", listed), fldCharType="begin"))
        yield el("r", text_el("instrText", " FORMDROPDOWN "))
        yield el("r", el("fldChar", fldCharType="end"))


def _typed_in(text: str, chance: Random) -> Iterator[BaseOxmlElement]:
    if chance.random() < 0.5:
        yield _control(el("text"), text)
    else:
        form = el("ffData", el("textInput", el("default", val="Type here")))
        yield el("r", el("fldChar", form, fldCharType="begin"))
        yield el("r", text_el("instrText", " FORMTEXT "))
        yield el("r", el("fldChar", fldCharType="separate"))
        yield _run(text)
        yield el("r", el("fldChar", fldCharType="end"))


def _in_control(text: str, chance: Random) -> Iterator[BaseOxmlElement]:
    yield _control(el("alias", val="Sample"), text)


def _control(kind: BaseOxmlElement, text: str) -> BaseOxmlElement:
    return el("sdt", el("sdtPr", kind), el("sdtContent", _run(text)))


_MADE: dict[str, Callable[[str, Random], Iterator[BaseOxmlElement]]] = {
    "deleted": _deleted, "inserted": _inserted, "marked": _marked, "chosen": _chosen, "typed_in": _typed_in,
    "in_control": _in_control,
}  # fmt: skip
