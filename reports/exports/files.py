"""A table as the bytes of a file, in each kind of file there is."""

from esafety import spreadsheets
from esafety.access.actor import Actor
from esafety.schools.models import School
from reports.exports.table import Table

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def file_of(table: Table, kind: str, actor: Actor, school: School) -> bytes:
    """The table as this actor may see it."""
    found = table.rows(actor, school)
    if kind == "json":
        return spreadsheets.json_bytes(table.codes, found)
    if kind == "csv":
        return spreadsheets.csv_bytes(table.head, found)
    return spreadsheets.xlsx_bytes(
        table.head, found, title=str(table.title), widths=[24] * len(table.columns)
    )
