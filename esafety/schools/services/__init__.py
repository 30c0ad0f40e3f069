"""What can be done to a school: set it up, keep its settings, terms and members."""
