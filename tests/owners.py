"""The owners beside the lines of entries, as they are printed."""

from __future__ import annotations

from extractors.records import Entry


def line_owners(entry: Entry) -> dict[str, tuple[str | None, ...]]:
    """By field, the owner beside each of its lines; None where there is none."""
    return {
        name: tuple(owner.text if owner else None for owner in owners) for name, owners in entry.line_owners.items()
    }
