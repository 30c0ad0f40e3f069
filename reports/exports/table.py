"""What a table that can be exported is: its columns with their meaning, and who may take it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools.models import School

Words = str | Promise


@dataclass(frozen=True)
class Column:
    """One column: its name in JSON, its head in CSV and XLSX, what stands in it, and the words it
    holds where these are from a list."""

    code: str
    title: Words
    meaning: Words
    words: Sequence[Words] = ()


@dataclass(frozen=True)
class Table:
    """One table: `rows` gives the texts of as many cells as there are columns, and only of what
    this actor may see."""

    code: str
    title: Words
    meaning: Words
    permission: Permission
    columns: tuple[Column, ...]
    rows: Callable[[Actor, School], Iterable[Sequence[str]]]

    @property
    def codes(self) -> list[str]:
        return [column.code for column in self.columns]

    @property
    def head(self) -> list[str]:
        return [str(column.title) for column in self.columns]
