"""The log page shows what exists for the reader, and no gap where something does not."""

from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError
from django_scopes.state import state

from esafety.audit import objects, queries
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from tests.factories.incidents import make_incident


def write(actor, object="", kind="school.changed"):
    with transaction.atomic():
        return audit.record(by=actor, type=kind, object=object)


def url(school, **asked):
    return reverse("audit:log", args=[school.slug]) + (
        "?" + "&".join(f"{k}={v}" for k, v in asked.items()) if asked else ""
    )


def test_lead_and_head_read_it_and_others_do_not(oakfield, lena, hari, tom, gwen, dee, client_of):
    codes = [client_of(a).get(url(oakfield)).status_code for a in (lena, hari, tom, gwen, dee)]

    assert codes == [200, 200, 403, 403, 403]


def test_a_line_has_who_what_and_when_in_words(oakfield, lena, client_of):
    write(lena, f"school:{oakfield.pk}")

    page = client_of(lena).get(url(oakfield)).content.decode()

    assert "Lena Larch" in page
    assert "changed the school&#x27;s details" in page


def test_events_about_an_incident_that_names_the_reader_are_not_there(
    oakfield, lena, dee, hari, client_of
):
    lenas = Person.objects.get(membership_id=lena.membership_id)
    hidden = make_incident(oakfield, people=[(lenas, "offender")])
    write(dee, hidden.audit_ref, "incident.viewed")

    assert hidden.reference not in client_of(lena).get(url(oakfield)).content.decode()
    assert hidden.reference in client_of(hari).get(url(oakfield)).content.decode()


def test_an_unknown_kind_of_thing_is_shown_to_nobody(oakfield, lena, client_of):
    write(lena, "mystery:42")

    assert "mystery:42" not in client_of(lena).get(url(oakfield)).content.decode()


def test_pages_are_full_whatever_is_hidden_between(oakfield, lena):
    for number in range(260):
        write(lena, "mystery:1" if number % 2 else "")

    first = queries.page(actor=lena, rows=queries.events())

    assert len(first.lines) == queries.PAGE
    assert first.older is not None


def test_older_events_follow_without_gap_or_repeat(oakfield, lena, client_of):
    for _number in range(70):
        write(lena)
    client = client_of(lena)

    first = client.get(url(oakfield))
    second = client.get(
        url(oakfield) + "?before=" + first.context["page"].older.replace("+", "%2B")
    )

    moments = [line.at for line in [*first.context["page"].lines, *second.context["page"].lines]]
    assert len(moments) == len(set(moments)) == 70
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("before", ["rubbish", "2026-11-21", "9999999"])
def test_a_page_that_makes_no_sense_is_the_first_one(oakfield, lena, client_of, before):
    write(lena)

    assert len(client_of(lena).get(url(oakfield, before=before)).context["page"].lines) == 1


def test_one_kind_and_one_day_can_be_chosen(oakfield, lena, client_of):
    with time_machine.travel("2026-11-02 23:30:00+00:00"):
        write(lena)
    with time_machine.travel("2026-11-03 12:00:00+00:00"):
        write(lena)
        write(lena, kind="term.changed")

    answer = client_of(lena).get(url(oakfield, kind="school.changed", day="03/11/2026"))

    assert [line.at.date() for line in answer.context["page"].lines] == [date(2026, 11, 3)]


def test_a_day_that_is_none_is_said_next_to_its_field(oakfield, lena, client_of):
    page = client_of(lena).get(url(oakfield, day="31/31/2026"))

    assert page.status_code == 200
    assert "Enter a day such as 14/09/2026." in page.content.decode()


def test_another_schools_events_are_not_there(oakfield, brook, lena, boris, client_of):
    write(boris, f"school:{brook.pk}")

    assert client_of(lena).get(url(oakfield)).context["page"].lines == []


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_for_one_event_and_for_thirty(
    oakfield, lena, client_of, many, django_assert_num_queries
):
    for _number in range(many):
        write(lena, f"school:{oakfield.pk}")
    client = client_of(lena)
    client.get(url(oakfield))

    with django_assert_num_queries(7):
        client.get(url(oakfield))


def test_reading_outside_a_school_is_an_error(oakfield, lena):
    with scopes_disabled():
        assert AuditEvent.objects.count() == 0
    kept = state.get()
    state.set({})
    try:
        with pytest.raises(ScopeError):
            AuditEvent.objects.count()
    finally:
        state.set(kept)


def test_names_of_things_nobody_registered_are_the_references_themselves():
    assert objects.names({"mystery:1"}) == {"mystery:1": "mystery:1"}
