"""A part of a line, where only that stands: a cell may hold an identifier and a title, a label and its value."""

from __future__ import annotations

from collections.abc import Sequence
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
    printed = [_letters(place.text or "") for place in line.places]
    at = _aligned(_letters(line.text), "".join(printed))
    if at is None:
        return line.places
    taken = at[len(_letters(line.text[:start])) : len(_letters(line.text[:stop]))]
    places, begin = [], 0
    for place, letters in zip(line.places, printed, strict=True):
        end = begin + len(letters)
        if taken and taken[0] < end and taken[-1] >= begin:
            first, last = max(taken[0] - begin, 0), min(taken[-1] + 1 - begin, len(letters))
            places.append(place if last - first == len(letters) else _part(place, first, last))
        begin = end
    return tuple(places)


def _letters(text: str) -> str:
    return "".join(text.split())


def _aligned(text: str, printed: str) -> Sequence[int] | None:
    """Where each letter of a text stands in what is printed; None where other letters than its own are printed."""
    if text == printed:
        return range(len(text))
    at: list[int] = []
    for number, letter in enumerate(printed):
        if len(at) < len(text) and letter == text[len(at)]:
            at.append(number)
        elif letter not in _BROKEN_AT:
            return None
    return at if len(at) == len(text) else None


def _part(place: Place, first: int, last: int) -> Place:
    """A place narrowed to some of its letters, from ``first`` to before ``last``."""
    words, known = (place.text or "").split(), place.words.boxes if place.words else ()
    if len(words) != len(known):
        return place
    texts, boxes, begin = [], [], 0
    for word, box in zip(words, known, strict=True):
        inside = max(first - begin, 0), min(last - begin, len(word))
        if inside[0] < inside[1]:
            texts.append(word[slice(*inside)])
            boxes.append(_share(box, inside, len(word)))
        begin += len(word)
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    whole = Box(min(x0s), min(tops), max(x1s), max(bottoms)).rounded()
    return replace(place, box=whole, text=" ".join(texts), words=WordBoxes(lambda: boxes))


def _share(box: Box, letters: tuple[int, int], of: int) -> Box:
    """The box of some letters of a word that runs across the page, taking all to be as wide; else the word's."""
    if letters == (0, of) or box.x1 - box.x0 < box.bottom - box.top:
        return box
    width = (box.x1 - box.x0) / of
    return box._replace(x0=box.x0 + letters[0] * width, x1=box.x0 + letters[1] * width)
