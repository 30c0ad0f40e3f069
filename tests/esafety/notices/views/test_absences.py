"""The pages about who is away."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.notices.models import Absence
from tests.esafety.notices.conftest import away, member, tell
from tests.factories.incidents import make_incident

AWAY = "/oakfield/notices/away/"
ADD, ADD_FOR = f"{AWAY}add/", f"{AWAY}add-for/"
LATER = date(2026, 12, 1)
pytestmark = pytest.mark.usefixtures("tuesday")


def days(first=(16, 11, 2026), last=(18, 11, 2026), **more):
    posted = {f"starts_on_{n}": part for n, part in enumerate(first)}
    posted |= {f"ends_on_{n}": part for n, part in enumerate(last)}
    return posted | {"deputy": "", **more}


def page(client, url=AWAY) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_says_when_they_are_away(tom, nat, client_of):
    client = client_of(tom)
    answer = client.post(ADD, days(deputy=str(nat.membership_id)), follow=True)

    html = answer.content.decode()
    assert "Mon 16 November 2026 to Wed 18 November 2026" in html
    assert "Nat Nutmeg stands in" in html
    assert Absence.objects.get().ends_on == date(2026, 11, 18)
    assert "For whom you stand in" in page(client_of(nat))
    assert f'href="{AWAY}">You are named to stand in for somebody' in page(
        client_of(nat), "/oakfield/notices/"
    )


def test_who_manages_members_says_it_for_another_and_sees_all(lena, tom, dee, client_of):
    answer = client_of(lena).post(ADD_FOR, days(member=str(tom.membership_id)), follow=True)

    assert "Others who are away" in answer.content.decode()
    assert "Tom Thorn" in answer.content.decode()
    assert "Nobody stands in" in page(client_of(tom))
    assert "Tom Thorn" not in page(client_of(dee))
    assert client_of(dee).get(ADD_FOR).status_code == 403


def test_an_absence_is_changed_and_taken_back(tom, client_of):
    client, absence = client_of(tom), away(tom, first=date(2026, 11, 16))
    assert 'value="16"' in page(client, f"{AWAY}{absence.key}/")

    client.post(f"{AWAY}{absence.key}/", days())
    absence.refresh_from_db()
    assert absence.ends_on == date(2026, 11, 18)

    assert "Take it back" in page(client, f"{AWAY}{absence.key}/end/")
    html = client.post(f"{AWAY}{absence.key}/end/", follow=True).content.decode()
    assert "It is taken back." in html
    assert "Nothing is entered" in html
    assert client.get(f"{AWAY}{absence.key}/").status_code == 404


def test_anothers_absence_is_not_there(tom, nat, lena, boris, client_of):
    absence = away(nat, tom)

    for path in (f"{AWAY}{absence.key}/", f"{AWAY}{absence.key}/end/", f"{AWAY}{uuid4()}/"):
        assert client_of(tom).get(path).status_code == 404
        assert client_of(tom).post(path, days()).status_code == 404
        assert client_of(boris).get(path).status_code == 404
    assert client_of(lena).get(f"{AWAY}{absence.key}/").status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (days(first=("31", "2", "2026")), "Enter a day that exists"),
        (days(last=("1", "1", "99999")), "Enter a day that exists"),
        (days(last=("", "", "")), "Enter the last day away."),
        (days(last=("1", "11", "2026")), "The last day must not be before the first."),
        (days(first=("1", "1", "2026"), last=("2", "1", "2026")), "These days have passed."),
        (days(deputy="9" * 400), "Choose a person from the list."),
        (days(deputy="\x00"), "Choose a person from the list."),
        ({}, "Enter the first day away."),
    ],
)
def test_bad_input_is_a_sentence_beside_the_field(tom, client_of, change, sentence):
    answer = client_of(tom).post(ADD, change)

    assert answer.status_code == 200
    assert sentence in answer.content.decode(errors="replace")
    assert not Absence.objects.exists()


@pytest.mark.parametrize("who", ["", "x", "9" * 400, "\x00"])
def test_nobody_is_no_member(lena, client_of, who):
    html = client_of(lena).post(ADD_FOR, days(member=who)).content.decode(errors="replace")

    assert "Choose who is away." in html or "Choose a person from the list." in html


def test_the_only_dsl_is_asked_for_somebody_and_keeps_what_was_typed(dee, client_of):
    html = client_of(dee).post(ADD, days()).content.decode()

    assert "A DSL or deputy must always be named. On these days none would be there" in html
    assert 'value="16"' in html
    assert not Absence.objects.exists()


def test_the_page_says_when_nobody_stands_in(lena, dee, client_of):
    away(dee, first=date(2026, 11, 16), days=3)
    html = page(client_of(lena))

    assert "A DSL or deputy must always be named." in html
    assert "Monday 16 November to Wednesday 18 November 2026: nobody stands in." in html
    assert member(dee).display_name in html


def test_one_and_thirty_ask_the_same(lena, dee, tom, nat, client_of):
    client = client_of(lena)
    away(tom, nat)
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for number in range(29):
        away(tom, nat, first=date(2027, 1, 1 + number))
    with CaptureQueriesContext(connection) as thirty:
        page(client)

    assert len(thirty) == len(one)


def test_who_stands_in_sees_what_waits_while_it_lasts(tom, lena, hari, incident, client_of):
    tell(lena, incident, urgent=True)
    absence = away(lena, hari)

    html = page(client_of(hari))
    assert "While Lena Larch is away, 1 thing waits:" in html
    assert f"A report has come in: {incident.reference}" in html
    assert "Cannot wait" in html

    Absence.objects.filter(pk=absence.pk).update(starts_on=LATER, ends_on=LATER)
    assert incident.reference not in page(client_of(hari))


def test_what_waits_takes_the_same_questions_for_one_and_for_many(
    lena, hari, oakfield, incident, client_of
):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            page(web)
        return len(captured)

    web = client_of(hari)
    away(lena, hari)
    tell(lena, incident)
    page(web)
    one = asked()
    for _n in range(29):
        tell(lena, make_incident(oakfield, status="not_incident"))
    assert asked() == one
