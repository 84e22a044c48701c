"""One card as rows of a grid: as the council's pack draws it, or with its labels beside their values."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tests.builder.content import Edition, Items, Kind, SampleEntry
from tests.builder.sheet import BLUE, COLOURS, PALE, Cell, Grid, Row, text_cell

WIDTHS = (230.0, 290.0, 100.0, 84.0, 84.0)
BESIDE_WIDTHS = (110.0, 330.0, 110.0, 238.0)

LABELS: dict[Kind, dict[str, str]] = {
    "risk": {
        "id": "Risk ID", "current_score": "Current risk score", "target_score": "Target Risk Score",
        "description": "Risk Description", "consequence": "Risk Consequences", "owner": "Risk Owner",
        "confidence": "Target Risk Confidence", "action": "Mitigating Actions", "action_owner": "Mitigation Owner",
    },
    "opportunity": {
        "id": "Opportunity ID:", "current_score": "Current Opp score", "target_score": "Target Opp Score",
        "description": "Opportunity Description", "consequence": "Opportunity Consequences", "owner": "Opp Owner",
        "confidence": "Target Opp Confidence", "action": "Actions to realise", "action_owner": "Opportunity Owner",
    },
}  # fmt: skip
SHARED_LABELS = {
    "title": "Title", "target_date": "Target date", "current_likelihood": "Current Likelihood",
    "current_impact": "Current Impact", "target_likelihood": "Target Likelihood", "target_impact": "Target Impact",
    "control": "Current Controls", "control_owner": "Control Owner", "progress": "Progress:",
}  # fmt: skip
"""Labels that risks and opportunities share."""

TALL = ("description", "consequence")
NOW = ("owner", "current_likelihood", "current_impact")
THEN = ("target_date", "target_likelihood", "target_impact")
"""What stands under the head of a card: two tall cells, and beside them two rows of values."""

Section = tuple[Items, Items]
"""Some lines of a section, and the owners beside them."""


def sections(entry: SampleEntry, field: str, faults: Set[str]) -> list[Section]:
    """The rows of controls or actions: one with all owners or, with ``section_rows``, one for each owner."""
    items, owners = entry.fields[field], entry.fields[f"{field}_owner"]
    if "section_rows" not in faults or len(owners) > len(items):
        return [(items, owners)]
    starts = [round(len(items) * number / len(owners)) for number in range(len(owners))]
    ends = [*starts[1:], len(items)]
    return [(items[start:end], (owner,)) for start, end, owner in zip(starts, ends, owners, strict=True)]


def rating(colour: str | None, faults: Set[str]) -> Cell:
    """A cell of the colour's fill or, with ``profile_words``, with its name."""
    if "profile_words" in faults:
        return text_cell((colour or "").capitalize())
    return Cell(fill=COLOURS.get(colour or ""))


def card(edition: Edition, position: int, faults: Set[str]) -> Grid:
    """The card of the entry at a position. Every third card of a risk has a dash before its title, as in the pack."""
    entry = edition.entries[position]
    labels = {**SHARED_LABELS, **LABELS[entry.kind], **edition.headings.get(entry.kind, {})}
    latest = {line.id.replace(" ", ""): line.confidence[3] for line in edition.profile}
    made = _Card(entry, labels, rating(latest.get(entry.id.replace(" ", "")), faults), faults)
    if "labels_beside" in faults:
        return Grid(BESIDE_WIDTHS, (*made.pairs(), *made.progress(4)))
    return Grid(WIDTHS, (*made.top(dashed=entry.kind == "risk" and position % 3 == 1), *made.below()))


class _Card:
    """The rows of one card."""

    def __init__(self, entry: SampleEntry, labels: dict[str, str], confidence: Cell, faults: Set[str]) -> None:
        self.entry = entry
        self.labels = labels
        self.confidence = confidence
        self.faults = faults

    def label(self, name: str, columns: int = 1) -> Cell:
        """The label of a field; a blank cell where the card has no such field."""
        text = self.labels[name] if name in self.entry.fields or name == "confidence" else ""
        return text_cell(text, fill=PALE, bold=True, columns=columns)

    def value(self, name: str, rows: int = 1, columns: int = 1) -> Cell:
        return Cell(self.entry.fields.get(name, ()), rows=rows, columns=columns)

    # As in the pack

    def top(self, *, dashed: bool) -> Iterator[Row]:
        """The upper half: the head, then the description and consequences beside a small grid of values."""
        identifier, title = f"{self.labels['id']} {self.entry.id}", self.entry.text("title")
        head = f"{identifier} – {title}" if dashed else f"{identifier}    Title: {title}"
        scores = (f"{self.labels[name]}: {self.entry.text(name)}" for name in ("current_score", "target_score"))
        yield Row(
            tuple(
                text_cell(text, fill=BLUE, bold=True, columns=span)
                for text, span in zip((head, *scores), (2, 1, 2), strict=True)
            )
        )
        yield Row(tuple(map(self.label, (*TALL, *NOW))))
        yield Row((*(self.value(name, rows=4) for name in TALL), *map(self.value, NOW)))
        yield Row(tuple(map(self.label, THEN)))
        yield Row(tuple(map(self.value, THEN)))
        yield Row((Cell(), self.label("confidence"), self.confidence))

    def below(self) -> Iterator[Row]:
        """The lower half: sections across the card. An opportunity gives its progress before its actions."""
        yield from self.section("control")
        if self.entry.kind == "risk":
            yield from self.section("action")
            yield from self.progress(5)
        else:
            yield from self.progress(5)
            yield from self.section("action")

    def section(self, name: str) -> Iterator[Row]:
        yield Row((self.label(name, 2), self.label(f"{name}_owner", 3)))
        for items, owners in sections(self.entry, name, self.faults):
            yield Row((Cell(items, columns=2), Cell(owners, columns=3)))

    def progress(self, columns: int) -> Iterator[Row]:
        if self.entry.fields.get("progress"):
            yield Row((self.label("progress", columns),))
            yield Row((self.value("progress", columns=columns),))

    # With labels beside values

    def pairs(self) -> Iterator[Row]:
        """Two labels with their values in a row; a row of its own for what is long."""
        for one, other in (("id", "title"), ("current_score", "target_score"), ("owner", "target_date")):
            yield Row((self.label(one), self.value(one), self.label(other), self.value(other)))
        for which in ("current", "target"):
            likelihood, impact = f"{which}_likelihood", f"{which}_impact"
            yield Row((self.label(likelihood), self.value(likelihood), self.label(impact), self.value(impact)))
        yield Row((self.label("confidence"), self.confidence, Cell(columns=2)))
        for name in ("description", "consequence"):
            yield Row((self.label(name), self.value(name, columns=3)))
        for name in ("control", "action"):
            labels = [self.label(name), self.label(f"{name}_owner")]
            for items, owners in sections(self.entry, name, self.faults):
                yield Row((labels[0], Cell(items), labels[1], Cell(owners)))
                labels = [Cell(), Cell()]
