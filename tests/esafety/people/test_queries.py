"""Reads of the directory: by the beginnings of names, in the reader's school only."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.people import queries
from esafety.people.models import Guardianship
from tests.factories.people import make_guardian, make_person


def names(found):
    return [person.name for person in found]


@pytest.mark.parametrize(
    "q", ["lar l", "lena larch", "LEN", "larch", "Lá", "larch, lena", "L L", "le la"]
)
def test_every_word_typed_begins_a_word_of_the_name(oakfield, lena, tom, q):
    assert names(queries.search(q=q)) == ["Lena Larch"]


@pytest.mark.parametrize("q", ["", "  ", "arch", "lena x", "%", "_", "1", "lena larch lena x"])
def test_anything_else_finds_nobody(oakfield, lena, q):
    assert queries.search(q=q) == []


def test_a_name_in_other_letters_is_found(oakfield):
    make_person(oakfield, "Łucja O'Brien-Núñez")

    assert [names(queries.search(q=q)) for q in ("luc", "obr", "nunez luc")] == [
        ["Łucja O'Brien-Núñez"]
    ] * 3


def test_leavers_come_last(oakfield):
    today = timezone.localdate()
    make_person(oakfield, "Ada Ash", left_on=today)
    make_person(oakfield, "Ada Beech", left_on=today + timedelta(days=1))
    make_person(oakfield, "Ada Cedar")

    assert names(queries.search(q="ada")) == ["Ada Beech", "Ada Cedar", "Ada Ash"]


def test_no_more_are_found_than_asked_for(oakfield):
    for n in range(4):
        make_person(oakfield, f"Ada Ash{'abcd'[n]}")

    assert len(queries.search(q="ada", limit=3)) == 3


def test_kinds_limit_the_search_and_staff_who_are_parents_are_found_as_both(oakfield, lena):
    child = make_person(oakfield, "Leo Larch")
    parent = make_guardian(child, "Lou Larch")
    member = queries.search(q="lena")[0]
    tie = Guardianship.objects.create(school=oakfield, guardian=member, child=child)

    assert names(queries.search(q="l", kinds=["guardian"])) == ["Lena Larch", "Lou Larch"]
    assert names(queries.search(q="l", kinds=["staff"])) == ["Lena Larch"]
    tie.ended_on = timezone.localdate()
    tie.save()
    assert names(queries.search(q="l", kinds=["guardian"])) == ["Lou Larch"]
    assert parent.kind == "guardian"


def test_another_schools_people_are_not_found(oakfield, brook, boris):
    with scope(school=brook):
        make_person(brook, "Ada Ash")

    assert queries.search(q="ada") == []
    assert names(queries.directory(q="boris")) == []
    with scope(school=brook):
        assert names(queries.search(q="ada")) == ["Ada Ash"]


def test_a_search_is_one_query(oakfield, lena, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.search(q="lar l", kinds=["staff"])[0].get_absolute_url()


def test_the_directory_lists_by_surname_and_filters(oakfield, tom):
    make_person(oakfield, "Ben Beech", year_group="9", tutor_group="9K")
    make_person(oakfield, "Ada Ash", year_group="8", tutor_group="8K")
    make_person(oakfield, "Cara Ash", left_on=timezone.localdate())

    assert names(queries.directory()) == ["Ada Ash", "Ben Beech", "Tom Thorn"]
    assert names(queries.directory(kind="pupil")) == ["Ada Ash", "Ben Beech"]
    assert names(queries.directory(year="9")) == ["Ben Beech"]
    assert names(queries.directory(tutor="8K")) == ["Ada Ash"]
    assert names(queries.directory(leavers=True)) == ["Cara Ash"]
    assert names(queries.directory(q="a a")) == ["Ada Ash"]
    assert names(queries.directory(q="%")) == []
    assert queries.tutor_groups() == ["8K", "9K"]


def test_who_is_whose(oakfield):
    child = make_person(oakfield, "Ada Ash")
    first, second = make_guardian(child, "Ann Ash"), make_guardian(child, "Art Ash")
    Guardianship.objects.filter(guardian=first).update(ended_on=timezone.localdate())

    assert [tie.guardian for tie in queries.guardians_of(child)] == [second, first]
    assert [tie.child for tie in queries.children_of(second)] == [child]
    assert str(queries.guardianships().first()).startswith("guardianship:")
    assert queries.guardianships().count() == 2
    assert list(queries.pupils()) == [child]


def test_the_holder_of_a_upn(oakfield):
    ada = make_person(oakfield, "Ada Ash", upn="R201100018042")

    assert queries.upn_holder("R201100018042") == ada
    assert queries.upn_holder("T20110001804V") is None
    assert queries.upn_holder("") is None


def test_a_filter_offers_the_years_that_the_school_has_in_order(oakfield, brook):
    make_person(oakfield, "Ada Ash", year_group="10")
    make_person(oakfield, "Ben Birch", year_group="7", left_on=date(2020, 1, 1))
    make_person(oakfield, "Cy Cedar", year_group="")
    make_person(oakfield, "Dot Dale", year_group="10")
    with scope(school=brook):
        make_person(brook, "Eva Elm", year_group="N1")

    assert queries.year_groups() == [("7", "Year 7"), ("10", "Year 10")]
