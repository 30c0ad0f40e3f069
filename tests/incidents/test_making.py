"""The rows of a new incident: a reference nobody has, and errors that are not about it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from esafety.access.refused import Refused
from incidents.models import Incident
from incidents.services import making
from tests.factories.incidents import make_type
from tests.factories.reports import ready


def create(school, **facts):
    return making.create(school=school, facts=ready(**facts), now=timezone.now(), source="parent")


def test_the_record_begins_as_a_copy_of_the_answers(oakfield):
    day = (date(2026, 11, 3)).isoformat()
    made = create(oakfield, places=["inside", "outside"], happened_on=day, when="day")
    making.give_types(made, [make_type(oakfield, "bullying").code])

    found = Incident.objects.get()
    assert (found.place, found.source, found.reporter_name) == ("both", "parent", "")
    assert found.happened_on == date(2026, 11, 3)
    assert found.happened_at_time.isoformat() == "14:30:00"
    assert found.search_text.startswith(found.description)
    assert [one.code for one in found.types.all()] == ["bullying"]


def test_a_reference_that_is_taken_is_drawn_again(oakfield, monkeypatch):
    taken = create(oakfield).reference
    drawn = iter([taken, taken, "OAK-2222-22"])
    monkeypatch.setattr(making.references, "new", lambda code: next(drawn))

    assert create(oakfield).reference == "OAK-2222-22"


def test_where_every_reference_is_taken_it_is_refused(oakfield, monkeypatch):
    taken = create(oakfield).reference
    monkeypatch.setattr(making.references, "new", lambda code: taken)

    with pytest.raises(Refused, match="reference"):
        create(oakfield)


def test_another_error_of_the_database_is_no_taken_reference(oakfield):
    until = (timezone.localdate() - timedelta(days=30)).isoformat()

    with pytest.raises(IntegrityError):
        create(oakfield, when="range", happened_until=until)
