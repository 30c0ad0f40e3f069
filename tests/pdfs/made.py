"""Every PDF of the product, made of what one school has, and what of the product it was made by.

A template in `templates/pdf/` or a caller of `esafety.pdf.render` that is not met here at either
demo school fails `test_every_pdf.py`.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django_scopes import scope

from aup import pictures
from aup.models import Agreement, AgreementVersion, Ask
from aup.services import papers as forms
from esafety import pdf
from esafety.access.actor import Actor
from esafety.accounts.models import User
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School, Term
from incidents import queries as incidents
from incidents.chronology import services as chronology
from incidents.concerns import posters
from incidents.services import printing as log
from policies.documents.models import PolicyRevision
from policies.meetings.models import Minutes
from policies.models import RuleTableVersion
from policies.registers.declared import registers
from policies.registers.services import printing as register_prints
from policies.surveys.models import Survey
from policies.training.models import Attendance
from reports.choices import PaperKind
from reports.models import GovernorReport
from reports.services import building, drafting, log_review, papers, record_out
from tests.pdfs import checker

WRITES = {"aup:paper_form"}
"""Making a form writes down its code, so that it is asked for by POST."""
FEW = 2
"""So many of a kind are enough: they differ in their words, not in their templates."""


@dataclass
class Found:
    """What is wrong with each PDF, by template and number; which callers made any."""

    problems: dict[str, list[str]] = field(default_factory=dict)
    callers: set[str] = field(default_factory=set)
    bytes: dict[str, bytes] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)


@contextmanager
def watched() -> Iterator[Found]:
    """Look at each PDF that is made in the block, by whichever way."""
    found, shown, real = Found(), [], pdf.render

    def note(template: Any, **_more: Any) -> None:
        if str(template.name).startswith("pdf/") and str(template.name).endswith(".html"):
            shown.append(template.name.removeprefix("pdf/").removesuffix(".html"))

    def render(html: str) -> bytes:
        made = real(html)
        found.callers.add(sys._getframe(1).f_globals["__name__"])
        whole = shown[0]  # what it extends or includes comes after it
        found.templates |= set(shown)
        shown.clear()
        name = f"{whole}#{sum(one.startswith(f'{whole}#') for one in found.problems) + 1}"
        found.problems[name], found.bytes[name] = checker.problems(made), made
        return made

    template_rendered.connect(note)
    pdf.render = render
    try:
        yield found
    finally:
        pdf.render = real
        template_rendered.disconnect(note)


class Place:
    """A school of the demo, and who works there."""

    def __init__(self, school: School) -> None:
        self.school, self.today = school, schools.local_today(school)

    def actor(self, role: str) -> Actor:
        row = Membership.objects.filter(grants__role=role, left_on=None).order_by("pk")[0]
        return schools.actor_of(row)

    def get(self, name: str, *args: Any, role: str = "lead", query: str = "") -> None:
        """Open an address that answers with a PDF."""
        web, actor = Client(), self.actor(role)
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        web.force_login(User.objects.get(pk=actor.user_id), backend=backend)
        address = reverse(name, args=[self.school.slug, *args]) + query
        answer = web.post(address) if name in WRITES else web.get(address)
        assert answer["Content-Type"] == "application/pdf", f"{name}: {answer.status_code}"

    def run(self, kind: str, row: Any) -> None:
        """Do the job that was just asked for."""
        job = getattr(row, "job", None)
        waiting = Job.objects.filter(kind=kind, state=JobState.WAITING).order_by("-created_at")
        assert jobs.run(str((job or waiting[0]).pk)), kind


def governor_report(place: Place) -> None:
    """Of the busiest term, and once more with the approval of the report that is published."""
    lead = place.actor("lead")
    taken = GovernorReport.objects.filter(part="main").values("term")
    counts = {
        term: incidents.visible_to(lead)
        .filter(happened_on__range=(term.starts_on, term.ends_on))
        .count()
        for term in Term.objects.exclude(pk__in=taken).filter(starts_on__lte=place.today)
    }
    report = drafting.start(term=max(counts, key=lambda term: counts[term]), by=lead)
    place.run("report.build", building.ask(report=report, by=lead))


def asked_of(school: School, kind: PaperKind) -> dict[str, str]:
    """What a kind has to know of what is asked for: days, a year, an agreement."""
    days = {"since": "2026-09-01", "until": "2026-12-20"}
    year = {"year": str(schools.local_today(school).year - 1)}
    agreement = Agreement.objects.order_by("pk").values_list("code", flat=True).first()
    known: dict[str, dict[str, str]] = {
        PaperKind.LEADERS: days,
        PaperKind.INSPECTION: {**days, "references": "yes"},
        PaperKind.BULLYING: year,
        PaperKind.COVERAGE: {"agreement": str(agreement)},
    }
    return known.get(kind, {})


def papers_for_one(place: Place) -> None:
    lead = place.actor("lead")
    for kind in PaperKind:
        if kind != PaperKind.RECORD:
            asked = asked_of(place.school, kind)
            row = papers.ask(school=place.school, kind=kind, asked=asked, by=lead)
            place.run("report.paper", row)


def record_copies(place: Place) -> None:
    lead = place.actor("lead")
    for incident in incidents.visible_to(lead).order_by("-pk")[:2]:
        facts = {"named": False, "reason": "", "extra": [], "by": lead}
        sections = ["report", "people", "chronology"]
        place.run("report.paper", record_out.ask(incident=incident, sections=sections, **facts))


def printed_log(place: Place) -> None:
    row = log.request_print(school=place.school, filters={}, by=place.actor("lead"))
    place.run("log.print", row)


def chronologies(place: Place) -> None:
    lead = place.actor("lead")
    named = incidents.visible_to(lead).values("involved__person")
    for person in Person.objects.filter(pk__in=named, kind="pupil")[:2]:
        place.run("chronology.print", chronology.request_print(person=person, by=lead))


def printed_registers(place: Place) -> None:
    lead = place.actor("lead")
    for register in [one for one in registers() if one.exists_for(lead)][:FEW]:
        row = register_prints.request_print(
            register=register, filters={}, by=lead, school=place.school
        )
        place.run("register.print", row)


def certificates(place: Place) -> None:
    waiting = Job.objects.filter(kind="signature.certify", state=JobState.WAITING)
    waiting.update(run_after=F("created_at"))  # some wait until whatever is fresh has been done
    for job in waiting.order_by("created_at")[:2]:
        assert jobs.run(str(job.pk))


def agreements(place: Place) -> None:
    for version in AgreementVersion.objects.filter(number__gt=0)[:FEW]:
        place.get("aup:version_pdf", version.agreement.code, version.number)
    for agreement in Agreement.objects.all():
        if pictures.has_pictures(agreement):
            place.get("aup:pictures_pdf", agreement.code)


def paper_forms(place: Place) -> None:
    """One at once, and some by a job."""
    asks = list(Ask.objects.filter(state="asked", subject__isnull=False)[:FEW])
    if asks:
        place.get("aup:paper_form", asks[0].pk, role="office")
        row = forms.request_print(asks=asks, by=place.actor("office"))
        place.run("agreement.paper", row)


def images(place: Place) -> None:
    years = Person.objects.filter(kind="pupil").exclude(year_group="")
    place.get("aup:image_pdf", query=f"?year={years[0].year_group}", role="office")


def policies(place: Place) -> None:
    for revision in PolicyRevision.objects.select_related("policy")[:FEW]:
        place.get("documents:policy_pdf", revision.policy.code, revision.number)


def rules(place: Place) -> None:
    for version in RuleTableVersion.objects.exclude(effective_from=None)[:FEW]:
        place.get("policies:rule_table_pdf", version.table.code, version.number)


def minutes(place: Place) -> None:
    for one in Minutes.objects.all()[:FEW]:
        place.get("meetings:minutes", one.meeting.pk)


def surveys(place: Place) -> None:
    for survey in Survey.objects.filter(closed_at=None)[:FEW]:
        place.get("surveys:survey_sheet", survey.pk)


def training(place: Place) -> None:
    for row in Attendance.objects.select_related("session").all()[:1]:
        place.get("training:member_certificate", row.session.pk, row.member.pk)


def frozen_logs(place: Place) -> None:
    waiting = Job.objects.filter(kind=log_review.JOB, state=JobState.WAITING)
    for job in waiting.order_by("created_at")[:1]:
        assert jobs.run(str(job.pk))


def lists(place: Place) -> None:
    place.get("training:due_file", "pdf")


def concern_posters(place: Place) -> None:
    for stage in posters.STAGES:
        posters._rendered.cache_clear()
        posters.pdf_of(place.school, stage, date(2026, 11, 20))


EACH: list[Callable[[Place], None]] = [
    governor_report, papers_for_one, record_copies, printed_log, chronologies, printed_registers,
    certificates, agreements, paper_forms, images, policies, rules, minutes, surveys, training,
    concern_posters, frozen_logs, lists,
]  # fmt: skip


def all_of(school: School) -> Found:
    """Make every PDF of which the school has something to show."""
    cache.clear()
    with scope(school=school), watched() as found:
        for make in EACH:
            make(Place(school))
    return found
