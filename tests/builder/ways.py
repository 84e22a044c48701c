"""The named ways in which a single text may stand on a page: shown oddly, hidden, struck out, or drawn without letters.

``strewn`` puts some of them into cells of an edition; what a reader of it must find is still what ``expected`` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tests.builder.content import Edition, Item, Items, SampleEntry
from tests.builder.faults import FLOW, PDF, PRINTABLE, WEB, WORD_ONLY, Fmt

Effect = Literal["hidden", "struck", "shown", "arrow", "unreadable", "doubtful"]
"""What a person makes of it: ``hidden`` and ``struck`` texts are extra ones that are not to be read, an ``arrow`` is
read as its sign, an ``unreadable`` text is seen, but is no text in the file, and a ``doubtful`` one is seen in part."""

Spot = Literal["line", "beside", "under"]
"""Where an extra text stands: on a line of its own, on the last line of the text before it, or right under that."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is odd about the text, in one line, what comes of it, and the formats it can occur in."""

    about: str
    effect: Effect
    formats: tuple[Fmt, ...] = PDF


WAYS: dict[str, Way] = {
    # Not to be seen
    "as_ground": Way("in the colour of its ground", "hidden", PRINTABLE),
    "faint": Way("in a colour that no eye tells from its ground", "hidden", PRINTABLE),
    "under_box": Way("a filled box lies over it", "hidden"),
    "under_picture": Way("a picture lies over it", "hidden"),
    "clipped_away": Way("a clipping path leaves nothing of it", "hidden"),
    "off_page": Way("outside of the page box", "hidden"),
    "layer_off": Way("on an optional layer that is switched off", "hidden"),
    "no_ink": Way("rendered neither filled nor stroked", "hidden"),
    "minute": Way("in type of less than two points", "hidden", PRINTABLE),
    "clear": Way("with a fill that is wholly transparent", "hidden"),
    "hidden_note": Way("an annotation that is flagged as hidden", "hidden"),
    # Struck out
    "struck": Way("a line runs through it", "struck", PRINTABLE),
    "struck_by_box": Way("a thin filled rectangle runs through it", "struck"),
    "struck_by_note": Way("a reviewer's stroke that does not say what it looks like", "struck"),
    "struck_by_bare_note": Way("a reviewer's stroke that says no more than where it is", "struck"),
    "overtyped": Way("dashes are typed over it", "struck"),
    "struck_by_drawn_note": Way("a reviewer's stroke that is drawn", "struck"),
    # To be seen
    "twice": Way("printed twice, a hair apart, to look bold", "shown"),
    "with_shadow": Way("on a pale shadow of itself", "shown"),
    "outlined": Way("filled and stroked, to look bold", "shown"),
    "grey": Way("in grey", "shown", PRINTABLE),
    "on_ground": Way("white on a dark box", "shown", PRINTABLE),
    "letter_by_letter": Way("each letter is written by itself", "shown"),
    "letters_without_blanks": Way("each letter is written by itself, and no blank is", "shown"),
    "layer_on": Way("on an optional layer that is switched on", "shown"),
    "in_form": Way("in a form object with a matrix of its own", "shown"),
    "in_field": Way("the value of a form field that is drawn", "shown"),
    "in_plain_field": Way("the value of a form field that does not say what it looks like", "shown"),
    "typed_on": Way("typed on the page as a note that is drawn", "shown"),
    "typed_on_plain": Way("typed on the page as a note that does not say what it looks like", "shown"),
    "over_old": Way("written over other words that a box covers", "shown"),
    "over_old_note": Way("a note with a ground of its own that covers other words", "shown"),
    "marked": Way("the raised mark of a note stands behind it", "shown", PRINTABLE),
    "underlined": Way("underlined", "shown", PRINTABLE),
    "drawn_arrow": Way("an arrow that is drawn", "arrow"),
    "pictured_arrow": Way("an arrow that is a picture", "arrow"),
    "half_covered": Way("a box lies over the upper half of its letters", "doubtful"),
    "letters_as_curves": Way("its letters are drawn as curves", "unreadable"),
    "letters_as_picture": Way("its letters are a picture", "unreadable"),
    # What Word and web pages alone have
    "vanished": Way("a property of its own, or of its style, hides it", "hidden", FLOW),
    "vanished_by_paragraph": Way("the style of its paragraph hides it", "hidden", FLOW),
    "deleted": Way("deleted, which is marked as a change", "struck", FLOW),
    "inserted": Way("inserted, which is marked as a change", "shown", FLOW),
    "flat_line": Way("its line is no higher than a hair", "hidden", FLOW),
    "chosen": Way("the choice taken in a list", "shown", PRINTABLE),
    "typed_in": Way("typed into a field", "shown", FLOW),
    "not_displayed": Way("not displayed, by an attribute or the style of an element around it", "hidden", WEB),
    "invisible": Way("laid out and not visible", "hidden", WEB),
    "far_away": Way("placed far outside of the page", "hidden", WEB),
    "no_size": Way("in a box of no size that cuts off what is too large for it", "hidden", WEB),
    "in_closed_details": Way("in details that are closed", "hidden", WEB),
    "for_print": Way("shown on paper only", "hidden", WEB),
    "in_control": Way("in a content control", "shown", WORD_ONLY),
}

ASIDES: Mapping[str, tuple[str, ...]] = {
    "id": ("CR77", "CO66"), "types": ("Reputational", "Legal"), "current_score": ("25", "9", "was 25"),
    "target_score": ("25", "9", "was 25"), "owner": ("Head of Parks", "Director of Roads"),
    "direction": ("Upwards", "Down", "Improving"),
}  # fmt: skip
"""What an extra text says, by field: something that could well be read there."""
ASIDE = ("Nothing was done in spring", "Not for issue yet")


ONE_LINE = frozenset((
    "in_field", "in_plain_field", "typed_on", "typed_on_plain", "over_old_note", "marked", "chosen", "typed_in",
    "letters_as_curves", "letters_as_picture", "letter_by_letter", "letters_without_blanks",
    "half_covered",
))  # fmt: skip
"""Ways of a text that stands on one line."""
_SHORT = 9
"""Characters of a text that has room on one line of any column."""


def ways_of(fmt: Fmt) -> list[str]:
    """The names of the ways a text can stand in a paper of that format."""
    return [name for name, way in WAYS.items() if fmt in way.formats]


def strewn(edition: Edition, ways: Iterable[str], seed: int) -> Edition:
    """The edition with each of these ways in one of its cells; the seed says in which."""
    chance = Random(seed)
    for name in ways:
        at = chance.randrange(len(edition.entries))
        entry = _ARRANGED[WAYS[name].effect](edition.entries[at], name, chance)
        edition = replace(edition, entries=(*edition.entries[:at], entry, *edition.entries[at + 1 :]))
    return edition


def visible(items: Items) -> Iterator[Item]:
    """The items that a page shows as current."""
    return (item for item in items if not _is_extra(item))


def extras_of(edition: Edition) -> list[Item]:
    """The texts of an edition that are not to be read."""
    return [item for entry in edition.entries for items in entry.fields.values() for item in items if _is_extra(item)]


def _is_extra(item: Item) -> bool:
    return bool(item.way) and WAYS[item.way].effect in ("hidden", "struck")


def _with_extra(entry: SampleEntry, way: str, chance: Random) -> SampleEntry:
    """The entry with a text in it that is not to be read."""
    name = chance.choice([name for name, items in entry.fields.items() if items])
    items = entry.fields[name]
    at = chance.choice([at for at in range(1, len(items) + 1) if at == len(items) or items[at].level < 2])
    spots: tuple[Spot, ...] = ("line", "beside", "under")
    if items[at - 1].way:
        spots = ("line",)
    elif WAYS[way].effect == "struck":
        spots = ("line", "beside")
    extra = Item(0, chance.choice(ASIDES.get(name, ASIDE)), way=way, spot=chance.choice(spots))
    return _with(entry, name, (*items[:at], extra, *items[at:]))


def _shown(entry: SampleEntry, way: str, chance: Random) -> SampleEntry:
    """The entry with one of its texts as it is, in another way; as it was, where none can be."""
    free = [
        (name, at)
        for name, items in entry.fields.items()
        for at, item in enumerate(items)
        if item.text.isascii() and not (item.way or item.bold or (items[at + 1 : at + 2] and items[at + 1].way))
        if way not in ONE_LINE or (len(item.text) <= _SHORT and not item.level)
    ]
    if not free:
        return entry
    name, at = chance.choice(free)
    items = entry.fields[name]
    return _with(entry, name, (*items[:at], replace(items[at], way=way), *items[at + 1 :]))


def _with_arrow(entry: SampleEntry, way: str, chance: Random) -> SampleEntry:
    if "direction" not in entry.fields:
        return entry
    return _with(entry, "direction", (Item(0, chance.choice("↑→↓←"), way=way),))


def _with(entry: SampleEntry, name: str, items: Items) -> SampleEntry:
    return replace(entry, fields={**entry.fields, name: items})


_ARRANGED = {
    "hidden": _with_extra, "struck": _with_extra, "shown": _shown, "arrow": _with_arrow, "unreadable": _shown,
    "doubtful": _shown,
}  # fmt: skip
