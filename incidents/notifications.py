"""Who is told about a report, and in which mail. A mail carries the reference and a link."""

from django.conf import settings
from django.urls import reverse

from esafety import mail
from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import queries
from incidents.models import Incident

LEADS = frozenset({Role.LEAD, Role.DEPUTY_LEAD})
SAFEGUARDING = frozenset({Role.DSL, Role.DEPUTY_DSL})


def recipients(incident: Incident) -> list[Membership]:
    """Who is told that the report has come: the leads, and the next in line where they must not be.

    Everyone comes from `queries.who_can_see`, so that nobody named is ever told (spec/roles.md);
    what cannot wait goes to the safeguarding leads as well (spec/triage.md, Clocks).
    """
    seers = queries.who_can_see(incident)
    seen_by, wanted = {m.pk for m in seers}, set(LEADS)
    leads = list(schools.holders(Role.LEAD))
    if not leads or any(lead.pk not in seen_by for lead in leads):
        wanted |= {Role.DSL, Role.HEAD}
    if cannot_wait(incident):
        wanted |= SAFEGUARDING
    return [m for m in seers if m.roles & wanted] or seers


def cannot_wait(incident: Incident) -> bool:
    """Marked urgent by its reporter, or of a type that cannot wait."""
    return incident.urgent or incident.types.filter(at_once=True).exists()


def tell(incident: Incident, member: Membership) -> None:
    """Mail one of those who handle it, if they are still here and may still see it."""
    actor = schools.actor_of(member)
    if queries.visible_to(actor).filter(pk=incident.pk).exists():
        _send("incident-new", incident, member, incident.get_absolute_url())


def confirm(incident: Incident) -> None:
    """Mail the reporter their reference, if they are still here."""
    member = schools.current_members().filter(reported=incident).first()
    if member is not None:
        path = reverse("incidents:receipt", args=[incident.school.slug, incident.reference])
        _send("incident-received", incident, member, path)


def _send(template: str, incident: Incident, member: Membership, path: str) -> None:
    context = {"reference": incident.reference, "link": f"{settings.SITE_URL}{path}"}
    mail.send(template=template, to=member.user.email, context=context)
