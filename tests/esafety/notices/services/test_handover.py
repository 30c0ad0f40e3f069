"""What waits for a member who is away goes to who stands in: one notice, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.notices import in_hand, queries
from esafety.notices import services as notices
from esafety.notices.kinds import ABSENCE_DEPUTY, ABSENCE_WAITING
from esafety.notices.models import Absence, Notice
from esafety.notices.services import absences, handover
from tests.esafety.notices.conftest import TODAY, TUESDAY, away, member, tell
from tests.factories.incidents import make_incident

MONDAY = date(2026, 11, 16)
pytestmark = pytest.mark.usefixtures("tuesday")


def say(actor, deputy, first=MONDAY, days=3) -> Absence:
    return absences.say(
        by=actor,
        member=member(actor),
        starts_on=first,
        ends_on=first + timedelta(days=days - 1),
        deputy=member(deputy) if deputy else None,
    )


def run_due():
    """Every job that is due, and those that these leave."""
    for _round in range(5):
        for key in Job.objects.filter(run_after__lte=datetime.now(UTC)).values_list(
            "pk", flat=True
        ):
            jobs.run(str(key))


def waiting(actor):
    return Notice.objects.filter(member=actor.membership_id, kind=ABSENCE_WAITING)


def test_when_it_begins_what_is_unread_goes_to_who_stands_in(tuesday, incident, lena, hari):
    absence = say(lena, hari)
    tell(lena, incident)
    run_due()
    assert not waiting(hari).exists()

    tuesday.move_to(datetime(2026, 11, 16, 0, 0, tzinfo=UTC))
    mail.outbox.clear()
    run_due()
    assert waiting(hari).get().object == absence.audit_ref
    assert mail.outbox == []  # quiet hours

    tuesday.move_to(datetime(2026, 11, 16, 7, 0, tzinfo=UTC))
    run_due()
    run_due()
    sent = [one for one in mail.outbox if one.to == [member(hari).user.email]]
    assert len(sent) == 1
    assert "/oakfield/notices/away/#standing-in" in sent[0].body
    assert "Lena" not in sent[0].body + sent[0].subject
    assert incident.reference not in sent[0].body + sent[0].subject


def test_where_nothing_waits_nothing_is_told_and_what_comes_later_is_told_as_it_comes(
    tuesday, incident, lena, hari
):
    say(lena, hari)
    tuesday.move_to(datetime(2026, 11, 16, 9, 0, tzinfo=UTC))
    run_due()
    tell(lena, incident)
    run_due()

    assert not waiting(hari).exists()
    assert Notice.objects.filter(member=hari.membership_id, object=incident.audit_ref).exists()


def test_what_was_read_is_not_handed_over(tuesday, incident, lena, hari):
    tell(lena, incident)
    notices.opened(by=lena, object=incident.audit_ref)
    say(lena, hari, TODAY)
    run_due()

    assert not waiting(hari).exists()


def test_what_does_not_exist_for_who_stands_in_is_not_handed_over(incident, lena, nat):
    tell(lena, incident)
    say(lena, nat, TODAY)
    run_due()

    assert not waiting(nat).exists()
    assert queries.waiting_for(member(lena), nat) == []


def test_what_has_ceased_to_exist_for_the_member_is_not_theirs_to_hand_over(oakfield, lena, dee):
    case = make_incident(
        oakfield, status="not_incident", typed=[("Lena Larch", "staff", "offender")]
    )
    tell(lena, case)

    assert queries.waiting_for(member(lena), dee) == []


def test_said_on_the_day_itself_it_is_at_once_and_urgent_where_something_is(incident, lena, hari):
    tell(lena, incident, urgent=True)
    say(lena, hari, TODAY)
    run_due()

    assert waiting(hari).get().urgent


def test_where_the_deputy_is_away_as_well_the_next_is_told(incident, lena, hari, dee):
    away(hari, dee, days=9)
    tell(lena, incident)
    absence = say(lena, hari, TODAY)
    run_due()

    assert waiting(hari).exists()
    assert waiting(dee).get().object == absence.audit_ref
    assert queries.unread(dee)[0].object == absence.audit_ref
    assert absence in queries.standing_in(dee, TODAY)


def test_taken_back_or_moved_it_is_not_handed_over_that_day(tuesday, incident, lena, hari, dee):
    tell(lena, incident)
    absences.end(by=lena, absence=say(lena, hari))
    moved = say(lena, dee)
    later = MONDAY + timedelta(days=7)
    absences.change(by=lena, absence=moved, starts_on=later, ends_on=later, deputy=member(dee))

    tuesday.move_to(datetime(2026, 11, 16, 9, 0, tzinfo=UTC))
    run_due()
    assert not Notice.objects.filter(kind=ABSENCE_WAITING).exists()

    tuesday.move_to(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    run_due()
    assert waiting(dee).exists()
    assert not waiting(hari).exists()


def test_a_deputy_named_later_is_told_and_nobody_twice(tuesday, incident, lena, hari, dee):
    tell(lena, incident)
    absence = say(lena, hari, TODAY)
    run_due()
    days = {"starts_on": absence.starts_on, "ends_on": absence.ends_on}
    absences.change(by=lena, absence=absence, deputy=member(dee), **days)
    run_due()
    absences.change(by=lena, absence=absence, deputy=member(hari), **days)
    run_due()
    handover.hand_over(absence=absence)

    assert waiting(hari).count() == waiting(dee).count() == 1


def test_nobody_named_plans_nothing(tom):
    say(tom, None)

    assert not Job.objects.filter(kind=handover.HAND_OVER_JOB).exists()


def test_what_is_in_hand_waits_as_well_each_thing_once(monkeypatch, oakfield, incident, lena, hari):
    other = make_incident(oakfield, status="not_incident")
    monkeypatch.setattr(in_hand, "_HELD", {})
    in_hand.register("incident.submitted", lambda _member: [incident.audit_ref, other.audit_ref])
    tell(lena, incident)
    tell(lena, incident)
    with transaction.atomic():
        notices.tell(
            member=member(lena), kind=ABSENCE_DEPUTY, object=away(hari, lena).audit_ref,
            school_id=oakfield.pk,
        )  # fmt: skip

    found = queries.waiting_for(member(lena), hari)

    assert [one.object for one in found] == [incident.audit_ref, other.audit_ref]


def test_a_failing_notice_leaves_nothing(monkeypatch, incident, lena, hari):
    tell(lena, incident)
    absence = away(lena, hari)
    monkeypatch.setattr(queries, "settings_of", None)

    with pytest.raises(TypeError):
        handover.hand_over(absence=absence)
    assert not waiting(hari).exists()


def test_said_again_it_is_planned_once(lena, hari):
    absence = say(lena, hari)
    with transaction.atomic():
        handover.plan(absence)

    assert Job.objects.filter(kind=handover.HAND_OVER_JOB).count() == 1
    job = Job.objects.get(kind=handover.HAND_OVER_JOB)
    assert job.run_after == datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
    assert job.run_after > TUESDAY
