"""The data dictionary as a page of docs, made from the tables themselves."""

from collections.abc import Iterable

from django.utils.translation import override

from reports.exports.table import Column, Table
from reports.exports.tables import TABLES

_HEAD = """# Data dictionary

Every table that can be exported (Reports, then Exports), with each of its columns. CSV and XLSX
have the titles as their heads, JSON has the names. Cells are texts; one that a spreadsheet program
could run as a formula is marked as text. Made by `manage.py data_dictionary`; a test compares the
two.
"""


def markdown(tables: Iterable[Table] = tuple(TABLES.values())) -> str:
    """The whole dictionary, in English."""
    with override("en-gb"):
        return "\n".join([_HEAD, *(_table(table) for table in tables)])


def _table(table: Table) -> str:
    lines = [
        f"## {table.title} (`{table.code}`)",
        "",
        f"{table.meaning} For whoever holds the right `{table.permission}`.",
        "",
        "| name | title | what it holds |",
        "| --- | --- | --- |",
        *(_column(column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _column(column: Column) -> str:
    words = "; ".join(str(one) for one in column.words)
    held = f"{column.meaning} Words of its list: {words}." if words else str(column.meaning)
    return f"| `{column.code}` | {column.title} | {held} |"
