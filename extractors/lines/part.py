"""A part of a line, where only that stands: a cell may hold an identifier and a title, a label and its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Line
from extractors.places import Box, Place, WordBoxes

_BROKEN_AT = frozenset("-\u00ad\u2010\u2011")
"""Hyphens that a line may be broken at; a word that was made whole is without them."""


def part_of(line: Line, start: int, stop: int | None = None) -> Line:
    """The line with ``text[start:stop]`` of its text, without blanks around it, at the places of these letters alone.

    It keeps all places where the boxes of words are not known, as in a format without pages, and where they are of
    other words than those of the text.
    """
    stop = len(line.text) if stop is None else stop
    return replace(line, text=line.text[start:stop].strip(), places=_narrowed(line, start, stop))


def part_at(line: Line, text: str, *, last: bool = False) -> Line:
    """The part of a line that reads just this text, where it first or last stands in it."""
    start = line.text.rfind(text) if last else line.text.find(text)
    return part_of(line, start, start + len(text)) if start >= 0 else replace(line, text=text)


def in_one_line(lines: Sequence[Line]) -> Line:
    """The first of some lines with the text and the places of all of them; an empty line of none."""
    text = " ".join(" ".join(line.text for line in lines).split())
    places = tuple(place for line in lines for place in line.places)
    return replace(next(iter(lines), Line("")), text=text, places=places)


def _narrowed(line: Line, start: int, stop: int) -> tuple[Place, ...]:
    taken = _letters(line, start, stop)
    if taken is None:
        return line.places
    parts = (_part(place, letters) for place, letters in zip(line.places, taken, strict=True) if letters)
    return tuple(parts)


def _letters(line: Line, start: int, stop: int) -> list[list[int]] | None:
    """For each place, which of its letters, counted without blanks, the part has; None where that cannot be said."""
    if not line.places or not all(map(_knows_words, line.places)):
        return None
    printed = [(at, number, letter) for at, place in enumerate(line.places) for number, letter in _printed(place)]
    taken: list[list[int]] = [[] for _ in line.places]
    following = iter(printed)
    for offset, wanted in enumerate(line.text):
        if wanted.isspace():
            continue
        found = next((each for each in following if each[2] == wanted or each[2] not in _BROKEN_AT), None)
        if found is None or found[2] != wanted:
            return None
        if start <= offset < stop:
            taken[found[0]].append(found[1])
    return taken


def _knows_words(place: Place) -> bool:
    return place.words is not None and len(place.words.boxes) == len((place.text or "").split())


def _printed(place: Place) -> Iterator[tuple[int, str]]:
    return enumerate("".join((place.text or "").split()))


def _part(place: Place, letters: Sequence[int]) -> Place:
    """A place narrowed to some of its letters, which follow one another."""
    assert place.text is not None
    assert place.words is not None
    first, last = letters[0], letters[-1] + 1
    texts, boxes, begin = [], [], 0
    for word, box in zip(place.text.split(), place.words.boxes, strict=True):
        inside = max(first - begin, 0), min(last - begin, len(word))
        if inside[0] < inside[1]:
            texts.append(word[slice(*inside)])
            boxes.append(_share(box, inside, len(word)))
        begin += len(word)
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    whole = Box(min(x0s), min(tops), max(x1s), max(bottoms)).rounded()
    return replace(place, box=whole, text=" ".join(texts), words=WordBoxes(boxes))


def _share(box: Box, letters: tuple[int, int], of: int) -> Box:
    """The box of some letters of a word that runs across the page, taking all to be as wide; else the word's."""
    if letters == (0, of) or box.x1 - box.x0 < box.bottom - box.top:
        return box
    width = (box.x1 - box.x0) / of
    return box._replace(x0=box.x0 + letters[0] * width, x1=box.x0 + letters[1] * width)
