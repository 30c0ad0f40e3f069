"""Pages of reviews, of reading, and of the planner."""
