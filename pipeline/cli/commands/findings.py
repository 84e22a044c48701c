"""``riskhistory findings``: print the findings of the history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from extractors.findings import SEVERITIES, Code
from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_history, say_if_samples

SORTS = ("severity", "paper", "edition", "code")
"""Those of ``pipeline.history.findings``, which takes time to load."""

_DESCRIPTION = """\
Prints the findings of a history: what could not be read, or not for certain, and what a careful reader would query
in the papers themselves. Errors and warnings unless --severity says otherwise."""


def _add_options(parser: ArgumentParser) -> None:
    add_history(parser, "out")
    parser.add_argument(
        "--severity", choices=SEVERITIES, default="warning", help="the lowest severity to print (default: warning)"
    )
    parser.add_argument("--code", action="append", default=[], metavar="CODE", help="only this code; may be repeated")
    parser.add_argument("--edition", metavar="ID", help="only this edition, such as lancashire-2019-20-q2")
    parser.add_argument("--entry", metavar="ID", help="only entries with this identifier, such as CR4")
    parser.add_argument("--paper", metavar="TEXT", help="only papers with this text in their path")
    parser.add_argument("--sort", choices=SORTS, default="severity", help="what to sort by (default: severity)")
    parser.add_argument("--csv", action="store_true", help="print comma-separated values with every column")
    parser.add_argument(
        "--fail-on", choices=SEVERITIES, help="exit with 1 if a finding is of this severity or a higher one"
    )


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.findings_list import COLUMNS, finding_rows, print_findings
    from pipeline.cli.screens.terminal import print_csv
    from pipeline.history.findings import Filter, load_findings, select

    codes = tuple(options.code)
    if unknown := sorted(set(codes) - set(Code)):
        raise FileNotFoundError(f"no finding has the code {', '.join(unknown)}; docs/data-dictionary.md lists them")
    wanted = Filter(options.severity, codes, options.edition, options.entry, options.paper)
    held = load_findings(options.out)
    found = select(held, wanted, options.sort)
    say_if_samples(options.out)
    if options.csv:
        print_csv(COLUMNS, finding_rows(found))
    else:
        print_findings(found, options.sort, len(select(held, replace(wanted, severity="info"))) - len(found))
    limit = SEVERITIES.index(options.fail_on) if options.fail_on else -1
    return ATTENTION if any(SEVERITIES.index(each.row.severity) <= limit for each in found) else DONE


COMMAND = Command(
    "findings",
    "print what is doubtful in the history",
    _DESCRIPTION,
    {
        DONE: "done",
        ATTENTION: "among those asked for is a finding of the severity --fail-on or a higher one",
        FAILED: "there is no history",
    },
    _add_options,
    _run,
    {
        "riskhistory findings --entry CR4": "print what is doubtful about it, in every edition",
        "riskhistory findings --fail-on error": "exit with 1 if the history holds an error",
    },
)
