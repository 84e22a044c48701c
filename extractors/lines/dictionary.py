"""Is this an English word? Asked only where the paper itself does not show whether a word was cut."""

from __future__ import annotations

from functools import cache


@cache
def is_word(text: str) -> bool:
    """Whether the dictionary that simplemma carries knows the word (British and American spellings, any form)."""
    from simplemma import is_known  # loads its dictionary at the first word, so most papers never do

    return bool(is_known(text, lang="en"))
