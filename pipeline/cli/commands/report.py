"""``riskhistory report``: write the history as pages for a browser, each value beside the page of its paper."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pipeline.cli.command import DONE, FAILED, PARQUET, Command, add_settings, crosswalks_in, say_if_samples

REPORT = Path("data/report")
"""Where the report is written unless another folder is named."""

_DESCRIPTION = """\
Writes the history as pages for a browser: what is on the register now, every risk through the years with its wording
and scores, every edition, every paper with its values beside the page and marked on it, what waits for a person, and a
search of all texts. It is a folder of files that needs no network: open index.html in it, or put it on any web server.

The papers are looked for where they were read. Where one is not there any more, or is another file now, its values are
shown without it, and its page says so. A page of a PDF is drawn once: the next report draws only what is new, and where
nothing is, nothing is written. A folder that holds other files than a report is left alone."""


def _add_options(parser: ArgumentParser) -> None:
    for name, default, metavar, what in (
        ("--out", REPORT, "DIR", "folder for the report"), ("--history", PARQUET, "OUT", "folder with the history"),
    ):  # fmt: skip
        help_text = f"{what} (default: {default.as_posix()})"
        parser.add_argument(name, type=Path, default=default, metavar=metavar, help=help_text)
    parser.add_argument(
        "--raw", type=Path, metavar="RAW",
        help="folder with the papers (default: data/raw, or data/samples for a history of the samples)",
    )  # fmt: skip
    parser.add_argument("--crosswalk", type=Path, metavar="FILE", help="the crosswalk that the ingest was given")
    add_settings(parser)


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.terminal import open_console
    from pipeline.html_report.make import Request, make_report
    from pipeline.settings import read_settings

    settings = read_settings(options.settings)
    organisations = settings.find_organisations()
    made = make_report(
        Request(options.history, options.out, options.raw, settings, organisations,
                tuple(crosswalks_in(options.crosswalk, organisations)))
    )  # fmt: skip
    say_if_samples(options.history)
    said = f"{made.pages} pages and {made.pictures} pictures, {made.size / 1e6:.1f} MB"
    what = f"{made.drawn} pictures drawn now" if made.fresh else "nothing has changed since it was made"
    open_console().print(f"The report is in {options.out / 'index.html'}: {said}; {what}.")
    return DONE


COMMAND = Command(
    "report",
    "write the history as pages for a browser, each value beside its paper",
    _DESCRIPTION,
    {DONE: "done", FAILED: "there is no history, or the folder holds something else or cannot be written"},
    _add_options,
    _run,
    {"riskhistory report": "write data/report/index.html, to be opened in a browser"},
)
