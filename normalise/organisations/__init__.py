"""Whose register it is, and what the papers of one organisation have in common: a folder of data each."""
