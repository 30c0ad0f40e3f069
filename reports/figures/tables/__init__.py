"""The tables and charts of a report, laid out from the frozen data of an edition alone."""

from typing import Any

from reports.choices import Section
from reports.figures.tables import (
    actions,
    agreements,
    children,
    handling,
    incidents,
    papers,
    registers,
    sanctions,
)
from reports.figures.tables.sheet import Row, Sheet, Table

__all__ = ["Row", "Table", "tables_of"]

_BEFORE_SECTIONS = 1


def tables_of(data: dict[str, Any]) -> list[Table]:
    """All tables of a report in the order of its sections. An edition of the first version has
    the tables that it was frozen with, and no others."""
    sheet = Sheet(data)
    found = [*incidents.tables(sheet), *children.tables(sheet), *handling.tables(sheet)]
    if data["version"] > _BEFORE_SECTIONS:
        found += sanctions.tables(sheet)
        if sheet.has_papers:
            found += [*agreements.tables(sheet), *papers.tables(sheet), *registers.tables(sheet)]
        else:
            found += registers.secret_tables(sheet)
        found += actions.tables(sheet)
    order = list(Section)
    return sorted(found, key=lambda table: order.index(Section(table.section)))
