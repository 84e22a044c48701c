"""What the papers of one organisation have in common, as the readers of values take it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.records import Kind


@dataclass(frozen=True, slots=True)
class IdScheme:
    """One run of identifiers: its letters, the kind of entry they say (None where they say none), and its slips.

    ``slips`` are other prints of the letters that are mistakes: read where the heading says the same kind, and
    reported.
    """

    letters: str
    kind: Kind | None = None
    slips: tuple[str, ...] = ()
