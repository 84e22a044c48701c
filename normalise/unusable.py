"""What a person gave and this program cannot use."""

from __future__ import annotations


class UnusableError(ValueError):
    """A file, an option or a name that a person gave cannot be used; the message says which, and why."""
