"""The organisations there are: one for each folder, and one for each other body that a paper names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Final

from normalise.organisations.names import BodyNames, full_slug, short_slug
from normalise.organisations.organisation import (
    FILE,
    Organisation,
    OrganisationError,
    read_organisation,
    unknown_organisation,
)

OWN_FOLDER: Final = Path(__file__).parent
"""Holds the organisations that come with this package, one folder each."""


Answer = tuple[str, str, tuple[str, ...]]
"""A question that was asked of organisations, what it was about, and what they said."""


class Organisations:
    """The organisations of one run, by the names that papers print.

    A body without a folder has the first words of its name for a slug (``Bristol City Council``: ``bristol``), unless a
    folder, or another body named before in the same run, has that slug; then its whole name. So no two ever share one.
    """

    def __init__(self, known: Iterable[Organisation], default: str) -> None:
        """``default`` is the organisation whose papers these are where they do not say: its slug, or its name in full.

        Raises:
            OrganisationError: two have one slug or one name, or ``default`` is no name and no slug of one.
        """
        self._by_slug: dict[str, Organisation] = {}
        self._by_name: dict[str, Organisation] = {}
        self._answers: dict[Answer, None] = {}
        self._spellings: dict[str, str] = {}
        """What each body is called: as its folder says, else as the first paper that names it."""
        for one in known:
            self._add(one)
        if default not in self._by_slug and default == default.lower():
            known_slugs = ", ".join(sorted(self._by_slug))
            raise OrganisationError(f"no organisation '{default}'; there are {known_slugs}, or give a name in full")
        self.default: Final = self._by_slug.get(default) or self.called(default)
        self._names = BodyNames(name for one in self._by_slug.values() for name in (one.name, *one.aliases))

    def _add(self, one: Organisation) -> None:
        if one.slug in self._by_slug:
            raise OrganisationError(f"two folders are called '{one.slug}'")
        self._by_slug[one.slug] = one
        for name in (one.name, *one.aliases):
            if (other := self._by_name.setdefault(_key(name), one)) is not one:
                raise OrganisationError(f"'{name}' is a name of {other.slug} and of {one.slug}")
            self._spellings[_key(name)] = one.name

    def __iter__(self) -> Iterator[Organisation]:
        """Every organisation known so far, in the order in which it became known."""
        return iter(tuple(self._by_slug.values()))

    def named_in(self, text: str, *, in_passing: bool = True) -> tuple[str, ...]:
        """The names of the organisations that a text names, in order, each once; ``in_passing`` as partners too."""
        named = (one.name for one in self._names.find(text) if in_passing or not one.in_passing)
        return tuple(dict.fromkeys(self._spelt(name) for name in named))

    def meant(self, text: str) -> Organisation | None:
        """The organisation that a person means: by its slug, or by a name as papers print it; None where by neither."""
        named = self.named_in(text)
        return self._of_slug(text) or (self.called(named[0]) if len(named) == 1 else None)

    def called(self, name: str) -> Organisation:
        """The organisation of a name; one that is not known becomes known."""
        if (found := self._by_name.get(_key(name))) is None:
            found = unknown_organisation(name, self._free_slug(name))
            self._add(found)
        self._answers["called", name, (found.slug, found.name)] = None
        return found

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All that was asked of them so far on which papers before may have a say, in order."""
        return tuple(self._answers)

    def agree(self, answers: Iterable[Answer]) -> bool:
        """Whether they say what others said, asked the same; they know afterwards what those then knew."""
        return all(self._again(question, about) == answer for question, about, answer in answers)

    def _again(self, question: str, about: str) -> tuple[str, ...]:
        if question == "called":
            return (one := self.called(about)).slug, one.name
        if question == "spelt":
            return (self._spelt(about),)
        return ("known",) if self._of_slug(about) else ()

    def _spelt(self, name: str) -> str:
        """How the first paper that names a body spells it."""
        spelt = self._spellings.setdefault(_key(name), name)
        self._answers["spelt", name, (spelt,)] = None
        return spelt

    def _of_slug(self, text: str) -> Organisation | None:
        found = self._by_slug.get(text)
        self._answers["slug", text, ("known",) if found else ()] = None
        return found

    def unnamed(self, document_id: str) -> Organisation:
        """An organisation of one paper alone, which names none and is not of the ``default`` one."""
        return self.called(f"Unnamed organisation {document_id[:8]}")

    def _free_slug(self, name: str) -> str:
        full = full_slug(name) or "organisation"
        slugs = chain((short_slug(name) or full, full), (f"{full}-{number}" for number in count(2)))
        return next(slug for slug in slugs if slug not in self._by_slug)


def _key(name: str) -> str:
    """A name without what papers of one body write now so, now so: capitals, "&", the marks of "St." and "King's".

    A commissioner *for* a place is the commissioner of its name, and so is the office of one.
    """
    words = re.sub("[.'’]", "", name.casefold().replace("&", " and ").replace("-", " ")).split()
    words = words[3:] if words[:3] == ["office", "of", "the"] else words
    return re.sub("^(.* commissioner) for (.*)$", r"\2 \1", " ".join(words))


def find_organisations(folders: Iterable[Path], default: str) -> Organisations:
    """The organisations that come with this package, and those of further folders.

    A folder is an organisation's own, or holds one folder for each of several.

    Raises:
        OrganisationError: a folder holds no organisation, one of them cannot be used, or two have one slug or name.
        OSError: a folder or a file in it cannot be opened.
    """
    found = (one for folder in (OWN_FOLDER, *folders) for one in _within(folder))
    return Organisations(map(read_organisation, found), default)


def _within(folder: Path) -> list[Path]:
    found = [folder] if (folder / FILE).is_file() else sorted(file.parent for file in folder.glob(f"*/{FILE}"))
    if not found:
        raise OrganisationError(f"{folder} holds no {FILE}, and no folder in it does")
    return found
