"""A copy of one incident's record for somebody outside: for the police, or a governors' panel.

sections (what may be chosen) -> content (read and put into words) -> masked -> a PDF by a job.
"""
