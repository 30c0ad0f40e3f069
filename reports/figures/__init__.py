"""The figures of a report: read as codes and dates, counted, made safe, laid out as tables.

reading (database) -> counting (pure) -> columns (suppressed, frozen in an edition) -> tables.
No description, name or reference of an incident is ever read here.
"""
