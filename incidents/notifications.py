"""Who is told about a report. A notice and its mail carry the reference and a link."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety import mail
from esafety.notices import kinds
from esafety.notices import services as telling
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import recipients
from incidents.models import Incident

SUBMITTED = "incident.submitted"


def tell(incident: Incident) -> None:
    """Tell those who handle it, each once however often this is called, inside a transaction."""
    urgent = recipients.cannot_wait(incident)
    for member in recipients.of(incident):
        telling.tell(
            member=member,
            kind=SUBMITTED,
            object=incident.audit_ref,
            school_id=incident.school_id,
            urgent=urgent,
            once_key=f"submitted:{incident.reference}",
        )


def confirm(incident: Incident) -> None:
    """Mail the reporter their reference, if they are still here."""
    member = schools.current_members().filter(reported=incident).first()
    if member is not None:
        path = reverse("incidents:receipt", args=[incident.school.slug, incident.reference])
        context = {"reference": incident.reference, "link": f"{settings.SITE_URL}{path}"}
        mail.send(template="incident-received", to=member.user.email, context=context)


def record_page(school: School, ref: str) -> str:
    """The page of the incident that a reference such as "incident:OAK-7K3P-9X" names."""
    return reverse("incidents:record", args=[school.slug, ref.partition(":")[2]])


kinds.register(SUBMITTED, _("A report has come in"), record_page)
