"""How fast, and how much memory: ratios against plain pdfplumber over the same pages, measured in one run.

``make bench`` prints them. Papers are the archive's where it lies beside the project, else the sample archive's. Every
reader has the collection of garbage that a worker of the ingest has.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARCHIVE = Path(os.environ.get("RISKHISTORY_ARCHIVE", ROOT.parent / "shared" / "registers"))
SAMPLES = ROOT / "data" / "samples"
_PASSES = 3
"""Bare text is over so soon that one pass says little."""


def papers() -> Iterator[Path]:
    """The PDF papers at hand."""
    folder = ARCHIVE if ARCHIVE.is_dir() else SAMPLES
    return iter(sorted(folder.rglob("*.pdf")))


def plain_pdfplumber(content: bytes) -> None:
    """What anyone would write first: every page's tables, each page closed after it."""
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def every_page(content: bytes) -> None:
    """A finished Document of all pages."""
    from extractors.read import read_document

    read_document(content, "pdf")


def register_pages(content: bytes) -> None:
    """A finished Document with pages ruled out by their text, as the ingest reads it."""
    from extractors.layouts.claims import wanted
    from extractors.read import read_document

    read_document(content, "pdf", wanted)


def end_to_end(content: bytes) -> None:
    """Everything: the paper read, laid out, normalised, checked and written as Parquet files."""
    from tempfile import TemporaryDirectory

    from pipeline.ingest import ingest

    with TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        raw.mkdir()
        (raw / "paper.pdf").write_bytes(content)
        ingest(raw, Path(folder, "out"))


def bare_text(content: bytes) -> None:
    """The floor: PDFium's plain text of every page and nothing else."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    for page in pdf:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    pdf.close()


def ink_share(content: bytes) -> float:
    """The share of a reading as ingest that goes into seeing which words have ink."""
    from unittest.mock import patch

    from extractors.pdf import shown_words, visible_objects

    spent = 0.0

    def timed(*arguments: Any) -> Any:
        nonlocal spent
        start = time.process_time()
        seen = shown_words.shown_words(*arguments)
        spent += time.process_time() - start
        return seen

    with patch.object(visible_objects, "shown_words", timed):
        start = time.process_time()
        register_pages(content)
        return spent / (time.process_time() - start)


def seconds(run: Callable[[bytes], None], content: bytes, repeats: int) -> float:
    """The least processor time of some runs; one run before them pays for imports and dictionaries."""
    run(content)
    times = []
    for _ in range(repeats):
        start = time.process_time()
        run(content)
        times.append(time.process_time() - start)
    return min(times)


def times_bare_text(content: bytes, repeats: int) -> float:
    """How many times bare text a reading as ingest takes: the median of pairs, each measured at once.

    A machine that others use is faster at one moment than at the next, by more than a third.
    """
    ratios = []
    for _ in range(repeats):
        start = time.process_time()
        register_pages(content)
        read = time.process_time()
        for _ in range(_PASSES):
            bare_text(content)
        ratios.append(_PASSES * (read - start) / (time.process_time() - read))
    return statistics.median(ratios)


_PEAK = """
from pathlib import Path
import resource
status = Path("/proc/self/status")  # a child's ru_maxrss starts at its parent's; VmHWM is its own
lines = status.read_text().splitlines() if status.exists() else []
peak = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
print((peak or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] / 1024)
"""


def peak_memory(code: str, *arguments: str) -> float:
    """Peak resident memory in MB of a fresh process that runs some code."""
    command = [sys.executable, "-c", code + _PEAK, *arguments]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)


def memory_of(run: str, path: Path) -> float:
    """Peak memory in MB of one run over a paper."""
    return peak_memory(
        f"import sys; from pathlib import Path; from tests import bench; bench.{run}(Path(sys.argv[1]).read_bytes())",
        str(path),
    )


def main() -> int:
    """Print the table."""
    from pipeline.read.limits import collect_rarely

    collect_rarely()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each reading (default: 3)")
    options = parser.parse_args()
    print("Times are ratios to plain pdfplumber extract_tables() over the same pages, memory is the peak in MB;")
    print("'to text' is how many times bare text a reading as ingest takes, 'ink' the share of the ink check in it.\n")
    runs = (every_page, register_pages, end_to_end, bare_text)
    headings = (
        "paper",
        "pages",
        "pdfplumber",
        "all pages",
        "as ingest",
        "end to end",
        "bare text",
        "to text",
        "ink",
        "memory",
        "plain",
    )
    print("{:<44}{:>6}{:>12}{:>11}{:>11}{:>12}{:>11}{:>10}{:>6}{:>9}{:>14}".format(*headings))
    for path in papers():
        content = path.read_bytes()
        plain = seconds(plain_pdfplumber, content, options.repeats)
        ratios = [seconds(run, content, options.repeats) / plain for run in runs]
        ink = statistics.median(ink_share(content) for _ in range(options.repeats))
        memory = [memory_of(run, path) for run in ("end_to_end", "plain_pdfplumber")]
        shown = f"{path.parent.name}/{path.name}"
        print(
            f"{shown[:42]:<44}{_pages(content):>6}{plain:>10.2f} s"
            + "".join(f"{ratio:>{width}.3f}×" for ratio, width in zip(ratios, (10, 10, 11, 10), strict=True))
            + f"{times_bare_text(content, 5 * options.repeats):>9.1f}×{ink:>6.0%}{memory[0]:>9.0f}{memory[1]:>14.0f}"
        )
    empty = peak_memory("import extractors.pdf.read_pdf")
    print(f"\nA process that has read nothing yet: {empty:.0f} MB.")
    return 0


def _pages(content: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(content))


if __name__ == "__main__":
    sys.exit(main())
