"""``riskhistory changes``: print what changed between two editions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_history, say_if_samples

_DESCRIPTION = """\
Prints what changed from one edition of the register to another: entries added, removed and renumbered, scores that
moved, owners, dates, and every statement that was added, dropped or reworded (+ - ~), with the pages of both papers.

An edition is named by its register_id or the end of it, in any spelling of its period: 2019-20-q2, "2019/20 Q2".
One name means that edition against the one before it; none, the newest against the one before it."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("before", nargs="?", metavar="A", help="the earlier edition (default: the one before B)")
    parser.add_argument("after", nargs="?", metavar="B", help="the later edition (default: the newest)")
    add_history(parser)
    parser.add_argument(
        "--since-last-run", action="store_true",
        help="print instead what the last ingest changed in the history: editions, entries and values",
    )  # fmt: skip
    parser.add_argument("--entry", metavar="ID", help="only the entry with this identifier in either edition")
    parser.add_argument("--brief", action="store_true", help="count the changes of statements, do not print them")
    parser.add_argument("--csv", action="store_true", help="print comma-separated values, one row per change")


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.comparison import print_comparison, print_comparison_csv
    from pipeline.history.comparison.compare import compare
    from pipeline.history.comparison.editions import TABLES, choose_editions
    from pipeline.history.load import load_history

    if options.since_last_run:
        return _print_last_run(options)
    history = load_history(options.out, TABLES)
    comparison = compare(history, *choose_editions(history.registers, options.before, options.after))
    say_if_samples(options.out)
    show = print_comparison_csv if options.csv else print_comparison
    found = show(comparison, entry=options.entry, brief=options.brief)
    return DONE if found else ATTENTION


def _print_last_run(options: Namespace) -> int:
    from pipeline.cli.screens.last_run import print_last_run, print_last_run_csv
    from pipeline.history.last_run import changes_of_last_run

    changes = changes_of_last_run(options.out)
    say_if_samples(options.out)
    (print_last_run_csv if options.csv else print_last_run)(changes)
    return DONE


COMMAND = Command(
    "changes",
    "print what changed between two editions",
    _DESCRIPTION,
    {
        DONE: "done",
        ATTENTION: "neither edition has the entry that --entry asks for",
        FAILED: "there is no history, or no such edition or earlier state of it",
    },
    _add_options,
    _run,
    {
        "riskhistory changes": "print what changed from the last edition but one to the newest",
        "riskhistory changes --since-last-run": "print what the last ingest changed in the history",
        'riskhistory changes 2018-19-q1 "2019/20 Q2"': "print what changed between two editions",
    },
)
