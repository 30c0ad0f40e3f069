"""Pages of meetings and of the actions they give."""
