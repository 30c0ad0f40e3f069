"""Who is told about a case. Everyone comes from `queries.who_can_see`: nobody named is told."""

from esafety.access.roles import Role
from esafety.notices import queries as notices
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import queries
from incidents.models import Incident

LEADS = frozenset({Role.LEAD, Role.DEPUTY_LEAD})
SAFEGUARDING = frozenset({Role.DSL, Role.DEPUTY_DSL})


def of(incident: Incident) -> list[Membership]:
    """Who is told that the report has come: the leads, and the next in line where they must not be
    or are away.

    Everyone comes from `queries.who_can_see`, so that nobody named is ever told (spec/roles.md);
    what cannot wait goes to the safeguarding leads as well (spec/triage.md, Clocks). Who stands in
    for somebody away is told with them (`notices.tell`).
    """
    seers = queries.who_can_see(incident)
    seen_by, wanted = {m.pk for m in seers}, set(LEADS)
    leads = list(schools.holders(Role.LEAD))
    if not leads or any(lead.pk not in seen_by for lead in leads):
        wanted |= {Role.DSL, Role.HEAD}
    if cannot_wait(incident):
        wanted |= SAFEGUARDING
    told = [m for m in seers if m.roles & wanted] or seers
    if not _somebody_is_there(told, seers):
        wanted |= SAFEGUARDING | {Role.HEAD}
        told = [m for m in seers if m.roles & wanted]
    return told if _somebody_is_there(told, seers) else seers


def _somebody_is_there(told: list[Membership], seers: list[Membership]) -> bool:
    """Whether one of those told is not away today, or who stands in for one may see it."""
    if notices.present(told):
        return True
    stand_ins = {deputy.pk for member in told for deputy in notices.stand_ins(member)}
    return bool(notices.present(m for m in seers if m.pk in stand_ins))


def cannot_wait(incident: Incident) -> bool:
    """Marked urgent by its reporter, or of a type that cannot wait."""
    return incident.urgent or incident.types.filter(at_once=True).exists()
