"""``riskhistory archive``: keep the papers and the history with the hash of each file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_history, add_raw
from pipeline.cli.messages import complain

_DESCRIPTION = """\
Copies the papers in RAW and the history made of them into a new folder DIR: a bag (BagIt, RFC 8493), which has the hash
of every file and can be checked on any machine, by this program (riskhistory verify DIR) or another. The papers are not
touched. The history in it says which version of this program, which settings and which papers it was made with."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to make")
    add_raw(parser, "--raw")
    add_history(parser)


def _run(options: Namespace) -> int:
    from pipeline.archive import SAID, archive
    from pipeline.cli.screens.terminal import counted, open_console

    papers, left_out, unlike = archive(options.raw, options.out, options.folder)
    for name in left_out:
        complain(f"{name} cannot be opened or is a link out of {options.raw}; it is not in the archive")
    open_console().print(f"{counted(papers, 'paper')} and the history of {options.out} are in {options.folder}.")
    for one in unlike:
        complain(f"{one.file} {SAID[one.state]}")
    if unlike:
        complain(
            "so the archive is of a history that is not made of its papers: run riskhistory ingest, and archive anew"
        )
    return ATTENTION if left_out or unlike else DONE


COMMAND = Command(
    "archive",
    "keep the papers and the history with the hash of each file",
    _DESCRIPTION,
    {
        DONE: "done",
        ATTENTION: "done, but for papers that cannot be opened, or with papers that the history is not made of",
        FAILED: "there is nothing to keep, or DIR is there already; nothing was written",
    },
    _add_options,
    _run,
    {"riskhistory archive ../archive-2022": "keep the papers in data/raw and the history in a new folder"},
)
