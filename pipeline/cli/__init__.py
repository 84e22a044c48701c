"""The command line: what a person types and sees."""

from pipeline.read.limits import collect_rarely

collect_rarely()  # before the rest is imported, of which nothing is let go
