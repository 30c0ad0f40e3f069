"""Whoever an incident names can learn of it nowhere: all they can reach is the same without it."""

import pytest
from django.core import mail
from django.db import transaction

from esafety.jobs import services as jobs
from esafety.people.models import Person
from incidents.models import Incident
from tests.crawler import crawl
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person


@pytest.fixture
def school_life(oakfield, lena, dee, hari, tom, gwen, cora, olu, nat):
    """A term with some incidents that name none of the cast."""
    for number in range(3):
        pupil = make_person(oakfield, f"Pupil{number} Poplar", date_of_birth=None)
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
    child = Person.objects.filter(kind="pupil", first_name="Child").first()
    return make_incident(school, people=[(child, "target")])


def all_they_reach(client, school, prepare=None):
    """The crawl, in a transaction that is undone afterwards."""
    with transaction.atomic():
        if prepare is not None:
            prepare()
        pages = crawl(client, f"/{school.slug}/")
        transaction.set_rollback(True)
    return pages


@pytest.mark.parametrize(
    ("who", "how"),
    [
        *((who, "linked") for who in ("lena", "dee", "hari", "cora", "tom", "gwen", "olu", "nat")),
        ("lena", "typed"),
        ("lena", "child"),
        ("hari", "typed"),
        ("dee", "child"),
    ],
)
def test_all_that_the_named_person_can_reach_is_the_same_without_it(
    school_life, who, how, request, client_of
):
    actor = request.getfixturevalue(who)
    child = make_person(school_life, "Child Cypress")
    make_guardian(child, actor.display_name)
    client = client_of(actor)

    without = all_they_reach(client, school_life)
    with_it = all_they_reach(client, school_life, lambda: named(school_life, actor, how))

    assert list(without) == list(with_it)
    assert {a: p for a, p in with_it.items() if without[a] != p} == {}
    assert len(without) >= 3


def test_the_crawl_can_tell_the_difference(school_life, lena, dee, client_of):
    """The same crawl by somebody who may see the incident is not the same."""
    client = client_of(dee)

    without = all_they_reach(client, school_life)
    with_it = all_they_reach(client, school_life, lambda: named(school_life, lena, "linked"))

    assert without != with_it


def test_its_own_addresses_answer_as_if_it_had_never_been(school_life, lena, client_of):
    hidden = named(school_life, lena, "linked")
    client = client_of(lena)
    base = f"/{school_life.slug}/incidents/"

    for suffix in ("", "acknowledge/", "close/", "note/"):
        real = client.get(f"{base}{hidden.reference}/{suffix}")
        never = client.get(f"{base}OAK-0000-00/{suffix}")
        assert (real.status_code, never.status_code) == (404, 404)
        assert real.content == never.content


def test_no_mail_goes_to_the_named_person(school_life, lena, dee, tom, client_of):
    hidden = named(school_life, lena, "linked")
    for job_id in jobs.due():
        jobs.run(job_id)

    assert [m for m in mail.outbox if "lena@" in m.to[0]] == []
    assert Incident.objects.filter(pk=hidden.pk).exists()
