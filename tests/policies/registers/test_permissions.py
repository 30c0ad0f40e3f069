"""Who may do what in a register."""

import pytest

from esafety.access.refused import Refused
from policies.registers import permissions
from policies.registers.declared import named
from tests.policies.registers.filled import make_entry

GUESTS, MONITORING = named("guests"), named("monitoring-of-a-person")
RESPONSIBLE, FILTERING = named("responsible-persons"), named("filtering-changes")


def test_a_register_is_there_for_whom_it_says(lena, hari, gwen):
    permissions.check_exists(lena, GUESTS)
    permissions.check_exists(hari, MONITORING)
    with pytest.raises(Refused, match="this register"):
        permissions.check_exists(lena, MONITORING)
    with pytest.raises(Refused, match="the registers"):
        permissions.check_exists(gwen, GUESTS)


def test_reading_is_not_adding(tom, lena, dee):
    permissions.check_can_add(lena, RESPONSIBLE)
    with pytest.raises(Refused, match="add to this register"):
        permissions.check_can_add(tom, RESPONSIBLE)


def test_asking_is_not_reading_in_a_file(tom, lena):
    permissions.check_can_import(lena, FILTERING)
    with pytest.raises(Refused, match="read in a file"):
        permissions.check_can_import(tom, FILTERING)


def test_keepers_change_and_who_asked_changes_their_own(oakfield, tom, lena, nat):
    guest = make_entry(GUESTS, oakfield, lena)
    asked = make_entry(FILTERING, oakfield, tom)

    assert permissions.may_change(nat, GUESTS, guest)
    assert permissions.may_change(tom, FILTERING, asked)
    assert not permissions.may_change(lena, FILTERING, asked)
    assert not permissions.may_change(tom, GUESTS, guest)
