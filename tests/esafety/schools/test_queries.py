"""Reads about schools, members and terms."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.schools import queries
from esafety.schools.models import Term
from esafety.schools.services import members

pytestmark = pytest.mark.django_db


def row(actor):
    return queries.members().get(pk=actor.membership_id)


@pytest.fixture
def gone(lena, tom):
    members.leave(by=lena, membership=row(tom))
    return tom


def test_today_is_the_schools_own(oakfield):
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        assert queries.local_today(oakfield) == date(2026, 7, 2)


def test_places_of_a_user_are_those_not_left(lena, gone):
    assert [m.school.slug for m in queries.memberships_of(lena.user_id)] == ["oakfield"]
    assert list(queries.memberships_of(gone.user_id)) == []


def test_a_leaver_and_a_closed_account_have_no_membership_and_no_roles(lena, gone):
    User.objects.filter(pk=lena.user_id).update(is_active=False)

    assert queries.membership_in("oakfield", gone.user_id) is None
    assert queries.membership_in("oakfield", lena.user_id) is None
    assert queries.actor_of(row(gone)).roles == frozenset()
    assert queries.actor_of(row(lena)).roles == frozenset()


def test_holders_are_present_members_who_hold_a_role_now(lena, dee, hari, gone):
    assert [m.pk for m in queries.holders(Role.LEAD, Role.DSL)] == [
        lena.membership_id,
        dee.membership_id,
    ]
    assert {m.pk for m in queries.holders_of(Permission.MEMBERS_MANAGE)} == {
        lena.membership_id,
        hari.membership_id,
    }
    assert list(queries.holders()) == []


def test_whether_there_is_a_head(oakfield, lena):
    assert not queries.has_head()


def test_whether_there_is_a_head_now(hari):
    assert queries.has_head()


def test_names_by_role_leave_nobody_out(lena, dee, gone):
    assert queries.names_by_role(Role.LEAD, Role.DSL, Role.STAFF, Role.CHAIR) == {
        Role.LEAD: ["Lena Larch"],
        Role.DSL: ["Dee Dogwood"],
        Role.STAFF: ["Dee Dogwood", "Lena Larch"],
        Role.CHAIR: [],
    }


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["Dee Dogwood", "Lena Larch"]),
        ("larch", ["Lena Larch"]),
        ("dog dee", ["Dee Dogwood"]),
        ("LENA@", ["Lena Larch"]),
        ("nobody", []),
        ("%", []),
    ],
)
def test_members_are_found_by_name_or_address(lena, dee, boris, words, names):
    assert [m.display_name for m in queries.find_members(words=words)] == names


def test_leavers_are_found_apart(lena, gone):
    assert [m.display_name for m in queries.find_members(left=True)] == ["Tom Thorn"]
    assert [m.display_name for m in queries.find_members(words="tom")] == []


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 9, 2), 1),
        (date(2026, 12, 18), 1),
        (date(2026, 12, 25), 1),
        (date(2027, 1, 4), 2),
        (date(2027, 8, 15), 3),
        (date(2030, 1, 1), 3),
    ],
)
def test_the_term_of_a_day_or_the_last_that_began(oakfield, day, number):
    term = queries.term_on(day)

    assert (term and term.number) == number


def test_terms_and_closures_come_in_order(oakfield):
    Term.objects.create(
        school=oakfield,
        academic_year=2025,
        number=3,
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 7, 17),
    )

    assert [str(t) for t in queries.terms()][:2] == ["Summer 2025/26", "Autumn 2026/27"]
    assert [c.starts_on.month for c in queries.closures()] == [10, 2, 5]


def test_a_school_by_its_short_name(oakfield):
    assert queries.school_named("oakfield") == oakfield


def test_rows_are_written_without_names(lena, oakfield):
    member = row(lena)

    assert str(member) == lena.ref
    assert str(oakfield) == "Oakfield School"
    assert "Lena" not in " ".join(map(str, member.grants.all()))
    assert str(queries.closures().first()) == "Half-term holiday 2026-10-26"
