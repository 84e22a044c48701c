"""One history out of many papers: sources, revisions, lineage."""
