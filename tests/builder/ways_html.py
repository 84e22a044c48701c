"""A text of a web page in each of the odd ways of ``ways.py``."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.builder.content import Item

SHEET = """
.aside, td p.later, #register .gone b { display: none }
.aside.shown { display: inline }
.unseen { visibility: hidden }
.far { position: absolute; left: -9999px }
.reader { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0) }
.flat { height: 0; overflow: hidden }
.tiny { font-size: 0 }
.old { text-decoration: line-through }
.raised { vertical-align: super; font-size: 60% }
@media screen { .paper { display: none } }
@media print { .screen { display: none } }
"""
"""The style sheet that the ways go by."""

_Choices = Mapping[str, tuple[str, ...]]

_SPANS: _Choices = {
    "as_ground": ('<span style="color:{ground}">{text}</span>', '<font color="{ground}">{text}</font>'),
    "faint": ('<span style="color:{ground};opacity:0.01">{text}</span>',),
    "minute": (
        '<span class="tiny">{text}</span>', '<span style="font-size:0">{text}</span>',
        '<span style="font-size:1px">{text}</span>', '<small style="font-size:0.5pt">{text}</small>',
    ),
    "struck": (
        "<s>{text}</s>", "<strike>{text}</strike>", '<span class="old">{text}</span>',
        '<b style="text-decoration:line-through">{text}</b>',
    ),
    "deleted": ("<del>{text}</del>",), "inserted": ("<ins>{text}</ins>",),
    "grey": ('<span style="color:#777">{text}</span>', '<font color="gray">{text}</font>'),
    "on_ground": ('<span style="color:#fff;background:#203864">{text}</span>',),
    "marked": ("{text}<sup>1</sup>", '{text}<span class="raised">2</span>', '{text}<a class="raised" href="#n">3</a>'),
    "underlined": ("<u>{text}</u>", '<a href="#a">{text}</a>'),
    "vanished": (
        '<span class="aside">{text}</span>', '<i class="x aside">{text}</i>',
        '<span class="gone"><b style="display:none">{text}</b></span>',
    ),
    "not_displayed": (
        "<span hidden>{text}</span>", '<span style="display:none">{text}</span>',
        '<span style="display: none !important;"><b>{text}</b></span>',
    ),
    "invisible": ('<span class="unseen">{text}</span>', '<span style="visibility:hidden">{text}</span>'),
    "far_away": ('<span class="far">{text}</span>', '<span style="position:absolute;top:-5000px">{text}</span>'),
    "no_size": ('<span class="reader">{text}</span>',),
    "for_print": ('<span class="paper">{text}</span>',),
    "chosen": (
        "<select><option>Another<option selected>{text}</select>",
        '<select><option value="1">Another</option><option value="2" selected="selected">{text}</option></select>',
        "<select><option>{text}<option>Another</select>",
    ),
    "typed_in": (
        '<input value="{text}">', '<input type="text" value="{text}" size="4">', "<textarea>{text}</textarea>",
    ),
}  # fmt: skip
"""The HTML of a text within a paragraph, by way: any of several."""
_BLOCKS: _Choices = {
    "vanished_by_paragraph": ('<p class="later">{text}</p>', '<div class="aside"><p>{text}</p></div>'),
    "flat_line": ('<div class="flat">{text}</div>', '<p style="height:0;overflow:hidden">{text}</p>'),
    "in_closed_details": (
        "<details><summary></summary>{text}</details>",
        "<details><summary></summary><p>{text}</p></details>",
    ),
}
"""The same for a text that is a block of its own."""


def is_block(item: Item) -> bool:
    """Whether an item stands on the page as a block of its own."""
    return item.way in _BLOCKS


def in_its_way(item: Item, text: str, ground: str) -> str:
    """An item's HTML ``text`` in its way on a ground of that colour."""
    choices = {**_SPANS, **_BLOCKS}.get(item.way)
    if choices is None:
        return text
    return Random(f"{item.way} {item.text}").choice(choices).format(text=text, ground=ground)
