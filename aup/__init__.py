"""Acceptable use agreements: what each group of people agrees to."""
