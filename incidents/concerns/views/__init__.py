"""Pages of concerns: the public ones, coming back by a code, messages, posters."""
