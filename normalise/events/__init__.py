"""Which changes of the register the sentences of a report, minutes or a decision state."""

from normalise.events.read import Change, Changes, read_changes

__all__ = ["Change", "Changes", "read_changes"]
