"""Forms of decisions by the grids."""
