"""``riskhistory completion``: print what a shell needs to complete command lines."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator

from pipeline.cli.command import DONE, FAILED, Command

_SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")

_PATHS = {"RAW": "DIRECTORY", "OUT": "DIRECTORY", "DIR": "DIRECTORY", "FILE": "FILE"}
"""What an argument of each name is completed with."""

_DESCRIPTION = """\
Prints a script with which a shell completes commands, options and paths at the Tab key. The shell runs it, not this
program, so completing takes no time. Evaluate it where your shell starts: in ~/.bashrc, ~/.zshrc or the like."""


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))


def _run(options: Namespace) -> int:
    import shtab

    from pipeline.cli.main import build_parser

    parser = build_parser()
    for action in _actions(parser):
        if path := _PATHS.get(str(action.metavar)):
            action.complete = getattr(shtab, path)  # type: ignore[attr-defined]
    print(shtab.complete(parser, options.shell))
    return DONE


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    """The arguments of all commands."""
    for action in parser._actions:  # argparse has no public list of them
        yield action
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                yield from _actions(each)


COMMAND = Command(
    "completion",
    "print what a shell needs to complete command lines",
    _DESCRIPTION,
    {DONE: "done", FAILED: "the shell is none of these"},
    _add_options,
    _run,
    {'eval "$(riskhistory completion bash)"': "complete at the Tab key, in this shell"},
)
