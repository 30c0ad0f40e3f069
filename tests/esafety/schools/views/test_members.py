"""The list of members, the search, one member's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.access.roles import Role
from esafety.schools import queries
from esafety.schools.models import Membership
from esafety.schools.services import members
from tests.factories.schools import make_member

MEMBERS = "/oakfield/settings/members/"
FIND, ADD = MEMBERS + "find/", MEMBERS + "add/"


@pytest.fixture
def hers(client_of, lena):
    return client_of(lena)


def page_of(actor):
    return f"{MEMBERS}{actor.membership_id}/"


def row(actor):
    return queries.members().get(pk=actor.membership_id)


def test_members_are_listed_with_their_roles(hers, tom, dee):
    page = hers.get(MEMBERS).content.decode()

    assert "Tom Thorn" in page
    assert "Staff, Designated safeguarding lead" in page
    assert "Not signed in yet" in page
    assert "1 to 3 of 3" in page


def test_thirty_members_cost_no_more_queries_than_one(hers, oakfield):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            hers.get(MEMBERS)
        return len(seen)

    hers.get(MEMBERS)
    one = cost()
    for n in range(30):
        make_member(oakfield, f"Name{n} Nettle", Role.STAFF, Role.HEAD_OF_YEAR)

    assert cost() == one


def test_the_list_has_pages_of_fifty(hers, oakfield):
    for n in range(60):
        make_member(oakfield, f"Name{n} Nettle")

    first, second = hers.get(MEMBERS), hers.get(MEMBERS + "?page=2")

    assert "1 to 50 of 61" in first.content.decode()
    assert "?page=2" in first.content.decode()
    assert "51 to 61 of 61" in second.content.decode()
    assert hers.get(MEMBERS + "?page=nonsense").status_code == 200


def test_a_search_keeps_what_was_typed_out_of_the_address(hers, tom, dee):
    answer = hers.post(FIND, {"words": "Thorn"})

    assert "Thorn" not in answer.url
    page = hers.get(answer.url).content.decode()
    assert "Tom Thorn" in page
    assert "Dee Dogwood" not in page
    assert "1 found" in page


def test_a_search_goes_over_several_pages(hers, oakfield):
    for n in range(60):
        make_member(oakfield, f"Name{n} Nettle")
    found = hers.post(FIND, {"words": "Nettle"}).url

    page = hers.get(found).content.decode()

    assert "1 to 50 of 60" in page
    assert f"{found.split('?')[1]}&amp;page=2" in page


@pytest.mark.parametrize("typed", ["", "x" * 101, "a\x00b"])
def test_an_empty_or_impossible_search_shows_everybody(hers, typed):
    assert hers.post(FIND, {"words": typed}).url == MEMBERS


def test_only_the_last_searches_are_kept(hers, tom):
    tokens = [hers.post(FIND, {"words": f"word{n}"}).url for n in range(7)]

    assert len(hers.session["member_searches"]) == 5
    assert "Tom Thorn" in hers.get(tokens[0]).content.decode()
    assert "Nobody to show" in hers.get(tokens[-1]).content.decode()


def test_leavers_have_a_list_of_their_own(hers, lena, tom):
    members.leave(by=lena, membership=row(tom))

    assert "Tom Thorn" not in hers.get(MEMBERS).content.decode()
    assert "Tom Thorn" in hers.get(MEMBERS + "?left=1").content.decode()
    found = hers.post(FIND, {"words": "tom", "left": "1"}).url
    assert "Tom Thorn" in hers.get(found).content.decode()


def test_a_member_is_added(hers, lena):
    assert hers.get(ADD).status_code == 200

    answer = hers.post(
        ADD, {"name": "Nina Nettle", "email": "nina@x.example", "roles": ["staff", "office"]}
    )

    made = Membership.objects.get(display_name="Nina Nettle")
    assert answer.url == f"{MEMBERS}{made.pk}/"
    assert made.roles == {Role.STAFF, Role.OFFICE}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter a name."),
        ({"email": "nina"}, "Enter an email address, such as"),
        ({"roles": []}, "Choose at least one role."),
        ({"roles": ["head"]}, "not one of the available choices"),
        ({"email": "lena@oakfield.example"}, "is a member already"),
    ],
)
def test_what_is_wrong_with_a_new_member_is_said(hers, hari, changes, sentence):
    facts = {"name": "Nina Nettle", "email": "nina@x.example", "roles": ["staff"]}

    page = hers.post(ADD, {**facts, **changes})

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_only_roles_one_may_give_are_offered(hers, client_of, hari):
    assert 'value="dsl"' not in hers.get(ADD).content.decode()
    assert 'value="dsl"' in client_of(hari).get(ADD).content.decode()


def test_a_member_has_a_page(hers, tom):
    page = hers.get(page_of(tom)).content.decode()

    assert "Tom Thorn" in page
    assert "Take away" in page
    assert "Send the invitation again" in page


def test_ones_own_page_offers_nothing(hers, lena):
    page = hers.get(page_of(lena)).content.decode()

    assert "This is you" in page
    assert "Take away" not in page
    assert "left" not in page.split("<main")[1]


def test_a_leavers_page_offers_to_reopen(hers, lena, tom):
    members.leave(by=lena, membership=row(tom))

    page = hers.get(page_of(tom)).content.decode()

    assert "Reopen the membership" in page
    assert "Take away" not in page


def test_an_invitation_is_sent_again(hers, tom):
    assert hers.post(page_of(tom) + "invite-again/").url == page_of(tom)


@pytest.mark.parametrize("end", ["", "leave/", "reopen/"])
def test_a_member_of_another_school_is_not_found(hers, boris, end):
    assert hers.get(page_of(boris) + end).status_code == 404
