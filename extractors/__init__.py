"""What is on the page: one reader for each format, one Document for all of them."""
