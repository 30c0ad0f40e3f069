"""Who is told about a report, and that notice and mail say nothing of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from esafety.access.roles import Role
from esafety.jobs import services as jobs
from esafety.notices import queries as notices
from esafety.notices.models import Absence, Notice
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents import notifications, recipients
from tests.factories.incidents import make_incident, make_type
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member


def entry_of(actor):
    return Person.objects.get(membership_id=actor.membership_id)


def told(incident):
    return {m.display_name.split()[0] for m in recipients.of(incident)}


def tell(incident):
    with transaction.atomic():
        notifications.tell(incident)


def have_notices():
    rows = Notice.objects.values_list("member__display_name", flat=True)
    return sorted(name.split()[0] for name in rows)


def away(actor, deputy=None):
    today = timezone.now().date()
    Absence.objects.create(
        school_id=actor.school_id,
        member_id=actor.membership_id,
        deputy_id=deputy and deputy.membership_id,
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=1),
        said_at=timezone.now(),
        said_by="system:tests",
    )


@pytest.fixture
def chain(oakfield, lena, dee, hari, cora, tom):
    """Everyone who may be told, and a teacher who may not."""


@pytest.fixture
def deputies(oakfield):
    make_member(oakfield, "Pat Pine", Role.DEPUTY_LEAD, Role.STAFF)
    make_member(oakfield, "Quin Quince", Role.DEPUTY_DSL, Role.STAFF)


def test_an_ordinary_report_goes_to_the_lead(oakfield, chain):
    assert told(make_incident(oakfield)) == {"Lena"}


def test_and_to_the_deputies_of_the_lead(oakfield, chain, deputies):
    assert told(make_incident(oakfield)) == {"Lena", "Pat"}


def test_an_urgent_one_goes_to_the_safeguarding_leads_as_well(oakfield, chain, deputies):
    assert told(make_incident(oakfield, urgent=True)) == {"Lena", "Pat", "Dee", "Quin"}


def test_so_does_one_of_a_type_that_cannot_wait(oakfield, chain):
    make_type(oakfield, "grooming", at_once=True)

    assert told(make_incident(oakfield, types=["grooming"])) == {"Lena", "Dee"}


def test_where_the_lead_is_named_the_dsl_and_the_head_are_told(oakfield, chain, lena):
    assert told(make_incident(oakfield, people=[(entry_of(lena), "target")])) == {"Dee", "Hari"}


@pytest.mark.parametrize("name", ["Lena Larch", "Ms Larch", "larsh", "Lena"])
def test_a_typed_name_like_the_leads_is_enough(oakfield, chain, name):
    assert told(make_incident(oakfield, typed=[(name, "staff", "target")])) == {"Dee", "Hari"}


def test_so_is_a_child_of_hers(oakfield, chain):
    child = make_person(oakfield, "Leo Smith")
    make_guardian(child, "Lena Larch")

    assert told(make_incident(oakfield, people=[(child, "target")])) == {"Dee", "Hari"}


def test_a_deputy_who_is_not_named_goes_on_being_told(oakfield, chain, deputies, lena):
    incident = make_incident(oakfield, people=[(entry_of(lena), "target")])

    assert told(incident) == {"Pat", "Dee", "Hari"}


@pytest.mark.parametrize("part", ["offender", "unclear"])
@pytest.mark.parametrize("who", ["lena", "dee", "tom"])
def test_what_is_about_staff_goes_to_the_head_alone(oakfield, chain, deputies, request, who, part):
    named = entry_of(request.getfixturevalue(who))
    incident = make_incident(oakfield, urgent=True, people=[(named, part)])
    tell(incident)

    assert told(incident) == {"Hari"}
    assert have_notices() == ["Hari"]


def test_a_typed_name_of_staff_is_enough_for_that(oakfield, chain, deputies):
    assert told(make_incident(oakfield, typed=[("Mx Elder", "staff", "offender")])) == {"Hari"}


@pytest.mark.parametrize("part", ["offender", "target"])
def test_where_the_head_is_named_the_chair_alone_is_told(oakfield, chain, deputies, hari, part):
    incident = make_incident(oakfield, urgent=True, people=[(entry_of(hari), part)])

    assert told(incident) == {"Cora"}


def test_where_head_and_chair_are_named_nobody_is_told(oakfield, chain, hari, cora):
    people = [(entry_of(hari), "offender"), (entry_of(cora), "offender")]

    assert told(make_incident(oakfield, people=people)) == set()


def test_where_there_is_no_lead_the_dsl_and_the_head_are_told(oakfield, dee, hari):
    assert told(make_incident(oakfield)) == {"Dee", "Hari"}


def test_where_the_lead_is_away_and_nobody_stands_in_the_next_in_line_are_told_as_well(
    oakfield, chain, lena
):
    away(lena)

    assert told(make_incident(oakfield)) == {"Lena", "Dee", "Hari"}


def test_where_they_are_away_too_everybody_who_reads_the_log_is_told(
    oakfield, chain, lena, dee, hari
):
    make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF)
    for actor in (lena, dee, hari):
        away(actor)

    assert told(make_incident(oakfield)) == {"Lena", "Dee", "Hari", "Sima"}


def test_who_stands_in_for_the_lead_is_told_instead_of_the_next_in_line(oakfield, chain, lena, dee):
    away(lena, dee)
    incident = make_incident(oakfield)
    tell(incident)

    assert told(incident) == {"Lena"}
    assert have_notices() == ["Dee", "Lena"]


def test_a_deputy_who_may_not_see_it_is_not_told_and_the_next_in_line_are(
    oakfield, chain, lena, tom
):
    away(lena, tom)
    tell(make_incident(oakfield))

    assert have_notices() == ["Dee", "Hari", "Lena"]


def test_a_deputy_whom_it_names_is_not_told(oakfield, chain, lena, dee, hari):
    away(hari, dee)
    tell(make_incident(oakfield, people=[(entry_of(dee), "offender")]))

    assert have_notices() == ["Hari"]


def test_each_is_told_once_however_often_it_is_worked_out(oakfield, chain, lena):
    incident = make_incident(oakfield)
    tell(incident)
    incident.involved.create(school=oakfield, kind="staff", person=entry_of(lena), part="witness")
    tell(incident)
    tell(incident)

    assert have_notices() == ["Dee", "Hari", "Lena"]


def test_what_cannot_wait_is_an_urgent_notice(oakfield, lena):
    tell(make_incident(oakfield, urgent=True))
    tell(make_incident(oakfield))

    assert list(Notice.objects.order_by("pk").values_list("urgent", flat=True)) == [True, False]


def test_notice_and_mail_hold_the_reference_and_a_link_alone(oakfield, lena, settings):
    settings.SITE_URL = "https://safety.example"
    ada = make_person(oakfield, "Ada Ash")
    with time_machine.travel(datetime(2026, 11, 10, 10, tzinfo=UTC), tick=False):
        incident = make_incident(oakfield, people=[(ada, "target")], description="Rude words.")
        tell(incident)
        for job_id in jobs.due():
            assert jobs.run(job_id)

    (message,) = mail.outbox
    text = f"{message.subject}\n{message.body}\n{message.alternatives[0][0]}"
    assert message.to == ["lena@oakfield.example"]
    assert incident.reference in message.subject
    link = f"https://safety.example/oakfield/incidents/{incident.reference}/"
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {link}
    for word in ("Ada", "Ash", "Tom", "Lena", "Rude", "words", "ullying", "Oakfield School"):
        assert word not in text


def test_who_may_not_see_it_any_more_is_shown_nothing(oakfield, lena, dee):
    incident = make_incident(oakfield)
    tell(incident)
    assert notices.unread_count(lena) == 1

    incident.involved.create(school=oakfield, kind="staff", person=entry_of(lena), part="witness")
    assert notices.unread_count(lena) == 0


def test_the_mail_to_the_reporter_holds_the_reference_and_a_link_alone(
    oakfield, tom, settings, mailoutbox
):
    settings.SITE_URL = "https://safety.example"
    incident = make_incident(oakfield, reporter_id=tom.membership_id, description="Rude words.")

    notifications.confirm(incident)

    (message,) = mailoutbox
    text = f"{message.subject}\n{message.body}\n{message.alternatives[0][0]}"
    assert message.to == ["tom@oakfield.example"]
    link = f"https://safety.example/oakfield/incidents/sent/{incident.reference}/"
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {link}
    for word in ("Tom", "Rude", "words", "ullying", "confidential"):
        assert word not in text


def test_a_reporter_who_has_left_gets_no_mail(oakfield, tom):
    Membership.objects.filter(pk=tom.membership_id).update(left_on="2026-01-01")

    notifications.confirm(make_incident(oakfield, reporter_id=tom.membership_id))

    assert mail.outbox == []
