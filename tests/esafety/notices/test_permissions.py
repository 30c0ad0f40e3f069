"""Who may say that a member is away."""

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.notices import permissions


def test_oneself_and_who_manages_members(tom, nat, lena, hari, dee):
    may = {a: permissions.may_say_away(a, tom.membership_id) for a in (tom, nat, lena, hari, dee)}

    assert [a.display_name.split()[0] for a, found in may.items() if found] == [
        "Tom",
        "Lena",
        "Hari",
    ]
    permissions.check_can_say_away(tom, tom.membership_id)
    with pytest.raises(Refused):
        permissions.check_can_say_away(nat, tom.membership_id)


def test_every_member_chooses_their_own_mail(gwen, oakfield):
    permissions.check_can_choose_mail(gwen)
    with pytest.raises(Refused):
        permissions.check_can_choose_mail(Actor(school_id=oakfield.pk))
