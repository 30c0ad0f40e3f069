"""Writing to the audit log."""

import pytest
from django.db import DatabaseError, connection, transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.audit import types, verify
from esafety.audit.models import AuditEvent


def write(actor, kind="school.changed", object="school:1", **data):
    with transaction.atomic():
        return audit.record(by=actor, type=kind, object=object, data=data)


def test_events_are_chained_from_the_first(lena):
    first, second = write(lena), write(lena)

    assert (first.seq, second.seq) == (1, 2)
    assert first.prev_hash == "0" * 64
    assert second.prev_hash == first.hash


def test_each_school_has_a_chain_of_its_own(lena, boris):
    write(lena)
    write(lena)

    assert write(boris).seq == 1


def test_an_event_names_the_actor_by_reference_only(lena):
    event = write(lena)

    assert event.actor == f"member:{lena.membership_id}"
    assert "Lena" not in str(event.data) + event.actor + event.object


def test_a_system_actor_is_named(oakfield):
    event = write(Actor.for_system("jobs", school_id=oakfield.pk))

    assert event.actor == "system:jobs"


def test_an_unknown_type_is_an_error_at_write_time(lena):
    with pytest.raises(types.UnknownEventType):
        write(lena, kind="never.registered")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(transactional_db):
    with pytest.raises(RuntimeError):
        audit.record(by=Actor.for_system("jobs", school_id=1), type="school.changed")

    assert AuditEvent._base_manager.count() == 0


def test_a_read_is_recorded_in_a_transaction_of_its_own(lena):
    assert audit.record_read(by=lena, type="incident.viewed", object="incident:X").seq == 1


CHANGES = ["UPDATE audit_auditevent SET type = 'x'", "DELETE FROM audit_auditevent"]
if connection.vendor == "postgresql":  # SQLite has no TRUNCATE
    CHANGES.append("TRUNCATE audit_auditevent")


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_or_remove_a_row(lena, change):
    write(lena)

    with (
        pytest.raises(DatabaseError, match="insert-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_chain_is_whole_after_many_events(lena):
    for number in range(20):
        write(lena, n=number, words="naïve £ “quotes”")

    assert verify.verify(lena.school_id) == (20, None)


def test_registering_a_type_twice_with_other_words_is_an_error():
    with pytest.raises(ValueError, match="registered twice"):
        types.register({"school.changed": "did something else"})


def test_a_type_nobody_knows_any_more_is_shown_as_it_is():
    assert types.words_for("gone.away") == "gone.away"
    assert "school.changed" in types.known()


def test_an_event_says_what_it_is(lena):
    assert str(write(lena)) == "school.changed school:1"
