"""Pages of the policies: reading, writing, consulting, the moves, and the public page."""
