"""What one paper says, as rows of the canonical tables."""
