"""What is done with reports: drafting, building, approval."""
