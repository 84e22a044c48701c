"""What every command of ``riskhistory`` is made of, and the options that more than one of them takes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.messages import complain
from pipeline.read.samples import RAW
from pipeline.settings import FILE as SETTINGS

if TYPE_CHECKING:
    from normalise.lineage.crosswalk import Crosswalk
    from normalise.organisations.organisation import Organisation

DONE = 0
"""Exit code: it was done, and all was read and understood."""
ATTENTION = 1
"""Exit code: it was done, and something was not read, not understood or not as it should be."""
FAILED = 2
"""Exit code: it could not be done; nothing was written."""

PARQUET = Path("data/parquet")
"""Where the history lies unless a command is given another folder."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: ``exit_codes`` say when each code is returned, ``examples`` what a whole command line does."""

    name: str
    summary: str
    description: str
    exit_codes: Mapping[int, str]
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    examples: Mapping[str, str] = field(default_factory=dict)


def add_history(parser: ArgumentParser, what: str = "folder with the history") -> None:
    """Add the folder of the history: ``--out``, whatever a command does with it."""
    help_text = f"{what} (default: {PARQUET.as_posix()})"
    parser.add_argument("--out", type=Path, default=PARQUET, metavar="OUT", help=help_text)


def add_raw(parser: ArgumentParser, name: str) -> None:
    """Add the folder of the papers, as an option or, without dashes, as an argument."""
    optional = {} if name.startswith("-") else {"nargs": "?"}
    help_text = f"folder with the papers (default: {RAW.as_posix()})"
    parser.add_argument(name, type=Path, default=RAW, metavar="RAW", help=help_text, **optional)  # type: ignore[arg-type]


def add_form(parser: ArgumentParser, row: str) -> None:
    """Add the ways to print a table for programs, of which a ``row`` is said; ``options.form`` is None for people."""
    forms = parser.add_mutually_exclusive_group()
    for form, name in (("csv", "comma-separated values"), ("json", "JSON")):
        forms.add_argument(
            f"--{form}", dest="form", action="store_const", const=form, help=f"print {name}: one row for each {row}"
        )


def say_if_samples(out: Path) -> None:
    """Warn that a history is of made-up samples. It goes to stderr, so that a table on stdout stays a table."""
    from pipeline.store.run import run_of
    from pipeline.store.snapshots import tables_in

    run = run_of(tables_in(out))
    samples = run.of_samples if run else None
    if samples is None:  # no ingest of this version made it, so its tables are asked, which takes longer
        from pipeline.store.parquet import made_of_samples

        samples = made_of_samples(out)
    if samples:
        complain(f"{out} is a history of made-up samples, not of a council's papers")


def add_settings(parser: ArgumentParser) -> None:
    """Add the file of the settings."""
    parser.add_argument(
        "--settings", type=Path, metavar="FILE",
        help=f"file that says whose papers these are and where further organisations are "
        f"(default: {SETTINGS.as_posix()}, if there is one)",
    )  # fmt: skip


def crosswalks_in(file: Path | None, organisations: Iterable[Organisation]) -> list[Crosswalk]:
    """The crosswalk in a file, or those in the organisations' folders. Raises CrosswalkError if one is unusable."""
    from normalise.lineage.crosswalk import own_crosswalks, read_crosswalk_file

    return own_crosswalks(organisations) if file is None else [read_crosswalk_file(file, file.name)]
