"""What the style of a table says of one of its cells: its ground and how its text looks.

A style has properties for the whole table and for its parts, such as its first row; which parts count, the table
itself says (ECMA-376, part 1, 17.7.6). Heading rows in white on a dark ground are mostly made so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from lxml.etree import _Element as Element

from extractors.lines.drafts import WHITE
from extractors.word.markup import W, value
from extractors.word.styles import Ground, Properties, Spacing, Styles, shading, spacing_of, text_properties

_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_USUAL = 0x4A0
"""What Word gives a new table: its style's first row and first column, and bands of rows."""


class TableStyle:
    """The style of one table; ``outer`` is what the table itself stands on."""

    def __init__(self, table: Element, styles: Styles, outer: Ground) -> None:
        properties = table.find(W + "tblPr")
        self._outer = outer
        self._elements = list(styles.elements(value(properties, "tblStyle"), "table"))
        self._own = shading(properties)
        self.spacing = reduce(Spacing.under, (spacing_of(style.find(W + "pPr")) for style in self._elements), Spacing())
        look = properties.find(W + "tblLook") if properties is not None else None
        self._look = {name for name, bit in _BITS.items() if _is_on(look, name, bit)}
        self._rows = len(table.findall(W + "tr"))
        self._known: dict[tuple[str, ...], tuple[Properties, str | None]] = {}

    def ground(self, row: int, column: int, columns: int, cell: Element | None) -> Ground:
        """What the text of a cell stands on. ``row`` and ``column`` count from 0 in a row of ``columns`` cells."""
        names = tuple(name for name, applies in self._conditions(row, column, columns) if applies)
        if names not in self._known:
            self._known[names] = self._stated(names)
        text, stated = self._known[names]
        fill = shading(cell) or stated or self._outer.fill
        return Ground(fill or WHITE, text, self._outer.unseen)

    def _stated(self, names: tuple[str, ...]) -> tuple[Properties, str | None]:
        """What the style says of the text and the ground of cells in all these parts of the table."""
        text = dict(self._outer.text)
        fill = self._own
        for part in self._parts(names):
            text.update(text_properties(part.find(W + "rPr")))
            fill = shading(part.find(W + "tcPr")) or shading(part.find(W + "pPr")) or fill
        return text, fill

    def _parts(self, names: tuple[str, ...]) -> Iterator[Element]:
        """The elements whose properties count for a cell in these parts of the table, the weakest first."""
        for style in self._elements:
            yield style
        for name in names:
            for style in self._elements:
                yield from (part for part in style.iterfind(W + "tblStylePr") if part.get(W + "type") == name)

    def _conditions(self, row: int, column: int, columns: int) -> Iterator[tuple[str, bool]]:
        first_row = "firstRow" in self._look and row == 0
        last_row = "lastRow" in self._look and row == self._rows - 1
        first_column = "firstColumn" in self._look and column == 0
        last_column = "lastColumn" in self._look and column == columns - 1
        bands = "noVBand" not in self._look and not first_column, "noHBand" not in self._look and not first_row
        odd = (column - ("firstColumn" in self._look)) % 2, (row - ("firstRow" in self._look)) % 2
        yield from (("band1Vert", bands[0] and not odd[0]), ("band2Vert", bands[0] and bool(odd[0])))
        yield from (("band1Horz", bands[1] and not odd[1]), ("band2Horz", bands[1] and bool(odd[1])))
        yield from (
            ("firstRow", first_row),
            ("lastRow", last_row),
            ("firstCol", first_column),
            ("lastCol", last_column),
        )
        yield from (("neCell", first_row and last_column), ("nwCell", first_row and first_column))
        yield from (("seCell", last_row and last_column), ("swCell", last_row and first_column))


def _is_on(look: Element | None, name: str, bit: int) -> bool:
    """Whether a table's look has a flag, which newer files write as an attribute and older as a bit."""
    if look is None:
        return bool(_USUAL & bit)
    stated = look.get(W + name)
    if stated is not None:
        return stated in {"1", "true", "on"}
    try:
        return bool(int(look.get(W + "val", "0"), 16) & bit)
    except ValueError:
        return False
