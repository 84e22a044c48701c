"""What is said of a history as a whole where it is given to others."""

from __future__ import annotations

from pathlib import Path

from pipeline.history.load import load_tables
from pipeline.store.run import run_of

_SAMPLES = "Made-up samples: real identifiers, scores and roles, invented wording"


def about(folder: Path) -> dict[str, object]:
    """Whose history is in a folder, how much of it there is, which state of it this is, and what made it."""
    history, run = load_tables(folder, ("registers", "documents")), run_of(folder)
    quarters = sorted(f"{row.fiscal_year} Q{row.quarter}" for row in history.registers if row.quarter is not None)
    facts = {
        "of": ", ".join(sorted({row.organisation for row in history.registers})),
        "quarters": " to ".join(dict.fromkeys((quarters[0], quarters[-1]))) if quarters else None,
        "editions": len(history.registers),
        "papers": len(history.documents),
        "state": folder.resolve().name,
        "made by": run.settings.get("program") if run else None,
        "note": _SAMPLES if any(row.sample for row in history.documents) else None,
    }
    return {name: fact for name, fact in facts.items() if fact is not None}
