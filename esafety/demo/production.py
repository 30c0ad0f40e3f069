"""Making the whole demonstration, in one transaction: all of it or none."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from esafety.audit import services as audit
from esafety.demo import (
    agreements,
    cast,
    governors,
    meetings,
    policies,
    pupils,
    reception,
    registers,
    reviews,
    schedule,
    schools,
    staff,
    staffroom,
    surveys,
    training,
)
from esafety.demo.author import Author
from esafety.demo.clock import standing_at
from esafety.demo.company import Company
from esafety.demo.families import Family, Registry
from esafety.demo.play import Play
from esafety.demo.stage import Acts, Stage
from esafety.jobs.models import Job, JobState
from esafety.notices.models import Notice, NoticeSettings
from esafety.schools import queries
from esafety.schools.calendar import school_year
from esafety.schools.models import School
from incidents.services import drafts
from reports.services import log_review

_SEED = "Oakfield and Brook"
# Mail of these days is still sent when the worker starts; what is older was sent long ago.
_STILL_WAITING = timedelta(days=3)
_CERTIFICATE, _AFTER_FRESH = "signature.certify", timedelta(minutes=2)
_NEIGHBOURS = 40


@dataclass(frozen=True)
class Size:
    """How much is made of one school. Years count from 0, which is reception."""

    years: dict[int, int]
    colleagues: int
    governors: int
    incidents: int
    twins: int
    reports: bool = False


_YEARS = {7: 158, 8: 156, 9: 152, 10: 146, 11: 138, 12: 80, 13: 70}
_PRIMARY_YEARS = {0: 42, 1: 44, 2: 43, 3: 43, 4: 42, 5: 43, 6: 43}
WHOLE = {
    cast.OAKFIELD: Size(_YEARS, colleagues=68, governors=7, incidents=100, twins=4, reports=True),
    cast.BROOK: Size(_PRIMARY_YEARS, colleagues=26, governors=4, incidents=50, twins=2),
}
SMALL = {
    cast.OAKFIELD: Size(
        dict.fromkeys(_YEARS, 6), colleagues=12, governors=1, incidents=20, twins=1
    ),
    cast.BROOK: Size(dict.fromkeys((1, 2, 3), 6), colleagues=5, governors=1, incidents=10, twins=1),
}


def is_there() -> bool:
    """Whether one of the demo schools has been made already."""
    return School.objects.filter(slug__in=cast.SCHOOL_NAMES).exists()


@contextmanager
def _without_query_log() -> Iterator[None]:
    """With DEBUG, Django keeps every query with its values, which doubles the time of all this."""
    kept, settings.DEBUG = settings.DEBUG, False
    try:
        yield
    finally:
        settings.DEBUG = kept


@_without_query_log()
@transaction.atomic
def make(sizes: dict[str, Size]) -> None:
    """Make both schools with their people and let four terms pass."""
    now = timezone.now()
    today = timezone.localdate()
    base = schedule.last_terms(today)[0][0]
    opening = datetime.combine(date(base, 9, 1), time(7), tzinfo=now.tzinfo)
    with standing_at(opening) as clock:
        stage = Stage(clock, now)
        neighbours: list[Family] = []
        for slug, size in sizes.items():
            school = schools.open_school(slug)
            with scope(school=school):
                company, neighbours = _people(school, size, base, today, neighbours)
                _let_pass(stage, company, size, now, base)
                _mail_at_any_hour(school)
        schools.give_password()
        stage.run()
    _finish_old_jobs(now)
    _read_old_notices(now)
    # The sweep finds the jobs that wait; hundreds that are done need not be announced.
    connection.run_on_commit.clear()


def _people(
    school: School, size: Size, base: int, today: date, neighbours: list[Family]
) -> tuple[Company, list[Family]]:
    """Settings, staff, pupils; and the families who may have children at the next school too."""
    actors = schools.enrol(school)
    lead = actors["lena" if school.slug == cast.OAKFIELD else "boris"]
    year = school_year(today)
    schools.fill_settings(school, lead, range(base, year + 2))
    school.refresh_from_db()
    company = Company(school=school, calendar=queries.calendar_of(school), actors=actors)
    staff.fill(company, colleagues=size.colleagues, governors=size.governors)
    registry = Registry(f"families of {school.slug}")
    families = pupils.fill(
        company, registry, size.years, school_year=year, since=base, neighbours=neighbours
    )
    _record_import(company, base)
    alone = [one for one in families if not one.of and not any(a.insider for a in one.adults)]
    return company, alone[:_NEIGHBOURS]


def _let_pass(stage: Stage, company: Company, size: Size, now: datetime, base: int) -> None:
    plots = Author(company, now, f"{_SEED}: {company.slug}").plots(size.incidents, size.twins)
    stage.add(company.school, _septembers(company, base, now))
    for plot in plots:
        stage.add(company.school, Play(company, plot).run())
    if "tom" in company.actors:
        stage.add(company.school, _draft(company, now))
    stage.add(company.school, agreements.campaign(company, now))
    stage.add(company.school, staffroom.campaign(company, now))
    stage.add(company.school, reception.asks(company, now))
    for play in (*policies.register(company, now), *reviews.reviews(company, now)):
        stage.add(company.school, play)
    stage.add(company.school, surveys.rounds(company, now))
    stage.add(company.school, registers.entries(company, now))
    stage.add(company.school, training.year(company, now))
    stage.add(company.school, meetings.year(company, now))
    if size.reports:
        stage.add(company.school, governors.reports(company, now))


def _mail_at_any_hour(school: School) -> None:
    """A demonstration is often seen in the evening, when the usual quiet hours hold mail back."""
    any_hour = {"quiet_from": time(0), "quiet_until": time(0), "quiet_days": "none"}
    NoticeSettings.objects.bulk_create(
        NoticeSettings(school=school, member=one, **any_hour) for one in queries.current_members()
    )


def _septembers(company: Company, base: int, now: datetime) -> Acts:
    """Each new school year the pupils go up, before anything happens in it."""
    for year in range(base + 1, school_year(now.date()) + 1):
        yield datetime.combine(date(year, 9, 1), time(6), tzinfo=now.tzinfo)
        pupils.go_up(company, year)
        _record_import(company, year)


def _draft(company: Company, now: datetime) -> Acts:
    """A report that Tom began this morning and has not sent."""
    yield now - timedelta(hours=2)
    raw = {"types": ["images_without_permission"]}
    drafts.start(key=uuid.uuid4(), step="what", raw=raw, by=company.actors["tom"])


def _record_import(company: Company, year: int) -> None:
    """The office read in the new school year's lists."""
    office = company.actors.get("olu") or company.actors["bola"]
    count = sum(len(some) for some in company.pupils.values())
    data = {"kind": "pupils", "school_year": year, "rows": count}
    audit.record(by=office, type="people.imported", object=f"school:{company.school.pk}", data=data)


def _read_old_notices(now: datetime) -> None:
    """What was told long ago has been read."""
    with scopes_disabled():
        old = Notice.objects.filter(read_at__isnull=True, created_at__lt=now - _STILL_WAITING)
        old.update(read_at=F("created_at"))


def _finish_old_jobs(now: datetime) -> None:
    """What was asked for long ago was done then, but for certificates and PDFs of frozen logs: the
    worker makes them, certificates after whatever is fresh."""
    with scopes_disabled():
        old = Job.objects.filter(state=JobState.WAITING, created_at__lt=now - _STILL_WAITING)
        old.filter(kind=_CERTIFICATE).update(run_after=now + _AFTER_FRESH)
        old.exclude(kind__in=[log_review.JOB, _CERTIFICATE]).update(
            state=JobState.DONE, finished_at=F("created_at"), percent=100, attempts=1
        )
