"""Who is whose parent or carer."""

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.people.models import Guardianship, Person
from esafety.people.services import guardians
from tests.factories.people import make_guardian, make_person

ANN = {"first_name": "Ann", "last_name": "Ash", "email": "ann@home.example", "phone": ""}


@pytest.fixture
def ada(oakfield):
    return make_person(oakfield, "Ada Ash")


def test_a_new_parent_is_entered_with_the_tie(oakfield, olu, ada):
    tie = guardians.add(
        by=olu, child=ada, details=ANN, relationship="Mother", parental_responsibility=True
    )

    assert (tie.guardian.name, tie.guardian.kind, tie.relationship) == (
        "Ann Ash",
        "guardian",
        "Mother",
    )
    event = AuditEvent.objects.order_by("-seq").first()
    assert (event.type, event.object) == ("guardianship.changed", f"person:{ada.pk}")
    assert event.data == {
        "act": "added", "guardian": f"person:{tie.guardian_id}", "parental_responsibility": True,
    }  # fmt: skip


def test_somebody_on_the_staff_is_not_doubled(oakfield, olu, ada, lena):
    tie = guardians.add(by=olu, child=ada, details={**ANN, "email": "LENA@oakfield.example"})

    assert tie.guardian == Person.objects.get(membership_id=lena.membership_id)
    assert not Person.objects.filter(kind="guardian").exists()


def test_one_person_may_be_parent_of_several(oakfield, olu, ada):
    ann = make_guardian(ada, "Ann Ash")
    ben = make_person(oakfield, "Ben Ash")

    guardians.add(by=olu, child=ben, guardian=ann)

    assert ann.children.count() == 2


def test_the_same_tie_twice_is_refused(oakfield, olu, ada):
    ann = make_guardian(ada, "Ann Ash")

    with pytest.raises(Refused, match="already"):
        guardians.add(by=olu, child=ada, guardian=ann)


def test_one_who_was_ended_is_taken_up_again(oakfield, olu, ada):
    ann = make_guardian(ada, "Ann Ash")
    guardians.end(guardianship=ann.children.get(), by=olu)

    tie = guardians.add(by=olu, child=ada, guardian=ann, relationship="Aunt")

    assert (tie.ended_on, tie.relationship, tie.parental_responsibility) == (None, "Aunt", False)
    assert Guardianship.objects.count() == 1


def test_only_a_pupil_has_parents_and_no_pupil_is_one(oakfield, olu, ada):
    ann, ben = make_guardian(ada, "Ann Ash"), make_person(oakfield, "Ben Ash")

    with pytest.raises(Refused, match="Only a pupil"):
        guardians.add(by=olu, child=ann, guardian=ann)
    with pytest.raises(Refused, match="cannot be"):
        guardians.add(by=olu, child=ada, guardian=ben)


def test_a_tie_is_corrected_and_ended(oakfield, olu, ada):
    tie = make_guardian(ada, "Ann Ash").children.get()

    guardians.change(guardianship=tie, by=olu, relationship="Carer", parental_responsibility=False)
    guardians.end(guardianship=tie, by=olu)

    tie.refresh_from_db()
    assert (tie.relationship, tie.parental_responsibility) == ("Carer", False)
    assert tie.ended_on == timezone.localdate()
    with pytest.raises(Refused, match="already ended"):
        guardians.end(guardianship=tie, by=olu)


def acts(by, ada):
    tie = make_guardian(ada, "Art Ash").children.get()
    return {
        "add": lambda: guardians.add(by=by, child=ada, details=ANN),
        "change": lambda: guardians.change(
            guardianship=tie, by=by, relationship="x", parental_responsibility=False
        ),
        "end": lambda: guardians.end(guardianship=tie, by=by),
    }


@pytest.mark.parametrize("act", ["add", "change", "end"])
def test_nobody_without_the_right_does_it(oakfield, dee, ada, act):
    with pytest.raises(Refused):
        acts(dee, ada)[act]()


@pytest.mark.parametrize("act", ["add", "change", "end"])
def test_without_its_audit_row_nothing_is_saved(oakfield, olu, ada, act, no_audit):
    call = acts(olu, ada)[act]
    before = list(Guardianship.objects.values()), Person.objects.count()

    with no_audit("guardianship.changed"):
        call()

    assert (list(Guardianship.objects.values()), Person.objects.count()) == before
