"""A written history read back: what analysts ask of it."""
