"""Two years of reminders of every register, day by day with ten days of standstill, against a
calculation of its own: from the words of the declaration, without the code that reminds."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from esafety.access.actor import Actor
from esafety.notices.models import Notice
from esafety.schools import queries as schools
from policies.registers.declared import named, registers
from policies.registers.models import Entry
from policies.registers.services import moving, reminding
from tests.factories.people import make_person
from tests.policies.registers.filled import TODAY, make_entry

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LAST = TODAY + timedelta(days=730)
DOWN = {date(2027, 2, 8) + n * DAY for n in range(10)}  # the worker stands still
UP = [TODAY + n * DAY for n in range(731) if TODAY + n * DAY not in DOWN]
CLOSED_AFTER = timedelta(days=24)  # from the day it was due
# From when each entry is due: over the standstill in different ways, and in the second year.
ON = [date(2026, 12, 10), date(2027, 2, 12), date(2027, 2, 20), date(2028, 5, 1)]
LONDON = ZoneInfo("Europe/London")


def next_up(day):
    return next((one for one in UP if one >= day), None)


def steps(reminders, on):
    """The days on which the declaration says that somebody is reminded."""
    found = [on - before * DAY for before in reminders.before]
    weeks = [on + n * WEEK for n in range(1, 5)] if reminders.weekly else []
    return [day for day in [*found, *weeks] if day >= TODAY]


def expected_of(entry, reminders, on):
    """One notice on the first day that the worker is up, for all the steps it stands for."""
    days = {next_up(day) for day in steps(reminders, on)}
    return {(str(entry), day) for day in days if day is not None and day < on + CLOSED_AFTER}


def expected_together(register, rows):
    """One notice in each week in which some entry's first step has come and it is not closed."""
    found = {}
    for on in rows:
        begins = min(steps(register.reminders, on))
        for day in UP:
            if begins <= day < on + CLOSED_AFTER:
                week = day - day.weekday() * DAY
                found[week] = min(found.get(week, day), day)
    return {(f"register:{register.code}", day) for day in found.values()}


def enter(register, school, by, on, who):
    """One entry that has to be dealt with, or ends, on that day."""
    name = register.due or register.ends
    more = {register.weekly: None} if register.weekly else {}
    if register.subject:
        more[register.subject] = who
    row = make_entry(register, school, by, **more)
    row.values[name] = on.isoformat()
    first = {"due_on": on} if register.has_due else {"ends_on": on}
    Entry.objects.filter(pk=row.pk).update(values=row.values, starts_on=None, **first)
    return Entry.objects.get(pk=row.pk)


def test_each_step_of_each_entry_is_told_once_on_its_day(
    oakfield, lena, hari, dee, nat, tom, olu, cora, sima, clock
):
    tims = [make_person(oakfield, f"Tim Thyme{n}", kind="pupil").pk for n in range(4)]
    plan, closing, expected = [], {}, set()
    for register in registers():
        if register.reminders is None or register.weekly:
            continue
        if register.code == "filtering-changes":
            continue  # has two days; below
        by = hari if register.secret else lena
        ons = [on - (on - TODAY) % WEEK if register.reminders.together else on for on in ON]
        for on, who in zip(ons, tims, strict=True):
            row = enter(register, oakfield, by, on, who)
            closing.setdefault(on + CLOSED_AFTER, []).append(row.pk)
            if not register.reminders.together:
                expected |= expected_of(row, register.reminders, on)
        if register.reminders.together:
            expected |= expected_together(register, ons)
        plan.append(register)
    assert len(plan) >= 9
    expected |= changes(oakfield, lena, hari, sima, nat, closing)
    expected |= weeks_missing(oakfield, lena)
    live(oakfield, clock, closing)

    told = Notice.objects.filter(kind__in=(reminding.REMIND, reminding.MISSING))
    rows = [(n.member_id, n.object, n.created_at.astimezone(LONDON).date()) for n in told]
    happened = {(what, day) for _member, what, day in rows}
    assert sorted(happened - expected) == []
    assert sorted(expected - happened) == []
    # Nobody is told twice of one step. (Two days of one entry may fall on one day of return.)
    keys = [(one.member_id, one.once_key) for one in told]
    assert len(keys) == len(set(keys))
    assert not {day for _member, _what, day in rows} & DOWN
    assert len(expected) > 100


def changes(oakfield, lena, hari, sima, nat, closing):
    """A lasting change that is made: its last day, and the committee's review before that."""
    register, found = named("filtering-changes"), set()
    for until in (date(2027, 2, 15), date(2027, 6, 30), None):
        day = until.isoformat() if until else None
        row = make_entry(register, oakfield, lena, from_day="2026-11-16", until_day=day)
        moving.move(entry=row, code="agree", revision=1, by=hari)
        moving.move(entry=row, code="approve_lasting", revision=2, by=sima)
        typed = {"made_on": "2026-11-16", "made_how": "By hand"}
        row = moving.move(entry=row, code="make", revision=3, by=nat, typed=typed)
        review = TODAY + timedelta(days=90)  # the 14th of February: within the standstill
        closing.setdefault(review + CLOSED_AFTER, []).append(row.pk)
        found |= expected_of(row, register.reminders, review)
        if until and until - DAY < review + CLOSED_AFTER:
            found.add((str(row), next_up(until - DAY)))
    return found


def weeks_missing(oakfield, lena):
    """Signed off until Christmas; the first week of term after it is missing, and all after it."""
    register = named("monitoring-reports")
    calendar = schools.calendar_of(oakfield)
    week = date(2026, 11, 9)
    while calendar.is_school_day(week):
        make_entry_on(register, oakfield, lena, week)
        week += WEEK
    while not any(calendar.is_school_day(week + n * DAY) for n in range(5)):
        week += WEEK
    over = week + WEEK
    firsts = {}
    for day in UP:
        if day >= over:
            monday = day - day.weekday() * DAY
            firsts[monday] = min(firsts.get(monday, day), day)
    return {("register:monitoring-reports", day) for day in firsts.values()}


def make_entry_on(register, oakfield, lena, week):
    """Entered ahead of its week, which no form lets through."""
    row = Entry.objects.filter(register=register.code).first()
    if row is None:
        return make_entry(register, oakfield, lena, week=week.isoformat())
    number = Entry.objects.filter(register=register.code).count() + 1
    row.pk, row.number, row.reference = None, number, f"WKM-{number:04}"
    row.values = {**row.values, "week": week.isoformat()}
    return row.save(force_insert=True)


def live(oakfield, clock, closing):
    """Every day on which the worker is up, twice."""
    by = Actor.for_system("registers", school_id=oakfield.pk)
    today, until = TODAY, TODAY + 730 * DAY
    while today <= until:
        Entry.objects.filter(pk__in=closing.get(today, [])).update(state="closed")
        clock.move_to(f"{today}T10:00:00Z")
        if today not in DOWN:
            facts = {"school": oakfield, "today": today, "by": by}
            for register in registers():
                reminding.remind(register=register, **facts)
                reminding.remind_of_weeks(register=register, **facts)
            if today.day == 1:  # twice is once
                assert sum(reminding.remind(register=r, **facts) for r in registers()) == 0
        today += DAY
