"""Tables that can be taken along as files, and the data dictionary made from them.

table (what a table is) -> tables (each of them) -> dictionary (in words), files (as bytes).
"""
