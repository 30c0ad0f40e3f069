"""What notices about actions of meetings say, and where they lead; what a member has in hand."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.notices import in_hand, kinds
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School
from policies.meetings import queries
from policies.meetings.services import acting


def _action(school: School, ref: str) -> str:
    return reverse("meetings:answer_action", args=[school.slug, ref.partition(":")[2]])


def _nameless(ref: str) -> str:
    return ""


def held(member: Membership) -> list[str]:
    """The actions that wait for a member."""
    return [str(row) for row in queries.open_for(schools.actor_of(member))]


kinds.register(acting.GIVEN, _("A meeting gave you something to do"), _action, called=_nameless)
kinds.register(acting.DUE, _("An action of a meeting is due"), _action, called=_nameless)
in_hand.register(acting.GIVEN, held)
