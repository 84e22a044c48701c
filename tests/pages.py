"""The pages people read, run as they say: a clone in which their blocks are run one after the other.

- A block of ``sh`` is run by bash, ``python`` in one session for a page, ``sql`` over the history.
- A block of ``text`` right below one of these is what it gives; a line ``…`` in it stands for any number of lines.
- A block with a ``title`` is the file of that name, and is written.
- ``<!-- not run: reason -->`` above a block says that it is not run, and why.
"""

from __future__ import annotations

import ast
import compileall
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from tests.conftest import ROOT

PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(
    r"(?P<not_run><!-- not run: [^\n]+ -->\n\s*)?"
    r'^(?P<indent> *)```(?P<language>\w+)(?: title="(?P<title>[^"\n]+)")?\n(?P<code>.*?)^ *```$',
    re.DOTALL | re.MULTILINE,
)
_PARTS = ("extractors", "normalise", "pipeline", "riskhistory", "notebooks", "tests/builder", "data/samples")
_PYTHON = '#!/bin/sh\nexec "{python}" "$@"\n'
_COMMAND = """\
#!{python}
import sys

from pipeline.cli.main import main

if __name__ == "__main__":  # processes that read papers import this file again
    sys.exit(main())
"""
_ACTIVATE = 'export PATH="{bin}:$PATH"\n'


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: what is in it, the file it is (``title``), whether it is run, and what stands below it."""

    language: str
    code: str
    title: str | None
    run: bool
    shown: str | None


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page in their order; output belongs to the block right above it."""
    found = list(_BLOCK.finditer(page))
    output = {
        above: below
        for above, below in pairwise(found)
        if below["language"] == "text" and not page[above.end() : below.start()].strip()
    }
    for block in found:
        if block not in output.values():
            shown = _dedented(output[block]) if block in output else None
            yield Block(block["language"], _dedented(block), block["title"], not block["not_run"], shown)


def _dedented(block: re.Match[str]) -> str:
    return re.sub(rf"^{block['indent']}", "", block["code"], flags=re.MULTILINE)


def make_clone(folder: Path) -> Path:
    """A folder as a clone is once its packages are installed; no paper lies in it but the samples."""
    for part in _PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "history.html"))
        compileall.compile_dir(folder / part, quiet=1)  # once, and not in each of the commands that are run in a copy
    shutil.copy(ROOT / "tests" / "__init__.py", folder / "tests")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "data" / "raw").mkdir()
    bin_ = folder / ".venv" / "bin"
    bin_.mkdir(parents=True)
    for name, script in (("python", _PYTHON), ("riskhistory", _COMMAND)):
        (bin_ / name).write_text(script.format(python=sys.executable))
        (bin_ / name).chmod(0o755)
    (bin_ / "activate").write_text(_ACTIVATE.format(bin=bin_))
    for name in ("pyproject.toml", "requirements.lock", "requirements-notebook.lock", "requirements-dev.lock"):
        (folder / name).touch()
    for name in ("runtime.stamp", "notebook.stamp", "dev.stamp"):  # after what they depend on: make installs nothing
        (folder / ".venv" / name).touch()
    return folder


def shell(clone: Path, code: str, *, activated: bool = False) -> subprocess.CompletedProcess[str]:
    """What a shell says to commands in a clone; ``activated`` as for ``Session``."""
    path = [str(clone / ".venv" / "bin")] * activated + [os.environ["PATH"]]
    place = {"PATH": os.pathsep.join(path), "PYTHONPATH": str(clone), "PYTHONDONTWRITEBYTECODE": "1"}
    kept = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "COLUMNS")}
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code], cwd=clone, env=kept | place, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 0, f"{code}\n{ended.stdout}\n{ended.stderr}"
    return ended


class Session:
    """One reader of one page, who does all that it says in a clone."""

    def __init__(self, clone: Path, *, activated: bool) -> None:
        """``activated``: ``riskhistory`` is a command of the shell, as after ``. .venv/bin/activate``."""
        self._clone = clone
        self._activated = activated
        self._names: dict[str, Any] = {}

    def does(self, block: Block) -> str | None:
        """What a block gives; None where it gives nothing to compare. Call it in the clone."""
        if block.title:
            file = self._clone / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.code, "utf-8")
            return None
        match block.language:
            case "sh":
                return self._shell(block.code)
            case "python":
                return self._python(block.code)
            case "sql":
                return self._python(f"import riskhistory\nriskhistory.load().sql({block.code!r})")
            case "text":
                return None
        raise AssertionError(f"a block of {block.language} needs a title, the name of its file")

    def _shell(self, code: str) -> str:
        self._activated |= "bin/activate" in code
        return shell(self._clone, code, activated=self._activated).stdout

    def _python(self, code: str) -> str:
        """The last line of a block as a notebook shows it, a table without the numbers of its rows."""
        tree = ast.parse(code)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "block", "exec"), self._names)
        value = (
            eval(compile(ast.Expression(last.value), "block", "eval"), self._names)
            if isinstance(last, ast.Expr)
            else ""
        )
        return str(value.to_string(index=False) if isinstance(value, pd.DataFrame) else value)


def agrees(shown: str, given: str) -> bool:
    """Whether output is as a page shows it."""
    lines = (r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()) + "\n" for line in shown.splitlines())
    stripped = "".join(f"{line.rstrip()}\n" for line in given.rstrip().splitlines())
    return re.fullmatch("".join(lines), stripped) is not None
