"""Which folder an ingest reads where none is named, and whether its papers are the project's made-up samples.

A folder of samples holds a file ``.made-up-samples``. So the samples are known wherever they lie, and a council's
paper is never taken for one because of its name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.read.files import find_papers

RAW = Path("data/raw")
"""Where an officer puts papers."""
SAMPLES = Path("data/samples")
"""What is read while there are none."""
MARK = ".made-up-samples"


def folder_to_read(raw: Path = RAW, samples: Path = SAMPLES, excluding: Collection[Path] = ()) -> Path:
    """``raw`` if it holds a paper, else ``samples`` if there is such a folder; never both.

    ``excluding`` are files in ``raw`` that are no papers. Raises NotADirectoryError where ``raw`` is a file.
    """
    holds_a_paper = raw.exists() and bool(find_papers(raw, excluding))
    return samples if not holds_a_paper and samples.is_dir() else raw


def are_samples(papers: Sequence[Path]) -> bool:
    """Whether papers are made-up samples.

    Raises:
        OSError: some are and some are not.
    """
    folders = {path.parent for path in papers}
    marked = {folder for folder in folders if _is_marked(folder)}
    if marked and marked != folders:
        raise OSError(f"{min(marked)} holds made-up samples; read it alone, or the other papers without it")
    return bool(marked)


def _is_marked(folder: Path) -> bool:
    try:
        return (folder / MARK).exists()
    except PermissionError:  # the papers in it are reported one by one
        return False
