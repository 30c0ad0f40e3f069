"""Staff and governors are asked in September: nearly all sign, some have not yet, one refuses."""

import random
import uuid
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import F

from aup import campaign_tasks
from aup.audiences import audience_of
from aup.models import Agreement, Ask, Campaign, Letter
from aup.queries import asks
from aup.queries import campaigns as queries
from aup.services import campaigns, own, rounds
from aup.statements import ticked
from esafety.access.actor import Actor
from esafety.demo import schedule
from esafety.demo.agreements import sign_by_link
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.people.choices import Kind
from esafety.schools import usual_year
from esafety.schools.calendar import SchoolCalendar, school_year
from esafety.signatures.choices import Part

STILL_TO_SIGN = ("tom", "nat")
"""Those of the cast for whom it waits, to be signed by whoever tries the demonstration."""
_LATE = 0.07  # of the others, but for the cast
_BEGUN, _ANSWERED = 5, 15  # school days: of the year before it opens, and in which people answer
_WEEKS, _REMINDER, _MORE_TIME = timedelta(weeks=4), 14, timedelta(days=14)
_NO = "I would like to know first what the school sees on my own telephone."


def campaign(company: Company, now: datetime) -> Acts:
    """Four weeks of September; a week ago those who had not answered were given more time."""
    if company.is_primary:
        return
    calendar, office = company.calendar, company.actors["olu"]
    today = now.astimezone(calendar.zone).date()
    opens_on, days = _september(calendar, today)
    again = schedule.days_before(calendar, today, 6)
    closes_on, last = opens_on + _WEEKS, today + _MORE_TIME
    is_over = closes_on < again
    yield _at(calendar, opens_on, 9, 10)
    row = _begun(company, office, opens_on, closes_on if is_over else max(closes_on, last))
    acts = _answers(company, row, days)
    reminder = schedule.school_days(calendar, opens_on + timedelta(days=_REMINDER), today)[0]
    acts.append((_at(calendar, reminder, 9, 0), partial(_remind, company, row)))
    if is_over:
        clock = Actor.for_system("campaigns", school_id=company.school.pk)
        over = _at(calendar, closes_on + timedelta(days=1), 6, 30)
        acts.append((over, partial(campaigns.close, campaign=row, by=clock)))
        more = partial(campaigns.extend, campaign=row, closes_on=last, by=office)
        acts.append((_at(calendar, again, 9, 40), more))
    for moment, act in sorted(acts, key=lambda one: one[0]):
        yield moment
        act()


def _september(calendar: SchoolCalendar, today: date) -> tuple[date, list[date]]:
    """The day on which the newest campaign opened of which all answers are in, and their days."""
    for year in (school_year(today), school_year(today) - 1):
        begins = usual_year.terms_of(year)[0][1]
        known = schedule.school_days(calendar, begins, begins + timedelta(days=60))
        opens_on, days = known[_BEGUN], known[_BEGUN + 1 : _BEGUN + 1 + _ANSWERED]
        if days[-1] < today:
            break
    return opens_on, days


def _at(calendar: SchoolCalendar, day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), calendar.zone)


def _begun(company: Company, office: Actor, opens_on: date, closes_on: date) -> Campaign:
    agreement = Agreement.objects.get(audience=audience_of(Kind.STAFF, ""))
    year = school_year(opens_on)
    row = campaigns.make(
        agreement=agreement,
        title=f"Staff and governors, {year}/{(year + 1) % 100:02}",
        groups={"year_groups": [], "tutor_groups": [], "kinds": [Kind.STAFF, Kind.GOVERNOR]},
        opens_on=opens_on,
        closes_on=closes_on,
        reminder_days=[_REMINDER],
        by=office,
    )
    campaigns.start(campaign=row, by=office)
    clock = Actor.for_system("campaigns", school_id=company.school.pk)
    while rounds.ask_some(campaign=row.pk, by=clock):
        pass
    _letters_went_out(row)
    return row


def _remind(company: Company, campaign: Campaign) -> None:
    """What the calendar asks for on that day, and what the worker would do a moment later."""
    campaign_tasks.remind_on_the_days(company.school)
    for job in Job.objects.filter(kind=queries.REMIND_JOB, state=JobState.WAITING):
        jobs.run(str(job.pk))
    _letters_went_out(campaign)


def _letters_went_out(campaign: Campaign) -> None:
    unsent = Letter.objects.filter(campaign=campaign, sent_at__isnull=True)
    unsent.update(sent_at=F("made_at"))


def _answers(company: Company, campaign: Campaign, days: list[date]) -> list[tuple[datetime, Any]]:
    """Who answers, and when; the cast is in time, but for those to whom it is left."""
    rng = random.Random(f"staff agreement of {company.slug}")
    cast = {person.pk for person in company.special.values()}
    left = {company.special[name].pk for name in STILL_TO_SIGN}
    rows = list(asks().filter(campaign=campaign).order_by("pk"))
    others = [row for row in rows if row.subject_id not in cast and row.subject.membership_id]
    late = rng.sample(others, max(2, round(len(rows) * _LATE)))
    left |= {row.subject_id for row in late[1:]}
    members = {one.membership_id: one for one in (*company.members, *company.actors.values())}
    found: list[tuple[datetime, Any]] = []
    for row in rows:
        if row.subject_id not in left:
            moment = schedule.moment(company.calendar, rng.choice(days), rng)
            by = members.get(row.subject.membership_id)
            found.append((moment, partial(_answer, row, by, refuses=row == late[0])))
    return found


def _answer(ask: Ask, by: Actor | None, *, refuses: bool) -> None:
    """With their account or, where they have none, by the link of their letter."""
    if by is None:
        links = Actor.for_system("links", school_id=ask.school_id)
        sign_by_link(ask, Part.OWN, ask.subject, links)
    elif refuses:
        own.decline(ask=ask, reason=_NO, second_factor=False, by=by)
    else:
        own.sign(
            ask=ask,
            name=ask.subject.name,
            statement=ticked(Part.OWN, ask.agreement.audience),
            second_factor=False,
            ip="203.0.113.7",
            browser="Demonstration",
            once_key=uuid.uuid5(uuid.NAMESPACE_URL, f"{ask.pk} {ask.subject_id}"),
            by=by,
        )
