"""What is asked of an entry when it is followed through the editions."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.records import Kind


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of one edition, as a member of a thread to be found.

    ``risk_id`` is its number there, in canonical spelling, and ``former`` the one it had before, where the register
    says so. What a source does not give is "" or ().
    """

    entry_id: str
    register_id: str
    kind: Kind
    risk_id: str
    title: str = ""
    description: str = ""
    statements: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    former: str = ""

    @property
    def body(self) -> str:
        """All it says but its title, which is the first paragraph of the description in a ten-column register."""
        described = self.description.removeprefix(self.title).strip()
        return "\n".join(filter(None, (described, *self.statements)))


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one organisation's register. ``quarter`` counts quarters from the year 0, so that 1 apart is next.

    ``base`` is the edition it is an issue of: itself, unless it is a revision.
    """

    register_id: str
    organisation: str
    quarter: int
    members: tuple[Member, ...] = field(repr=False)
    base: str = ""
