"""When a log review is closed, the log is frozen as its closer then sees it."""

from esafety.access.actor import Actor
from policies.meetings import hooks
from policies.meetings.models import Meeting
from reports.log_review import queries
from reports.services import log_review


@hooks.on_closed
def freeze_the_log(meeting: Meeting, by: Actor) -> None:
    """At a log review that is the newest, for a closer who may read what is frozen."""
    if queries.to_freeze(by).filter(pk=meeting.pk).exists():
        log_review.freeze(meeting=meeting, by=by)
