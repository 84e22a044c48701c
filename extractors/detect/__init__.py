"""Telling what kind of file some bytes are."""
