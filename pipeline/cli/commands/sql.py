"""``riskhistory sql``: ask the history in SQL."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from pipeline.cli.command import DONE, FAILED, Command, add_form, add_history, say_if_samples

_DESCRIPTION = """\
Answers a query in DuckDB's SQL, over the tables of the history and over views for the usual questions; without a query,
lists both. A query reads the history and nothing else, and writes nothing: no file, no other database, no setting.

Editions that a later paper superseded are left out; the schema all_issues has every row (from all_issues.entries)."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="?", metavar="QUERY", help="the query, in quotes; - reads it from standard input"
    )
    add_history(parser)
    add_form(parser, "row of the answer")


def _run(options: Namespace) -> int:
    import sys

    from pipeline.cli.screens.query import print_answer
    from pipeline.cli.screens.terminal import print_rows
    from pipeline.history.database import CATALOGUE, asked, only_reads, open_database
    from pipeline.history.load import current_tables

    query = sys.stdin.read() if options.query == "-" else options.query
    with open_database(current_tables(options.out)) as connection:
        only_reads(connection)
        found = asked(connection, query or CATALOGUE)
    say_if_samples(options.out)
    if options.form:
        print_rows(options.form, found.column_names, found.to_pylist())
    else:
        print_answer(found.column_names, found.to_pylist())
    return DONE


COMMAND = Command(
    "sql",
    "ask the history in SQL",
    _DESCRIPTION,
    {DONE: "done", FAILED: "there is no history, or the query is not understood or not allowed"},
    _add_options,
    _run,
    {
        "riskhistory sql": "list the tables and views there are",
        'riskhistory sql "from latest"': "print the register as it is now",
        'riskhistory sql "from movements" --csv': "print how each score moved, for a spreadsheet",
    },
)  # fmt: skip
