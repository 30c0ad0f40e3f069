"""Whoever an incident names can learn of it nowhere: all they can reach is the same without it."""

import uuid
from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.jobs import services as jobs
from esafety.people.models import Person
from incidents.cases.services import marking, referring
from incidents.choices import Part, PersonKind
from incidents.models import Incident, Task
from incidents.services import involvement
from tests.crawler import crawl
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member
from tests.incidents.case_access.given import make_concern, make_out
from tests.incidents.cases import member

ON_THE_CHAIN = ("lena", "dee", "hari")


@pytest.fixture
def sima(oakfield):
    """A senior leader at Oakfield."""
    return make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF)


@pytest.fixture
def school_life(oakfield, lena, dee, hari, tom, gwen, cora, olu, nat, sima):
    """A term with an incident that names none of the cast."""
    pupil = make_person(oakfield, "Petra Poplar", date_of_birth=None)
    make_incident(oakfield, people=[(pupil, "target")], description="Something else.")
    return oakfield


def entry_of(actor) -> Person:
    return Person.objects.get(membership_id=actor.membership_id)


def named(school, actor, how):
    """An incident that names the actor in one of the ways of spec/roles.md."""
    if how == "linked":
        return make_incident(school, people=[(entry_of(actor), "offender")], urgent=True)
    if how == "typed":
        surname = actor.display_name.split()[-1]
        return make_incident(school, typed=[(f"Mx {surname}", "staff", "offender")])
    if how == "target":
        return make_incident(school, people=[(entry_of(actor), "target")])
    child = Person.objects.filter(kind="pupil", first_name="Child").first()
    return make_incident(school, people=[(child, "target")])


def hide_all(school, actor, lena, dee, hari):
    """Everything that can be hidden from the actor: incidents that name them in each way, one they
    were given before it named them, one they are kept out of, with tasks, marks and notices."""
    handler = lena if actor.membership_id != lena.membership_id else hari
    for how in ("linked", "typed", "target", "child"):
        incident = named(school, actor, how)
        give_task(incident, actor)
    for technical in (False, True):
        incident = make_incident(school)
        if actor.has_role(Role.STAFF) and not actor.can(Permission.INCIDENT_TRIAGE):
            facts = {"member": member(actor), "technical": technical, "reason": "Look at it."}
            referring.refer(incident=incident, by=handler, **facts)
        give_task(incident, actor)
        involvement.add_person(
            incident=incident,
            by=handler,
            reason="He was there.",
            kind=PersonKind.STAFF,
            part=Part.WITNESS,
            person=entry_of(actor),
        )
    kept_from = make_incident(school, description="They are kept out of this one.")
    give_task(kept_from, actor)
    make_out(kept_from, actor, "excluded", by=handler)
    if not actor.has_role(Role.HEAD):
        about_staff = make_incident(school, typed=[("Val Vine", "staff", "offender")])
        make_concern(about_staff.involved.get(), hari)
    if not actor.has_role(Role.HEAD, Role.DSL):
        marking.mark_child_protection(incident=make_incident(school), by=dee, reason="At risk.")
    run_jobs()
    assert [m.to for m in mail.outbox if m.to == [member(actor).user.email]] == []


def give_task(incident, actor):
    """A task for the actor, of a case in which they have no part."""
    Task.objects.create(
        school=incident.school,
        key=uuid.uuid4(),
        incident=incident,
        title="Talk to the tutor group.",
        owner=member(actor),
        due_on=date(2026, 11, 3),
        given_at=timezone.now(),
    )


def run_jobs():
    for job_id in jobs.due():
        jobs.run(job_id)


def all_they_reach(client, school, prepare=None):
    """The crawl, in a transaction that is undone afterwards."""
    with transaction.atomic():
        if prepare is not None:
            prepare()
        pages = crawl(client, f"/{school.slug}/")
        transaction.set_rollback(True)
    return pages


@pytest.mark.parametrize(
    "who", ["lena", "dee", "hari", "cora", "sima", "tom", "gwen", "olu", "nat"]
)
def test_all_that_a_member_can_reach_is_the_same_without_what_is_hidden_from_them(
    school_life, who, request, client_of
):
    actor, others = request.getfixturevalue(who), map(request.getfixturevalue, ON_THE_CHAIN)
    child = make_person(school_life, "Child Cypress")
    make_guardian(child, actor.display_name)
    client, chain = client_of(actor), tuple(others)

    without = all_they_reach(client, school_life)
    with_it = all_they_reach(client, school_life, lambda: hide_all(school_life, actor, *chain))

    assert list(without) == list(with_it)
    assert {a: p for a, p in with_it.items() if without[a] != p} == {}
    assert len(without) >= 3


def test_the_crawl_can_tell_the_difference(school_life, lena, sima, client_of):
    """The same crawl by somebody who may see the incident is not the same."""
    client = client_of(sima)

    without = all_they_reach(client, school_life)
    with_it = all_they_reach(client, school_life, lambda: named(school_life, lena, "target"))

    assert without != with_it


def test_its_own_addresses_answer_as_if_it_had_never_been(school_life, lena, client_of):
    hidden = named(school_life, lena, "linked")
    client = client_of(lena)
    base = f"/{school_life.slug}/incidents/"

    for suffix in ("", "acknowledge/", "close/", "note/", "technical/", "refer/", "step-back/"):
        real = client.get(f"{base}{hidden.reference}/{suffix}")
        never = client.get(f"{base}OAK-0000-00/{suffix}")
        assert (real.status_code, never.status_code) == (404, 404)
        assert real.content == never.content


def test_no_mail_goes_to_the_named_person(school_life, lena, dee, tom, client_of):
    hidden = named(school_life, lena, "linked")
    run_jobs()

    assert [m for m in mail.outbox if "lena@" in m.to[0]] == []
    assert Incident.objects.filter(pk=hidden.pk).exists()
