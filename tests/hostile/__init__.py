"""Papers made to harm: bad, huge and lying files of every format, and what becomes of each."""
