"""Telling a member, and who stands in for them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.audit import services as audit
from esafety.audit.types import UnknownEventType
from esafety.jobs.models import Job
from esafety.notices import kinds, queries
from esafety.notices import services as notices
from esafety.notices.models import Notice
from esafety.people.models import Person
from esafety.schools.models import Membership
from tests.esafety.notices.conftest import TODAY, TUESDAY, away, member, tell, wish
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member


def told() -> list[str]:
    rows = Notice.objects.order_by("pk").values_list("member__display_name", flat=True)
    return [name.split()[0] for name in rows]


@pytest.fixture
def pat(oakfield):
    """The deputy of the lead."""
    return make_member(oakfield, "Pat Pine", Role.DEPUTY_LEAD, Role.STAFF)


def test_a_notice_and_the_job_of_its_mail(incident, lena):
    notice = tell(lena, incident)

    job = Job.objects.get(kind="notice.mail")
    assert (notice.kind, notice.object) == ("incident.submitted", incident.audit_ref)
    assert (notice.mail, notice.created_at) == ("at_once", TUESDAY)
    assert (notice.read_at, notice.mailed_at) == (None, None)
    assert job.payload == {"notice": str(notice.key)}
    assert job.run_after == TUESDAY


@pytest.mark.parametrize("choice", ["digest", "never"])
def test_who_does_not_want_mail_at_once_has_no_job(incident, lena, choice):
    wish(lena, mail=choice)

    assert tell(lena, incident).mail == choice
    assert not Job.objects.exists()


@pytest.mark.parametrize("choice", ["at_once", "digest", "never"])
def test_what_cannot_wait_is_mailed_at_once_whatever_the_wish_and_the_hour(
    incident, lena, tuesday, choice
):
    night = datetime(2026, 11, 14, 23, 0, tzinfo=UTC)
    wish(lena, mail=choice)
    tuesday.move_to(night)

    assert tell(lena, incident, urgent=True).mail == "at_once"
    assert Job.objects.get().run_after == night


def test_in_quiet_hours_the_mail_waits_until_they_end(incident, lena, tuesday):
    tuesday.move_to(datetime(2026, 11, 13, 21, 0, tzinfo=UTC))
    tell(lena, incident)

    assert Job.objects.get().run_after == datetime(2026, 11, 16, 7, 0, tzinfo=UTC)


def test_who_wants_quiet_without_school_waits_for_the_next_school_day(incident, lena, tuesday):
    wish(lena, quiet_days="no_school")
    tuesday.move_to(datetime(2026, 12, 18, 20, 0, tzinfo=UTC))
    tell(lena, incident)

    assert Job.objects.get().run_after == datetime(2027, 1, 4, 7, 0, tzinfo=UTC)


def test_with_a_key_each_member_is_told_once(incident, lena, pat):
    first = tell(lena, incident, once_key="clock:1")

    assert tell(lena, incident, once_key="clock:1") is None
    assert tell(pat, incident, once_key="clock:1") is not None
    assert tell(lena, incident, once_key="clock:2") is not None
    assert first is not None
    assert told() == ["Lena", "Pat", "Lena"]


def test_who_has_left_is_not_told(incident, lena):
    gone = member(lena)
    gone.left_on = TODAY
    away(lena)
    with transaction.atomic():
        facts = {"kind": "incident.submitted", "object": incident.audit_ref}
        assert notices.tell(member=gone, school_id=gone.school_id, **facts) is None

    User.objects.filter(pk=lena.user_id).update(is_active=False)
    assert tell(lena, incident) is None
    assert told() == []


def test_an_unknown_kind_is_an_error(incident, lena):
    with pytest.raises(kinds.UnknownNoticeKind), transaction.atomic():
        notices.tell(member=member(lena), kind="no.such", object="", school_id=incident.school_id)


@pytest.mark.django_db(transaction=True)
def test_telling_outside_a_transaction_is_an_error(lena):
    with pytest.raises(RuntimeError):
        notices.tell(
            member=member(lena), kind="incident.submitted", object="", school_id=lena.school_id
        )


def test_an_act_that_is_not_recorded_tells_nobody(incident, lena):
    def act():
        tell(lena, incident)
        audit.record(by=lena, type="no.such.type")

    with pytest.raises(UnknownEventType), transaction.atomic():
        act()

    assert told() == []
    assert not Job.objects.exists()


def test_while_away_the_deputy_is_told_as_well(incident, lena, pat):
    away(lena, pat)
    tell(lena, incident, once_key="once")
    tell(lena, incident, once_key="once")

    assert told() == ["Lena", "Pat"]


def test_before_and_after_the_days_and_when_taken_back_nobody_stands_in(incident, lena, pat):
    away(lena, pat, first=TODAY + timedelta(days=1))
    away(lena, pat, first=TODAY - timedelta(days=1))
    away(lena, pat, ended_at=TUESDAY, ended_by="system:tests")
    tell(lena, incident)

    assert told() == ["Lena"]


def test_a_deputy_for_whom_the_thing_does_not_exist_is_not_told(incident, lena, tom):
    away(lena, tom)
    tell(lena, incident)

    assert told() == ["Lena"]


def test_a_deputy_whom_the_incident_names_is_never_told(oakfield, tuesday, lena, pat):
    named = Person.objects.get(membership_id=pat.membership_id)
    away(lena, pat)
    tell(lena, make_incident(oakfield, people=[(named, "witness")]))

    assert told() == ["Lena"]


def test_a_chain_of_deputies_is_followed_past_one_who_may_not_be_told(incident, lena, tom, dee):
    away(lena, tom)
    away(tom, dee)
    tell(lena, incident)

    assert told() == ["Lena", "Dee"]


def test_a_circle_of_deputies_ends(incident, lena, pat, dee):
    away(lena, pat)
    away(pat, dee)
    away(dee, lena)
    tell(lena, incident)

    assert told() == ["Lena", "Pat", "Dee"]
    away_too = queries.stand_ins(member(pat))
    assert [m.display_name for m in away_too] == ["Dee Dogwood", "Lena Larch"]


def test_a_circle_that_leaves_out_the_first_ends_too(incident, lena, pat, dee):
    away(lena, pat)
    away(pat, dee)
    away(dee, pat)
    tell(lena, incident)

    assert told() == ["Lena", "Pat", "Dee"]


def test_a_deputy_who_has_left_is_not_told(incident, lena, pat):
    away(lena, pat)
    Membership.objects.filter(pk=pat.membership_id).update(left_on=TODAY)
    tell(lena, incident)

    assert told() == ["Lena"]
