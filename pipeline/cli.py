"""The command line: ``riskhistory ingest`` and ``riskhistory show``.

Only what a command needs is imported, when it is needed: ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

READ_ALL = 0
"""Exit code: the history is written and every file was read."""
SOME_FAILED = 1
"""Exit code: the history is written, but a file could not be read."""
NOTHING_DONE = 2
"""Exit code: nothing was written."""

_DESCRIPTION = """\
Reads a council's Corporate Risk & Opportunity Register from its committee papers (PDF, Word, web page) and writes
one history of it as Parquet files."""

_INGEST = """\
Reads every paper under RAW and writes the history to OUT. What could not be read, or not for certain, is said at the
end and stands in OUT/findings.parquet.

Exit code: 0 every file was read, 1 some file could not be read, 2 nothing was written."""

_SHOW = """\
Prints what was read from one paper: each entry with its values and the page they stand on, to hold against the
paper. Exit code: 0 something was read, 1 nothing was, 2 there is no such file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stderr.close()
        return READ_ALL
    except OSError as error:
        print(f"riskhistory: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("riskhistory: stopped; the history is as it was", file=sys.stderr)
        return NOTHING_DONE


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("riskhistory", description=_DESCRIPTION, formatter_class=plain)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser(
        "ingest", help="read papers and write the history", description=_INGEST, formatter_class=plain
    )
    command.add_argument(
        "raw", nargs="?", type=Path, default=Path("data/raw"), metavar="RAW",
        help="folder with the papers, or one paper (default: data/raw)",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, default=Path("data/parquet"), metavar="OUT",
        help="folder for the Parquet files (default: data/parquet)",
    )  # fmt: skip
    command.set_defaults(run=_ingest)

    command = commands.add_parser(
        "show", help="print what was read from one paper", description=_SHOW, formatter_class=plain
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the paper")
    command.add_argument("--entry", metavar="ID", help="only the entry of this identifier, such as CR4")
    command.set_defaults(run=_show)
    return parser


def _ingest(options: argparse.Namespace) -> int:
    from pipeline.console import print_report, watch
    from pipeline.ingest import ingest

    with watch() as on_paper:
        report = ingest(options.raw, options.out, on_paper)
    print_report(report, options.out)
    return SOME_FAILED if report.failed else READ_ALL


def _show(options: argparse.Namespace) -> int:
    from pipeline.console import print_paper
    from pipeline.papers import read_paper

    if not options.file.is_file():
        raise FileNotFoundError(f"there is no file {options.file}")
    paper = read_paper(options.file, options.file.name)
    if paper.error is not None:
        print(f"riskhistory: {options.file}: {paper.error}", file=sys.stderr)
        return SOME_FAILED
    return READ_ALL if print_paper(paper, options.entry) else SOME_FAILED


if __name__ == "__main__":
    sys.exit(main())
