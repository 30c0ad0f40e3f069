"""The rows of each table that can be exported, read for one actor."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from aup.choices import AskState
from aup.queries import coverage as agreements
from esafety.access.actor import Actor
from esafety.audit import queries as audit
from esafety.people import queries as people
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import queries as incidents
from incidents.answers import EARLIEST
from incidents.log import exports, paging
from incidents.log.options import options_of
from incidents.models import Task
from incidents.sanctions import queries as sanctions
from reports.papers.coverage import standing

MOST = exports.MOST
"""Incidents, tasks, people or events in one file."""
STANDS = (
    AskState.ASKED, agreements.NOT_ASKED, agreements.NEW_VERSION, AskState.DECLINED,
    AskState.DISAGREED, AskState.WITHDRAWN, AskState.NO_REPLY,
)  # fmt: skip
"""How people stand who have not signed, in the order of the columns."""
Rows = Iterable[Sequence[str]]


def log(actor: Actor, school: School) -> Rows:
    """One row for each person involved in each incident that the actor may see, newest first."""
    seen = paging.ordered(incidents.visible_to(actor).select_related(None), "")
    return exports.lines(seen[:MOST], options_of(school), school)


def tasks(actor: Actor, school: School) -> Rows:
    """The tasks of the incidents that the actor may see, by their day."""
    for one in _tasks(actor)[:MOST]:
        yield [
            one.incident.reference,
            str(one.get_kind_display()),
            one.title,
            one.about.name if one.about else "",
            one.owner.display_name if one.owner else str(one.get_owner_role_display()),
            one.due_on.isoformat(),
            str(one.get_state_display()),
            moment(one.given_at, school),
            moment(one.done_at, school),
            one.done_by.display_name if one.done_by else "",
            one.outcome,
        ]


def _tasks(actor: Actor) -> QuerySet[Task]:
    seen = incidents.visible_to(actor).order_by().values("pk")
    rows = Task.objects.filter(incident__in=seen).order_by("due_on", "pk")
    found: QuerySet[Task] = rows.select_related("incident", "owner", "done_by", "about__person")
    return found


def grid(actor: Actor, school: School) -> Rows:
    """The figures of the grids over all days: numbers only, no names and no reasons."""
    for row in sanctions.figures(actor, EARLIEST, schools.local_today(school)):
        start = [str(row.grid.label), row.level, row.words, str(row.decided)]
        for one in row.actions:
            counts = (one.proposed, one.taken, one.left_out, one.added)
            yield [*start, one.words, *map(str, counts)]
        if not row.actions:
            yield [*start, "", "0", "0", "0", "0"]


def directory(_actor: Actor, _school: School) -> Rows:
    """Everybody in the directory, leavers as well, by surname."""
    for one in people.people().order_by("last_name", "first_name", "pk")[:MOST]:
        yield [
            str(one.get_kind_display()),
            one.first_name,
            one.last_name,
            one.email,
            one.phone,
            one.upn,
            one.admission_number,
            str(one.get_year_group_display()),
            one.tutor_group,
            one.job_title,
            day(one.date_of_birth),
            day(one.joined_on),
            day(one.left_on),
        ]


def coverage(_actor: Actor, school: School) -> Rows:
    """How many have signed each agreement today, and how the others stand."""
    for one in agreements.coverage(schools.local_today(school)):
        numbers = (one.people, one.signed, *(one.states[code] for code in STANDS), one.no_address)
        yield [one.agreement.title, *map(str, numbers)]


def signers(_actor: Actor, school: School) -> Rows:
    """Each person of today and how it stands with their agreement, by agreement and class."""
    for one in agreements.listed(schools.local_today(school))[:MOST]:
        person = one.person
        yield [one.agreement.title, person.name, one.group, standing(one.standing)]


def events(actor: Actor, school: School) -> Rows:
    """The audit log as the actor may read it, newest first."""
    for line in audit.every(actor=actor, rows=audit.events(), most=MOST):
        yield [moment(line.at, school), line.who, line.did, line.what]


def moment(at: datetime | None, school: School) -> str:
    """A moment on the school's clock, as a spreadsheet reads it; "" where there is none."""
    zone = ZoneInfo(school.timezone)
    return timezone.localtime(at, zone).strftime("%Y-%m-%d %H:%M") if at else ""


def day(one: date | None) -> str:
    return one.isoformat() if one else ""
