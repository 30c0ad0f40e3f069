"""Who may keep the directory."""

import pytest
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.people.permissions import check_can_manage
from tests.factories.people import make_person


def test_the_office_the_lead_and_the_head_keep_the_directory(oakfield, olu, lena, hari):
    person = make_person(oakfield, "Ada Ash")

    for actor in (olu, lena, hari):
        check_can_manage(actor)
        check_can_manage(actor, person)


def test_nobody_else_does(oakfield, dee, tom, gwen, cora, nat):
    for actor in (dee, tom, gwen, cora, nat):
        with pytest.raises(Refused, match="does not let you"):
            check_can_manage(actor)


def test_nobody_keeps_another_schools_people(oakfield, brook, olu):
    with scope(school=brook):
        stranger = make_person(brook, "Bea Birch")

    with pytest.raises(Refused, match="another school"):
        check_can_manage(olu, stranger)
