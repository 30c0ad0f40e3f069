"""Insert-only tables are known by their triggers."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from esafety.audit import triggers


def test_what_a_migration_protected_is_protected_after_all_of_them(db):
    MigrationLoader(connection)  # reads every migration

    assert len(triggers.DECLARED) > 30
    assert set(triggers.protected(connection)) == triggers.DECLARED


def test_unprotected_it_is_not_in_the_list_and_protected_it_refuses_changes(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_words (words varchar(10))")
        cursor.execute("INSERT INTO kept_words VALUES ('first')")
    try:
        assert "kept_words" not in triggers.protected(connection)
        triggers.protect(connection, "kept_words")
        assert "kept_words" in triggers.protected(connection)
        for change in ("UPDATE kept_words SET words = 'other'", "DELETE FROM kept_words"):
            with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
                connection.cursor().execute(change)
        triggers.unprotect(connection, "kept_words")
        assert "kept_words" not in triggers.protected(connection)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE kept_words")
