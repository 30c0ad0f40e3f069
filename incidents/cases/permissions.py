"""Who may say who has a case. Whether the case exists for them is asked with each of these."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.access.roles import Role
from esafety.schools.models import Membership
from incidents import permissions, queries
from incidents.models import Incident


def check_can_have_part(actor: Actor, incident: Incident) -> None:
    """Whoever has the case, or its technical part: they may step back from it."""
    if not queries.technical_to(actor).filter(pk=incident.pk).exists():
        raise Refused(_("This incident was not found."))


def check_can_write_technical(actor: Actor, incident: Incident) -> None:
    """Who handles the case, or has its technical part or the whole of it by a referral."""
    check_can_have_part(actor, incident)
    seen = queries.visible_to(actor).filter(pk=incident.pk).exists()
    if seen and not queries.written_by(actor).filter(pk=incident.pk).exists():
        raise Refused(_("You can read this incident. Only those who handle it can write on it."))


def check_can_share(actor: Actor, incident: Incident) -> None:
    """Whoever handles incidents and has this case by their role: they may say who else has it.
    Somebody to whom it was referred does not pass it on."""
    permissions.check_can_triage(actor, incident)
    if not queries.opened_by_role(actor).filter(pk=incident.pk).exists():
        raise Refused(_("This case was referred to you. Only those who referred it can do this."))


def check_can_keep_out(actor: Actor, incident: Incident) -> None:
    """The lead, a deputy lead, the headteacher or the chair, for a case that they see."""
    sentence = _("Only the eSafety lead or the headteacher can keep somebody out of a case.")
    require(actor, Permission.INCIDENT_KEEP_OUT, sentence)
    check_can_share(actor, incident)


def check_can_keep_out_member(actor: Actor, incident: Incident, member: Membership) -> None:
    """Not oneself; a headteacher only by another one or by the chair; the chair by nobody, since
    a case goes to the chair when nobody else is left."""
    check_can_keep_out(actor, incident)
    if member.pk == actor.membership_id:
        raise Refused(_("You cannot keep yourself out. Step back from the case instead."))
    if Role.CHAIR in member.roles:
        raise Refused(_("Nobody can keep the chair of governors out of a case."))
    _check_rank(actor, member)


def check_can_readmit(actor: Actor, incident: Incident, member: Membership) -> None:
    """Whoever may keep people out of this case; for a headteacher another one, or the chair."""
    check_can_keep_out(actor, incident)
    _check_rank(actor, member)


def _check_rank(actor: Actor, member: Membership) -> None:
    if Role.HEAD in member.roles and not actor.has_role(Role.HEAD, Role.CHAIR):
        raise Refused(_("Only the chair of governors can do this for a headteacher."))


def check_can_protect(actor: Actor, incident: Incident) -> None:
    """The designated safeguarding lead or a deputy, for a case that they see."""
    sentence = _("Only the designated safeguarding lead or a deputy can do this.")
    require(actor, Permission.INCIDENT_PROTECT, sentence)
    check_can_share(actor, incident)


def check_can_answer_for_staff(actor: Actor, incident: Incident) -> None:
    """The headteacher, or the chair where the headteacher has no part in it (domain.md 1.4)."""
    sentence = _("Only the headteacher, or the chair of governors, can do this.")
    require(actor, Permission.INCIDENT_STAFF, sentence)
    check_can_share(actor, incident)
