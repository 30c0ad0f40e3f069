"""Who may freeze the log and who may open what was frozen."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from policies.meetings.models import Meeting
from reports.log_review import queries
from reports.log_review.models import LogReview


def check_can_freeze(actor: Actor, meeting: Meeting) -> None:
    """The lead, the safeguarding lead, their deputies and the head: each once, at the newest closed
    log review, for what they may see themselves."""
    if not queries.may_read(actor):
        raise Refused(_("Only those who handle incidents freeze the log."))
    if not queries.to_freeze(actor).filter(pk=meeting.pk).exists():
        raise Refused(_("The log can be frozen once, at the last log review that was closed."))


def check_can_open(actor: Actor, review: LogReview) -> None:
    """Only who may still see every incident in it."""
    if not queries.visible_to(actor).filter(pk=review.pk).exists():
        raise Refused(_("This frozen log was not found."))
