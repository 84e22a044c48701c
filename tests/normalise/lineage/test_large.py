"""A large council's register is followed right."""

from __future__ import annotations

from random import Random
from time import perf_counter

from normalise.lineage.member import Edition, Member
from tests.normalise.lineage.by_hand import edition, followed, member, threads

ENTRIES = 500
STATEMENTS = 12


def word(random: Random) -> str:
    return "".join(random.choice("bcdfghklmnprstvz") + random.choice("aeiou") for _ in range(random.randint(2, 4)))


def sentence(random: Random, subject: list[str], everyday: list[str], length: int) -> str:
    """Words of a subject among everyday ones, of which some are far more frequent than others."""
    return " ".join(
        random.choice(subject) if random.random() < 0.4 else everyday[int(len(everyday) * random.random() ** 3)]
        for _ in range(length)
    )


def two_editions(random: Random) -> tuple[Edition, Edition, set[str]]:
    """Two editions of the same risks under new numbers, each reworded in part; and the threads they should make."""
    words = [word(random) for _ in range(4000)]
    everyday = words[:300]
    numbers = random.sample(range(1, ENTRIES + 1), ENTRIES)
    before: list[Member] = []
    after: list[Member] = []
    for number, renumbered in enumerate(numbers, 1):
        subject = random.sample(words, 25)
        said = [sentence(random, subject, everyday, 14) for _ in range(STATEMENTS)]
        kept = said[:8] + [sentence(random, subject, everyday, 14) for _ in range(STATEMENTS - 8)]
        title = subject[:4]
        for side, identifier, name, statements in (
            (before, number, title, said),
            (after, renumbered, [*title[:3], random.choice(words)], kept),
        ):
            described = sentence(random, subject, everyday, 40)
            side.append(
                member(f"CR{identifier}", title=" ".join(name), description=described, statements=tuple(statements))
            )
    expected = {f"q1/CR{number} q2/CR{renumbered}" for number, renumbered in enumerate(numbers, 1)}
    return edition("q1", *before), edition("q2", *after), expected


def test_five_hundred_entries_under_new_numbers_are_followed() -> None:
    before, after, expected = two_editions(Random(1))
    started = perf_counter()
    found = threads(followed(before, after))
    print(f"{ENTRIES} entries in either of two editions: followed in {perf_counter() - started:.1f} s")
    assert found == expected
