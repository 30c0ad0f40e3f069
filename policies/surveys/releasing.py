"""The sheets of a survey may go once its tally is kept, and never before: held by the database.

The trigger keeps the name of the one that it replaces (esafety/audit/triggers.py), so that sheets
still count as insert-only. Whoever protects the table again has to `release` it again.
"""

from typing import Any

_KEPT = "EXISTS (SELECT 1 FROM surveys_tally t WHERE t.survey_id = OLD.survey_id)"
_NAME = "surveys_sheet_no_delete"
_SQLITE = (
    f"CREATE TRIGGER {_NAME} BEFORE DELETE ON surveys_sheet FOR EACH ROW WHEN NOT {_KEPT} "
    "BEGIN SELECT RAISE(ABORT, 'surveys_sheet is insert-only'); END"
)
_PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger AS $$
BEGIN
  IF NOT {_KEPT} THEN RAISE EXCEPTION 'surveys_sheet is insert-only'; END IF;
  RETURN OLD;
END;
$$ LANGUAGE plpgsql
"""
_PG_TRIGGER = (
    f"CREATE TRIGGER {_NAME} BEFORE DELETE ON surveys_sheet FOR EACH ROW EXECUTE FUNCTION {_NAME}()"
)


def release(connection: Any) -> None:
    """Let sheets be deleted whose survey has its tally."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {_NAME}{' ON surveys_sheet' if postgres else ''}")
        if postgres:  # pragma: no cover (run there by .ci/run)
            cursor.execute(_PG_FUNCTION)
        cursor.execute(_PG_TRIGGER if postgres else _SQLITE)
