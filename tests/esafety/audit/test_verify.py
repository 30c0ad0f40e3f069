"""`verify_audit` names the row that was changed by hand."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from esafety.audit import services as audit
from esafety.audit import triggers, verify


@pytest.fixture
def five(lena):
    """Five rows in Oakfield's chain, with the triggers off as for someone with the database."""
    for number in range(5):
        with transaction.atomic():
            audit.record(by=lena, type="school.changed", object="school:1", data={"n": number})
    triggers.unprotect(connection, "audit_auditevent")
    return lena.school_id


def by_hand(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_whole_log_passes(five, capsys):
    call_command("verify_audit")

    assert f"School {five}: 5 rows, all whole." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "row", "problem"),
    [
        (
            "UPDATE audit_auditevent SET object = 'school:2' WHERE seq = 3",
            3,
            "its contents were changed",
        ),
        (
            "UPDATE audit_auditevent SET actor = 'member:0' WHERE seq = 1",
            1,
            "its contents were changed",
        ),
        ("UPDATE audit_auditevent SET data = '{}' WHERE seq = 5", 5, "its contents were changed"),
        (
            "UPDATE audit_auditevent SET prev_hash = hash WHERE seq = 2",
            2,
            "it does not follow the row before it",
        ),
        ("DELETE FROM audit_auditevent WHERE seq = 2", 3, "row 2 is missing"),
    ],
)
def test_a_change_by_hand_is_named(five, statement, row, problem):
    by_hand(statement)

    _whole, broken = verify.verify(five)

    assert broken == verify.Broken(five, row, problem)


def test_the_command_fails_and_names_school_and_row(five):
    by_hand("UPDATE audit_auditevent SET hash = prev_hash WHERE seq = 4")

    with pytest.raises(CommandError, match=f"school {five}, row 4"):
        call_command("verify_audit")
