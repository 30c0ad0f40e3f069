"""A Tuesday in term, and what tests about notices do again and again."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from esafety.notices import services as notices
from esafety.notices.models import Absence, NoticeSettings
from esafety.schools.models import Membership
from tests.factories.incidents import make_incident

TUESDAY = datetime(2026, 11, 10, 10, 0, tzinfo=UTC)
TODAY = TUESDAY.date()


@pytest.fixture
def tuesday():
    """Tuesday 10 November 2026, ten in the morning; `tuesday.move_to(...)` goes elsewhere."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def incident(oakfield, tuesday):
    """One for which no clock runs, so that nothing is told but what a test tells."""
    return make_incident(oakfield, status="not_incident")


def member(actor) -> Membership:
    return Membership.objects.select_related("school", "user").get(pk=actor.membership_id)


def tell(actor, incident, **more):
    """Tell one member of an incident."""
    with transaction.atomic():
        return notices.tell(
            member=member(actor),
            kind="incident.submitted",
            object=incident.audit_ref,
            school_id=incident.school_id,
            **more,
        )


def wish(actor, **choices) -> NoticeSettings:
    """What the member chose about mail."""
    held = member(actor)
    row, _made = NoticeSettings.objects.update_or_create(
        school=held.school, member=held, defaults=choices
    )
    return row


def away(actor, deputy=None, first: date = TODAY, days: int = 1, **more) -> Absence:
    """The member is away on so many days."""
    facts = {"said_at": TUESDAY, "said_by": "system:tests", **more}
    return Absence.objects.create(
        school_id=actor.school_id,
        member=member(actor),
        deputy=member(deputy) if deputy else None,
        starts_on=first,
        ends_on=first + timedelta(days=days - 1),
        **facts,
    )
