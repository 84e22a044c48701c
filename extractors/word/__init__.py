"""What is in a Word file: its parts, its markup, its lists."""
