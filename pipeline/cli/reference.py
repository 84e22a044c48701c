"""The page docs/commands.md, made from the commands' own help texts.

``make docs`` writes it; a test fails while the page on disk says something else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.command import Command
from pipeline.cli.main import COMMANDS, DESCRIPTION
from pipeline.store import dictionary
from pipeline.store.dictionary import markdown_table

_HEAD = f"""\
# Commands

<!-- Made by `make docs` from pipeline/cli/commands: change the help texts there, not this page. -->

{DESCRIPTION}

`make ingest` installs `riskhistory` in `.venv/bin` and runs `riskhistory ingest`. `riskhistory COMMAND --help` prints
what this page says.
"""

_VIEWS_HEAD = """\
# Views

<!-- Made by `make docs` from pipeline/history/views.toml: change that, not this page. -->

The questions that are asked most, beside the tables of the [data dictionary](data-dictionary.md): in
`riskhistory sql`, in the file that `riskhistory export --duckdb` writes, and in Python as
`riskhistory.load().table("movements")`. Editions that a later paper superseded are left out, as they are of the tables
under their plain names; `all_issues.entries` has every row. A quarter of which nothing is held has no row.
"""


def render() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_HEAD, *map(_section, COMMANDS)])


def _section(command: Command) -> str:
    parser = argparse.ArgumentParser(add_help=False)
    command.add_options(parser)
    options = ((_name(action), action.help or "") for action in parser._actions)  # argparse has no public list of them
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
    from pipeline.history.database import views

    sections = (
        f"## {name}\n\n{view['meaning']}.\n\n```sql\n{view['sql'].strip()}\n```\n" for name, view in views().items()
    )
    return "\n".join([_VIEWS_HEAD, *sections])


def main(arguments: Sequence[str]) -> None:
    """Write this page, that of the views and the data dictionary into the one folder given."""
    (folder,) = map(Path, arguments)
    (folder / "commands.md").write_text(render(), encoding="utf-8")
    (folder / "views.md").write_text(render_views(), encoding="utf-8")
    (folder / "data-dictionary.md").write_text(dictionary.render(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
