"""Rebuild the sample archive: ``python -m tests.builder [--out data/raw]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.builder.office import OfficeError
from tests.builder.samples import SAMPLES


def main() -> int:
    """Write every sample; without LibreOffice its PDFs are left as they are and the exit code is 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.builder", description="Rebuild the sample archive.")
    parser.add_argument("--out", type=Path, default=Path("data/raw"), help="folder to write to (default: %(default)s)")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    left = 0
    for sample in SAMPLES:
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
