"""Migrations tried on rows that were there before them: the suite's own database goes back to an
earlier state, is filled with what would have stood there, and goes forward again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from esafety.audit import triggers

Row = dict[str, Any]


def migrate(*targets: tuple[str, str]) -> Apps:
    """Take the database to these states, back or forward; the models as they are there."""
    return MigrationExecutor(connection).migrate(list(targets)).apps


@contextmanager
def afterwards_as_it_is() -> Iterator[None]:
    """Leave the database as all migrations make it, with nothing in it that could be in the way."""
    try:
        yield
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


def rows_of(table: str) -> list[Row]:
    """Everything that stands in a table, by name of column."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def are_kept(before: list[Row], now: list[Row], *, but: tuple[str, ...] = ()) -> bool:
    """Whether each row is there with every value that it had, but for columns that are gone."""
    old = [{name: value for name, value in row.items() if name not in but} for row in before]
    new = [{name: row[name] for name in kept} for kept, row in zip(old, now, strict=True)]
    return old == new


def check_insert_only(table: str) -> None:
    """That the database itself refuses to change and to remove rows of the table, and has each
    of its triggers once."""
    assert table in triggers.protected(connection)
    assert rows_of(table), "There is nothing to try it on."
    for act in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
