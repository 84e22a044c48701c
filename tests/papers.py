"""Committee papers that hold no register, in our own words: what a reader must leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builder.content import parse_items
from tests.builder.sheet import (
    COLOURS,
    Block,
    Cell,
    Grid,
    Prose,
    Row,
    Sheet,
    Title,
    heading_row,
    key_to_scores,
    text_cell,
)

WIDTH = 780.0
"""Points; of every table."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, and whether it speaks of a risk register: then it is said not to have been understood."""

    title: str
    blocks: tuple[Block, ...]
    speaks: bool = False

    @property
    def sheet(self) -> Sheet:
        """What it shows."""
        return Sheet(self.title, "Sample paper: invented wording", (Title(self.title), *self.blocks))


def prose(*lines: str) -> Prose:
    """Paragraphs, as in the builder's content: ``# Heading``, ``- bullet``, plain text."""
    return Prose(parse_items(list(lines)))


def table(headings: Sequence[str], *rows: Sequence[str | Cell]) -> Grid:
    """A table with a heading row; its columns are of one width."""
    body = (Row(tuple(cell if isinstance(cell, Cell) else text_cell(cell) for cell in row)) for row in rows)
    return Grid((WIDTH / len(headings),) * len(headings), (heading_row(headings), *body))


def light(colour: str, text: str = "") -> Cell:
    """A cell on a red, amber or green ground."""
    return text_cell(text, fill=COLOURS[colour])


PERFORMANCE = Paper(
    "Performance report: quarter 3 2021/22",
    (
        prose(
            "Eleven measures are on course & two are not.",
            "# Highways",
            "- Lamps are mended a day sooner than in spring",
        ),
        table(
            ("Ref", "Indicator", "Target", "Q1", "Q2", "Q3", "Q4", "Direction of travel"),
            ("CR1", "Calls answered within a minute", "85%", "79%", "81%", light("amber", "83%"), "", "Improving"),
            ("CR2", "Letters answered within ten days", "90%", "92%", "91%", light("green", "94%"), "", "Level"),
            ("KPI 3", "Visits to reading rooms", "9,000", "5,100", "6,240", light("red", "6,300"), "", "Upwards"),
        ),
        prose("# Children and families"),
        table(
            ("Ref", "Measure", "Owner", "Score", "Target", "Comment"),
            ("CO1", "Plans finished on time", "Head of Service", "16", "12", "Four plans were late, all in one team."),
            ("CO2", "Visits made on time", "Head of Service", "9", "9", "As it was in spring."),
        ),
    ),
)

SCORECARD = Paper(
    "Directorate scorecard 2021/22",
    (
        prose("Each measure is given a colour for how sure the director is of reaching the target by March."),
        table(
            ("KPI", "Measure", "Actual", "Target", "Target date", "Confidence Q1", "Confidence Q2", "Confidence Q3",
             "Confidence Q4", "Direction of travel"),
            ("KPI 1", "Potholes filled in five days", "91", "95", "March 2022", *map(light, ("red", "amber", "green")),
             "", "Upwards"),
            ("KPI 2", "Parcels of food handed out", "400", "90", "March 2022", *map(light, ("green", "green", "amber")),
             "", "Downwards"),
        ),
    ),
)  # fmt: skip

MINUTES = Paper(
    "Audit Committee",
    (
        prose(
            "# Minutes of the meeting held on 14 June 2021", "Present: nine members",
            "# 1. Apologies", "Two were received.",
            "# 2. Corporate Risk & Opportunity Register Quarter 4 2020/21",
            "The committee had before it the register for the last quarter.",
            "On CR4 the director said that three posts were still open. A member asked whether CR9 might one day be "
            "removed; the answer was that it was too soon to say.",
            "It was asked why CR2 scored 16. Officers explained how likelihood and impact are multiplied.",
            "Resolved: That the register be noted.",
            "# 3. Internal audit plan", "The plan was approved.",
        ),
    ),
    speaks=True,
)  # fmt: skip

SCORE_KEY = Paper("How we score", (prose("Likelihood is multiplied by impact."), *key_to_scores()))

AGENDA = Paper(
    "Cabinet Committee",
    (
        prose(
            "# Agenda", "1. Apologies for Absence", "2. Minutes of the last meeting (Pages 1 - 8)",
            "3. Corporate Risk & Opportunity Register 2021/22 Quarter 4 (Pages 9 - 40)", "4. Urgent Business",
            "5. Date of Next Meeting: 12 July 2022",
        ),
    ),
    speaks=True,
)  # fmt: skip

ACTION_LOG = Paper(
    "Action log",
    (
        table(
            ("ID", "Action", "Owner", "Target date", "Progress", "Status"),
            (
                "A1",
                "Write to the five districts",
                "Head of Law",
                "May 2022",
                "Sent on the third",
                light("green", "Done"),
            ),
            ("CR3", "Count the lockers", "Head of Estates", "June 2022", "Two floors of four", light("amber", "Open")),
            ("A12", "Ask the pension fund for dates", "Treasurer", "Ongoing", "", light("red", "Late")),
        ),
    ),
)

CONTENTS = Paper(
    "Contents",
    (
        table(
            ("Section", "Title", "Page"),
            ("A1", "Where the money goes", "3"), ("A2", "Risks and opportunities", "11"), ("B1", "Outlook", "25"),
        ),
    ),
)  # fmt: skip

LETTER = Paper(
    "Your letter of 3 May",
    (
        prose(
            "Thank you for writing about the bus shelter.",
            "The risk of flooding there is low, and our engineers score it 4 of 25. We keep it under control by "
            "clearing the gully each autumn; the owner of the field has been asked to do likewise.",
            "- A new shelter is planned for March 2023",
            "With good wishes",
        ),
    ),
)

POLICY = Paper(
    "Policy: keeping a risk register",
    (
        prose(
            "# Index", "1. What a risk register is for ... 2", "2. Who writes in it ... 4", "3. When it is read ... 7",
            "# 1. What a risk register is for",
            "A risk register lists what may go wrong. For each risk it gives an ID, a description, its consequences, "
            "current controls, a score, mitigating actions, a residual score, an owner and the direction of travel.",
            "New risks are added by the board; a risk may be removed when its score has fallen below 6.",
            "# 2. Who writes in it",
        ),
        table(
            ("Heading", "What to write there"),
            ("Risk ID", "The letters of the register and the next free number"),
            ("Risk description", "One sentence that begins with what might happen"),
            ("Current controls", "What is done today, as a list"),
            ("Risk score", "Likelihood times impact, from the matrix"),
            ("Mitigating actions", "What will be done, by when"),
            ("Risk owner", "A role, never a name"),
        ),
    ),
    speaks=True,
)  # fmt: skip

TEMPLATE = Paper(
    "Blank risk register for directorates",
    (
        prose("Fill in a row for each risk and send the register back by Friday."),
        table(
            ("Risk ID", "Description", "Risk Type", "Consequences", "Current Controls", "Risk Score",
             "Mitigating Actions", "Residual Score", "Risk Owner", "Direction of Travel"),
            ("",) * 10, ("",) * 10,
        ),
    ),
    speaks=True,
)  # fmt: skip

PAPERS = {
    "a performance report": PERFORMANCE, "a scorecard with colours of confidence": SCORECARD, "minutes": MINUTES,
    "a key to scores": SCORE_KEY, "an agenda": AGENDA, "a log of actions": ACTION_LOG, "a table of contents": CONTENTS,
    "a letter": LETTER, "a policy on registers": POLICY, "a blank register": TEMPLATE,
}  # fmt: skip
