"""``riskhistory ingest``: read all papers and write the history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_form, add_history, add_settings, crosswalks_in

if TYPE_CHECKING:
    from normalise.organisations.conventions import Calendar
    from pipeline.ingest import Choices
    from pipeline.settings import Settings

_DESCRIPTION = """\
Reads every paper in the folder RAW, and in folders within it, and writes the history to the folder OUT.

Without RAW it reads data/raw or, while no paper lies there, the made-up samples in data/samples; never both. It says
in its first and last line if it reads samples. They never replace a history of papers.

The history is made of all the papers each time: add a paper to RAW and run it again. Only new papers are read; with
the same papers nothing changes, and if anything fails the history stays as it was. A run that would lose an edition of
the history stops and says why. Each paper is read in a process of its own with limits of time and memory, so that no
file can stop the others. Hidden files are left out, and so are the history's own files where OUT lies in RAW.

It prints first, in ten lines or so, which papers are new, what came into the history, and what could not be read. Then
come the causes of what is newly in doubt, the gravest last, each with a next step (→); what was in doubt before is
counted. Then it says what each new paper added: its values are used, or another paper of that edition is, and they
agree with it or differ. All that was found is in OUT/findings.parquet.

A file papers.toml among papers is none: it says of which quarter and whose those papers are that do not say so, or say
it wrongly."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "raw", nargs="?", type=Path, metavar="RAW",
        help="folder with the papers (default: data/raw, or data/samples while data/raw holds no paper)",
    )  # fmt: skip
    add_history(parser, "folder for the history")
    parser.add_argument(
        "--period", metavar="QUARTER", help='quarter of the papers that name none, such as "2023/24 Q2"'
    )
    parser.add_argument(
        "--ocr", action="store_true",
        help="read scanned pages by text recognition (needs tesseract); slower, and less certain",
    )  # fmt: skip
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--crosswalk", type=Path, metavar="FILE",
        help="file that decides which entries are one risk, instead of those of the organisations",
    )  # fmt: skip
    chosen.add_argument("--no-crosswalk", action="store_true", help="decide it by papers and similarity alone")
    parser.add_argument("--accept-proposed", action="store_true", help="treat proposed links as confirmed")
    parser.add_argument(
        "--allow-removals", action="store_true",
        help="let editions go that the history has, where their papers are gone or are read in another way",
    )  # fmt: skip
    parser.add_argument(
        "--organisation", metavar="NAME",
        help="whose papers these are where they do not say, instead of the one of the settings",
    )  # fmt: skip
    add_settings(parser)
    add_form(parser, "edition in a paper, or paper without one")


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.ingest_report import (
        COLUMNS,
        announce_samples,
        print_report,
        report_rows,
        say_waiting,
        watch,
    )
    from pipeline.cli.screens.terminal import print_rows
    from pipeline.ingest import ingest
    from pipeline.read.files import find_papers
    from pipeline.read.samples import are_samples, folder_to_read
    from pipeline.read.workers import Workers
    from pipeline.settings import read_settings
    from pipeline.store.tables import history_files

    settings = read_settings(options.settings)
    organisations = replace(settings, organisation=options.organisation or settings.organisation).find_organisations()
    choices = _choices(options, settings, organisations.default.calendar)
    no_papers = history_files(options.out)
    raw = options.raw or folder_to_read(excluding=no_papers)
    if are_samples(find_papers(raw, no_papers)):
        announce_samples(stderr=bool(options.form))
    with watch() as on_paper, Workers(settings.limits, settings.workers or None) as executor:
        report = ingest(
            raw, options.out, on_paper, choices=choices, organisations=organisations, executor=executor,
            crosswalks=[] if options.no_crosswalk else crosswalks_in(options.crosswalk, organisations),
            on_wait=say_waiting,
        )  # fmt: skip
    if options.form:
        print_rows(options.form, COLUMNS, report_rows(report))
    else:
        print_report(report, options.out)
    return ATTENTION if report.errors else DONE


def _choices(options: Namespace, settings: Settings, calendar: Calendar) -> Choices:
    """What was chosen for a run, on the command line and in the settings."""
    from normalise.values.periods import find_period
    from pipeline.ingest import Choices
    from pipeline.settings import SettingsError

    if options.period and not find_period(options.period, calendar):
        raise SettingsError(f"--period: '{options.period}' names no quarter of a year; write it as in 2023/24 Q2")
    return Choices(
        ocr=options.ocr, accept_proposed=options.accept_proposed, allow_removals=options.allow_removals,
        period=options.period,
        limits=settings.limits, snapshots=settings.snapshots,
    )  # fmt: skip


COMMAND = Command(
    "ingest",
    "read all papers and write the history",
    _DESCRIPTION,
    {
        DONE: "the history is written, and all was read and understood",
        ATTENTION: "the history is written, and something was not read or not understood: there is an error among its "
        "findings",
        FAILED: "nothing was written",
    },
    _add_options,
    _run,
    {
        "riskhistory ingest": "read data/raw, write data/parquet",
        'riskhistory ingest "My papers" --out hist': 'read the folder "My papers", write the folder hist',
    },
)
