"""The register of 2021/22 as a sheet: one card for each risk, a key to scores, the summary risk profile.

The cards stand at the end of an agenda pack, behind an agenda, minutes, a performance report and a covering report.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.builder import prose
from tests.builder.content import Edition, Kind, SampleEntry, parse_items
from tests.builder.sheet import (
    BLUE,
    COLOURS,
    PALE,
    Block,
    Break,
    Cell,
    Grid,
    Prose,
    Row,
    Sheet,
    Title,
    Turn,
    heading_row,
    key_to_scores,
    text_cell,
)

CARD_WIDTHS = (230.0, 290.0, 100.0, 84.0, 84.0)
PROFILE_WIDTHS = (46.0, 190.0, 54.0, 54.0, 84.0, 62.0, 62.0, 62.0, 62.0, 62.0)

WORDS: dict[Kind, dict[str, str]] = {
    "risk": {
        "head": "Risk ID {id}    Title: {title}",
        "current_score": "Current risk score: {score}", "target_score": "Target Risk Score: {score}",
        "description": "Risk Description", "consequence": "Risk Consequences", "owner": "Risk Owner",
        "confidence": "Target Risk Confidence", "action": "Mitigating Actions", "action_owner": "Mitigation Owner",
    },
    "opportunity": {
        "head": "Opportunity ID: {id}    Title: {title}",
        "current_score": "Current Opp score: {score}", "target_score": "Target Opp Score: {score}",
        "description": "Opportunity Description", "consequence": "Opportunity Consequences", "owner": "Opp Owner",
        "confidence": "Target Opp Confidence", "action": "Actions to realise", "action_owner": "Opportunity Owner",
    },
}  # fmt: skip
DASHED_HEAD = "Risk ID {id} – {title}"
"""How every third card of a risk is headed: the council's pack has both ways."""

PROFILE_WORDS: dict[Kind, tuple[str, ...]] = {
    "risk": ("Risk ID", "Risk Description", "Current Risk Rating", "Target Risk Rating", "Target Date",
             *(f"Risk Confidence Q{quarter}" for quarter in range(1, 5)), "Direction of travel"),
    "opportunity": ("Opp ID", "Opportunity Description", "Current rating", "Target Rating", "Target Date",
                    *(f"Opportunity Confidence Q{quarter}" for quarter in range(1, 5)), "Direction of Travel"),
}  # fmt: skip


def _name(text: str, *, columns: int = 1) -> Cell:
    return text_cell(text, fill=PALE, bold=True, columns=columns)


def _top(entry: SampleEntry, words: dict[str, str], confidence: str | None) -> Iterator[Row]:
    """The upper half of a card: its head, then the description and consequences beside a small grid of values."""

    def values(*names: str) -> tuple[Cell, ...]:
        return tuple(Cell(entry.fields.get(name, ())) for name in names)

    head = words["head"].format(id=entry.id, title=entry.text("title"))
    scores = (words[name].format(score=entry.text(name)) for name in ("current_score", "target_score"))
    yield Row(
        tuple(
            text_cell(text, fill=BLUE, bold=True, columns=span)
            for text, span in zip((head, *scores), (2, 1, 2), strict=True)
        )
    )
    yield Row(
        (
            *(_name(words[name]) for name in ("description", "consequence", "owner")),
            _name("Current Likelihood"),
            _name("Current Impact"),
        )
    )
    tall = tuple(Cell(entry.fields[name], rows=4) for name in ("description", "consequence"))
    yield Row((*tall, *values("owner", "current_likelihood", "current_impact")))
    yield Row((_name("Target date"), _name("Target Likelihood"), _name("Target Impact")))
    yield Row(values("target_date", "target_likelihood", "target_impact"))
    yield Row((Cell(), _name(words["confidence"]), Cell(fill=COLOURS.get(confidence or ""))))


def _pair(entry: SampleEntry, field: str, heading: str, owner: str) -> Iterator[Row]:
    yield Row((_name(heading, columns=2), _name(owner, columns=3)))
    yield Row((Cell(entry.fields[field], columns=2), Cell(entry.fields[f"{field}_owner"], columns=3)))


def _card(entry: SampleEntry, confidence: str | None, *, dashed: bool) -> Grid:
    words = {**WORDS[entry.kind], **({"head": DASHED_HEAD} if dashed else {})}
    rows = [*_top(entry, words, confidence), *_pair(entry, "control", "Current Controls", "Control Owner")]
    actions = list(_pair(entry, "action", words["action"], words["action_owner"]))
    progress = [Row((_name("Progress:", columns=5),)), Row((Cell(entry.fields.get("progress", ()), columns=5),))]
    if not entry.fields.get("progress"):
        rows += actions
    elif entry.kind == "risk":
        rows += actions + progress
    else:
        rows += progress + actions
    return Grid(CARD_WIDTHS, tuple(rows))


def _profile(edition: Edition) -> Iterator[Row]:
    kinds: tuple[Kind, ...] = ("risk", "opportunity")
    for kind in kinds:
        yield heading_row(PROFILE_WORDS[kind])
        for line in edition.profile:
            if line.kind == kind:
                texts = (line.id, line.title, line.current_score, line.target_score, line.target_date)
                colours = (Cell(fill=COLOURS.get(colour or "")) for colour in line.confidence)
                yield Row((*map(text_cell, texts), *colours, text_cell(line.direction)))


def sheet(edition: Edition) -> Sheet:
    """The pack: other papers first, then a page or more for each card, the key and the profile."""
    latest = {line.id.replace(" ", ""): line.confidence[3] for line in edition.profile}
    blocks: list[Block] = [
        *prose.blocks(edition.before),
        Turn("landscape"),
        Title(edition.title),
        Prose(parse_items(edition.note), italic=True),
    ]
    for position, entry in enumerate(edition.entries):
        if position:
            blocks.append(Break())
        dashed = entry.kind == "risk" and position % 3 == 1
        blocks.append(_card(entry, latest.get(entry.id.replace(" ", "")), dashed=dashed))
    blocks += [*key_to_scores(), Break(), Prose(parse_items(["# Summary Risk Profile"]))]
    blocks.append(Grid(PROFILE_WIDTHS, tuple(_profile(edition))))
    return Sheet(f"{edition.title} (sample)", edition.note, tuple(blocks), edition.organisation, portrait=True)
