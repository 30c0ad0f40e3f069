"""A closed meeting stays as it is, held by the database on SQLite and PostgreSQL: its agenda, its
attendance, its actions and itself. Only an action that is open may still be answered, once.

A migration that makes one of these tables anew on SQLite has to `thaw` before and `freeze` after:
the triggers go with the table.
"""

from typing import Any

_IS_CLOSED = (
    "EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = {row}.meeting_id"
    " AND m.closed_at IS NOT NULL)"
)
_OLD, _NEW = _IS_CLOSED.format(row="OLD"), _IS_CLOSED.format(row="NEW")
_ANSWER_ONLY = (
    f"OLD.answered_at IS NOT NULL OR ({_OLD} AND (NEW.words <> OLD.words"
    " OR NEW.owner_id <> OLD.owner_id OR NEW.due_on <> OLD.due_on"
    " OR NEW.meeting_id <> OLD.meeting_id))"
)
_PARTS = ("meetings_item", "meetings_presence")

RULES: dict[tuple[str, str], str] = {
    **{(table, "INSERT"): _NEW for table in (*_PARTS, "meetings_action")},
    **{(table, "UPDATE"): f"{_OLD} OR {_NEW}" for table in _PARTS},
    **{(table, "DELETE"): _OLD for table in (*_PARTS, "meetings_action")},
    ("meetings_action", "UPDATE"): f"{_ANSWER_ONLY} OR (NOT {_OLD} AND {_NEW})",
    **{("meetings_meeting", verb): "OLD.closed_at IS NOT NULL" for verb in ("UPDATE", "DELETE")},
}
"""By table and verb, when a row is refused."""

_SQLITE = (
    "CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN {when} "
    "BEGIN SELECT RAISE(ABORT, 'a closed meeting stays as it is'); END"
)
_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  IF {when} THEN RAISE EXCEPTION 'a closed meeting stays as it is'; END IF;
  RETURN {row};
END;
$$ LANGUAGE plpgsql
"""
_PG_TRIGGER = (
    "CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
)


def freeze(connection: Any) -> None:
    """Create the triggers."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for (table, verb), when in RULES.items():
            facts = {"name": _name(table, verb), "table": table, "verb": verb, "when": when}
            row = "OLD" if verb == "DELETE" else "NEW"
            if postgres:  # pragma: no cover (run there by .ci/run)
                cursor.execute(_PG_FUNCTION.format(row=row, **facts))
            cursor.execute((_PG_TRIGGER if postgres else _SQLITE).format(**facts))


def thaw(connection: Any) -> None:
    """Remove them: for a migration that makes a table anew, and for test flushes."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table, verb in RULES:
            on = f" ON {table}" if postgres else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, verb)}{on}")


def _name(table: str, verb: str) -> str:
    return f"{table}_frozen_{verb.lower()}"
