"""Insert-only tables are known by their triggers."""

import pytest
from django.db import DatabaseError, connection, transaction

from esafety.audit import triggers

KEPT_FOR_EVER = {
    "audit_auditevent",
    "incidents_submission",
    "incidents_entry",
    "signatures_signature",
    "policies_ruletableversion",
    "aup_agreementversion",
    "reports_edition",
}


def test_what_is_kept_for_ever_is_protected(db):
    assert set(triggers.protected(connection)) >= KEPT_FOR_EVER


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
