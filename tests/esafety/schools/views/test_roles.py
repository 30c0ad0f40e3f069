"""Roles given and taken, leaving and coming back, on screen."""

import re

import pytest

from esafety.access.roles import Role
from esafety.schools import queries
from esafety.schools.services import members
from tests.factories.schools import make_member

MEMBERS = "/oakfield/settings/members/"


@pytest.fixture
def hers(client_of, lena):
    return client_of(lena)


def page_of(actor):
    return f"{MEMBERS}{actor.membership_id}/"


def words_of(page):
    return " ".join(page.content.decode().split())


def row(actor):
    return queries.members().get(pk=actor.membership_id)


def test_a_role_is_given_and_taken(hers, tom):
    assert hers.post(page_of(tom) + "give-role/", {"role": "office"}).url == page_of(tom)
    assert row(tom).roles == {Role.STAFF, Role.OFFICE}
    assert hers.post(page_of(tom) + "take-role/office/").url == page_of(tom)
    assert row(tom).roles == {Role.STAFF}


def test_the_page_of_a_member_sends_the_role_where_it_is_given(hers, tom):
    for page in (hers.get(page_of(tom)), hers.post(page_of(tom) + "give-role/", {"role": ""})):
        [form] = re.findall(r"<form [^>]*>(?=(?:(?!</form>).)*Give this role)", words_of(page))
        assert f'action="{page_of(tom)}give-role/"' in form


@pytest.mark.parametrize("role", ["", "dsl", "nonsense"])
def test_a_role_one_may_not_give_is_no_choice(hers, tom, role):
    page = hers.post(page_of(tom) + "give-role/", {"role": role})

    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert row(tom).roles == {Role.STAFF}


def test_a_leaver_gets_no_role_and_the_page_says_why(hers, lena, tom):
    members.leave(by=lena, membership=row(tom))

    page = hers.post(page_of(tom) + "give-role/", {"role": "staff"})

    assert "has left" in page.content.decode()


def test_a_role_there_is_not_is_not_found(hers, tom):
    assert hers.post(page_of(tom) + "take-role/nonsense/").status_code == 404


@pytest.mark.parametrize("end", ["give-role/", "take-role/staff/", "invite-again/"])
def test_nothing_changes_by_looking(hers, tom, end):
    assert hers.get(page_of(tom) + end).status_code == 405


def test_leaving_is_asked_once_more_and_then_done(hers, tom):
    assert "Has Tom Thorn left" in hers.get(page_of(tom) + "leave/").content.decode()

    assert hers.post(page_of(tom) + "leave/").url == page_of(tom)
    assert row(tom).left_on is not None


def test_coming_back_needs_a_role(hers, lena, tom):
    members.leave(by=lena, membership=row(tom))
    assert hers.get(page_of(tom) + "reopen/").status_code == 200

    assert "at least one role" in hers.post(page_of(tom) + "reopen/").content.decode()
    assert hers.post(page_of(tom) + "reopen/", {"roles": ["office"]}).url == page_of(tom)
    assert row(tom).roles == {Role.OFFICE}


def test_reopening_a_present_member_is_refused_on_the_page(hers, tom):
    page = hers.post(page_of(tom) + "reopen/", {"roles": ["office"]})

    assert "This person is a member already." in page.content.decode()


def test_a_pupil_is_offered_no_other_role_and_nobody_else_a_pupils(hers, oakfield, tom):
    pip = make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")

    assert "Give this role" not in words_of(hers.get(page_of(pip)))
    assert "Give this role" in words_of(hers.get(page_of(tom)))
    assert 'value="pupil"' not in words_of(hers.get(page_of(tom)))
    for one, role in ((pip, "office"), (tom, "pupil")):
        assert hers.post(page_of(one) + "give-role/", {"role": role}).status_code == 200
    assert (row(pip).roles, row(tom).roles) == ({Role.PUPIL}, {Role.STAFF})
