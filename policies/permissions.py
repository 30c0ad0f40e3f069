"""Who may do what to the rules. State rules are in workflow."""

from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from policies.models import RuleTableDraft
from policies.workflow import Move, Who

_SENTENCES = {
    Who.MANAGER: gettext_lazy("Only those who manage the rules can do this."),
    Who.APPROVER: gettext_lazy(
        "Only someone who approves rules, and neither began nor last changed this draft, can do "
        "this."
    ),
    Who.EITHER: gettext_lazy("Only those who manage or approve the rules can do this."),
}


def check_can_edit(actor: Actor) -> None:
    """Those who manage the rules begin and change drafts."""
    require(actor, Permission.RULES_MANAGE, _SENTENCES[Who.MANAGER])


def is_author(actor: Actor, draft: RuleTableDraft) -> bool:
    """Whether the draft is the actor's work: begun, last changed or proposed by them."""
    authors = {draft.made_by_id, draft.changed_by_id, draft.proposed_by_id}
    return actor.membership_id in authors


def may_move(actor: Actor, draft: RuleTableDraft, move: Move) -> bool:
    """Whether the table of moves names the actor. Nobody approves their own work."""
    manages, approves = actor.can(Permission.RULES_MANAGE), actor.can(Permission.RULES_APPROVE)
    return {
        Who.MANAGER: manages,
        Who.APPROVER: approves and not is_author(actor, draft),
        Who.EITHER: manages or approves,
    }[move.who]


def check_can_move(actor: Actor, draft: RuleTableDraft, move: Move) -> None:
    """Raise Refused unless the actor may make this move with this draft."""
    if not may_move(actor, draft, move):
        raise Refused(_SENTENCES[move.who])
