"""A pupil's parents and carers, on screen."""

import pytest
from django_scopes import scope

from esafety.people.models import Guardianship
from tests.factories.people import make_guardian, make_person

URL = "/oakfield/people/"


@pytest.fixture
def ada(oakfield):
    return make_person(oakfield, "Ada Ash")


def test_somebody_new_is_added_as_a_parent(oakfield, client_of, olu, ada):
    mine = client_of(olu)
    page = mine.get(f"{URL}{ada.pk}/guardians/add/").content.decode()
    assert 'data-search-url="/oakfield/people/search/"' in page
    assert "data-person-search" in page

    data = {
        "first_name": "Ann",
        "last_name": "Ash",
        "relationship": "Mother",
        "parental_responsibility": "on",
    }
    mine.post(f"{URL}{ada.pk}/guardians/add/", data)

    tie = Guardianship.objects.get()
    assert (tie.guardian.name, tie.relationship, tie.parental_responsibility) == (
        "Ann Ash",
        "Mother",
        True,
    )


def test_a_refusal_keeps_what_was_typed(oakfield, client_of, olu, ada):
    ann = make_guardian(ada, "Ann Ash")

    page = (
        client_of(olu)
        .post(
            f"{URL}{ada.pk}/guardians/add/",
            {"who": "Ann Ash", "guardian": ann.pk, "relationship": "Aunt"},
        )
        .content.decode()
    )

    assert "already recorded" in page
    assert 'value="Aunt"' in page


def test_nobody_but_a_pupil_has_such_a_page(oakfield, client_of, olu):
    ann = make_person(oakfield, "Ann Ash", kind="guardian")

    assert client_of(olu).get(f"{URL}{ann.pk}/guardians/add/").status_code == 404


def test_a_tie_is_corrected_and_ended(oakfield, client_of, olu, ada):
    tie = make_guardian(ada, "Ann Ash").children.get()
    mine = client_of(olu)

    assert "Ann Ash, for Ada Ash" in mine.get(f"{URL}guardians/{tie.pk}/").content.decode()
    mine.post(f"{URL}guardians/{tie.pk}/", {"relationship": "Aunt"})
    tie.refresh_from_db()
    assert (tie.relationship, tie.parental_responsibility) == ("Aunt", False)
    assert "End Ann Ash" in mine.get(f"{URL}guardians/{tie.pk}/end/").content.decode()
    page = mine.post(f"{URL}guardians/{tie.pk}/end/", follow=True).content.decode()
    assert "Ended on" in page
    assert mine.post(f"{URL}guardians/{tie.pk}/end/").status_code == 409


def test_another_schools_tie_is_not_there(oakfield, brook, client_of, olu):
    with scope(school=brook):
        tie = make_guardian(make_person(brook, "Bea Birch"), "Bob Birch").children.get()

    for path in ("", "end/"):
        assert client_of(olu).get(f"{URL}guardians/{tie.pk}/{path}").status_code == 404


def test_only_those_who_keep_people_change_ties(oakfield, client_of, dee, ada):
    tie = make_guardian(ada, "Ann Ash").children.get()

    for path in (f"{ada.pk}/guardians/add/", f"guardians/{tie.pk}/", f"guardians/{tie.pk}/end/"):
        assert client_of(dee).post(URL + path).status_code == 403
