"""The school days of the last four terms, and moments on them."""

import random
from datetime import date, datetime, time, timedelta

from esafety.schools import usual_year
from esafety.schools.calendar import SchoolCalendar, school_year

TERMS = 4


def last_terms(today: date) -> list[tuple[int, date, date]]:
    """School year, first and last day of the four terms that began last, oldest first."""
    year = school_year(today)
    found = [
        (each, first, last)
        for each in range(year - 2, year + 1)
        for _number, first, last in usual_year.terms_of(each)
        if first <= today
    ]
    return found[-TERMS:]


def school_days(calendar: SchoolCalendar, first: date, last: date) -> list[date]:
    """Days with pupils, both ends included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_school_day(day)]


def days_before(calendar: SchoolCalendar, day: date, count: int) -> date:
    """The school day that lies so many school days before a day."""
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_school_day(day)
    return day


def moment(calendar: SchoolCalendar, day: date, rng: random.Random) -> datetime:
    """Some time of a day at which people report: mostly in school, now and then in the evening."""
    evening = rng.random() < 0.1
    hour = rng.randrange(18, 21) if evening else rng.randrange(9, 16)
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), calendar.zone)


def later(calendar: SchoolCalendar, start: datetime, hours: float, rng: random.Random) -> datetime:
    """About so many school hours on, give or take a third; never at the same moment."""
    about = calendar.add_hours(start, hours * rng.uniform(0.66, 1.33))
    return about + timedelta(seconds=rng.randrange(5, 55))
