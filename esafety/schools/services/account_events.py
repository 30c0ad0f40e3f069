"""What happens to a user's account, written into the chain of every school they belong to."""

from django.db import transaction
from django_scopes import scope

from esafety.audit import services as audit
from esafety.schools import queries


@transaction.atomic
def record_everywhere(user_id: int, type: str) -> None:
    """Record the event in each school where the user is a present member, or in none at all."""
    for membership in queries.memberships_of(user_id):
        with scope(school=membership.school):
            actor = queries.actor_of(membership)
            audit.record(by=actor, type=type, object=str(membership))
