"""What a table means: one module for each shape a register was printed in. Knows nothing of formats."""
