"""Which changes of the register the sentences of a report, minutes or a decision state."""

from normalise.events.read import Change, Changes, labels, read_changes

__all__ = ["Change", "Changes", "labels", "read_changes"]
