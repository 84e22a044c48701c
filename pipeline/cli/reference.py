"""The pages made from the source: docs/commands.md of the commands' own help texts, and those of ``PAGES``.

``make docs`` writes them; a test fails while a page on disk says something else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from pipeline.cli.command import Command
from pipeline.cli.main import COMMANDS, DESCRIPTION
from pipeline.cli.reference_python import render_python
from pipeline.history.database import View, views
from pipeline.settings import Settings
from pipeline.store import dictionary
from pipeline.store.dictionary import markdown_table

_HEAD = f"""\
# Commands

<!-- Made by `make docs` from pipeline/cli/commands: change the help texts there, not this page. -->

{DESCRIPTION}

`make ingest` installs `riskhistory` in `.venv/bin` and runs `riskhistory ingest`; further options go in `ARGS`, as in
`make ingest ARGS="--ocr"`. `riskhistory COMMAND --help` prints what this page says, `riskhistory --version` the
version.

What a command is about is its argument, everything else an option, and an option is called the same everywhere: the
history is in `--out`, the settings are in `--settings`, one risk is `--entry`, one edition `--edition`. Only `report`
has the history in `--history`, since `--out` is where it writes. A name that nothing has is an error that lists those
there are, the most similar first. Every table is printed for programs by `--csv` or `--json`.

The exit code is 0 where it was done and all was read and understood, 1 where something was not, and 2 where it could
not be done: then nothing was written. `make` ends with 2 of its own wherever a command does not end with 0.
"""

_VIEWS_HEAD = """\
# Views

<!-- Made by `make docs` from pipeline/history/views.toml: change that, not this page. -->

The questions that are asked most, beside the tables of the [data dictionary](data-dictionary.md): in
`riskhistory sql`, in the file that `riskhistory export --duckdb` writes, and in Python as
`riskhistory.load().table("movements")`. Editions that a later paper superseded are left out, as they are of the tables
under their plain names; `all_issues.entries` has every row. A quarter of which nothing is held has no row.

Under each view are the columns that it adds; the others mean what the [data dictionary](data-dictionary.md), or a view
above, says of their names.
"""

_SETTINGS = """## riskhistory.toml

Settings are in a file `riskhistory.toml` in the folder where a command is given, or in the one that `--settings` names.
Every line may be left out.

"""

_MEANINGS = {
    "organisation": "whose papers these are where they do not say: the name of its folder, or its name in full",
    "organisations": "further folders of organisations, besides those of this package, from the file's own",
    "workers": "processes that read papers; 0 for as many as there are processors",
    "snapshots": "states of the history that are kept, the current one included",
    "limits.seconds": "time that reading one paper may take, in seconds",
    "limits.memory": "memory that reading one paper may take, in MiB (on Linux)",
    "limits.size": "size that one paper may have, in MiB",
    "limits.history": "time of a processor that making the history of all papers may take, in seconds (not on Windows)",
}
"""What each setting means."""


def render() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_HEAD, *map(_section, COMMANDS), _settings()])


def _settings() -> str:
    """Every setting with its value where the file does not say."""
    table = msgspec.to_builtins(Settings())
    limits = table.pop("limits")
    values = {**table, **{f"limits.{name}": value for name, value in limits.items()}}
    rows = ((f"`{name}`", f"`{json.dumps(value)}`", _MEANINGS[name]) for name, value in values.items())
    return _SETTINGS + markdown_table(("setting", "unless set", "meaning"), rows)


def _section(command: Command) -> str:
    parser = argparse.ArgumentParser(add_help=False)
    command.add_options(parser)
    shown = (action for action in parser._actions if action.help != argparse.SUPPRESS)  # no public list of them
    options = ((_name(action), action.help or "") for action in shown)
    codes = ((f"{code}", meaning) for code, meaning in command.exit_codes.items())
    width = max(map(len, command.examples))
    examples = "\n".join(f"{line:<{width}}  # {effect}" for line, effect in command.examples.items())
    return "\n".join([
        f"## {command.name}\n\n{command.description}\n",
        f"```sh\n{examples}\n```\n",
        markdown_table(("argument", "meaning"), options),
        markdown_table(("exit code", "when"), codes),
    ])  # fmt: skip


def _name(action: argparse.Action) -> str:
    """An argument or option as one types it."""
    value = "|".join(action.choices) if action.choices else str(action.metavar)
    if not action.option_strings:
        return f"`{value}`"
    (option,) = action.option_strings
    return f"`{option}`" if action.nargs == 0 else f"`{option} {value}`"


def render_views() -> str:
    """The page of the views that ``riskhistory sql`` and ``riskhistory.load()`` have beside the tables."""
    return "\n".join([_VIEWS_HEAD, *(_view(name, view) for name, view in views().items())])


def _view(name: str, view: View) -> str:
    rows = ((f"`{column}`", meaning) for column, meaning in view.columns.items())
    columns = f"{markdown_table(('column', 'meaning'), rows)}\n" if view.columns else ""
    return f"## {name}\n\n{view.meaning}.\n\n{columns}```sql\n{view.sql.strip()}\n```\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": render,
    "views.md": render_views,
    "python.md": render_python,
    "data-dictionary.md": dictionary.render,
    "findings.md": dictionary.render_codes,
}
"""The pages that are made from the source, and what makes each."""


def main(arguments: Sequence[str]) -> None:
    """Write every page that is made from the source into the one folder given."""
    (folder,) = map(Path, arguments)
    for name, made in PAGES.items():
        (folder / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
