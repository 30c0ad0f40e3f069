"""What the pages of the policies ask for."""
