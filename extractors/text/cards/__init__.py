"""Cards and profiles of labels and values whose table came apart at its column bounds: they become whole tables."""
