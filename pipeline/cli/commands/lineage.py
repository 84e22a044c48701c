"""``riskhistory lineage``: print how each risk is followed through the years."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pipeline.cli.command import (
    DONE,
    FAILED,
    Command,
    add_form,
    add_history,
    add_settings,
    crosswalks_in,
    say_if_samples,
)

_DESCRIPTION = """\
Prints every risk and opportunity as one line across the editions, with its number and scores in each, and the links
between entries that wait for a person's decision, each with the crosswalk lines that would decide it."""


def _add_options(parser: ArgumentParser) -> None:
    add_history(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--explain", metavar="ID", help="print the reasons for one: a lineage, an entry_id, or a number such as CR4"
    )
    what.add_argument("--proposed", action="store_true", help="only the links that wait for a decision")
    add_form(parser, "entry, or with --proposed for each link")
    parser.add_argument("--crosswalk", type=Path, metavar="FILE", help="the crosswalk that the ingest was given")
    add_settings(parser)


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.threads import print_explanation, print_review_rows, print_threads
    from pipeline.history.load import load_history
    from pipeline.history.names import unknown
    from pipeline.history.review.threads import TABLES, asked_for, names_in, review
    from pipeline.settings import read_settings

    history = review(load_history(options.out, TABLES))
    crosswalks = crosswalks_in(options.crosswalk, read_settings(options.settings).find_organisations())
    threads = history.threads if options.explain is None else asked_for(history.threads, options.explain)
    if options.explain is not None and not threads:
        raise unknown("risk or number", options.explain, names_in(history.threads))
    say_if_samples(options.out)
    if options.form:
        print_review_rows(options.form, history, threads, proposals_only=options.proposed)
    elif options.explain is not None:
        print_explanation(history, threads, options.explain)
    else:
        print_threads(history, crosswalks, proposals_only=options.proposed)
    return DONE


COMMAND = Command(
    "lineage",
    "print how each risk is followed through the years",
    _DESCRIPTION,
    {DONE: "done", FAILED: "there is no history, or nothing in it has the name that --explain asks for"},
    _add_options,
    _run,
    {
        "riskhistory lineage": "print every risk as one line across the editions",
        "riskhistory lineage --explain CR4": "print which risks had that number, and the reasons for every link",
    },
)
