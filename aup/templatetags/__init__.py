"""Template tags of the agreements."""
