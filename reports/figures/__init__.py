"""The figures of a report: read as codes and dates, counted, made safe, laid out as tables.

reading (database) -> counting (pure) -> columns (suppressed, frozen in an edition) -> tables.
No description and no name of an incident is ever read here, and no reference is ever kept: they are
compared with what called a review of a policy, and with nothing else.
"""
