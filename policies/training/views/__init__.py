"""Pages of training: one's own, and keeping it."""
