"""What changed between two editions of a written history."""
