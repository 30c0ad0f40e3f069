"""The calendar begins reports and reminds, each once, through two years."""

from datetime import UTC, datetime, timedelta

import pytest
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.schools.models import Membership, RoleGrant, Term
from reports import calendar_tasks, queries
from reports.models import GovernorReport
from reports.services import approval, drafting, reading, reminding
from tests.factories.schools import make_member, make_terms
from tests.reports.conftest import do_jobs

# The first school day after the autumn term, once school has begun.
DUE = datetime(2027, 1, 4, 10, tzinfo=UTC)
OURS = ("report.begin", "report.remind", "report.remind_to_read")


@pytest.fixture
def calendar(oakfield):
    return Actor.for_system("reports", school_id=oakfield.pk)


def minute(school):
    """What the beat does about once a minute, and the worker after it; nothing is printed."""
    for look in (
        calendar_tasks.begin_reports,
        calendar_tasks.remind_of_reports,
        calendar_tasks.remind_governors,
    ):
        look(school)
    for kind in OURS:
        do_jobs(kind)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("member__display_name", flat=True))


def test_the_report_is_begun_on_the_first_school_day_after_its_term(
    oakfield, lena, hari, time_machine
):
    time_machine.move_to(DUE - timedelta(hours=4), tick=False)
    minute(oakfield)
    assert not GovernorReport.objects.exists()
    time_machine.move_to(DUE, tick=False)
    minute(oakfield)
    minute(oakfield)

    report = GovernorReport.objects.get()
    assert (report.term_code, report.drafted_by_id) == ("2026-1", lena.membership_id)
    assert told("report.begun") == ["Hari Hazel", "Lena Larch"]
    assert AuditEvent.objects.get(type="report.begun_by_calendar").actor == "system:reports"
    do_jobs("report.build")
    assert AuditEvent.objects.get(type="report.built").actor == "system:reports"
    assert report.editions.get().built_by_id == lena.membership_id


def test_what_was_begun_is_built_and_told_of_and_what_is_published_left_alone(
    oakfield, term, report, calendar, lena, hari
):
    reminding.begin(term=term, by=calendar)
    assert Job.objects.get(kind="report.build").payload["calendar"]
    assert told("report.begun") == ["Hari Hazel", "Lena Larch"]

    GovernorReport.objects.update(published_at=DUE, published_by=hari.membership_id)
    assert reminding.begin(term=term, by=calendar) is None


def test_what_is_built_or_waits_already_is_not_built_again(term, built, calendar, lena):
    assert reminding.begin(term=term, by=calendar) == built
    assert not Job.objects.filter(kind="report.build", state="waiting").exists()


def test_without_a_lead_the_next_one_drafts_and_never_the_only_one_who_approves(
    oakfield, term, calendar, dee, hari
):
    RoleGrant.objects.create(
        school=oakfield,
        membership_id=hari.membership_id,
        role=Role.LEAD,
        given_at=DUE,
        given_by="x",
    )

    assert reminding.begin(term=term, by=calendar).drafted_by_id == dee.membership_id


def test_where_nobody_drafts_nothing_is_begun(oakfield, term, calendar, hari):
    assert reminding.begin(term=term, by=calendar) is None
    assert not GovernorReport.objects.exists()


def test_two_years_with_a_worker_that_was_down_ten_days(oakfield, lena, hari, time_machine):
    """Looked at each day: each report is begun once, each reminder sent once, on school days."""
    make_terms(oakfield, 2027)
    day, down = datetime(2026, 12, 10, 10, tzinfo=UTC), range(25, 36)
    seen = set()
    for number in range(640):
        now = day + timedelta(days=number)
        if number in down:  # from 4 to 14 January 2027
            continue
        time_machine.move_to(now, tick=False)
        with scope(school=oakfield):
            minute(oakfield)
        for report in GovernorReport.objects.all():
            if report.pk not in seen:
                seen.add(report.pk)
                assert (report.term_code, now.date().isoformat()) in BEGUN
    assert len(seen) == len(BEGUN)
    begun = Notice.objects.filter(kind="report.begun", member=lena.membership_id)
    assert begun.count() == len(BEGUN)
    by_report = {}
    for notice in Notice.objects.filter(kind="report.turn"):
        assert notice.member_id == lena.membership_id
        by_report[notice.object] = by_report.get(notice.object, 0) + 1
    assert by_report == {
        f"report:{code}": most for (code, _on), most in zip(BEGUN, TURNS, strict=True)
    }


BEGUN = [
    ("2026-1", "2027-01-15"),
    ("2026-2", "2027-04-12"),
    ("2026-3", "2027-09-02"),
    ("2027-1", "2028-01-04"),
    ("2027-2", "2028-04-12"),
    ("2027-3", "2028-09-01"),
]
# The first came too late for its first reminder, and the last is not through.
TURNS = [5, 6, 6, 6, 6, 1]


def test_whose_turn_it_is_in_each_state(report, calendar, lena, hari):
    def reminded(status, number):
        GovernorReport.objects.update(status=status)
        row = GovernorReport.objects.get()
        reminding.remind_of_turn(report=row, number=number, by=calendar)
        rows = Notice.objects.filter(once_key=f"report.turn:{row.pk}:{number}")
        return sorted(rows.values_list("member__display_name", flat=True))

    assert reminded("draft", 1) == ["Lena Larch"]
    assert reminded("ready", 2) == ["Hari Hazel"]
    assert reminded("approved", 3) == ["Hari Hazel", "Lena Larch"]
    assert reminded("published", 4) == []


def test_when_the_drafter_has_left_the_next_one_is_reminded(report, calendar, lena, dee):
    Membership.objects.filter(pk=lena.membership_id).update(left_on="2026-12-19")

    assert reminding.remind_of_turn(report=report, number=1, by=calendar) == 1
    assert told("report.turn") == ["Dee Dogwood"]


def test_a_reminder_is_sent_once(report, calendar):
    assert reminding.remind_of_turn(report=report, number=1, by=calendar) == 1
    assert reminding.remind_of_turn(report=report, number=1, by=calendar) == 0


def test_governors_who_have_not_read_are_reminded_twice(
    oakfield, published, gwen, cora, lena, time_machine
):
    reading.confirm(report=published, edition=2, by=cora)
    out = published.published_at
    for days, number in ((6, 0), (7, 1), (8, 1), (14, 2), (15, 2), (30, 2)):
        time_machine.move_to(out + timedelta(days=days), tick=False)
        calendar_tasks.remind_governors(oakfield)
        do_jobs("report.remind_to_read")
        assert told("report.unread") == ["Gwen Gorse"] * number


def test_where_everybody_has_read_nobody_is_reminded(published, calendar, gwen, cora):
    for governor in (gwen, cora):
        reading.confirm(report=published, edition=2, by=governor)
    [out] = queries.publications(published)

    assert reminding.remind_to_read(publication=out, step=7, by=calendar) == 0
    assert not AuditEvent.objects.filter(type="report.reminded").exists()


def test_of_what_was_replaced_nobody_is_reminded(published, calendar, lena, hari, gwen):
    [old] = queries.publications(published)
    approval.correct(report=published, reason="x", by=lena)
    old.pk, old._state.adding = None, True
    old.edition = published.editions.first()
    old.save(force_insert=True)

    first = queries.publications(published)[0]
    assert reminding.remind_to_read(publication=first, step=7, by=calendar) == 0


def test_nobody_acts_as_the_calendar(term, lena, calendar, report):
    with pytest.raises(Refused, match="Only the calendar"):
        reminding.begin(term=term, by=lena)
    with pytest.raises(Refused, match="Only the calendar"):
        reminding.remind_of_turn(report=report, number=1, by=lena)


def test_a_job_of_a_term_that_is_gone_does_nothing(oakfield, lena):
    job = Job(school=oakfield, kind="report.begin", payload={"term": 0})
    calendar_tasks.begin(job)

    assert not GovernorReport.objects.exists()


def test_a_school_without_a_term_that_is_over_has_nothing_to_begin(oakfield, time_machine):
    time_machine.move_to("2026-09-10T10:00Z", tick=False)
    calendar_tasks.begin_reports(oakfield)
    Term.objects.all().delete()
    time_machine.move_to(DUE, tick=False)
    calendar_tasks.begin_reports(oakfield)

    assert not Job.objects.exists()


def test_when_the_audit_fails_nothing_is_begun(term, calendar, lena, hari, monkeypatch):
    monkeypatch.delitem(types._WORDS, "report.begun_by_calendar")

    with pytest.raises(UnknownEventType):
        reminding.begin(term=term, by=calendar)
    assert not GovernorReport.objects.exists()


def test_when_the_audit_fails_nobody_is_reminded(published, calendar, lena, gwen, monkeypatch):
    [standing] = queries.publications(published)
    monkeypatch.delitem(types._WORDS, "report.reminded")

    with pytest.raises(UnknownEventType):
        reminding.remind_to_read(publication=standing, step=7, by=calendar)
    GovernorReport.objects.update(status="draft")
    with pytest.raises(UnknownEventType):
        reminding.remind_of_turn(report=published, number=1, by=calendar)
    assert not Notice.objects.exclude(kind="report.begun").exists()


def test_more_than_one_head_is_told(oakfield, term, calendar, lena, hari):
    make_member(oakfield, "Hester Holly", Role.HEAD)
    reminding.begin(term=term, by=calendar)

    assert told("report.begun") == ["Hari Hazel", "Hester Holly", "Lena Larch"]
    assert drafting.start(term=term, by=lena).drafted_by_id == lena.membership_id
