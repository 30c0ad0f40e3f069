"""Jobs of schools: they fetch by id and call one function."""

from typing import Any

from esafety.schools import notifications, outbox, queries


@outbox.handler("schools.invite")
def invite(job: Any) -> None:
    """Mail the member their way in, unless they have left meanwhile."""
    membership = queries.current_members().filter(pk=job.payload["membership"]).first()
    if membership is not None:
        notifications.send_invitation(membership)
