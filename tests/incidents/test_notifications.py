"""Who is told about a report, and that the mail says nothing of it."""

import re

import pytest
from django.core import mail

from esafety.access.roles import Role
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents import notifications
from tests.factories.incidents import make_incident, make_type
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member


def entry_of(actor):
    return Person.objects.get(membership_id=actor.membership_id)


def told(incident):
    return {m.display_name.split()[0] for m in notifications.recipients(incident)}


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
    assert told(make_incident(oakfield, people=[(entry_of(lena), "offender")])) == {"Dee", "Hari"}


@pytest.mark.parametrize("name", ["Lena Larch", "Ms Larch", "larsh", "Lena"])
def test_a_typed_name_like_the_leads_is_enough(oakfield, chain, name):
    assert told(make_incident(oakfield, typed=[(name, "staff", "offender")])) == {"Dee", "Hari"}


def test_so_is_a_child_of_hers(oakfield, chain):
    child = make_person(oakfield, "Leo Smith")
    make_guardian(child, "Lena Larch")

    assert told(make_incident(oakfield, people=[(child, "target")])) == {"Dee", "Hari"}


def test_a_deputy_who_is_not_named_goes_on_being_told(oakfield, chain, deputies, lena):
    incident = make_incident(oakfield, people=[(entry_of(lena), "offender")])

    assert told(incident) == {"Pat", "Dee", "Hari"}


def test_where_the_head_is_named_the_chair_alone_is_told(oakfield, chain, deputies, hari):
    incident = make_incident(oakfield, urgent=True, people=[(entry_of(hari), "offender")])

    assert told(incident) == {"Cora"}


def test_where_head_and_chair_are_named_nobody_is_told(oakfield, chain, hari, cora):
    people = [(entry_of(hari), "offender"), (entry_of(cora), "offender")]

    assert told(make_incident(oakfield, people=people)) == set()


def test_where_there_is_no_lead_the_dsl_and_the_head_are_told(oakfield, dee, hari):
    assert told(make_incident(oakfield)) == {"Dee", "Hari"}


def test_the_mail_to_the_lead_holds_the_reference_and_a_link_alone(
    oakfield, lena, settings, mailoutbox
):
    settings.SITE_URL = "https://safety.example"
    ada = make_person(oakfield, "Ada Ash")
    incident = make_incident(oakfield, people=[(ada, "target")], description="Rude words.")

    notifications.tell(incident, Membership.objects.get(pk=lena.membership_id))

    (message,) = mailoutbox
    text = f"{message.subject}\n{message.body}\n{message.alternatives[0][0]}"
    assert message.to == ["lena@oakfield.example"]
    assert incident.reference in message.subject
    link = f"https://safety.example/oakfield/incidents/{incident.reference}/"
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {link}
    for word in ("Ada", "Ash", "Tom", "Lena", "Rude", "words", "ullying", "Oakfield School"):
        assert word not in text


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


def test_who_may_not_see_it_any_more_gets_no_mail(oakfield, lena, dee):
    incident = make_incident(oakfield, people=[(entry_of(lena), "witness")])

    notifications.tell(incident, Membership.objects.get(pk=lena.membership_id))

    assert mail.outbox == []
