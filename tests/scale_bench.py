"""How a history grows: seconds and peak memory for more and more editions of many councils: ``make scale``.

Each edition is a web page of twenty entries; a council's entries keep their identifiers and titles over the years, and
their scores move. The time is what the clock shows; ``main`` is what the run's own process took of a processor, while
its workers read.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SUBJECTS = (
    "Bus fares", "School places", "Flooded roads", "Foster carers", "Old boilers", "Lost laptops", "Bridge repairs",
    "Care home fees", "Pension fund", "Waste contract", "Library roofs", "Winter gritting", "Street lights",
    "Elections", "Payroll", "Data centre", "Tree disease", "Land sales", "Apprentices", "Translators",
)  # fmt: skip
_HEADS = ("Risk ID", "Risk", "Controls", "Likelihood", "Impact", "Current score", "Risk owner")
_QUARTERS = ("June", "September", "December", "March")


def page(council: int, edition: int) -> str:
    """The register of a council at the end of a quarter, the first being that of June 2001."""
    year, quarter = divmod(edition, 4)
    name, when = f"Borough of {_name(council)}", f"{_QUARTERS[quarter]} {2001 + year + (quarter == 3)}"
    title = f"{name} Council: Corporate Risk Register, {when}"
    rows = "".join(_row(cells, "td") for cells in _entries(council, edition))
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><table>{_row(_HEADS, 'th')}{rows}</table>"


def _name(council: int) -> str:
    return "".join("bdfghklmnprstvw"[digit] + "aeiou"[digit % 5] for digit in divmod(council + 17, 15)).title() + "ton"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _entries(council: int, edition: int) -> Iterator[tuple[str, ...]]:
    for number, subject in enumerate(_SUBJECTS, 1):
        likelihood, impact = 1 + (number + edition // 3 + council) % 5, 1 + (number + council) % 5
        control = f"The plan for {subject.lower()} is looked at in week {number + edition % 9}."
        numbers = str(likelihood), str(impact), str(likelihood * impact)
        yield f"SR{number}", subject, control, *numbers, f"Director of {subject.split()[0]}"


def run(raw: Path, out: Path) -> tuple[float, float, int]:
    """Seconds of an ingest, those of a processor that its own process took, and the most memory in MB until now."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli.main", "ingest", str(raw), "--out", str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        raise RuntimeError(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, spent, after.ru_maxrss // 1024


def main() -> int:
    """Print a line for each size: the first run, the run after it, and the peak so far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, default=40)
    parser.add_argument("--editions", type=int, nargs="+", default=[6, 12, 25], help="of each council")
    options = parser.parse_args()
    print(f"{'editions':>9}{'first run':>12}{'an edition':>13}{'main':>10}{'again':>10}{'peak':>10}")
    for count in options.editions:
        with tempfile.TemporaryDirectory() as folder:
            raw, out = Path(folder, "raw"), Path(folder, "out")
            raw.mkdir()
            for council in range(options.councils):
                for edition in range(count):
                    (raw / f"{council:02}-{edition:03}.html").write_text(page(council, edition), encoding="utf-8")
            total = options.councils * count
            first, main_only, memory = run(raw, out)
            second, _, _ = run(raw, out)
            each = f"{1000 * first / total:.1f} ms"
            print(f"{total:>9}{first:>10.1f} s{each:>13}{main_only:>8.1f} s{second:>8.1f} s{memory:>7} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
