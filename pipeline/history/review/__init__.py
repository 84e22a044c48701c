"""The threads of a written history, for a person to look through, ask about, and overrule."""
