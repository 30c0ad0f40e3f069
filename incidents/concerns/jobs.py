"""Jobs of concerns: notices about messages. No rules here but who is told."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.audit import objects
from esafety.jobs.models import Job
from esafety.jobs.registry import handler
from esafety.notices import kinds
from esafety.notices import queries as absences
from esafety.notices import services as notices
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School
from incidents import chain, recipients
from incidents.choices import OPEN
from incidents.concerns import queries
from incidents.models import Incident


@handler("message.received.tell")
def tell_handlers(job: Job) -> None:
    """A notice for who handles the case; where nobody does, or they are away, for those who are
    told of reports. At once where the open case cannot wait: somebody may be in danger."""
    incident = _incident(job)
    able = chain.may_handle(incident)
    told = [member for member in able if member.pk == incident.handler_id]
    if not absences.present(told):
        told += recipients.of(incident)
    urgent = incident.status in OPEN and recipients.cannot_wait(incident)
    _tell(job, told, incident.audit_ref, urgent=urgent)


@handler("message.sent.tell")
def tell_reporter(job: Job) -> None:
    """A notice for the member who sent the report; it leads to their receipt."""
    incident = _incident(job)
    members = schools.current_members().filter(reported=incident)
    _tell(job, list(members), f"receipt:{incident.reference}")


def _tell(job: Job, members: list[Membership], ref: str, *, urgent: bool = False) -> None:
    kind = job.kind.removesuffix(".tell")
    with transaction.atomic():
        for member in members:
            notices.tell(
                member=member,
                kind=kind,
                object=ref,
                school_id=job.school_id,
                urgent=urgent,
                once_key=f"{kind}:{job.payload['message']}:{member.pk}",
            )


def _incident(job: Job) -> Incident:
    return Incident.objects.select_related("school").get(reference=job.payload["incident"])


def _record(school: School, ref: str) -> str:
    return reverse("incidents:record", args=[school.slug, _name(ref)]) + "#messages"


def _receipt(school: School, ref: str) -> str:
    return reverse("incidents:receipt", args=[school.slug, _name(ref)]) + "#messages"


def _name(ref: Any) -> str:
    return str(ref).partition(":")[2]


kinds.register("message.received", _("A reporter has added to their report"), _record)
kinds.register("message.sent", _("There is an answer to your report"), _receipt)
objects.register("receipt", seen_by=queries.receipts_seen_by)
