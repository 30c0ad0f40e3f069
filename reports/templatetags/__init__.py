"""What other pages show of reports."""
