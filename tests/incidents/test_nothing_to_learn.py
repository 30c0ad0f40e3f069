"""Whoever an incident names can learn of it nowhere: all they can reach is the same without it."""

import uuid
from contextlib import suppress
from datetime import date
from functools import lru_cache

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from esafety import pdf
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.jobs import periodic
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.notices.models import Notice
from esafety.people.models import Person
from esafety.schools import queries as schools
from incidents.cases.services import marking, referring
from incidents.choices import Part, PersonKind
from incidents.chronology import services as chronology
from incidents.models import Incident, LogPrint, Task
from incidents.services import involvement, printing
from reports.models import GovernorReport
from reports.services import building, drafting
from tests.crawler import crawl, normalised
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person
from tests.factories.schools import make_member
from tests.incidents.case_access.given import make_concern, make_out
from tests.incidents.cases import member

MANY = 10_000
ON_THE_CHAIN = ("lena", "dee", "hari")
FIRST_DAY = date(2026, 11, 3)
FIRST = "2026-11-03T09:00Z"
# When tasks and reports have waited too long, and when a case has been silent for too long.
MOMENTS = ("2026-11-05T10:00Z", "2026-11-19T10:00Z")
_remembered = lru_cache(maxsize=64)(pdf.render)


@pytest.fixture(autouse=True)
def _on_a_tuesday_in_november(time_machine):
    """The clock stands still between the moments, so that even times can be compared."""
    time_machine.move_to(FIRST, tick=False)


@pytest.fixture(autouse=True)
def _each_pdf_is_made_once(monkeypatch):
    """The real function; the same HTML is not rendered again for every test."""
    monkeypatch.setattr(pdf, "render", _remembered)


@pytest.fixture
def sima(oakfield):
    """A senior leader at Oakfield."""
    return make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF)


@pytest.fixture
def school_life(oakfield, lena, dee, hari, cora):
    """A term with an incident that names none of the cast, and those on whom it depends whose an
    incident is; who else is asked about comes to them."""
    pupil = make_person(oakfield, "Petra Poplar", date_of_birth=None)
    make_incident(oakfield, people=[(pupil, "target")], description="Something else.")
    return oakfield


def entry_of(actor) -> Person:
    return Person.objects.get(membership_id=actor.membership_id)


def named(school, actor, how):
    """An incident that names the actor in one of the ways of spec/roles.md."""
    if how == "linked":
        return make_incident(school, people=[(entry_of(actor), "offender")], urgent=True)
    if how == "typed":
        surname = actor.display_name.split()[-1]
        return make_incident(school, typed=[(f"Mx {surname}", "staff", "offender")])
    if how == "target":
        return make_incident(school, people=[(entry_of(actor), "target")])
    child = Person.objects.filter(kind="pupil", first_name="Child").first()
    return make_incident(school, people=[(child, "target")])


def hide_all(school, actor, lena, dee, hari):
    """Everything that can be hidden from the actor: incidents that name them in each way, one they
    were given before it named them, one they are kept out of, with tasks, marks and notices."""
    handler = lena if actor.membership_id != lena.membership_id else hari
    for how in ("linked", "typed", "target", "child"):
        incident = named(school, actor, how)
        give_task(incident, actor)
    for technical in (False, True):
        incident = make_incident(school)
        if actor.has_role(Role.STAFF) and not actor.can(Permission.INCIDENT_TRIAGE):
            facts = {"member": member(actor), "technical": technical, "reason": "Look at it."}
            referring.refer(incident=incident, by=handler, **facts)
        give_task(incident, actor)
        involvement.add_person(
            incident=incident,
            by=handler,
            reason="He was there.",
            kind=PersonKind.STAFF,
            part=Part.WITNESS,
            person=entry_of(actor),
        )
    kept_from = make_incident(school, description="They are kept out of this one.")
    give_task(kept_from, actor)
    make_out(kept_from, actor, "excluded", by=handler)
    if not actor.has_role(Role.HEAD):
        about_staff = make_incident(school, typed=[("Val Vine", "staff", "offender")])
        make_concern(about_staff.involved.get(), hari)
    if not actor.has_role(Role.HEAD, Role.DSL):
        marking.mark_child_protection(incident=make_incident(school), by=dee, reason="At risk.")
    run_jobs(actor)
    assert sent_to(actor) == []


def give_task(incident, actor):
    """A task for the actor, of a case in which they have no part."""
    Task.objects.create(
        school=incident.school,
        key=uuid.uuid4(),
        incident=incident,
        title="Talk to the tutor group.",
        owner=member(actor),
        due_on=date(2026, 11, 3),
        given_at=timezone.now(),
    )


def run_jobs(actor=None):
    """What the worker does until nothing is left to be done now; of the reminders and mails to one
    member only those to the actor, where one is given."""
    while due := [job for job in jobs.due(MANY) if actor is None or is_for(actor, job)]:
        for job_id in due:
            assert jobs.run(job_id), Job.objects.get(pk=job_id).last_error


def is_for(actor, job_id) -> bool:
    payload = Job.objects.get(pk=job_id).payload
    member = payload.get("member", actor.membership_id)
    if "notice" in payload:
        member = Notice.objects.get(key=payload["notice"]).member_id
    return member == actor.membership_id


def tell_of_all(school, actor=None):
    """What the report of each incident starts."""
    for reference in Incident.objects.order_by("pk").values_list("reference", flat=True):
        jobs.enqueue(kind="incident.tell", school_id=school.pk, payload={"incident": reference})
    run_jobs(actor)


def let_days_pass(time_machine, actor):
    """Clocks run out, tasks are overdue, a case is silent, the daily mail comes."""
    for moment in MOMENTS:
        time_machine.move_to(moment, tick=False)
        periodic.start_all()
        run_jobs(actor)


def ask_for_all(school, actor) -> list[str]:
    """The addresses of every file that is made for the actor when they ask for it."""
    made = []
    if actor.can(Permission.INCIDENT_EXPORT):
        made.append(printing.request_print(school=school, filters={}, by=actor))
        pupils = Person.objects.filter(first_name__in=["Petra", "Child"]).order_by("pk")
        made += [chronology.request_print(person=pupil, by=actor) for pupil in pupils]
    if actor.can(Permission.REPORT_DRAFT):
        with suppress(Refused):  # for the only one who approves reports
            report = drafting.start(term=schools.term_on(FIRST_DAY), by=actor)
            made.append(building.ask(report=report, by=actor))
    run_jobs(actor)
    return [f"{row.get_absolute_url()}{page}" for row in made for page in pages_of(row)]


def pages_of(row):
    """What follows a print's address: its progress, and what was made."""
    if isinstance(row, GovernorReport):
        return "progress/", "editions/1/"
    return "state/", "parts/1/" if isinstance(row, LogPrint) else "file/"


def sent_to(actor) -> list[str]:
    """Every mail to the actor, in full."""
    address = member(actor).user.email
    sent = (m for m in mail.outbox if address in m.recipients())
    return [
        normalised(f"{m.subject}\n{m.body}\n{m.alternatives}".encode(), exact=True) for m in sent
    ]


def waits_for(actor) -> list[tuple]:
    """Every job for the actor that is still to be done."""
    rows = Job.objects.filter(state=JobState.WAITING).order_by("run_after", "kind")
    return [(job.kind, job.run_after) for job in rows if is_for(actor, job.pk)]


@pytest.fixture
def learnt_by(client_of, school_life, time_machine):
    """All that an actor can learn in the days after, in a transaction that is undone then."""

    def learnt(actor, prepare=None, most=0):
        with transaction.atomic():
            mail.outbox.clear()
            time_machine.move_to(FIRST, tick=False)
            if prepare is not None:
                prepare()
            tell_of_all(school_life, actor)
            let_days_pass(time_machine, actor)
            client = client_of(actor)
            starts = ask_for_all(school_life, actor)
            found = crawl(client, f"/{school_life.slug}/", *starts, most=most, exact=True)
            found |= {"mails": sent_to(actor), "jobs": waits_for(actor)}
            transaction.set_rollback(True)
        return found

    return learnt


@pytest.mark.parametrize(
    "who", ["lena", "dee", "hari", "cora", "sima", "tom", "gwen", "olu", "nat"]
)
def test_all_that_a_member_can_reach_is_the_same_without_what_is_hidden_from_them(
    school_life, who, request, learnt_by
):
    actor, others = request.getfixturevalue(who), map(request.getfixturevalue, ON_THE_CHAIN)
    child = make_person(school_life, "Child Cypress")
    make_guardian(child, actor.display_name)
    chain = tuple(others)

    without = learnt_by(actor)
    with_it = learnt_by(actor, lambda: hide_all(school_life, actor, *chain))

    assert list(without) == list(with_it)
    assert {a: p for a, p in with_it.items() if without[a] != p} == {}
    assert len(without) >= 3


# One address of each kind of answer in which an incident shows; numbers of rows stand as ~.
SHOWS_IN = (
    "/oakfield/",
    "/oakfield/notices/",
    "/oakfield/incidents/log.csv",
    "/oakfield/incidents/log.xlsx",
    "/oakfield/incidents/print/~/parts/~/",
    "/oakfield/incidents/person/print/~/file/",
    "/oakfield/reports/2026-1/governors/editions/~/",
    "mails",
)


def test_the_crawl_can_tell_the_difference(school_life, lena, dee, learnt_by):
    """Somebody who may see incidents learns of them in each of these."""

    def make_some():
        people = [(entry_of(lena), "target"), (Person.objects.get(first_name="Petra"), "witness")]
        for _n in range(6):  # fewer are not shown in the report for governors
            make_incident(school_life, people=people, urgent=True)

    without, with_them = learnt_by(dee, most=40), learnt_by(dee, make_some, most=40)

    assert [one for one in SHOWS_IN if without[one] == with_them[one]] == []


def test_its_own_addresses_answer_as_if_it_had_never_been(school_life, lena, client_of):
    hidden = named(school_life, lena, "linked")
    client = client_of(lena)
    base = f"/{school_life.slug}/incidents/"

    for suffix in ("", "acknowledge/", "close/", "note/", "technical/", "refer/", "step-back/"):
        real = client.get(f"{base}{hidden.reference}/{suffix}")
        never = client.get(f"{base}OAK-0000-00/{suffix}")
        assert (real.status_code, never.status_code) == (404, 404)
        assert real.content == never.content


def test_no_mail_goes_to_the_named_person(school_life, lena, hari):
    with transaction.atomic():
        hidden = named(school_life, lena, "linked")
        tell_of_all(school_life)

    assert any(hidden.reference in sent for sent in sent_to(hari))
    assert not any(hidden.reference in sent for sent in sent_to(lena))
