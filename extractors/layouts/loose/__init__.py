"""Risk cards and a profile in a text rendering: their cells came apart and are found again by what they say."""
