"""Pages of HTML from their data, by the templates beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from normalise.values.text import ascii_words, visible
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.contents import Contents
from pipeline.html_report.overview import step
from pipeline.html_report.words import day, place_of, quarter
from pipeline.store.tables import label

_TRUSTED = "'self' file:"
"""Where a page may load from, and send to: the report itself. A page on a disk has no site of its own."""

TEMPLATES = Path(__file__).parent / "templates"


def make_environment(contents: Contents, addresses: Addresses) -> jinja2.Environment:
    """What renders the templates: every text is escaped, and a name that a template misspells is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_shown,
    )  # fmt: skip
    environment.filters |= {
        "quarter": quarter,
        "place": place_of,
        "label": label,
        "counted": _counted,
        "words": _words,
        "anchor": _anchor,
    }
    environment.globals |= {
        "contents": contents, "at": addresses, "step": step, "trusted": _TRUSTED,
        "kinds": {"risk": "Risks", "opportunity": "Opportunities"},
    }  # fmt: skip
    return environment


def render(environment: jinja2.Environment, template: str, values: Mapping[str, Any]) -> bytes:
    """A page, in UTF-8."""
    return environment.get_template(template).render(values).encode()


def _shown(value: Any) -> Any:
    """What a template shows: nothing for None, and no character that no page may hold or that turns its writing."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _anchor(text: str) -> str:
    return "-".join(ascii_words(text))


def _counted(number: int, one: str, several: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _words(value: object) -> str:
    """A word of a table as people write it: ``score_increased`` is ``score increased``; a day in full."""
    return day(value) if isinstance(value, date) else str(value).replace("_", " ")
