"""Files of people: what their columns are called, how their cells are read. No database."""

from esafety.people.csvfile.reader import LARGEST, Reading, Row, Unreadable, read

__all__ = ["LARGEST", "Reading", "Row", "Unreadable", "read"]
