"""Tasks past their date, and the 72 hours of a breach, remind in their own hours."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from esafety.notices.models import Notice
from incidents.tasking import jobs
from incidents.tasking.choices import Owner
from incidents.tasking.services import answering
from tests.incidents.cases import entry_of
from tests.incidents.tasking.given import leave, make_task, work
from tests.incidents.tasking.moments import LONDON, at, breach, quiet


@pytest.mark.parametrize(
    ("due", "owner", "lead"),
    [
        ("2026-11-03", "2026-11-04 08:30", "2026-11-05 08:30"),
        ("2026-11-06", "2026-11-09 08:30", "2026-11-10 08:30"),
        ("2026-10-23", "2026-11-02 08:30", "2026-11-03 08:30"),
        ("2027-03-25", "2027-04-12 08:30", "2027-04-13 08:30"),
    ],
)
def test_a_task_past_its_date_reminds_its_owner_then_the_lead(
    oakfield, lena, tom, told, due, owner, lead
):
    make_task(quiet(oakfield, lena, f"{due} 09:00"), tom, due_on=due)

    assert told(f"{due} 23:59") == []
    assert told(owner.replace("08:30", "08:29")) == []
    assert told(owner) == [("tom", "task.overdue")]
    assert told(lead.replace("08:30", "08:29")) == []
    assert told(lead) == [("lena", "task.overdue")]


def test_of_a_role_each_is_reminded_and_where_nobody_is_left_the_lead_at_once(
    oakfield, lena, tom, nat, told
):
    case = quiet(oakfield, lena, "2026-11-03 09:00")
    make_task(case, owner_role=Owner.TECHNICAL_SUPPORT, due_on="2026-11-03")
    make_task(case, tom, due_on="2026-11-03")
    leave(tom)

    assert sorted(told("2026-11-04 08:30")) == [("lena", "task.overdue"), ("nat", "task.overdue")]


def test_a_task_answered_between_the_look_and_the_job_reminds_nobody(
    oakfield, lena, tom, time_machine
):
    task = make_task(quiet(oakfield, lena, "2026-11-03 09:00"), tom, due_on="2026-11-03")
    time_machine.move_to(at("2026-11-04 08:30"), tick=False)
    jobs.look_at_clocks(oakfield)
    answering.answer(task=task, by=tom, outcome="Done.")
    work("clock.")

    assert not Notice.objects.filter(kind="task.overdue").exists()


def test_the_72_hours_of_a_breach_run_at_the_weekend(oakfield, lena, told):
    case = quiet(oakfield, lena, "2026-11-05 17:00")
    breach(case, lena, "2026-11-08 17:00")
    all_three = [("dee", "clock.breach"), ("hari", "clock.breach"), ("lena", "clock.breach")]

    assert told("2026-11-07 16:59") == []
    assert sorted(told("2026-11-07 17:00")) == all_three
    assert told("2026-11-08 12:59") == []
    assert sorted(told("2026-11-08 13:00")) == all_three
    assert sorted(told("2026-11-08 17:00")) == all_three
    assert not Notice.objects.exclude(kind="clock.silent").filter(urgent=False).exists()


def test_over_the_change_of_the_clock_a_breach_has_72_hours_and_not_71(oakfield, lena, told):
    aware = at("2027-03-26 12:00").astimezone(ZoneInfo("UTC"))
    ends = (aware + timedelta(hours=72)).astimezone(LONDON)
    assert ends.hour == 13
    case = quiet(oakfield, lena, "2027-03-26 12:00")
    breach(case, lena, ends.strftime("%Y-%m-%d %H:%M"))

    assert told("2027-03-28 12:59") == []
    assert len(told("2027-03-28 13:00")) == 3


def test_a_settled_breach_reminds_nobody(oakfield, lena, told):
    case = quiet(oakfield, lena, "2026-11-05 17:00")
    breach(case, lena, "2026-11-08 17:00")
    breach(case, lena, "2026-11-08 17:00", revision=2, settled=True)

    assert told("2026-11-08 18:00") == []


def test_a_breach_settled_between_the_look_and_the_job_reminds_nobody(oakfield, lena, time_machine):
    case = quiet(oakfield, lena, "2026-11-05 17:00")
    breach(case, lena, "2026-11-08 17:00")
    time_machine.move_to(at("2026-11-08 18:00"), tick=False)
    jobs.look_at_clocks(oakfield)
    breach(case, lena, "2026-11-08 17:00", revision=2, settled=True)
    work("clock.")

    assert not Notice.objects.exists()


def test_a_breach_that_names_all_of_them_goes_to_who_sees_it(oakfield, lena, dee, hari, told):
    people = [(entry_of(one), "witness") for one in (lena, dee, hari)]
    breach(quiet(oakfield, lena, "2026-11-05 17:00", people=people), lena, "2026-11-08 17:00")

    assert told("2026-11-08 18:00") == [("cora", "clock.breach")]
