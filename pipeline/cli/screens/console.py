"""A console of rich that shows texts as they are."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from normalise.values.text import visible


class PlainConsole(Console):
    """A console that shows texts as they are, and leaves it to its caller what to do when its reader has gone."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as rich does, with texts made visible."""
        super().print(*(visible(each) if isinstance(each, str) else each for each in objects), **options)

    def on_broken_pipe(self) -> None:
        """Raise the BrokenPipeError on, where rich would end the program with exit code 1."""
        raise  # noqa: PLE0704 - rich calls this where it handles that error
