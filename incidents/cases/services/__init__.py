"""Acts on who has a case. Each locks it, checks, writes, and leaves its line and its audit row."""
