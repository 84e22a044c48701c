"""Every regular expression that looks at what a paper says, and how each is used."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from inspect import signature
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple

import extractors
import normalise
import pipeline

_FROM_A_PLACE = frozenset(("match", "fullmatch"))
_METHODS = _FROM_A_PLACE | {"search", "finditer", "findall", "sub", "subn", "split"}


class Used(NamedTuple):
    """A pattern, and the methods of it that are called: those that look everywhere in a text are ``finditer``."""

    pattern: re.Pattern[Any]
    methods: frozenset[str]
    where: str

    def uses(self) -> Iterator[tuple[str, Callable[[Any], object]]]:
        """Each way that it is used, as a function of a text."""
        for name in sorted(self.methods & _FROM_A_PLACE):
            yield name, getattr(self.pattern, name)
        if not self.methods <= _FROM_A_PLACE:
            yield "finditer", lambda text: deque(self.pattern.finditer(text), maxlen=0)


def all_used(task: Callable[[], object]) -> list[Used]:
    """The patterns that modules have by name, those that functions make, and those that a task uses.

    A pattern is used as is written behind its name, or as the task does; one of which neither is known may be
    used in any way.
    """
    found: dict[tuple[Any, int], tuple[re.Pattern[Any], str, set[str]]] = {}

    def note(pattern: re.Pattern[Any], where: str, methods: set[str]) -> None:
        found.setdefault((pattern.pattern, pattern.flags), (pattern, where, set()))[2].update(methods)

    sources = {module: Path(str(module.__file__)).read_text("utf-8") for module in _modules()}
    everything = "".join(sources.values())
    for module, own in sources.items():
        for name, value in vars(module).items():
            source = own if name.startswith("_") else everything
            for pattern in _patterns_in(value):
                note(pattern, f"{module.__name__}.{name}", set(re.findall(rf"\b{name}\.(\w+)\b", source)) & _METHODS)

    def watch(frame: FrameType, event: str, called: Any) -> None:
        pattern = getattr(called, "__self__", None)
        if event == "c_call" and isinstance(pattern, re.Pattern) and called.__name__ in _METHODS:
            caller = frame.f_back if frame.f_globals.get("__name__") == "re" else frame
            name = caller.f_globals.get("__name__", "") if caller else ""
            if name.partition(".")[0] in _OURS:
                note(pattern, name, {called.__name__})

    sys.setprofile(watch)
    try:
        task()
    finally:
        sys.setprofile(None)
    return [Used(pattern, frozenset(methods or _METHODS), where) for pattern, where, methods in found.values()]


_OURS = ("extractors", "normalise", "pipeline")


def _modules() -> Iterator[ModuleType]:
    for package in (extractors, normalise, pipeline):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def _patterns_in(value: Any) -> Iterator[re.Pattern[Any]]:
    """The patterns of a value: itself, those in a tuple or a table, and what a function keeps that asks for nothing."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _patterns_in(each)
    elif isinstance(value, dict):
        yield from _patterns_in([*value.values()])
    elif isinstance(value, _lru_cache_wrapper) and not signature(value).parameters:
        yield from _patterns_in(value())
