"""Who may do what to the policies. State rules are in workflow."""

from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.access.roles import Role
from policies.documents.choices import ApprovingBody
from policies.documents.models import Consultation, PolicyDraft
from policies.documents.workflow import Who

_SENTENCES = {
    Who.WRITER: gettext_lazy("Only those who write policies can do this."),
    Who.APPROVER: gettext_lazy(
        "Only someone who approves policies, and neither began, last changed nor sent this text, "
        "can do this."
    ),
    Who.HEAD: gettext_lazy("Only those who approve policies can do this."),
    Who.KEEPER: gettext_lazy("Only those who write or approve policies can do this."),
    Who.CALLER: gettext_lazy("Only those who write or approve policies can do this."),
}


def check_can_write(actor: Actor) -> None:
    """Those who write policies begin and change them, and fill in their blanks."""
    require(actor, Permission.POLICY_WRITE, _SENTENCES[Who.WRITER])


def is_author(actor: Actor, draft: PolicyDraft | None) -> bool:
    """Whether the text is the actor's work: begun, last changed or sent for approval by them."""
    if draft is None:
        return False
    authors = {draft.begun_by_id, draft.changed_by_id, draft.proposed_by_id}
    return actor.membership_id in authors


def may(actor: Actor, who: Who, draft: PolicyDraft | None) -> bool:
    """Whether the table of moves names the actor. Nobody approves their own work."""
    writes, approves = actor.can(Permission.POLICY_WRITE), actor.can(Permission.POLICY_APPROVE)
    return {
        Who.WRITER: writes,
        Who.APPROVER: approves and not is_author(actor, draft),
        Who.HEAD: approves,
        Who.KEEPER: writes or approves,
        Who.CALLER: writes or approves or actor.is_system,
    }[who]


def check(actor: Actor, who: Who, draft: PolicyDraft | None = None) -> None:
    """Raise Refused unless the actor is one of those that a move names."""
    if not may(actor, who, draft):
        raise Refused(_SENTENCES[who])


def is_asked(actor: Actor, consultation: Consultation) -> bool:
    """Whether a role of the actor is asked in the consultation."""
    return any(f",{role}," in consultation.asked_roles for role in actor.roles)


def check_can_answer(actor: Actor, consultation: Consultation) -> None:
    """Who is asked says what they think, for themselves."""
    if actor.membership_id is None or not is_asked(actor, consultation):
        raise Refused(gettext_lazy("Only those who are asked can answer for themselves."))


def check_can_speak_for(actor: Actor, body: str) -> None:
    """An approval as headteacher is given by the headteacher; that of governors is recorded."""
    if body == ApprovingBody.HEADTEACHER and not actor.has_role(Role.HEAD):
        raise Refused(gettext_lazy("Only the headteacher approves as headteacher."))
