"""The gates: signed in, member of this school, role, second factor."""

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.schools import queries
from esafety.schools.models import RoleGrant
from esafety.schools.services import members
from tests.esafety.accounts.codes import add_authenticator
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member

pytestmark = pytest.mark.django_db
SETTINGS, MEMBERS = "/oakfield/settings/", "/oakfield/settings/members/"


def row(actor):
    return queries.members().get(pk=actor.membership_id)


def test_a_stranger_cannot_tell_a_school_that_exists_from_one_that_does_not(client, oakfield):
    there = client.get(SETTINGS)
    nowhere = client.get("/elsewhere/settings/")

    assert there.status_code == nowhere.status_code == 302
    assert there.url == "/accounts/login/?next=/oakfield/settings/"
    assert nowhere.url == "/accounts/login/?next=/elsewhere/settings/"
    assert there.content == nowhere.content


def test_a_member_of_another_school_finds_nothing(client_of, oakfield, boris):
    client = client_of(boris)

    assert client.get(SETTINGS).status_code == 404
    assert client.get("/elsewhere/settings/").status_code == 404
    assert client.get(SETTINGS).content == client.get("/elsewhere/settings/").content


def test_a_member_without_the_role_is_refused(client_of, tom, gwen, dee):
    assert client_of(tom).get(SETTINGS).status_code == 403
    assert client_of(gwen).get(MEMBERS).status_code == 403
    assert client_of(dee).get(SETTINGS).status_code == 200
    assert client_of(dee).get(MEMBERS).status_code == 403


def test_a_leaver_finds_nothing_from_the_moment_they_left(client_of, lena, hari):
    client = client_of(lena)
    assert client.get(SETTINGS).status_code == 200

    members.leave(by=hari, membership=row(lena))

    assert client.get(SETTINGS).status_code == 404
    assert "no school" in client.get("/").content.decode()


def test_a_role_taken_away_works_in_the_middle_of_a_session(client_of, lena, hari):
    client = client_of(lena)
    assert client.get(MEMBERS).status_code == 200

    members.take_role(by=hari, membership=row(lena), role=Role.LEAD)

    assert client.get(MEMBERS).status_code == 403


def test_a_role_given_works_in_the_middle_of_a_session(client_of, tom, hari):
    client = client_of(tom)
    assert client.get(SETTINGS).status_code == 403

    members.give_role(by=hari, membership=row(tom), role=Role.SENIOR_LEADER)

    assert client.get(SETTINGS).status_code == 200


def test_roles_of_one_school_are_worth_nothing_in_another(client_of, lena, oakfield, brook):
    with scope(school=brook):
        make_member(brook, "Lena Larch", Role.STAFF, user=User.objects.get(pk=lena.user_id))
    client = client_of(lena)

    assert client.get(SETTINGS).status_code == 200
    assert client.get("/brook/settings/").status_code == 403


def test_a_closed_account_is_out_at_once(client_of, lena):
    client = client_of(lena)
    User.objects.filter(pk=lena.user_id).update(is_active=False)

    assert client.get(SETTINGS).url.startswith("/accounts/login/")


def test_an_operator_opens_no_school(client_of, boris, oakfield):
    User.objects.filter(pk=boris.user_id).update(is_operator=True)

    assert client_of(boris).get(SETTINGS).status_code == 404


@pytest.fixture
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("path", ["/oakfield/", SETTINGS, "/oakfield/incidents/"])
def test_who_opens_incidents_sets_up_a_second_factor_first(client_of, lena, strict, path):
    client = client_of(lena)

    assert client.get(path).url == "/accounts/2fa/"
    assert "signing in needs a second step" in client.get("/accounts/2fa/").content.decode()


def test_with_an_authenticator_the_way_is_free(client_of, lena, strict):
    add_authenticator(lena)

    assert client_of(lena).get(SETTINGS).status_code == 200


def test_a_teacher_and_a_governor_need_no_second_factor(client_of, tom, gwen, strict):
    assert client_of(tom).get("/oakfield/").status_code == 200
    assert client_of(gwen).get("/oakfield/").status_code == 200


def test_the_page_of_a_case_asks_a_teacher_for_one(client_of, tom, strict, oakfield):
    incident = make_incident(oakfield)

    assert client_of(tom).get(incident.get_absolute_url()).url == "/accounts/2fa/"


def test_the_chair_needs_one_for_the_cases_that_are_theirs(client_of, cora, strict):
    assert client_of(cora).get("/oakfield/").url == "/accounts/2fa/"


def test_a_role_that_opens_incidents_asks_for_it_at_once(client_of, tom, strict, oakfield):
    client = client_of(tom)
    RoleGrant.objects.create(
        school=oakfield,
        membership=row(tom),
        role=Role.DSL,
        given_at=timezone.now(),
        given_by="system:tests",
    )

    assert client.get("/oakfield/").url == "/accounts/2fa/"


def test_the_start_page_asks_for_no_second_factor(client_of, lena, strict):
    assert client_of(lena).get("/").url == "/oakfield/"


def test_a_refusal_no_form_caught_is_a_page_with_its_sentence(client_of, lena, hari):
    page = client_of(lena).post(f"{MEMBERS}{hari.membership_id}/take-role/head/")

    assert page.status_code == 409
    assert "Only the headteacher" in page.content.decode()


def test_an_error_that_is_no_refusal_stays_one(rf):
    from esafety.schools.middleware import GateMiddleware

    assert GateMiddleware(lambda request: None).process_exception(rf.get("/"), ValueError()) is None


def test_a_view_without_a_mark_is_not_found(rf):
    from django.http import Http404

    from esafety.schools.middleware import GateMiddleware

    with pytest.raises(Http404):
        GateMiddleware(lambda r: None).process_view(rf.get("/"), lambda request: None, (), {})


@pytest.mark.urls("tests.esafety.schools.open_page")
def test_an_open_page_of_a_school_has_its_scope_and_no_actor(client, brook):
    assert client.get("/brook/open/").content == b"Brook School None"
    assert client.get("/nowhere/open/").content == b"None None"


def test_an_address_that_leads_nowhere_is_not_found_for_anybody(client, client_of, tom):
    assert client.get("/oakfield/no/such/page/").status_code == 404
    assert client_of(tom).get("/oakfield/no/such/page/").status_code == 404
