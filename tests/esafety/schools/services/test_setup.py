"""A new school, from nothing to its first lead's invitation."""

from datetime import UTC, datetime

import pytest
import time_machine
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.schools import queries, seeding
from esafety.schools.models import Closure, School
from esafety.schools.services import setup
from esafety.urls import urlpatterns

pytestmark = pytest.mark.django_db

FACTS = {
    "name": "Ash Park School",
    "slug": "ash-park",
    "code": "ASH",
    "lead_name": "Asha Alder",
    "lead_email": "asha@ash-park.example",
}


def create(**changes):
    return setup.create_school(**{**FACTS, **changes})


def test_a_school_has_a_lead_who_is_invited_and_everything_is_recorded():
    school = create()

    with scope(school=school):
        (lead,) = queries.members()
        assert lead.roles == {Role.LEAD, Role.STAFF}
        assert Job.objects.get().kind == "schools.invite"
        types = list(AuditEvent.objects.order_by("seq").values_list("type", "actor"))
    assert types[0] == ("school.created", "system:setup")
    assert ("member.invited", "system:setup") in types


@pytest.mark.parametrize(
    ("today", "year"), [((2026, 11, 3), 2026), ((2027, 7, 30), 2026), ((2027, 9, 1), 2027)]
)
def test_a_school_starts_with_the_usual_terms_of_the_present_school_year(today, year):
    with time_machine.travel(datetime(*today, 12, tzinfo=UTC), tick=False):
        school = create()

    with scope(school=school):
        assert [(t.academic_year, t.number) for t in queries.terms()] == [
            (year, 1),
            (year, 2),
            (year, 3),
        ]
        assert [c.kind for c in Closure.objects.all()] == ["half_term"] * 3
        calendar = queries.calendar_of(school)
        assert all(len(calendar.half_terms(term)) == 2 for term in calendar.terms)


def test_the_apps_defaults_are_sown_in_the_schools_own_scope(monkeypatch):
    sown = []
    monkeypatch.setattr(seeding, "_SEEDS", [])
    seeding.for_new_school(lambda by: sown.append((by.ref, queries.terms().count())))

    create()

    assert sown == [("system:setup", 3)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": "accounts"}, "short name"),
        ({"slug": "Ash"}, "small letters"),
        ({"slug": "a b"}, "slug"),
        ({"code": "ash"}, "2 to 4 capital letters"),
        ({"name": ""}, "name"),
        ({"phase": "college"}, "phase"),
        ({"timezone": "Mars/Base"}, "time zone"),
        ({"lead_email": "asha"}, "email address"),
        ({"lead_name": " "}, "name"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_made(changes, sentence):
    with pytest.raises(Refused, match=sentence):
        create(**changes)

    assert not School.objects.exists()
    assert not User.objects.exists()


def test_a_short_name_is_given_once():
    create()

    with pytest.raises(Refused, match="slug"):
        create(lead_email="other@ash-park.example")
    assert School.objects.count() == 1


def test_no_school_can_hide_one_of_the_products_own_addresses():
    first_words = {str(p.pattern).split("/")[0] for p in urlpatterns}
    taken = {word for word in first_words if word and "<" not in word}

    assert taken <= setup.RESERVED
    for word in setup.RESERVED:
        with pytest.raises(Refused):
            create(slug=word)


@pytest.mark.parametrize("type", ["school.created", "member.invited"])
def test_no_audit_row_no_school(audit_fails, type):
    with pytest.raises(audit_fails(type)):
        create()

    assert not School.objects.exists()
    assert not User.objects.exists()
