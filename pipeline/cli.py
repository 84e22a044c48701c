"""The command line: ``riskhistory ingest`` and ``riskhistory show``.

Only what a command needs is imported, when it is needed: ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
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
one history of it as Parquet files, for pandas, DuckDB, Power BI and the like."""

_EPILOG = """\
examples:
  riskhistory ingest                          read data/raw, write data/parquet
  riskhistory ingest "My papers" --out hist   read the folder "My papers", write the folder hist
  riskhistory show paper.pdf                  print what is read from one paper
  riskhistory show paper.pdf --entry CR4      print one of its entries

riskhistory COMMAND --help says more about a command."""

_INGEST = """\
Reads every paper in the folder RAW, and in folders within it, and writes the history to the folder OUT.

The history is made anew from all the papers each time: add a paper to RAW and run it again. With the same papers no
file changes, and should anything go wrong the history stays as it was. Hidden files are passed over, and so are the
history's own files where OUT lies in RAW. What could not be read, or not for certain, is listed at the end and
stands in OUT/findings.parquet."""

_INGEST_CODES = """\
exit code: 0 every file was read, 1 the history is written but some file could not be read, 2 nothing was written"""

_SHOW = """\
Prints what is read from one paper, to hold against the paper: each entry with the page and the row it stands in,
its values as printed, what they were read as where that differs (→), and what is doubtful about them (!).
Nothing is written."""

_SHOW_CODES = """\
exit code: 0 something was read, 1 nothing was, 2 there is no such file"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not know every character of a paper
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ_ALL
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        print(f"riskhistory: {reason}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("riskhistory: stopped; the history is as it was", file=sys.stderr)
        return NOTHING_DONE
    return code


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("riskhistory", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=plain)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser(
        "ingest", help="read all papers and write the history",
        description=_INGEST, epilog=_INGEST_CODES, formatter_class=plain,
    )  # fmt: skip
    command.add_argument(
        "raw", nargs="?", type=Path, default=Path("data/raw"), metavar="RAW",
        help="folder with the papers (default: data/raw)",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, default=Path("data/parquet"), metavar="OUT",
        help="folder for the Parquet files (default: data/parquet)",
    )  # fmt: skip
    command.set_defaults(run=_ingest)

    command = commands.add_parser(
        "show", help="print what is read from one paper",
        description=_SHOW, epilog=_SHOW_CODES, formatter_class=plain,
    )  # fmt: skip
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
    from pipeline.papers import printable, read_paper

    if not options.file.is_file():
        raise FileNotFoundError(f"there is no file {options.file}")
    paper = read_paper(options.file, printable(options.file.name))
    if paper.error is not None:
        print(f"riskhistory: {options.file}: {paper.error}", file=sys.stderr)
        return SOME_FAILED
    return READ_ALL if print_paper(paper, options.entry) else SOME_FAILED


if __name__ == "__main__":
    sys.exit(main())
