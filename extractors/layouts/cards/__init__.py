"""What the cells of a risk card say: labels, values beside or below them, owners of the lines."""
