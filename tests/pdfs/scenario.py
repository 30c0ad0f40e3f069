"""One of each PDF that a job makes, asked for at a school of its own; and what came of them.

A kind of job or of paper without an entry here fails `test_kill.py`.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_scopes import scope

from aup.models import Agreement, Ask, PaperPrint
from aup.services import papers as forms
from aup.services import sending_copies
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School, Term
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Certificate
from esafety.signatures.services.signing import Hand, Words, sign
from incidents.chronology import services as chronology
from incidents.models import ChronologyPrint, LogPrint
from incidents.services import printing as log
from policies.meetings.services import closing, preparing
from policies.registers.declared import registers
from policies.registers.models import RegisterPrint
from policies.registers.services import printing as register_prints
from reports.choices import PaperKind
from reports.log_review.models import LogReview, LogReviewPart
from reports.models import Edition, Paper
from reports.papers.kinds import KINDS
from reports.services import approval, building, drafting, papers, record_out
from tests.bench import families
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.pdfs.made import asked_of


class Cast:
    """The school and who asks."""

    def __init__(self) -> None:
        self.school, self.lena = families.make_place()
        with scope(school=self.school):
            self.hari = make_member(self.school, "Hari Hazel", Role.HEAD, Role.STAFF)
            self.ada = make_person(self.school, "Ada Ash", year_group="8")
            self.incident = make_incident(
                self.school, people=[(self.ada, "target")], happened_on=date(2026, 9, 14)
            )


def draft(cast: Cast, number: int = 2) -> Any:
    term = Term.objects.get(academic_year=2026, number=number)
    report = drafting.start(term=term, by=cast.lena)
    texts = {"incidents": "A calm term."}
    drafting.write_words(report=report, texts=texts, by=cast.lena)
    return building.ask(report=report, by=cast.lena)


def final(cast: Cast) -> Any:
    report = draft(cast, number=1)
    assert jobs.run(str(report.job_id))
    report.refresh_from_db()
    report = approval.propose(report=report, by=cast.lena)
    return approval.approve(report=report, by=cast.hari)


def record(cast: Cast) -> Any:
    return record_out.ask(
        incident=cast.incident, sections=["report"], named=False, reason="", extra=[], by=cast.lena
    )


def paper(kind: PaperKind) -> Callable[[Cast], Any]:
    return lambda cast: papers.ask(
        school=cast.school, kind=kind, asked=asked_of(cast.school, kind), by=cast.lena
    )


def frozen_log(cast: Cast) -> Any:
    """The log as it is when a log review is closed."""
    today, by = schools.local_today(cast.school), cast.lena
    meeting = preparing.plan(kind="log_review", day=today, place="", by=by)
    preparing.note_present(meeting=meeting, members=[by.membership_id], guests=[], by=by)
    closing.close(meeting=meeting, by=by)
    return LogReview.objects.get(meeting=meeting)


def printed_log(cast: Cast) -> Any:
    return log.request_print(school=cast.school, filters={}, by=cast.lena)


def printed_chronology(cast: Cast) -> Any:
    return chronology.request_print(person=cast.ada, by=cast.lena)


def printed_register(cast: Cast) -> Any:
    first = registers()[0]
    return register_prints.request_print(
        register=first, filters={}, by=cast.lena, school=cast.school
    )


def printed_forms(cast: Cast) -> Any:
    version = Agreement.objects.get(audience="pupils_early").versions.get()
    now = timezone.now()
    ask = Ask.objects.create(
        school=cast.school, agreement=version.agreement, version=version, subject=cast.ada,
        asked_at=now, changed_at=now,
    )  # fmt: skip
    return forms.request_print(asks=[ask], by=cast.lena)


def certificate(cast: Cast) -> Any:
    """A signature with an account; its copy is mailed."""
    member = Membership.objects.get(pk=cast.lena.membership_id)
    words = Words("agreement:staff", 3, "en-gb", "Staff agreement", "# Staff\n\nI promise.\n")
    hand = Hand(
        name=cast.lena.display_name, statement="I agree.", part=Part.OWN, means=Means.ACCOUNT,
        ip="127.0.0.9", browser="A browser", member=member,
    )  # fmt: skip
    made = sign(school=cast.school, words=words, hand=hand, once_key=uuid.uuid4(), by=cast.lena)
    with transaction.atomic():
        sending_copies.send_later(made)
    return made


@dataclass(frozen=True)
class One:
    """What is asked for, the kind of its job, the finished rows that come of it (by the key of
    what was asked for), and how often its event stands in the log in the end."""

    ask: Callable[[Cast], Any]
    kind: str
    rows: Callable[[int], QuerySet[Any]]
    event: str
    events: int = 1


def _made(model: Any) -> Callable[[int], QuerySet[Any]]:
    return lambda pk: model.objects.filter(pk=pk, made_at__isnull=False)


def _editions(**facts: Any) -> Callable[[int], QuerySet[Any]]:
    return lambda pk: Edition.objects.filter(report=pk, **facts)


EACH: dict[str, One] = {
    # Three editions: the draft, and the other report's draft and its final one.
    "draft": One(draft, "report.build", _editions(), "report.built", events=3),
    "final": One(final, "report.build", _editions(final=True), "report.built", events=3),
    "record": One(record, "report.paper", _made(Paper), "record.printed"),
    "log": One(printed_log, "log.print", _made(LogPrint), "log.printed"),
    "chronology": One(
        printed_chronology, "chronology.print", _made(ChronologyPrint), "chronology.printed"
    ),
    "register": One(printed_register, "register.print", _made(RegisterPrint), "register.printed"),
    "forms": One(printed_forms, "agreement.paper", _made(PaperPrint), "agreement.paper_printed"),
    "certificate": One(
        certificate,
        "signature.certify",
        lambda pk: Certificate.objects.filter(signature=pk),
        "signature.certified",
    ),
    "frozen log": One(
        frozen_log,
        "report.log_review",
        lambda pk: LogReviewPart.objects.filter(review=pk),
        "log_review.made",
    ),
    **{
        str(kind): One(paper(kind), "report.paper", _made(Paper), f"{kind}.printed")
        for kind in KINDS
        if kind != PaperKind.RECORD
    },
}


def ask_for_all() -> dict[str, dict[str, Any]]:
    """Ask for one of each: the key of what was asked for, and of its job."""
    cast, found = Cast(), {}
    with scope(school=cast.school):
        for name, one in EACH.items():
            known = {facts["job"] for facts in found.values()}
            row = one.ask(cast)
            waiting = Job.objects.filter(kind=one.kind, state=JobState.WAITING)
            job = waiting.exclude(pk__in=known).get()
            found[name] = {"job": str(job.pk), "row": row.pk}
    return found


def came_of(asked: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """For each: how its job stands, its tries, the finished rows, and its events in the log."""
    found = {}
    with scope(school=School.objects.get(slug="willow")):
        for name, facts in asked.items():
            job = Job.objects.get(pk=facts["job"])
            found[name] = {
                "state": job.state,
                "tries": job.attempts,
                "rows": EACH[name].rows(facts["row"]).count(),
                "events": AuditEvent.objects.filter(type=EACH[name].event).count(),
            }
    return found
