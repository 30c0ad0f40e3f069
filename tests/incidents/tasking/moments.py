"""What both tests of clocks share: moments at Oakfield, and cases that began then."""

from datetime import datetime
from zoneinfo import ZoneInfo

from incidents.models import Incident, Sheet
from tests.incidents.cases import make_case, member

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def report(school, moment: str, **extra) -> Incident:
    return make_case(school, submitted_at=at(moment), last_entry_at=at(moment), **extra)


def quiet(school, by, moment: str, **extra) -> Incident:
    return make_case(
        school, "investigating", by=by, submitted_at=at(moment), last_entry_at=at(moment), **extra
    )


def breach(case, by, clock_at: str, **extra) -> Sheet:
    facts = {"kind": "breach", "number": 1, "facts": {}, "settled": False, **extra}
    return Sheet.objects.create(
        school=case.school,
        incident=case,
        clock_at=at(clock_at),
        made_at=at("2026-11-05 09:00"),
        made_by=member(by),
        **facts,
    )
