"""Who runs campaigns."""

import pytest

from aup.campaign_permissions import check_can_manage_campaigns
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from tests.aup.asked import version_of
from tests.aup.rounds import clock


def test_the_office_the_lead_and_the_head_and_the_clock(agreed, olu, lena, hari):
    for actor in (olu, lena, hari, clock(agreed)):
        check_can_manage_campaigns(actor, version_of("staff"))


def test_nobody_else_and_no_other_school(agreed, tom, dee, gwen, boris):
    other = Actor.for_system("links", school_id=agreed.pk)
    for actor in (tom, dee, gwen, boris, other):
        with pytest.raises(Refused):
            check_can_manage_campaigns(actor, version_of("staff"))
