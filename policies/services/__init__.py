"""What is done to the rules."""
