"""How well entries are followed from edition to edition, measured against what a person has decided."""
