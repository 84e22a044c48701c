"""Rebuild the sample archive: ``python -m tests.builder [--out data/samples]``.

``python -m tests.builder --further papers`` writes the edition after it instead, for adding to the archive.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.builder.office import OfficeError
from tests.builder.samples import FURTHER_SAMPLES, SAMPLES


def main() -> int:
    """Write every sample; without LibreOffice its PDFs are left as they are and the exit code is 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.builder", description="Rebuild the sample archive.")
    parser.add_argument(
        "--out", type=Path, default=Path("data/samples"), help="folder to write to (default: %(default)s)"
    )
    parser.add_argument(
        "--further", type=Path, metavar="FOLDER",
        help="write the edition after the archive to FOLDER instead: a paper to add, for trying what it changes",
    )  # fmt: skip
    chosen = parser.parse_args()
    out: Path = chosen.further or chosen.out
    out.mkdir(parents=True, exist_ok=True)
    left = 0
    for sample in FURTHER_SAMPLES if chosen.further else SAMPLES:
        try:
            (out / sample.file).write_bytes(sample.build())
        except OfficeError as error:
            print(f"left as it was: {sample.file}: {error}", file=sys.stderr)
            left += 1
        else:
            print(out / sample.file)
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
