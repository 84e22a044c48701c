"""Assemble, check and write: the ingest loop, the canonical tables, the command line."""
