"""The report of a history as a folder of files, made anew only where anything differs from what it was made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from normalise.lineage.crosswalk import Crosswalk
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.contents import Contents
from pipeline.html_report.keep import MARK, Keep
from pipeline.html_report.originals import Originals
from pipeline.html_report.outcome import Outcome
from pipeline.html_report.pages import Pages

_ASSETS = Path(__file__).parent / "assets"


def write_report(
    contents: Contents, keep: Keep, executor: Executor, crosswalks: Sequence[Crosswalk], key: str, version: str
) -> Outcome:
    """Write the report of a history. ``key`` stands for all that it is made of, ``version`` for what makes it.

    The same history and papers give the same bytes.

    Raises:
        OSError: it cannot be written; the report before stays as it was.
    """
    originals = Originals(contents.raw, keep, executor, version)
    pages = Pages(contents, Addresses(contents), originals, keep, crosswalks)
    made = 0
    for name, content in pages.all():
        keep.put(name, content)
        made += name.endswith(".html")
    for file in sorted(_ASSETS.iterdir()):
        keep.put(f"assets/{file.name}", file.read_bytes())
    pictures = sum(name.startswith("pictures/") for name in keep.names)
    size = keep.size
    facts = {
        "made_of": key if originals.settled else None,
        "pages": made,
        "pictures": pictures,
        "size": size,
        "files": keep.digests(),
    }
    keep.put(MARK, json.dumps(facts, indent=1).encode())
    keep.finish()
    return Outcome(made, pictures, originals.drawn, size)
