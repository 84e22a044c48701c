"""``riskhistory show``: print what is read from one paper."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_form, add_settings
from pipeline.cli.messages import complain

_DESCRIPTION = """\
Prints what is read from one paper, to compare with the paper: each entry with its page and row, its values as
printed, what they were read as where that differs (→), and its findings (!). Nothing is written."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the paper")
    parser.add_argument("--entry", metavar="ID", help="only the entry with this identifier, such as CR4")
    parser.add_argument("--ocr", action="store_true", help="read scanned pages by text recognition")
    add_settings(parser)
    add_form(parser, "value or statement")


def _run(options: Namespace) -> int:
    from pipeline.cli.screens.paper import print_paper, print_paper_rows
    from pipeline.read.files import find_stated, printable
    from pipeline.read.read_papers import read_paper
    from pipeline.read.stated import Statements
    from pipeline.settings import read_settings

    if not options.file.is_file():
        raise FileNotFoundError(f"there is no file {options.file}")
    organisations = read_settings(options.settings).find_organisations()
    paper = read_paper(options.file, printable(options.file.name), ocr=options.ocr)
    folder = options.file.parent
    (paper,) = Statements(folder, find_stated(folder, within=False)).told([paper])
    if paper.error is not None:
        complain(f"{options.file}: {paper.error.message}")
        return ATTENTION
    if options.form:
        understood = print_paper_rows(options.form, paper, options.entry, organisations)
    else:
        understood = print_paper(paper, options.entry, organisations)
    return DONE if understood else ATTENTION


COMMAND = Command(
    "show",
    "print what is read from one paper",
    _DESCRIPTION,
    {
        DONE: "the paper was read and understood",
        ATTENTION: "nothing was read from it, or something in it was not read or not understood",
        FAILED: "there is no such file, or in it no such entry",
    },
    _add_options,
    _run,
    {
        "riskhistory show paper.pdf": "print what is read from one paper",
        "riskhistory show paper.pdf --entry CR4": "print one of its entries",
    },
)
