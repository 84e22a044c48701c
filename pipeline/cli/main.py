"""The command line ``riskhistory``: which commands there are, and what becomes of an error in one.

Only what a command needs is imported, when it is needed: ``--help`` answers at once. It is argparse, which costs
nothing to load: click would add half as much again as all of this takes, and typer more. Completion is made once, as
a script for the shell (shtab), and not asked of this program at each Tab (argcomplete).
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import textwrap
from collections.abc import Sequence

from normalise.unusable import UnusableError
from pipeline.cli.command import DONE, FAILED, Command
from pipeline.cli.commands import (
    archive,
    changes,
    completion,
    export,
    findings,
    ingest,
    lineage,
    report,
    show,
    sql,
    verify,
)
from pipeline.cli.messages import complain

COMMANDS: tuple[Command, ...] = tuple(
    module.COMMAND
    for module in (ingest, show, findings, lineage, changes, report, sql, export, archive, verify, completion)
)

_WIDEST = 120
"""Columns of help at most: longer lines are hard to read."""

DESCRIPTION = """\
Reads a council's Corporate Risk & Opportunity Register from its committee papers (PDF, Word, Excel, web page, text) and
writes one history of it as Parquet files, for pandas, DuckDB, Power BI and the like."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not know every character of a paper
    options = build_parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except UnusableError as error:
        complain(error)
        return FAILED
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        complain(reason)
        return FAILED
    except KeyboardInterrupt:
        complain("stopped; the history is as it was")
        return FAILED
    return code


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands, each with its description and exit codes."""
    parser = argparse.ArgumentParser("riskhistory", description=DESCRIPTION, epilog=_epilog(), formatter_class=_Help)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version of this program")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", prog=parser.prog)
    for command in COMMANDS:
        codes = "\n".join(f"  {code}  {meaning}" for code, meaning in command.exit_codes.items())
        subparser = parsers.add_parser(
            command.name, help=command.summary, description=command.description, epilog=f"exit code:\n{codes}",
            formatter_class=_Help,
        )  # fmt: skip
        command.add_options(subparser)
        subparser.set_defaults(run=command.run)
    return parser


class _Version(argparse.Action):
    """Print the version, which takes a look at what is installed, and end."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from pipeline.read.version import program_version

        print(program_version())
        parser.exit()


class _Help(argparse.HelpFormatter):
    """Help wrapped to the terminal, paragraph by paragraph; the second column of a list keeps its indent."""

    def __init__(self, prog: str) -> None:
        import shutil  # only help needs it

        super().__init__(prog, width=min(shutil.get_terminal_size().columns, _WIDEST) - 2)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = (self._fill_paragraph(paragraph, width) for paragraph in text.split("\n\n"))
        return "\n\n".join(paragraphs)

    def _fill_paragraph(self, text: str, width: int) -> str:
        if "\n  " not in text:
            return textwrap.fill(" ".join(text.split()), width)
        columns = ((line, re.match(r"( +\S.*?  +)?", line)) for line in text.splitlines())
        return "\n".join(
            textwrap.fill(line, width, subsequent_indent=" " * (match.end() if match else 0)) for line, match in columns
        )


def _epilog() -> str:
    examples = {line: effect for command in COMMANDS for line, effect in command.examples.items()}
    width = max(map(len, examples))
    lines = (f"  {line:<{width}}  {effect}" for line, effect in examples.items())
    return "\n".join(["examples:", *lines, "", "riskhistory COMMAND --help says more about a command."])


if __name__ == "__main__":
    sys.exit(main())
