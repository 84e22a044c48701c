"""How a line of text is made, whatever format it comes from: its characters, its marker, its list."""
