"""Pages of surveys: keeping them, their questions, and the public page."""
