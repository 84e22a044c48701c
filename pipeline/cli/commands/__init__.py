"""One module a command: what it is for, its options, its exit codes, and what it does."""
