"""``riskhistory ingest``: read all papers and write the history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pipeline.cli.command import ATTENTION, DONE, FAILED, PARQUET, Command, add_settings, crosswalks_in

_DESCRIPTION = """\
Reads every paper in the folder RAW, and in folders within it, and writes the history to the folder OUT.

Without RAW it reads data/raw or, while no paper lies there, the made-up samples in data/samples; never both. It says
in its first and last line if it reads samples. They never replace a history of papers.

The history is built again from all the papers each time: add a paper to RAW and run it again. With the same papers no
file changes, and if anything fails the history stays as it was. Hidden files are left out, and so are the history's
own files where OUT lies in RAW. What could not be read, or not for certain, is listed at the end and is in
OUT/findings.parquet.

A file papers.toml among papers is none: it says of which quarter and whose those papers are that do not say so, or say
it wrongly."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "raw", nargs="?", type=Path, metavar="RAW",
        help="folder with the papers (default: data/raw, or data/samples while data/raw holds no paper)",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, default=PARQUET, metavar="OUT",
        help=f"folder for the Parquet files (default: {PARQUET.as_posix()})",
    )  # fmt: skip
    parser.add_argument(
        "--ocr", action="store_true",
        help="read scanned pages by text recognition (needs tesseract); slower, and less certain",
    )  # fmt: skip
    parser.add_argument(
        "--period", metavar="QUARTER", help='quarter of the papers that name none, such as "2023/24 Q2"'
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--crosswalk", type=Path, metavar="FILE",
        help="file that decides which entries are one risk, instead of those of the organisations",
    )  # fmt: skip
    chosen.add_argument("--no-crosswalk", action="store_true", help="decide it by papers and similarity alone")
    parser.add_argument("--accept-proposed", action="store_true", help="treat proposed links as confirmed")
    add_settings(parser)


def _run(options: Namespace) -> int:
    from normalise.values.periods import find_period
    from pipeline.cli.screens.ingest_report import announce_samples, print_report, watch
    from pipeline.ingest import ingest
    from pipeline.read.files import find_papers
    from pipeline.read.samples import are_samples, folder_to_read
    from pipeline.settings import SettingsError, read_settings
    from pipeline.store.parquet import history_files

    organisations = read_settings(options.settings).find_organisations()
    if options.period and not find_period(options.period, organisations.default.calendar):
        raise SettingsError(f"--period: '{options.period}' names no quarter of a year; write it as in 2023/24 Q2")
    no_papers = history_files(options.out)
    raw = options.raw or folder_to_read(excluding=no_papers)
    if are_samples(find_papers(raw, no_papers)):
        announce_samples()
    with watch() as on_paper:
        report = ingest(
            raw, options.out, on_paper, ocr=options.ocr, organisations=organisations,
            crosswalks=[] if options.no_crosswalk else crosswalks_in(options.crosswalk, organisations),
            accept_proposed=options.accept_proposed, period=options.period,
        )  # fmt: skip
    print_report(report, options.out)
    return ATTENTION if report.failed else DONE


COMMAND = Command(
    "ingest",
    "read all papers and write the history",
    _DESCRIPTION,
    {
        DONE: "every file was read",
        ATTENTION: "the history is written, but a file could not be read",
        FAILED: "nothing was written",
    },
    _add_options,
    _run,
    {
        "riskhistory ingest": "read data/raw, write data/parquet",
        'riskhistory ingest "My papers" --out hist': 'read the folder "My papers", write the folder hist',
    },
)
