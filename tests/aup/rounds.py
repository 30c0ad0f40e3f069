"""Campaigns for tests."""

from datetime import date

from aup.models import Agreement, Campaign
from aup.services import campaigns, rounds
from esafety.access.actor import Actor
from tests.factories.people import make_guardian, make_person

FIRST, LAST = date(2026, 11, 3), date(2026, 11, 27)


def prepared(by, audience="pupils_primary", **changes) -> Campaign:
    facts = {
        "title": "Autumn",
        "groups": {},
        "opens_on": FIRST,
        "closes_on": LAST,
        "reminder_days": [3, 7, 14],
        **changes,
    }
    return campaigns.make(agreement=Agreement.objects.get(audience=audience), by=by, **facts)


def ask_all(campaign) -> Campaign:
    """Do the job that asks."""
    by = clock(campaign.school)
    while rounds.ask_some(campaign=campaign.pk, by=by):
        pass
    return campaign


def running(by, audience="pupils_primary", **changes) -> Campaign:
    campaign = campaigns.start(campaign=prepared(by, audience, **changes), by=by)
    return ask_all(campaign)


def clock(school) -> Actor:
    return Actor.for_system("campaigns", school_id=school.pk)


def pupil(school, name, *parents, year="4", tutor="4A", address=True, **extra):
    """A pupil; each parent has an address unless told otherwise."""
    child = make_person(school, name, year_group=year, tutor_group=tutor, **extra)
    for parent in parents:
        email = f"{parent.split()[0].lower()}@example.org" if address else ""
        make_guardian(child, parent, email=email)
    return child
