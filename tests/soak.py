"""Kill the ingest again and again, and see that the history stays whole: ``make soak``.

Each round offers one paper more or one less and kills the run at a random moment; its workers end with it. What the
folder shows must then be one of the two histories, table by table; at the end one whole run must leave nothing behind.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from pipeline.store.snapshots import HOME, tables_in
from pipeline.store.tables import FILES
from tests.builder import build, load_edition, shortened

ROOT = Path(__file__).resolve().parents[1]
EDITIONS = ("2018-19-q1", "2019-20-q2")


def command(raw: Path, out: Path) -> list[str]:
    """Without the crosswalk: of shortened editions it names entries that are not there, which is an error."""
    said = ["--out", str(out), "--allow-removals", "--no-crosswalk"]
    return [sys.executable, "-m", "pipeline.cli.main", "ingest", str(raw), *said]


def run(raw: Path, out: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command(raw, out), env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed(raw: Path, out: Path, seconds: float) -> bool:
    """Run, and kill all of it after some seconds; False if it ended before."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command(raw, out), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def contents(folder: Path) -> Mapping[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


def soak(rounds: int, seed: int) -> int:
    """Kill so many runs; how many were really killed. Raises AssertionError where a history is not whole."""
    chance, hits = random.Random(seed), 0
    with tempfile.TemporaryDirectory(prefix="riskhistory-soak-") as folder:
        raws = [Path(folder, name) for name in ("one", "two")]
        for number, raw in enumerate(raws, 1):
            raw.mkdir()
            for edition in EDITIONS[:number]:
                (raw / f"{edition}.html").write_bytes(build(shortened(load_edition(edition)), "html"))
        started = time.monotonic()
        for raw in raws:
            run(raw, Path(folder, f"whole {raw.name}"))
        longest = (time.monotonic() - started) / 2
        states = [contents(Path(folder, f"whole {raw.name}")) for raw in raws]
        out = Path(folder, "out")
        for number in range(rounds):
            if number % 10 == 9:
                shutil.rmtree(out)  # so that some runs have to read, and to begin from nothing
            hits += killed(raws[number % 2], out, chance.uniform(0, longest * 1.1))
            assert contents(tables_in(out)) in ({}, *states), f"round {number}: tables of two runs"
            assert contents(out) in ({}, *states), f"round {number}: the plain names show tables of two runs"
        run(raws[0], out)
        assert contents(out) == states[0], "a whole run after them does not give its history"
        left = [path.name for path in (out / HOME / "snapshots").iterdir() if not path.name.isdigit()]
        assert not left, f"left behind: {left}"
    return hits


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    done = soak(options.rounds, options.seed)
    print(f"{options.rounds} runs, {done} of them killed at a random moment: the history was whole each time")
