"""Clocks fire on time: over nights, weekends, half-term, inset days and the changes of the clock.

Oakfield's day is from 8:30 to 15:30. Its half-term is 26 to 30 October 2026, its spring term ends
on 25 March 2027; summer time begins on 28 March 2027 and ended on 25 October 2026.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.schools.models import Closure, Term
from incidents import entries
from incidents.choices import EntryKind
from incidents.models import Exclusion, TriageSettings
from incidents.services import triage
from incidents.tasking import alarms, jobs
from incidents.tasking.choices import TaskKind
from tests.factories.incidents import make_type
from tests.incidents.cases import entry_of, make_case, member
from tests.incidents.tasking.given import make_task, work
from tests.incidents.tasking.moments import at, breach, quiet, report


@pytest.mark.parametrize(
    ("reported", "lead", "head"),
    [
        # Within one day; after the end of a day; over a weekend; before a school morning.
        ("2026-11-03 09:00", "2026-11-03 13:00", "2026-11-04 09:00"),
        ("2026-11-03 14:30", "2026-11-04 11:30", "2026-11-04 14:30"),
        ("2026-11-06 15:00", "2026-11-09 12:00", "2026-11-09 15:00"),
        ("2026-11-07 20:00", "2026-11-09 12:30", "2026-11-09 15:30"),
        # Over half-term, in which summer time ends; over Christmas.
        ("2026-10-23 14:30", "2026-11-02 11:30", "2026-11-02 14:30"),
        ("2026-10-24 23:30", "2026-11-02 12:30", "2026-11-02 15:30"),
        ("2026-12-18 15:00", "2027-01-04 12:00", "2027-01-04 15:00"),
        # Over Easter, in which summer time begins.
        ("2027-03-25 14:30", "2027-04-12 11:30", "2027-04-12 14:30"),
        # An inset day on Friday 13 November.
        ("2026-11-12 15:00", "2026-11-16 12:00", "2026-11-16 15:00"),
    ],
)
def test_an_unacknowledged_report_reminds_the_lead_then_the_head(
    oakfield, told, reported, lead, head
):
    day = date(2026, 11, 13)
    Closure.objects.create(school=oakfield, kind="inset", starts_on=day, ends_on=day)
    report(oakfield, reported)
    minute = timedelta(minutes=1)

    assert told((at(lead) - minute).strftime("%Y-%m-%d %H:%M")) == []
    assert told(lead) == [("lena", "clock.unacknowledged")]
    assert told((at(head) - minute).strftime("%Y-%m-%d %H:%M")) == []
    assert told(head) == [("hari", "clock.unacknowledged")]
    assert told("2027-06-01 12:00") == []


@pytest.mark.parametrize(
    ("reported", "lead"),
    [
        # The clocks go forward on Sunday 28 March 2027 and back on Sunday 25 October 2026, in
        # terms that run over both: the hours of the night do not count, so nothing shifts.
        ("2027-03-26 14:30", "2027-03-29 11:30"),
        ("2026-10-23 14:30", "2026-10-26 11:30"),
    ],
)
def test_the_change_of_the_clock_inside_a_term_shifts_nothing(oakfield, told, reported, lead):
    Closure.objects.all().delete()
    Term.objects.filter(number=2).update(ends_on=date(2027, 4, 9))
    report(oakfield, reported)
    minute = timedelta(minutes=1)

    assert told((at(lead) - minute).strftime("%Y-%m-%d %H:%M")) == []
    assert told(lead) == [("lena", "clock.unacknowledged")]


def test_the_schools_own_hours_and_numbers_count(oakfield, told):
    TriageSettings.objects.create(school=oakfield, acknowledge_hours=2, head_after_days=2)
    report(oakfield, "2026-11-03 09:00")

    assert told("2026-11-03 10:59") == []
    assert told("2026-11-03 11:00") == [("lena", "clock.unacknowledged")]
    assert told("2026-11-05 08:59") == []
    assert told("2026-11-05 09:00") == [("hari", "clock.unacknowledged")]


def test_a_worker_that_was_down_reminds_late_and_once(oakfield, told):
    report(oakfield, "2026-11-03 09:00")

    assert sorted(told("2026-11-21 12:00")) == [
        ("hari", "clock.unacknowledged"),
        ("lena", "clock.unacknowledged"),
    ]


def test_an_urgent_one_reminds_the_safeguarding_lead_as_well(oakfield, told):
    report(oakfield, "2026-11-03 09:00", types=["grooming"])
    make_type(oakfield, "grooming").__class__.objects.update(at_once=True)

    assert sorted(told("2026-11-03 13:00")) == [
        ("dee", "clock.unacknowledged"),
        ("lena", "clock.unacknowledged"),
    ]


def test_who_is_named_is_never_reminded(oakfield, lena, hari, told):
    report(oakfield, "2026-11-03 09:00", people=[(entry_of(lena), "witness")])
    report(oakfield, "2026-11-04 09:00", people=[(entry_of(hari), "target")])

    assert sorted(told("2026-11-03 13:00")) == [
        ("dee", "clock.unacknowledged"),
        ("hari", "clock.unacknowledged"),
    ]
    assert told("2026-11-04 10:00") == [("hari", "clock.unacknowledged")]
    assert told("2026-11-04 13:00") == [("cora", "clock.unacknowledged")]
    assert told("2026-11-05 09:00") == [("cora", "clock.unacknowledged")]


def test_acknowledged_between_the_look_and_the_job_nobody_is_reminded(oakfield, lena, time_machine):
    case = report(oakfield, "2026-11-03 09:00")
    time_machine.move_to(at("2026-11-03 13:00"), tick=False)
    jobs.look_at_clocks(oakfield)
    triage.acknowledge(incident=case, by=lena)
    work("clock.")

    assert not Notice.objects.exists()


def test_acknowledged_or_kept_out_between_the_two_jobs_nobody_is_reminded(
    oakfield, lena, hari, time_machine
):
    case = report(oakfield, "2026-11-03 09:00")
    time_machine.move_to(at("2026-11-03 13:00"), tick=False)
    jobs.look_at_clocks(oakfield)
    for job in Job.objects.filter(kind="clock.due"):
        assert jobs_run(job)
    Exclusion.objects.create(
        school=oakfield,
        incident=case,
        member=member(lena),
        kind="recused",
        reason="A.",
        made_at=at("2026-11-03 13:00"),
        made_by=member(lena),
    )
    work("clock.")

    assert not Notice.objects.filter(member=lena.membership_id).exists()


def jobs_run(job) -> bool:
    from esafety.jobs import services

    return services.run(str(job.pk))


def test_a_silent_case_reminds_after_ten_school_days_then_once_a_week(oakfield, dee, told):
    quiet(oakfield, dee, "2026-11-02 09:00")
    both = [("dee", "clock.silent"), ("lena", "clock.silent")]

    assert told("2026-11-16 15:29") == []
    assert sorted(told("2026-11-16 15:30")) == both
    assert told("2026-11-22 12:00") == []
    assert told("2026-11-23 15:29") == []
    assert sorted(told("2026-11-23 15:30")) == both
    assert sorted(told("2026-11-30 15:30")) == both


def test_no_silence_is_counted_in_holidays(oakfield, lena, told):
    quiet(oakfield, lena, "2026-12-08 09:00")

    assert told("2027-01-05 15:29") == []
    assert told("2027-01-05 15:30") == [("lena", "clock.silent")]


def test_an_entry_begins_the_silence_anew(oakfield, lena, told):
    case = quiet(oakfield, lena, "2026-11-02 09:00")
    assert told("2026-11-16 15:30") == [("lena", "clock.silent")]

    entries.write(case, by=lena, kind=EntryKind.NOTE, text="Rang the parents.")

    assert told("2026-11-23 15:30") == []
    assert told("2026-11-30 15:30") == [("lena", "clock.silent")]


def test_an_entry_between_the_look_and_the_job_ends_the_silence(oakfield, lena, time_machine):
    case = quiet(oakfield, lena, "2026-11-02 09:00")
    time_machine.move_to(at("2026-11-16 15:30"), tick=False)
    jobs.look_at_clocks(oakfield)
    entries.write(case, by=lena, kind=EntryKind.NOTE, text="Rang the parents.")
    work("clock.")

    assert not Notice.objects.exists()


def test_of_what_is_new_or_over_no_silence_is_spoken(oakfield, lena, told):
    for status in ("closed", "not_incident"):
        make_case(oakfield, status, by=lena, last_entry_at=at("2026-09-03 09:00"))
    report(oakfield, "2026-09-03 09:00")

    assert ("lena", "clock.silent") not in told("2026-12-01 12:00")


def test_a_handler_who_may_not_see_the_case_any_more_is_not_reminded(oakfield, dee, told):
    case = quiet(oakfield, dee, "2026-11-02 09:00")
    case.involved.create(school=oakfield, kind="staff", person=entry_of(dee), part="witness")

    assert told("2026-11-16 15:30") == [("lena", "clock.silent")]


def test_the_same_few_questions_for_one_and_for_thirty(oakfield, lena, tom, time_machine):
    time_machine.move_to(at("2026-11-20 12:00"), tick=False)

    def fill(many):
        for n in range(many):
            report(oakfield, "2026-11-03 09:00")
            case = quiet(oakfield, lena, "2026-11-03 09:00")
            make_task(case, tom, due_on="2026-11-03")
            make_task(case, tom, kind=TaskKind.REMOVE_ACCESS, access_until=date(2026, 12, 1))
            breach(case, lena, "2026-11-08 17:00", number=n + 1)
        jobs.look_at_clocks(oakfield)
        with CaptureQueriesContext(connection) as seen:
            jobs.look_at_clocks(oakfield)
        return len(seen)

    one = fill(1)
    assert fill(29) == one
    assert alarms.due(oakfield, at("2026-11-20 12:00")) == []


def test_a_payload_and_a_key_hold_references_alone(oakfield, lena, tom, told):
    case = quiet(oakfield, lena, "2026-11-03 09:00", typed=[("Kim Quince", "other", "target")])
    make_task(case, tom, due_on="2026-11-03", title="Ring Kim's mother")
    told("2026-11-20 12:00")

    for job in Job.objects.all():
        assert "Kim" not in f"{job.payload}{job.once_key}"
        assert len(job.once_key) <= 120
