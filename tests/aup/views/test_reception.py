"""The office's page of visitors."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aup.coming import Coming
from aup.models import Ask, KioskDay, Letter
from aup.services import kiosk, visiting
from aup.services.visiting import Visit
from esafety.access.actor import Actor
from esafety.people.models import Person

URL = "/oakfield/agreements/reception/"


@pytest.fixture
def office(agreed, olu, client_of):
    return client_of(olu)


def words(answer):
    return answer.content.decode()


def expected(by, name="Vic Vine", days=0):
    visit = Visit(name, Coming.VISITOR, email="vic@vine.example")
    return visiting.expect(visit=visit, day=timezone.localdate() + timedelta(days=days), by=by)


def test_an_empty_day(office):
    page = words(office.get(URL))

    assert "Nobody yet" in page
    assert "It is not open." in page


def test_who_signed_who_refused_and_who_is_still_to_sign(office, olu):
    tablet, _token = kiosk.open_day(by=olu)
    by = Actor.for_system("kiosk", school_id=olu.school_id)
    una = Visit("Una Umber", Coming.VOLUNTEER, "Umber Ltd", "Tom")
    visiting.decline(kiosk=tablet, visit=una, reason="No.", by=by)
    expected(olu)
    expected(olu, "Wes Wood", days=2)

    page = words(office.get(URL))

    today, _, later = page.partition("Visitors expected")
    assert "Una Umber" in today
    assert "Refused" in today
    assert "Umber Ltd" in today
    assert "Still to sign" in today
    assert "Wes Wood" in later
    assert "Wes Wood" not in today
    assert "Close it now" in later


def test_looking_up_who_signed_this_year(office, olu):
    assert "No visitor of this name" in words(office.post(f"{URL}signed/", {"name": "Vine"}))
    ask = expected(olu)
    Ask.objects.filter(pk=ask.pk).update(state="signed")

    assert words(office.post(f"{URL}signed/", {"name": "vine"})).count("Vic Vine") == 2
    assert "Type a name" in words(office.post(f"{URL}signed/", {"name": ""}))
    assert office.get(f"{URL}signed/").status_code == 302


def test_a_visitor_is_expected_and_written_to(office):
    day = timezone.localdate() + timedelta(days=1)
    data = {"name": "Vic Vine", "email": "vic@vine.example", "coming": "visitor", "day": day}
    assert office.get(f"{URL}expected/").status_code == 200

    answer = office.post(f"{URL}expected/", data, follow=True)

    assert "the link is on its way" in words(answer)
    assert Letter.objects.get().person.name == "Vic Vine"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Type the visitor’s name."),
        ({"email": "vic"}, "such as name@example.org"),
        ({"coming": "thief"}, "thief"),
        ({"day": ""}, "Choose a day."),
        ({"day": "9999-12-31"}, "within a year"),
        ({"day": "2001-01-01"}, "within a year"),
        ({"day": "soon"}, "Type a day"),
    ],
)
def test_what_is_wrong_is_said(office, data, sentence):
    facts = {"name": "Vic", "email": "v@v.example", "coming": "visitor", "day": "2001-01-01"}

    answer = office.post(f"{URL}expected/", {**facts, **data})

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not Person.objects.filter(kind="visitor").exists()


def test_a_closed_tablet_is_not_there_to_close(office, olu):
    row, _token = kiosk.open_day(by=olu)

    assert office.post(f"{URL}close/{row.pk}/").status_code == 302
    assert office.post(f"{URL}close/{row.pk}/").status_code == 404
    assert KioskDay.objects.get().closed_by_id == olu.membership_id


def test_the_page_costs_the_same_for_one_and_for_thirty(office, olu, django_assert_max_num_queries):
    for n in range(30):
        expected(olu, f"V {n}")
    office.get(URL)
    with django_assert_max_num_queries(9):
        office.get(URL)
