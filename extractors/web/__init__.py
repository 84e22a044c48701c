"""What is on a web page: its characters, its looks, its tables, its frame."""
