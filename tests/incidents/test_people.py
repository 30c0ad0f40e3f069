"""Naming the people an incident involves."""

import pytest
from django.db import transaction

from incidents.models import TypedSpelling
from incidents.services.people import name_person
from tests.factories.incidents import make_incident
from tests.factories.people import make_person


def forms_of(row):
    return set(TypedSpelling.objects.filter(involved=row).values_list("form", flat=True))


def test_someone_of_the_directory_keeps_their_year_group_of_today(oakfield):
    ada = make_person(oakfield, "Ada Ash", year_group="9")

    row = name_person(
        incident=make_incident(oakfield), kind="child", person=ada, typed_name="ada", part="target"
    )

    assert (row.person, row.year_group, row.typed_name, row.part) == (ada, "9", "", "target")
    assert forms_of(row) == set()


def test_a_typed_name_leaves_its_spellings(oakfield):
    row = name_person(incident=make_incident(oakfield), kind="staff", typed_name="Ms Larch")

    assert {"larch", "arch", "larc"} <= forms_of(row)
    assert row.spellings.filter(alone=True).count() == row.spellings.count()


def test_two_words_do_not_stand_alone(oakfield):
    row = name_person(incident=make_incident(oakfield), kind="staff", typed_name="Li Larch")

    assert not row.spellings.filter(alone=True).exists()


def test_nobody_known_leaves_no_spelling(oakfield):
    row = name_person(incident=make_incident(oakfield), kind="unknown")

    assert forms_of(row) == set()


def test_a_word_without_end_still_fits(oakfield):
    row = name_person(incident=make_incident(oakfield), kind="child", typed_name="x" * 120)

    assert max(map(len, forms_of(row))) == 80


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_refuses():
    assert not transaction.get_connection().in_atomic_block

    with pytest.raises(RuntimeError):
        name_person(incident=None, kind="child", typed_name="Ada Ash")
