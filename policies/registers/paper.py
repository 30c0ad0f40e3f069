"""A register on paper: A4 landscape, one row for each entry, for the PDF."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies import listing
from policies.registers import queries, values
from policies.registers.declared import Kind, Register
from policies.registers.models import Entry

_NOT_CHOICES = ("state", "sort")


def entries(
    register: Register, filters: Mapping[str, str], by: Actor, school: School
) -> QuerySet[Entry]:
    """The entries that fit the filters and exist for the actor."""
    return queries.narrowed(
        queries.of_register(by, register),
        state=filters.get("state", ""),
        sort=filters.get("sort", ""),
        choices={name: code for name, code in filters.items() if name not in _NOT_CHOICES},
        today=schools.local_today(school),
    )


def html(
    register: Register, rows: list[Entry], *, school: School, filters: Mapping[str, str]
) -> str:
    """The register as one HTML document for esafety.pdf. Long words stand below their entry's row,
    so that no column becomes too narrow to read."""
    names = queries.names_of(rows)
    columns = [one for one in register.fields if one.kind != Kind.WORDS and not one.later]
    head = [_("Reference and state"), *(one.label for one in columns)]
    found = [_row(register, columns, row, names) for row in rows]
    return listing.paper(str(register.title), head, found, school, bool(filters))


def _row(
    register: Register, columns: list[Any], entry: Entry, names: values.Names
) -> dict[str, Any]:
    cells = (values.words(one, entry.values.get(one.name), names, days="j M Y") for one in columns)
    others = [one for one in register.fields if one not in columns and one.name in entry.values]
    return {
        "first": entry.reference,
        "second": register.state(entry.state).label,
        "cells": list(cells),
        "below": [(one.label, values.words(one, entry.values[one.name], names)) for one in others],
    }
