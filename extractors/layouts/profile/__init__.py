"""The summary risk profile: its heading, and a line for each risk."""
