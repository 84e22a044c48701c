"""Which kind of file some bytes are."""
