"""The jobs of reporting, done as a worker does them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from esafety.jobs import periodic, services
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.people.models import Person
from esafety.schools.models import Membership, RoleGrant
from incidents.models import Draft
from incidents.services import submission
from tests.factories.incidents import make_incident
from tests.factories.reports import make_draft, someone, sow_types


@pytest.fixture(autouse=True)
def _morning():
    """A Tuesday at ten: mail that can wait would wait at night and at weekends."""
    with time_machine.travel(datetime(2026, 11, 10, 10, tzinfo=UTC)):
        yield


def work():
    """Do all jobs that are due, and those they make."""
    for _round in range(3):
        for job_id in services.due():
            assert services.run(job_id)


def enqueue(kind, incident, **more):
    with transaction.atomic():
        payload = {"incident": incident.reference, **more}
        return services.enqueue(kind=kind, school_id=incident.school_id, payload=payload)


def addresses():
    return sorted(message.to[0].split("@")[0] for message in mail.outbox)


@pytest.fixture
def everyone(oakfield, lena, dee, hari, cora, tom):
    sow_types(oakfield)


def send(by, **changes):
    return submission.submit(draft=make_draft(by, **changes), signed_name="Tom Thorn", by=by)


def test_sending_tells_the_lead_and_the_reporter(everyone, tom):
    send(tom)
    work()

    assert addresses() == ["lena", "tom"]
    assert Job.objects.exclude(state="done").count() == 0


def test_what_cannot_wait_tells_the_safeguarding_lead_at_once(everyone, tom):
    send(tom, types=["grooming"])
    work()

    assert addresses() == ["dee", "lena", "tom"]


def test_the_named_lead_gets_no_mail(everyone, tom):
    send(tom, people=[someone("Ms Larch", "staff", part="target")])
    work()

    assert addresses() == ["dee", "hari", "tom"]


def test_what_is_about_a_member_of_staff_goes_to_the_head_alone(everyone, tom):
    send(tom, types=["grooming"], people=[someone("Ms Larch", "staff", part="offender")])
    work()

    assert addresses() == ["hari", "tom"]
    assert [n.member.display_name for n in Notice.objects.all()] == ["Hari Hazel"]


def test_a_lead_who_reports_is_told_twice(everyone, lena):
    send(lena)
    work()

    assert addresses() == ["lena", "lena"]


def test_working_out_twice_tells_each_once(oakfield, lena):
    incident = make_incident(oakfield)
    enqueue("incident.tell", incident)
    enqueue("incident.tell", incident)
    work()

    assert addresses() == ["lena"]


def test_a_payload_holds_a_reference_or_a_key(everyone, tom):
    send(tom)
    work()

    for job in Job.objects.all():
        assert set(job.payload) <= {"incident", "notice"}


def told(incident):
    """The lead has a notice; its mail waits for a worker."""
    enqueue("incident.tell", incident)
    (job_id,) = services.due()
    assert services.run(job_id)
    assert Notice.objects.count() == 1


def test_who_was_named_between_is_not_mailed(oakfield, lena, dee, hari):
    incident = make_incident(oakfield)
    told(incident)
    incident.involved.create(
        school=oakfield, kind="staff", person=Person.objects.get(membership_id=lena.membership_id)
    )
    work()

    assert addresses() == []


@pytest.mark.parametrize("change", ["left", "role"])
def test_who_left_or_lost_the_role_between_is_not_mailed(oakfield, lena, change):
    told(make_incident(oakfield))
    if change == "left":
        Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-01-01")
    else:
        RoleGrant.objects.filter(membership=lena.membership_id, role="lead").update(
            ended_at=timezone.now(), ended_by="system:tests"
        )
    work()

    assert addresses() == []


def test_old_drafts_are_removed_by_a_job_of_the_day(oakfield, tom):
    draft = make_draft(tom)
    periodic.start_all()
    assert not Job.objects.filter(kind="incident.remove_drafts").exists()

    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - timedelta(days=31))
    periodic.start_all()
    periodic.start_all()
    assert Job.objects.filter(kind="incident.remove_drafts").count() == 1
    work()

    assert not Draft.objects.exists()
