"""Many boxes of a page at once: which lie on one another, and which plainly have ink."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.objects import median

_LARGE = 2
"""Boxes more than so many times as high as most are left to be looked at one by one."""


def overlapping(boxes: NDArray[np.float64], share: float) -> list[tuple[int, int]]:
    """Which boxes share more than this much of the smaller one's area, as pairs of their numbers, the lower first."""
    if len(boxes) < 2:
        return []
    sides = boxes.astype(np.float32)
    order = np.argsort(sides[:, 1], kind="stable")
    x0, top, x1, bottom = sides[order].T
    below = np.maximum(np.searchsorted(top, bottom) - np.arange(1, len(order) + 1), 0)
    one = np.repeat(np.arange(len(order)), below)
    other = np.arange(len(one)) - np.repeat(np.cumsum(below) - below, below) + one + 1
    width = np.minimum(x1[one], x1[other]) - np.maximum(x0[one], x0[other])
    one, other, width = (values[width > 0] for values in (one, other, width))
    area = (x1 - x0) * (bottom - top)
    height = np.minimum(bottom[one], bottom[other]) - top[other]
    on = width * height > share * np.minimum(area[one], area[other])
    pairs = np.sort(np.stack((order[one[on]], order[other[on]]), axis=1), axis=1)
    return [(first, second) for first, second in pairs.tolist()]


def plainly_inked(
    ink: NDArray[np.bool_],
    boxes: NDArray[np.float64],
    ends: NDArray[np.float64],
    tops: NDArray[np.float64],
    feet: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Which boxes, in pixels, have ink at both ends that is as high and as low as asked; of others it is not said.

    ``ends`` is how far the ink may begin after a box does, and end before it; ``tops`` and ``feet`` are where it must
    have begun, and until where it must go on, in pixels from the top of the picture.
    """
    inked = np.zeros(len(boxes), dtype=bool)
    rows, columns = ink.shape
    boxes = np.nan_to_num(boxes)  # a damaged font measures its letters in no numbers at all
    x0, top = (np.maximum(np.trunc(boxes[:, side]), 0).astype(int) for side in (0, 1))
    x1, bottom = (np.minimum(np.ceil(boxes[:, side]), most).astype(int) for side, most in ((2, columns), (3, rows)))
    usual = (x1 > x0) & (bottom > top) & (bottom - top <= _LARGE * median(bottom - top))
    if not usual.any():
        return inked
    x0, top, x1, bottom, tops, feet = (values[usual] for values in (x0, top, x1, bottom, tops, feet))
    across = np.minimum(np.floor(ends[usual]).astype(int) + 1, x1 - x0)
    row, offsets = top[:, None] + np.arange((bottom - top).max()), np.arange(across.max())[:, None]
    pixels, inside, found = np.minimum(row, rows - 1) * columns, row < bottom[:, None], []
    for first in (x0, x1 - across):
        strip = np.minimum(first + offsets, first + across - 1)
        found.append(ink.take(pixels + strip[:, :, None]).any(axis=0) & inside)
    either = found[0] | found[1]
    first, last = either.argmax(axis=1), row.shape[1] - either[:, ::-1].argmax(axis=1)
    inked[usual] = found[0].any(axis=1) & found[1].any(axis=1) & (top + first <= tops) & (top + last >= feet)
    return inked
