"""One person's page, and what is done there."""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from tests.factories.people import make_guardian, make_person

URL = "/oakfield/people/"


@pytest.fixture
def ada(oakfield):
    return make_person(oakfield, "Ada Ash", upn="R201100018042", date_of_birth="2014-09-01")


def test_the_page_shows_details_and_family_and_is_recorded(oakfield, client_of, dee, ada):
    make_guardian(ada, "Ann Ash", email="ann@home.example")

    page = client_of(dee).get(f"{URL}{ada.pk}/").content.decode()

    for words in (
        "Ada Ash",
        "R201100018042",
        "1 September 2014",
        "Year 8",
        "Ann Ash",
        "parental responsibility",
    ):
        assert words in page
    assert "Change details" not in page
    event = AuditEvent.objects.order_by("-seq").first()
    assert (event.type, event.object, event.actor) == ("person.viewed", f"person:{ada.pk}", dee.ref)


def test_a_member_of_staff_with_a_child_here(oakfield, client_of, olu, tom, ada):
    person = Person.objects.get(membership_id=tom.membership_id)
    person.children.create(school=oakfield, child=ada, relationship="Father")

    page = client_of(olu).get(f"{URL}{person.pk}/").content.decode()

    for words in ("Signs in to eSafety", "Parent or carer of", "Ada Ash", "(Father)", "Has left"):
        assert words in page


def test_who_has_left_is_said_so(oakfield, client_of, olu, lena, tom):
    person = Person.objects.get(membership_id=tom.membership_id)
    mine = client_of(olu)
    today = timezone.localdate()

    assert "access ends at once" in mine.get(f"{URL}{person.pk}/leave/").content.decode()
    day = {"left_on_0": today.day, "left_on_1": today.month, "left_on_2": today.year}
    page = mine.post(f"{URL}{person.pk}/leave/", day, follow=True).content.decode()
    for words in ("recorded as having left", "No longer: ended on", "Has come back"):
        assert words in page
    assert client_of(tom).get("/oakfield/").status_code == 404


@pytest.mark.parametrize("path", ["", "edit/", "leave/", "come-back/", "guardians/add/"])
def test_another_schools_person_is_not_there(oakfield, brook, client_of, olu, path):
    with scope(school=brook):
        stranger = make_person(brook, "Bea Birch")
    mine = client_of(olu)

    assert mine.get(f"{URL}{stranger.pk}/{path}").status_code == 404
    assert mine.post(f"{URL}{stranger.pk}/{path}").status_code == 404
    assert mine.get(f"{URL}999999/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["add/", "add/pupil/", "import/", "1/edit/", "1/leave/", "1/come-back/"]
)
def test_only_those_who_keep_people_change_them(oakfield, client_of, dee, tom, path):
    assert [client_of(a).get(URL + path).status_code for a in (dee, tom)] == [403, 403]


def test_somebody_is_added(oakfield, client_of, olu):
    mine = client_of(olu)

    assert "Visitor" in mine.get(URL + "add/").content.decode()
    assert "Role on the governing body" in mine.get(URL + "add/governor/").content.decode()
    page = mine.post(URL + "add/pupil/", {"first_name": "Eve", "last_name": "Elm"}, follow=True)
    assert "Eve Elm is in the directory" in page.content.decode()
    assert mine.get(URL + "add/robot/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "offered"), [("pupil", True), ("staff", True), ("governor", True), ("visitor", False)]
)
def test_who_is_entered_joins_today_unless_it_is_changed(oakfield, client_of, olu, kind, offered):
    mine, today = client_of(olu), timezone.localdate()

    page = mine.get(f"{URL}add/{kind}/").content.decode()
    assert (f'name="joined_on_2" value="{today.year}"' in page) is offered
    assert ("asked to sign on the day they join" in page) is offered
    changed = {"first_name": "Eve", "last_name": "Elm", "joined_on_0": "1", "joined_on_1": "9"}
    mine.post(f"{URL}add/{kind}/", {**changed, "joined_on_2": "2025"})

    assert Person.objects.get(first_name="Eve").joined_on == date(2025, 9, 1)


def test_what_was_typed_is_kept_with_the_error(oakfield, client_of, olu, ada):
    page = (
        client_of(olu)
        .post(URL + "add/pupil/", {"first_name": "Eve", "last_name": "", "upn": "R201100018042"})
        .content.decode()
    )

    for words in (
        'value="Eve"',
        'value="R201100018042"',
        "Enter the last name",
        "Another pupil",
        "There is a problem",
    ):
        assert words in page


def test_an_empty_post_shows_errors(oakfield, client_of, olu):
    assert "Enter the first name" in client_of(olu).post(URL + "add/visitor/", {}).content.decode()


def test_details_are_changed(oakfield, client_of, olu, ada):
    mine = client_of(olu)

    assert 'value="Ash"' in mine.get(f"{URL}{ada.pk}/edit/").content.decode()
    mine.post(f"{URL}{ada.pk}/edit/", {"first_name": "Ada", "last_name": "Fir", "year_group": "9"})
    ada.refresh_from_db()
    assert (ada.last_name, ada.year_group, ada.upn) == ("Fir", "9", "")


def test_a_refusal_stands_on_the_form(oakfield, client_of, olu, lena):
    person = Person.objects.get(membership_id=lena.membership_id)
    data = {"left_on_0": "1", "left_on_1": "9", "left_on_2": "2026"}

    page = client_of(olu).post(f"{URL}{person.pk}/leave/", data).content.decode()

    assert "only the headteacher can end" in page
    assert 'value="2026"' in page


def test_somebody_comes_back(oakfield, client_of, olu, ada):
    ada.left_on = timezone.localdate()
    ada.save()
    mine = client_of(olu)

    assert "has come back" in mine.get(f"{URL}{ada.pk}/come-back/").content.decode()
    mine.post(f"{URL}{ada.pk}/come-back/")
    ada.refresh_from_db()
    assert ada.left_on is None
    assert "mistaken" not in AuditEvent.objects.latest("seq").data


def test_somebody_never_left(oakfield, client_of, olu, ada):
    ada.left_on = timezone.localdate()
    ada.save()
    mine = client_of(olu)
    page = mine.get(f"{URL}{ada.pk}/come-back/").content.decode()
    assert "They never left" in page
    assert '<input type="hidden" name="mistaken" value="1">' in page

    mine.post(f"{URL}{ada.pk}/come-back/", {"mistaken": "1"})

    ada.refresh_from_db()
    assert ada.left_on is None
    assert AuditEvent.objects.latest("seq").data["mistaken"] is True
