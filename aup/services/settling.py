"""Working out anew how questions stand where others must sign now: a parent's tie has ended, a
parent has left, or the school has chosen otherwise how many sign."""

from django.db import transaction
from django.utils import timezone

from aup import states, workflow
from aup.choices import AskState
from aup.models import Ask
from aup.queries import campaigns as queries
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.audit import services as audit


@transaction.atomic
def settle(*, by: Actor) -> list[int]:
    """Write the states that follow now, inside the caller's transaction, with an event for each;
    the people whom they are about. Call `access.refresh` for them afterwards."""
    rows = queries.may_have_moved(timezone.localdate())
    moved = _moved(list(rows))
    if not moved:
        return []
    # Read again once they are locked: somebody may have answered meanwhile. All are locked before
    # the first event, as in every answer: the school's audit chain comes last.
    locked = rows.filter(pk__in=[ask.pk for ask in moved]).select_for_update(of=("self",))
    moved = _moved(list(locked))
    for ask, now in moved.items():
        rule = workflow.check_act(ask.state, Act.SETTLE)
        ask.state, ask.changed_at = now, timezone.now()
        facts = {"state": str(now)}
        audit.record(by=by, type=rule.audit_type, object=str(ask), data=facts)
    Ask.objects.bulk_update(moved, ["state", "changed_at"], batch_size=500)
    return [ask.subject_id for ask in moved]


def _moved(rows: list[Ask]) -> dict[Ask, AskState]:
    """Those of the questions that stand otherwise now, and how."""
    now = queries.states_now(rows)
    follows = {ask: states.follow(AskState(ask.state), now[ask.pk]) for ask in rows}
    return {ask: state for ask, state in follows.items() if state != ask.state}
