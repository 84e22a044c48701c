"""``riskhistory changes``: print what changed between two editions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from pipeline.cli.command import DONE, FAILED, Command, add_form, add_history, say_if_samples

_DESCRIPTION = """\
Prints what changed from one edition of the register to another: entries added, removed and renumbered, scores that
moved, owners, dates, and every statement that was added, dropped or reworded (+ - ~), with the pages of both papers.
A statement of the other edition that is much like one added or dropped is printed below it (?), of the same entry or,
with its name, of another.

An edition is named by its register_id or the end of it, in any spelling of its period: 2019-20-q2, "2019/20 Q2".
One name means that edition against the one before it; none, the newest against the one before it."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("before", nargs="?", metavar="A", help="the earlier edition (default: the one before B)")
    parser.add_argument("after", nargs="?", metavar="B", help="the later edition (default: the newest)")
    add_history(parser)
    parser.add_argument(
        "--since-last-run", action="store_true",
        help="print instead what the last ingest that changed the history changed in it: editions, entries and values",
    )  # fmt: skip
    parser.add_argument("--entry", metavar="ID", help="only the entry with this identifier in either edition")
    parser.add_argument("--brief", action="store_true", help="count the changes of statements, do not print them")
    add_form(parser, "change")


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.comparison import print_comparison, print_comparison_rows
    from pipeline.history.comparison.compare import compare
    from pipeline.history.comparison.editions import TABLES, choose_editions
    from pipeline.history.load import load_history

    if options.since_last_run:
        return _print_last_run(options)
    history = load_history(options.out, TABLES)
    comparison = compare(history, *choose_editions(history.registers, options.before, options.after))
    say_if_samples(options.out)
    about = {"entry": options.entry, "brief": options.brief}
    if options.form:
        print_comparison_rows(options.form, comparison, **about)
    else:
        print_comparison(comparison, **about)
    return DONE


def _print_last_run(options: Namespace) -> int:
    from pipeline.cli.screens.last_run import print_last_run, print_last_run_rows
    from pipeline.history.last_run import changes_of_last_run, is_first

    changes = changes_of_last_run(options.out)
    say_if_samples(options.out)
    if options.form:
        print_last_run_rows(options.form, changes)
    else:
        print_last_run(changes, first=is_first(options.out))
    return DONE


COMMAND = Command(
    "changes",
    "print what changed between two editions",
    _DESCRIPTION,
    {
        DONE: "done",
        FAILED: "there is no history, or in it no such edition, entry or earlier state",
    },
    _add_options,
    _run,
    {
        "riskhistory changes": "print what changed from the last edition but one to the newest",
        "riskhistory changes --since-last-run": "print what the last ingest changed in the history",
        'riskhistory changes 2018-19-q1 "2019/20 Q2"': "print what changed between two editions",
    },
)
