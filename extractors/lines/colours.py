"""Whether a colour can be told from the ground it stands on."""

from __future__ import annotations

_ALIKE = 16
"""By how much each of red, green and blue of 255 may differ and the eye sees no difference."""


def alike(colour: str, ground: str) -> bool:
    """Whether text of a colour cannot be seen on a ground, both ``#rrggbb``; of any other word nothing is known."""
    if not (colour.startswith("#") and ground.startswith("#")):
        return False
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return all(abs(one - other) <= _ALIKE for one, other in pairs)
