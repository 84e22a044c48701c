"""Which of several choices with boxes beside them is ticked: that one is what a cell says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Code
from extractors.lines.drafts import Draft, DraftFinding, DraftLine

TICKED, UNTICKED = "☒", "☐"
"""What a control's box is written as, whatever its file draws it with."""

_BOX = re.compile("([☐□▢⬜☑☒🗹🗷])")
_FULL = re.compile("[☑☒🗹🗷]")
_MOST_WORDS = 5
"""Words of a choice; what is longer is a statement, and a box beside it may say that it is done."""


def take_choice(content: Sequence[Draft]) -> list[Draft]:
    """A cell's content with its choices settled: of boxes that stand beside short words only the ticked ones stay.

    Content without a ticked box stays as it is, for then nothing was chosen.
    """
    lines = [draft for draft in content if isinstance(draft, DraftLine)]
    boxed = [line for line in lines if _BOX.search(line.whole)]
    if not any(_FULL.search(line.whole) for line in boxed):
        return list(content)
    choices = _choices([line.whole for line in boxed])
    if choices is None:
        message = "it is not clear which words the boxes in this cell stand beside; all were read"
        return [*content, DraftFinding(Code.CHOICE_UNCLEAR, message)]
    pairs = dict(zip(map(id, boxed), choices, strict=True))
    taken: list[Draft] = []
    left = []
    for draft in content:
        if id(draft) not in pairs:
            taken.append(draft)
            continue
        for ticked, label in pairs[id(draft)]:
            if ticked:
                taken.append(DraftLine(label))
            else:
                left.append(label)
    if left:
        message = "choices whose box is not ticked were not read"
        taken.append(DraftFinding(Code.CHOICE_NOT_TAKEN, message, "; ".join(left)))
    return taken


def _choices(lines: Sequence[str]) -> list[list[tuple[bool, str]]] | None:
    """By line, its choices: whether ticked, and their words; None where box and words cannot be paired for certain."""
    split = [_BOX.split(line) for line in lines]
    leading = all(not parts[0].strip() for parts in split)
    trailing = all(not parts[-1].strip() for parts in split)
    if leading == trailing:
        return None
    pairs = [_paired(parts if leading else parts[::-1]) for parts in split]
    labels = [label for line in pairs for _, label in line]
    if not all(labels) or any(len(label.split()) > _MOST_WORDS for label in labels):
        return None
    return pairs if leading else [line[::-1] for line in pairs]


def _paired(parts: Sequence[str]) -> list[tuple[bool, str]]:
    """Each box with the words after it."""
    return [
        (_FULL.fullmatch(box) is not None, words.strip(" \t,;/|"))
        for box, words in zip(parts[1::2], parts[2::2], strict=True)
    ]
