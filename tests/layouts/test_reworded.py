"""A paper with every label in other words is read like the plain one, and says what it has inferred."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from extractors.document import plain
from extractors.layouts.claims import read_layouts
from extractors.read import read_document
from extractors.records import Reading
from tests.builder import build

SETS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("reworded.toml").read_text("utf-8"))["labels"]
PLAIN = {
    "risk": (
        "Risk ID", "Title", "Current risk score", "Target Risk Score", "Risk Description", "Risk Consequences",
        "Risk Owner", "Current Likelihood", "Current Impact", "Target date", "Target Likelihood", "Target Impact",
        "Target Risk Confidence", "Current Controls", "Control Owner", "Mitigating Actions", "Mitigation Owner",
        "Progress",
    ),
    "opportunity": (
        "Opportunity ID", "Title", "Current Opp score", "Target Opp Score", "Opportunity Description",
        "Opportunity Consequences", "Opp Owner", "Current Likelihood", "Current Impact", "Target date",
        "Target Likelihood", "Target Impact", "Target Opp Confidence", "Current Controls", "Control Owner",
        "Actions to realise", "Opportunity Owner", "Progress",
    ),
    "summary_risk": (
        "Risk ID", "Risk Description", "Current Risk Rating", "Target Risk Rating", "Target Date",
        *(f"Risk Confidence Q{quarter}" for quarter in range(1, 5)), "Direction of travel",
    ),
    "summary_opportunity": (
        "Opp ID", "Opportunity Description", "Current rating", "Target Rating", "Target Date",
        *(f"Opportunity Confidence Q{quarter}" for quarter in range(1, 5)), "Direction of Travel",
    ),
}  # fmt: skip


def reworded(content: bytes, labels: dict[str, list[str]]) -> bytes:
    """The Word file with its labels in other words."""
    document = docx.Document(io.BytesIO(content))
    for table in document.tables:
        said = [each for each in table._tbl.iter(qn("w:t")) if each.text]
        summary = "summary_" if any(each.text == "Risk Confidence Q1" for each in said) else ""
        kind = "risk"
        for each in said:
            text = each.text or ""
            kind = "opportunity" if text.startswith(("Opportunity ID", "Opp ID")) else kind
            words = dict(zip(PLAIN[summary + kind], labels[summary + kind], strict=True))
            head, colon, value = text.partition(":")
            first = next(iter(words))
            if head in words and (not value.strip() or value.strip().isdigit()):
                each.text = words[head] + colon + value
            elif text.startswith((f"{first} ", f"{first}:")):
                each.text = (words[first] + text.removeprefix(first)).replace("Title:", f"{words['Title']}:")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def values(reading: Reading) -> Iterator[tuple[str, ...]]:
    """All that was read, a value at a time."""
    for register in reading.registers:
        for entry in register.entries:
            number = plain(entry.values["id"])
            yield from ((number, name, plain(lines)) for name, lines in entry.values.items() if lines)
            for name, owners in entry.line_owners.items():
                yield (number, name, "owners", *(owner.text if owner else "" for owner in owners))
    for profile in reading.profiles:
        for line in profile.lines:
            number = plain(line.values["id"])
            yield from ((number, "summary", name, plain(lines)) for name, lines in line.values.items())
            yield (number, "summary", *(f"{quarter} {cell.fill}" for quarter, cell in sorted(line.confidence.items())))


@pytest.mark.parametrize("labels", SETS, ids=lambda labels: labels["body"])
def test_a_paper_with_every_label_reworded_is_read_like_the_plain_one(labels: dict[str, Any]) -> None:
    content = build("2022-23-q2", "docx")
    plainly = read_layouts(read_document(content, "docx"))
    reading = read_layouts(read_document(reworded(content, labels), "docx"))
    assert set(values(plainly)) - set(values(reading)) == set()
    inferred = [finding for finding in reading.registers[0].findings if finding.code == "inferred_heading"]
    assert inferred
    assert {finding.field for finding in inferred if finding.field} <= reading.registers[0].entries[0].inferred
