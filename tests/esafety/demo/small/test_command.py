"""`manage.py demo --small`: what it makes, and what it says."""

from django_scopes import scopes_disabled

from esafety.demo import cast
from esafety.people.models import Person
from incidents.choices import Status
from incidents.models import Incident


def test_a_small_one_for_tests(small):
    with scopes_disabled():
        assert Person.objects.filter(kind="pupil").count() == 60
        assert Incident.objects.count() == 30
        assert {Status.CLOSED, Status.SUBMITTED, Status.IN_ACTION} <= set(
            Incident.objects.values_list("status", flat=True)
        )
    assert "The demo schools are made" in small
    assert cast.PASSWORD in small
