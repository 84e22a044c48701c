"""Which entries of different editions are the same risk or opportunity: evidence, links and threads."""
