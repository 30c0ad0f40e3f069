"""Decision charts walked on an incident, the image guard, and where to turn."""
