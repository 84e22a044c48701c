"""What is the same across the years: pure functions from the source's words to their normal form."""
