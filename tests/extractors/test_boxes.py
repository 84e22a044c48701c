"""What is said of many boxes of a page at once."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.pdf.boxes import plainly_inked


def test_a_box_without_numbers_has_no_ink(recwarn: pytest.WarningsRecorder) -> None:
    ink = np.ones((20, 20), dtype=bool)
    boxes = np.array([[2.0, 2.0, 12.0, 12.0], [np.nan, np.nan, np.nan, np.nan]])
    sides = np.array([1.0, np.nan]), np.array([3.0, np.nan]), np.array([10.0, np.nan])
    assert plainly_inked(ink, boxes, *sides).tolist() == [True, False]
    assert not recwarn.list
