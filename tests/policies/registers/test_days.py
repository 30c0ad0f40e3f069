"""What each day brings: ends, reminders (each once), leavers, missing weeks, dates."""

from datetime import date, timedelta

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.people.models import Person
from esafety.schools.models import Membership
from policies import due
from policies.registers import days, queries, tasks, workflow
from policies.registers.declared import Register, Reminders, named
from policies.registers.models import Entry
from policies.registers.queries import weeks
from policies.registers.queries.figures import figures
from policies.registers.services import leavers, reminding, telling
from tests.factories.people import make_person
from tests.policies.registers.filled import TODAY, make_entry

GUESTS, LEAVERS, WEEKLY = named("guests"), named("leavers"), named("monitoring-reports")
CHECKS = named("filtering-checks")
ON, MADE = date(2026, 12, 10), date(2026, 11, 16)


def system(school):
    return Actor.for_system("registers", school_id=school.pk)


def live_through(school, clock, last):
    """The worker looks at every minute of each day; here at noon and again."""
    while True:
        tasks.begin_the_day(school)
        tasks.begin_the_day(school)
        for job in Job.objects.filter(kind=tasks.DAY_JOB, state="waiting"):
            assert jobs.run(str(job.pk))
        if today_of(school) >= last:
            return
        clock.shift(86400)


def today_of(school):
    from esafety.schools import queries as schools

    return schools.local_today(school)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 2), None),
        (date(2026, 12, 3), date(2026, 12, 3)),
        (date(2026, 12, 8), date(2026, 12, 3)),
        (date(2026, 12, 9), date(2026, 12, 9)),
        (date(2026, 12, 16), date(2026, 12, 9)),
        (date(2026, 12, 17), date(2026, 12, 17)),
        (date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_reminders_come_before_and_then_weekly(today, expected):
    assert days.point(Reminders((7, 1)), ON, made_on=MADE, today=today) == expected


def test_days_before_the_entry_was_made_do_not_count():
    assert days.point(Reminders((30,)), ON, made_on=MADE, today=MADE) is None
    once = Reminders((7,), weekly=False)
    assert days.point(once, ON, made_on=MADE, today=date(2027, 5, 1)) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 5, 31), date(2026, 6, 30)),
        (date(2026, 5, 4), date(2026, 6, 4)),
    ],
)
def test_a_month_after(day, after):
    assert days.a_month_after(day) == after


def test_a_guests_access_ends_and_nat_hears_of_it_once(oakfield, lena, nat, clock):
    entry = make_entry(GUESTS, oakfield, lena)  # until Friday the 20th

    live_through(oakfield, clock, date(2026, 11, 28))

    entry.refresh_from_db()
    assert entry.state == "ended"
    kinds = Notice.objects.filter(member=nat.membership_id).values_list("kind", flat=True)
    # The day before, the day itself, the end, and a week later, since access is still there.
    assert sorted(kinds) == ["register.ended", *["register.reminder"] * 3]


def test_a_worker_that_was_down_reminds_once(oakfield, lena, nat, clock):
    make_entry(CHECKS, oakfield, lena)  # due on the 20th
    clock.shift(15 * 86400)

    live_through(oakfield, clock, date(2026, 12, 1))

    assert Notice.objects.filter(kind="register.reminder").count() == 2  # Lena and Nat
    assert (
        reminding.remind(
            register=CHECKS, school=oakfield, today=today_of(oakfield), by=system(oakfield)
        )
        == 0
    )


def test_who_asked_is_reminded_too(oakfield, tom, hester, clock):
    make_entry(named("video-conferences"), oakfield, tom)  # on the 18th
    clock.shift(86400)

    live_through(oakfield, clock, date(2026, 11, 17))

    told = Notice.objects.filter(kind="register.reminder")
    assert [notice.member_id for notice in told] == [tom.membership_id]


def test_leavers_come_in_by_themselves(oakfield, lena, nat, tom, gwen, clock):
    left = date(2026, 11, 10)
    Person.objects.filter(membership=tom.membership_id).update(left_on=left)
    make_person(oakfield, "Pia Palm", kind="guardian", left_on=left)
    make_person(oakfield, "Old Oak", left_on=date(2024, 7, 1))
    Person.objects.filter(membership=gwen.membership_id).update(membership=None)
    Membership.objects.filter(pk=gwen.membership_id).update(left_on=left)

    assert leavers.enter(today=TODAY, by=system(oakfield)) == 2
    assert leavers.enter(today=TODAY, by=system(oakfield)) == 0

    rows = {str(row.values["who"]): row for row in Entry.objects.all()}
    assert set(rows) == {str(Person.objects.get(first_name="Tom").pk), "Gwen Gorse"}
    assert {row.due_on for row in rows.values()} == {date(2026, 12, 10)}
    assert {row.made_by for row in rows.values()} == {None}


def test_a_corrected_day_of_leaving_enters_nobody_twice(oakfield, tom):
    Person.objects.filter(membership=tom.membership_id).update(left_on=date(2026, 11, 10))
    leavers.enter(today=TODAY, by=system(oakfield))
    Person.objects.filter(membership=tom.membership_id).update(left_on=date(2026, 11, 9))

    assert leavers.enter(today=TODAY, by=system(oakfield)) == 0
    Entry.objects.update(state="removed")
    assert leavers.enter(today=TODAY, by=system(oakfield)) == 1  # a leaving of its own
    assert leavers.enter(today=TODAY, by=system(oakfield)) == 0


def test_overdue_leavers_are_marked_and_reminded_of_together(
    oakfield, lena, nat, tom, client_of, clock
):
    for name in ("Ada Ash", "Bea Birch"):
        make_person(oakfield, name, left_on=date(2026, 11, 10))
    leavers.enter(today=TODAY, by=system(oakfield))
    clock.shift(32 * 86400)

    live_through(oakfield, clock, today_of(oakfield) + timedelta(days=1))

    notices = Notice.objects.filter(kind="register.reminder", member=nat.membership_id)
    assert [one.object for one in notices] == ["register:leavers"]
    page = client_of(nat).get("/oakfield/registers/leavers/?state=overdue").content.decode()
    assert "2 overdue" in client_of(nat).get("/oakfield/registers/").content.decode()
    assert page.count("Access to be removed, overdue") == 2
    assert "register" in client_of(nat).get("/oakfield/notices/").content.decode()


def test_weeks_of_term_without_an_entry_are_missing(oakfield, lena, client_of, clock):
    make_entry(WEEKLY, oakfield, lena, week="2026-10-14")

    missing = weeks.missing(oakfield, WEEKLY, TODAY)

    # Half-term (26 to 30 October) is no week of term; this week is not over.
    assert missing == [date(2026, 10, 19), date(2026, 11, 2), date(2026, 11, 9)]
    page = client_of(lena).get("/oakfield/registers/monitoring-reports/").content.decode()
    assert "Week beginning 2 November 2026" in page
    assert "3 weeks missing" in client_of(lena).get("/oakfield/registers/").content.decode()
    found = [one for one in due.between(lena, date(2026, 11, 1), TODAY) if "2 Nov" in one.words]
    assert [one.on for one in found] == [date(2026, 11, 6)]
    live_through(oakfield, clock, date(2026, 11, 20))
    assert Notice.objects.filter(kind="register.missing").count() == 1


def test_a_register_that_has_not_begun_misses_nothing(oakfield):
    assert weeks.missing(oakfield, WEEKLY, TODAY) == []
    assert weeks.missing(oakfield, GUESTS, TODAY) == []


def test_one_week_has_one_entry(oakfield, lena):
    make_entry(WEEKLY, oakfield, lena, week="2026-11-09")

    with pytest.raises(Refused, match="This week has an entry"):
        make_entry(WEEKLY, oakfield, lena, week="2026-11-13")


def test_figures_are_counts_and_nothing_else(oakfield, lena, hari):
    make_entry(GUESTS, oakfield, lena)
    make_entry(GUESTS, oakfield, lena, signed=False)
    Entry.objects.filter(number=2).update(state="removed")
    make_entry(CHECKS, oakfield, lena)

    found = {one.code: one for one in figures(oakfield, TODAY, date(2026, 12, 18))}

    assert found["guests"].made == 2
    assert found["guests"].states == {"open": 1, "removed": 1}
    assert found["guests"].answers == {"signed": {"True": 1, "False": 1}}
    assert found["filtering-checks"].overdue == 1
    assert found["monitoring-reports"].missing_weeks == 0
    none = {one.code: one for one in figures(oakfield, date(2026, 9, 1), date(2026, 10, 1))}
    assert none["guests"].made == 0


def test_dates_are_for_those_who_see_the_entry(oakfield, lena, tom, nat):
    make_entry(GUESTS, oakfield, lena)
    make_entry(CHECKS, oakfield, lena)

    seen = due.between(nat, TODAY, date(2026, 11, 30))

    assert [(one.on.day, one.ref) for one in seen if one.kind == "register"] == [
        (20, "register:CHK-0001"),
        (20, "register:GST-0001"),
    ]
    assert [
        one for one in due.between(tom, TODAY, date(2026, 11, 30)) if one.kind == "register"
    ] == []


def test_an_entry_of_a_register_that_is_gone_stands_nowhere(oakfield, lena, nat):
    entry = make_entry(GUESTS, oakfield, lena)
    Entry.objects.update(register="gone")

    assert queries.visible_to(lena).count() == 0
    assert queries.names_of([entry]).members
    entry.refresh_from_db()
    assert queries.names_of([entry]).members == {}


def test_what_does_not_end_by_itself_is_left(oakfield, lena):
    with pytest.raises(Refused, match="does not end"):
        workflow.check_end(CHECKS, "open")
    assert workflow.check_end(GUESTS, "open") == "ended"
    bare = Register(**{**vars(GUESTS), "reminders": None, "ending": None})
    facts = {"register": bare, "school": oakfield, "today": TODAY, "by": system(oakfield)}
    assert reminding.remind(**facts) == reminding.remind_of_weeks(**facts) == 0
    entry = make_entry(GUESTS, oakfield, lena)
    telling.ended(entry=entry, register=bare)
    assert [n.member_id for n in Notice.objects.filter(kind="register.ended")] == [
        lena.membership_id
    ]


@pytest.mark.parametrize("act", ["remind", "weeks", "leavers"])
def test_a_failing_audit_write_saves_nothing(act, oakfield, lena, nat, monkeypatch, clock):
    make_entry(GUESTS, oakfield, lena)
    make_entry(WEEKLY, oakfield, lena, week="2026-10-14")
    make_person(oakfield, "Bea Birch", left_on=date(2026, 11, 10))
    clock.shift(4 * 86400)
    before = Entry.objects.count()

    def fail(**_kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(reminding.audit, "record", fail)
    facts = {"school": oakfield, "today": today_of(oakfield), "by": system(oakfield)}
    acts = {
        "remind": lambda: reminding.remind(register=GUESTS, **facts),
        "weeks": lambda: reminding.remind_of_weeks(register=WEEKLY, **facts),
        "leavers": lambda: leavers.enter(today=TODAY, by=system(oakfield)),
    }
    with pytest.raises(RuntimeError):
        acts[act]()

    assert not Notice.objects.exists()
    assert Entry.objects.count() == before
