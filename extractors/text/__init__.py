"""What only ``read_text`` knows: how papers look that were turned into text, and what that did to them."""
