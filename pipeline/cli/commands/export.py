"""``riskhistory export``: write the history for Excel, other programs, or any SQL tool."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from normalise.unusable import UnusableError
from pipeline.cli.command import DONE, FAILED, Command, add_history, say_if_samples

_DESCRIPTION = """\
Writes the history in the forms that others take; one or more of them must be chosen. No file that is there already is
written over.

A workbook has a sheet a table, with a head that stays, filters, and scores in colours. Comma-separated values come with
datapackage.json (Frictionless), which tells programs the type and meaning of every column. A database has the tables
and the views that riskhistory sql lists, for any tool that opens DuckDB. Workbook and views are without editions that a
later paper superseded. No cell is a formula."""


def _add_options(parser: ArgumentParser) -> None:
    add_history(parser)
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write a workbook for Excel or LibreOffice")
    parser.add_argument("--csv", type=Path, metavar="DIR", help="write comma-separated values and datapackage.json")
    parser.add_argument("--duckdb", type=Path, metavar="FILE", help="write a DuckDB database of tables and views")


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.terminal import open_console
    from pipeline.exchange.about import about
    from pipeline.exchange.package import write_package
    from pipeline.exchange.workbook import write_workbook
    from pipeline.exchange.written import written
    from pipeline.history.database import write_database
    from pipeline.history.load import current_tables

    if not (options.xlsx or options.csv or options.duckdb):
        raise UnusableError("say what to write: --xlsx FILE, --csv DIR or --duckdb FILE")
    folder = current_tables(options.out)
    say_if_samples(options.out)
    if options.xlsx:
        write_workbook(folder, options.xlsx, about(folder))
    if options.csv:
        write_package(folder, options.csv, about(folder))
    if options.duckdb:
        with written(options.duckdb) as part:
            write_database(folder, part)
    for file in filter(None, (options.xlsx, options.csv, options.duckdb)):
        open_console().print(f"The history of {options.out} is in {file}.")
    return DONE


COMMAND = Command(
    "export",
    "write the history for Excel, other programs, or any SQL tool",
    _DESCRIPTION,
    {DONE: "done", FAILED: "there is no history, or a file is there already or cannot be written"},
    _add_options,
    _run,
    {
        "riskhistory export --xlsx history.xlsx": "write a workbook, a sheet a table",
        "riskhistory export --csv history-csv": "write a file a table, described for programs",
    },
)
