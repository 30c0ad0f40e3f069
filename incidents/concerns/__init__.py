"""Concerns raised without an account, and what is said between a reporter and the school."""
