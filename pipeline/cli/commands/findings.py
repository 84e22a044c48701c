"""``riskhistory findings``: print the findings of the history."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from extractors.findings import SEVERITIES
from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_form, add_history, say_if_samples

SORTS = ("severity", "paper", "edition", "code")
"""Those of ``pipeline.history.findings``, which takes time to load."""

_DESCRIPTION = """\
Prints the findings of a history: what could not be read, or not for certain, and what a careful reader would query
in the papers themselves. Errors and warnings unless --severity says otherwise.

What a person does one thing about is one cause: how many there are, where, and what to do next (→). The gravest stand
last. --csv and --json have a row for each finding."""


def _add_options(parser: ArgumentParser) -> None:
    add_history(parser)
    parser.add_argument("former", nargs="?", type=Path, metavar="OUT", help=SUPPRESS)  # --out, as it was given before
    parser.add_argument(
        "--severity", choices=SEVERITIES, default="warning", help="the lowest severity to print (default: warning)"
    )
    parser.add_argument("--code", action="append", default=[], metavar="CODE", help="only this code; may be repeated")
    parser.add_argument("--edition", metavar="ID", help='only this edition, such as 2019-20-q2 or "2019/20 Q2"')
    parser.add_argument("--entry", metavar="ID", help="only entries with this identifier, such as CR4")
    parser.add_argument("--paper", metavar="TEXT", help="only papers with this text in their path")
    parser.add_argument(
        "--sort", choices=SORTS, default="severity",
        help="what to sort by (default: severity); by paper or edition, the causes are printed under each",
    )  # fmt: skip
    add_form(parser, "finding")
    parser.add_argument(
        "--fail-on", choices=SEVERITIES, help="exit with 1 if a finding is of this severity or a higher one"
    )


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.findings_list import COLUMNS, finding_rows, print_findings
    from pipeline.cli.screens.terminal import print_rows
    from pipeline.history.findings import Filter, load_findings, select, understood

    out = options.former or options.out
    held = load_findings(out)
    asked = Filter(options.severity, tuple(options.code), options.edition, options.entry, options.paper)
    wanted = understood(asked, held, out)
    found = select(held, wanted, options.sort)
    say_if_samples(out)
    if options.form:
        print_rows(options.form, COLUMNS, finding_rows(found))
    else:
        milder = len(select(held, replace(wanted, severity="info"))) - len(found)
        print_findings(found, options.sort, milder)
    limit = SEVERITIES.index(options.fail_on) if options.fail_on else -1
    return ATTENTION if any(SEVERITIES.index(each.row.severity) <= limit for each in found) else DONE


COMMAND = Command(
    "findings",
    "print what is doubtful in the history",
    _DESCRIPTION,
    {
        DONE: "done",
        ATTENTION: "among those asked for is a finding of the severity --fail-on or a higher one",
        FAILED: "there is no history, or in it no such edition, entry, paper or code",
    },
    _add_options,
    _run,
    {
        "riskhistory findings --entry CR4": "print what is doubtful about it, in every edition",
        "riskhistory findings --fail-on error": "exit with 1 if the history holds an error",
    },
)
