"""``riskhistory verify``: check papers and tables against the hashes recorded of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from pipeline.cli.command import ATTENTION, DONE, FAILED, Command, add_form, add_history, add_raw

_DESCRIPTION = """\
Checks the papers in RAW and the tables of the history against the hashes that the run recorded which made it, and says
which have changed, are gone or are new. Where RAW is an archive that riskhistory archive has made, its own files are
checked. Nothing is written."""


def _add_options(parser: ArgumentParser) -> None:
    add_raw(parser, "raw")
    add_history(parser)
    add_form(parser, "file that is not as recorded")


def _run(options: Namespace) -> int:
    from pipeline.archive import SAID, is_bag, verify, verify_bag
    from pipeline.cli.screens.terminal import open_console, print_rows

    bag = is_bag(options.raw)
    found = verify_bag(options.raw) if bag else verify(options.raw, options.out)
    if options.form:
        print_rows(options.form, ("file", "state"), map(asdict, found))
        return ATTENTION if found else DONE
    console = open_console()
    for each in found:
        console.print(f"{each.file} {SAID[each.state]}")
    if not found:
        console.print(f"{'Every file' if bag else 'Every paper and table'} is as it was recorded.")
    return ATTENTION if found else DONE


COMMAND = Command(
    "verify",
    "check papers and tables against their recorded hashes",
    _DESCRIPTION,
    {DONE: "all is as recorded", ATTENTION: "something has changed, is gone or is new", FAILED: "there is no history"},
    _add_options,
    _run,
    {"riskhistory verify ../archive-2022": "check the files of an archive"},
)
