"""Insert-only tables, enforced by the database itself on SQLite and PostgreSQL."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
)
_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION esafety_insert_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END;
$$ LANGUAGE plpgsql
"""
_PG_TRIGGER = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} "
    "FOR EACH {each} EXECUTE FUNCTION esafety_insert_only()"
)

_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def protect(connection: Any, table: str) -> None:
    """Create the triggers that refuse UPDATE and DELETE on the table, and on PostgreSQL TRUNCATE,
    which SQLite does not have."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:  # pragma: no cover (run there by .ci/run)
            cursor.execute(_PG_FUNCTION)
        for verb in _verbs(connection):
            template = _PG_TRIGGER if postgres else _SQLITE
            each = "STATEMENT" if verb == "truncate" else "ROW"
            cursor.execute(template.format(table=table, verb=verb, VERB=verb.upper(), each=each))


def unprotect(connection: Any, table: str) -> None:
    """Remove the triggers: for a migration that must rewrite the table, and for test flushes."""
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in _verbs(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def protected(connection: Any) -> list[str]:
    """The tables that are insert-only in this database, by their triggers."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES[connection.vendor])
        found = [name for (name,) in cursor.fetchall()]
    return sorted(name.removesuffix("_no_delete") for name in found if name.endswith("_no_delete"))


def _verbs(connection: Any) -> tuple[str, ...]:
    whole = ("truncate",) if connection.vendor == "postgresql" else ()
    return ("update", "delete", *whole)


DECLARED: set[str] = set()
"""Every table that a migration makes insert-only."""


def insert_only(table: str) -> migrations.RunPython:
    """A migration operation that makes the table insert-only.

    A later migration that changes the table must protect it again: on SQLite such a change makes
    the table anew, without its triggers.
    """
    DECLARED.add(table)

    def run(action: Callable[[Any, str], None]) -> Callable[[Any, Any], None]:
        return lambda _apps, schema_editor: action(schema_editor.connection, table)

    return migrations.RunPython(run(protect), run(unprotect))
