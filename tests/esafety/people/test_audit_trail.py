"""What people are called in the audit log."""

from django_scopes import scope

from esafety.audit import objects
from esafety.people import audit_trail
from tests.factories.people import make_person


def test_a_person_is_called_by_name_and_a_file_by_number(oakfield):
    ada = make_person(oakfield, "Ada Ash")

    assert objects.names({f"person:{ada.pk}", "import:3"}) == {
        f"person:{ada.pk}": "Ada Ash",
        "import:3": "file 3",
    }


def test_another_schools_person_has_no_name_here(oakfield, brook):
    with scope(school=brook):
        stranger = make_person(brook, "Bea Birch")

    assert audit_trail.people({f"person:{stranger.pk}", "person:x"}) == {}
