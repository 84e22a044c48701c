"""The command line: ``riskhistory ingest``, ``show``, ``findings``, ``lineage`` and ``changes``.

Only what a command needs is imported, when it is needed: ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from extractors.findings import SEVERITIES, Code
from normalise.lineage.crosswalk import Crosswalk, CrosswalkError, own_crosswalk, read_crosswalk
from pipeline.history.findings import SORTS, Filter, load_findings, select

READ_ALL = 0
"""Exit code: the history is written and every file was read."""
SOME_FAILED = 1
"""Exit code: the history is written, but a file could not be read."""
NOTHING_DONE = 2
"""Exit code: nothing was written."""

_DESCRIPTION = """\
Reads a council's Corporate Risk & Opportunity Register from its committee papers (PDF, Word, web page, text) and
writes one history of it as Parquet files, for pandas, DuckDB, Power BI and the like."""

_EPILOG = """\
examples:
  riskhistory ingest                          read data/raw (the samples while it is empty), write data/parquet
  riskhistory ingest "My papers" --out hist   read the folder "My papers", write the folder hist
  riskhistory show paper.pdf                  print what is read from one paper
  riskhistory show paper.pdf --entry CR4      print one of its entries
  riskhistory findings --entry CR4            print what is doubtful about it, in every edition
  riskhistory findings --fail-on error        exit with 1 if the history holds an error
  riskhistory lineage                         print every risk as one line across the editions
  riskhistory lineage --explain CR4           print which risks bore that number, and why they are followed so
  riskhistory changes                         print what changed from the last edition but one to the newest
  riskhistory changes 2018-19-q1 "2019/20 Q2" print what changed between two editions

riskhistory COMMAND --help says more about a command."""

_INGEST = """\
Reads every paper in the folder RAW, and in folders within it, and writes the history to the folder OUT.

Without RAW it reads data/raw or, while no paper lies there, the made-up samples in data/samples; never both. A history
of samples says so and is replaced by one of your papers, never the other way round.

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


_FINDINGS = """\
Prints the findings of a history: what could not be read, or not for certain, and what a careful reader would query
in the papers themselves. Errors and warnings unless --severity says otherwise."""

_FINDINGS_CODES = """\
exit code: 0 done, 1 there is a finding as grave as --fail-on among those asked for, 2 there is no history"""

_LINEAGE = """\
Prints every risk and opportunity as one line across the editions, with its number and scores in each, and the links
between entries that wait for a person's decision, each with the crosswalk lines that would decide it."""

_LINEAGE_CODES = """\
exit code: 0 done, 1 nothing is called so (--explain), 2 there is no history"""

_CHANGES = """\
Prints what changed from one edition of the register to another: entries added, removed and renumbered, scores that
moved, owners, dates, and every statement that came, went or was reworded (+ - ~), with the pages of both papers.

An edition is named by its register_id or the end of it, in any spelling of its period: 2019-20-q2, "2019/20 Q2".
One name means that edition against the one before it; none, the newest against the one before it."""

_CHANGES_CODES = """\
exit code: 0 done, 1 neither edition has the --entry asked for, 2 there is no history, or no such edition in it"""


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
    except CrosswalkError as error:
        print(f"riskhistory: {error}", file=sys.stderr)
        return NOTHING_DONE
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
        "raw", nargs="?", type=Path, metavar="RAW",
        help="folder with the papers (default: data/raw, or data/samples while data/raw holds no paper)",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, default=Path("data/parquet"), metavar="OUT",
        help="folder for the Parquet files (default: data/parquet)",
    )  # fmt: skip
    command.add_argument(
        "--ocr", action="store_true",
        help="read scanned pages by text recognition (needs tesseract); slower, and less sure",
    )  # fmt: skip
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument(
        "--crosswalk", type=Path, metavar="FILE", help="decide which entries are one risk by this file, not by our own"
    )
    chosen.add_argument("--no-crosswalk", action="store_true", help="decide it by papers and likeness alone")
    command.add_argument("--accept-proposed", action="store_true", help="take proposed links as if they were confirmed")
    command.set_defaults(run=_ingest)

    command = commands.add_parser(
        "show", help="print what is read from one paper",
        description=_SHOW, epilog=_SHOW_CODES, formatter_class=plain,
    )  # fmt: skip
    command.add_argument("file", type=Path, metavar="FILE", help="the paper")
    command.add_argument("--entry", metavar="ID", help="only the entry of this identifier, such as CR4")
    command.add_argument("--ocr", action="store_true", help="read scanned pages by text recognition")
    command.set_defaults(run=_show)

    command = commands.add_parser(
        "findings", help="print what is doubtful in the history",
        description=_FINDINGS, epilog=_FINDINGS_CODES, formatter_class=plain,
    )  # fmt: skip
    _add_out(command, "out", nargs="?")
    command.add_argument(
        "--severity", choices=SEVERITIES, default="warning", help="the least grave to print (default: warning)"
    )
    command.add_argument("--code", action="append", default=[], metavar="CODE", help="only this code; may be repeated")
    command.add_argument("--edition", metavar="ID", help="only this edition, such as lancashire-2019-20-q2")
    command.add_argument("--entry", metavar="ID", help="only entries of this identifier, such as CR4")
    command.add_argument("--paper", metavar="TEXT", help="only papers with these letters in their path")
    command.add_argument("--sort", choices=SORTS, default="severity", help="what to sort by (default: severity)")
    command.add_argument("--csv", action="store_true", help="print comma-separated values with every column")
    command.add_argument(
        "--fail-on", choices=SEVERITIES, help="exit with 1 where there is a finding this grave or graver"
    )
    command.set_defaults(run=_findings)

    command = commands.add_parser(
        "lineage", help="print how each risk is followed through the years",
        description=_LINEAGE, epilog=_LINEAGE_CODES, formatter_class=plain,
    )  # fmt: skip
    _add_out(command, "--out")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--explain", metavar="ID", help="say why: a lineage, an entry_id, or a number such as CR4")
    what.add_argument("--proposed", action="store_true", help="only the links that wait for a decision")
    what.add_argument("--csv", action="store_true", help="print comma-separated values, one row per entry")
    command.add_argument("--crosswalk", type=Path, metavar="FILE", help="the crosswalk that the ingest was given")
    command.set_defaults(run=_lineage)

    command = commands.add_parser(
        "changes", help="print what changed between two editions",
        description=_CHANGES, epilog=_CHANGES_CODES, formatter_class=plain,
    )  # fmt: skip
    command.add_argument("before", nargs="?", metavar="A", help="the edition to start from (default: the one before B)")
    command.add_argument("after", nargs="?", metavar="B", help="the edition to arrive at (default: the newest)")
    _add_out(command, "--out")
    command.add_argument("--entry", metavar="ID", help="only the entry of this identifier in either edition")
    command.add_argument("--brief", action="store_true", help="count the changes of statements, do not print them")
    command.add_argument("--csv", action="store_true", help="print comma-separated values, one row per change")
    command.set_defaults(run=_changes)
    return parser


def _add_out(command: argparse.ArgumentParser, name: str, nargs: str | None = None) -> None:
    """The folder of the history that a command reads."""
    command.add_argument(
        name, nargs=nargs, type=Path, default=Path("data/parquet"), metavar="OUT",
        help="folder with the Parquet files (default: data/parquet)",
    )  # fmt: skip


def _ingest(options: argparse.Namespace) -> int:
    from pipeline.cli.console import announce_samples, print_report, watch
    from pipeline.ingest import ingest
    from pipeline.read.papers import find_papers
    from pipeline.read.samples import are_samples, folder_to_read
    from pipeline.store.parquet import history_files

    no_papers = history_files(options.out)
    raw = options.raw or folder_to_read(excluding=no_papers)
    if are_samples(find_papers(raw, no_papers)):
        announce_samples()
    with watch() as on_paper:
        report = ingest(
            raw, options.out, on_paper, ocr=options.ocr,
            crosswalk=Crosswalk() if options.no_crosswalk else _crosswalk(options.crosswalk),
            accept_proposed=options.accept_proposed,
        )  # fmt: skip
    print_report(report, options.out)
    return SOME_FAILED if report.failed else READ_ALL


def _show(options: argparse.Namespace) -> int:
    from pipeline.cli.console import print_paper
    from pipeline.read.papers import printable, read_paper

    if not options.file.is_file():
        raise FileNotFoundError(f"there is no file {options.file}")
    paper = read_paper(options.file, printable(options.file.name), ocr=options.ocr)
    if paper.error is not None:
        print(f"riskhistory: {options.file}: {paper.error}", file=sys.stderr)
        return SOME_FAILED
    return READ_ALL if print_paper(paper, options.entry) else SOME_FAILED


def _findings(options: argparse.Namespace) -> int:
    codes = tuple(options.code)
    if unknown := sorted(set(codes) - set(Code)):
        raise FileNotFoundError(f"no finding has the code {', '.join(unknown)}; docs/data-dictionary.md lists them")
    wanted = Filter(options.severity, codes, options.edition, options.entry, options.paper)
    rows = select(load_findings(options.out), wanted, options.sort)
    if options.csv:
        from pipeline.cli.console import print_findings_csv

        print_findings_csv(rows)
    else:
        from pipeline.cli.console import print_findings

        print_findings(rows, options.sort)
    limit = SEVERITIES.index(options.fail_on) if options.fail_on else -1
    return SOME_FAILED if any(SEVERITIES.index(row["severity"]) <= limit for row in rows) else READ_ALL


def _lineage(options: argparse.Namespace) -> int:
    from pipeline.cli.lineage_page import print_explanation, print_threads, print_threads_csv
    from pipeline.history.load import load_tables
    from pipeline.history.review.threads import TABLES, asked_for, review

    history = review(load_tables(options.out, TABLES))
    crosswalk = _crosswalk(options.crosswalk)
    if options.explain is not None:
        found = print_explanation(history, asked_for(history.threads, options.explain), options.explain)
        return READ_ALL if found else SOME_FAILED
    if options.csv:
        print_threads_csv(history)
    else:
        print_threads(history, crosswalk, proposals_only=options.proposed)
    return READ_ALL


def _crosswalk(file: Path | None) -> Crosswalk:
    """The crosswalk in a file, or our own. Raises CrosswalkError where it cannot be used."""
    if file is None:
        return own_crosswalk()
    try:
        return read_crosswalk(file.read_text("utf-8-sig"), file.name)
    except UnicodeDecodeError:
        raise CrosswalkError(f"{file.name}: not UTF-8; save it as 'CSV UTF-8'") from None


def _changes(options: argparse.Namespace) -> int:
    from pipeline.cli.changes_page import print_comparison, print_comparison_csv
    from pipeline.history.comparison.compare import compare
    from pipeline.history.comparison.editions import TABLES, choose_editions
    from pipeline.history.load import load_tables

    tables = load_tables(options.out, TABLES)
    comparison = compare(tables, *choose_editions(tables["registers"], options.before, options.after))
    show = print_comparison_csv if options.csv else print_comparison
    found = show(comparison, entry=options.entry, brief=options.brief)
    return READ_ALL if found else SOME_FAILED


if __name__ == "__main__":
    sys.exit(main())
