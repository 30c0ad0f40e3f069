"""Acts of concerns: raising one, coming back to it, messages both ways, posters."""
