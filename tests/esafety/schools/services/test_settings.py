"""A school's own details."""

from datetime import time

import pytest

from esafety.access.refused import Refused
from esafety.schools.models import School
from esafety.schools.services import settings as service

FACTS = {
    "name": "Oakfield School",
    "phase": "secondary",
    "day_starts": time(8, 30),
    "day_ends": time(15, 30),
    "emergency_contact": "",
    "outside_contact": "",
    "handling_mark": "OFFICIAL",
}


def change(by, **changes):
    return service.change_details(by=by, **{**FACTS, **changes})


def test_the_audit_row_names_the_fields_and_not_what_they_say(lena, recorded):
    school = change(lena, outside_contact="Ada Ash, 01632 960000", name="Oakfield High")

    assert School.objects.get(pk=school.pk).outside_contact == "Ada Ash, 01632 960000"
    assert recorded("school.changed") == [
        (lena.ref, f"school:{school.pk}", {"fields": ["name", "outside_contact"]})
    ]


def test_saving_what_is_there_changes_and_records_nothing(lena, recorded):
    change(lena)

    assert recorded("school.changed") == []


def test_the_day_ends_after_it_starts(lena):
    with pytest.raises(Refused, match="must end after"):
        change(lena, day_ends=time(8, 30))


def test_a_teacher_changes_nothing(tom):
    with pytest.raises(Refused, match="settings"):
        change(tom, name="Tom's School")


def test_no_audit_row_no_change(lena, oakfield, audit_fails):
    with pytest.raises(audit_fails("school.changed")):
        change(lena, name="Oakfield High")

    assert School.objects.get(pk=oakfield.pk).name == "Oakfield School"
