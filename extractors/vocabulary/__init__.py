"""What printed headings and labels mean."""
