"""What is done to agreements."""
