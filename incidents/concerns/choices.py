"""Who raises a concern, and the audit event types of concerns and messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Source(models.TextChoices):
    """Who told the school."""

    MEMBER = "member", _("Somebody signed in")
    CHILD = "child", _("A child or young person")
    PARENT = "parent", _("A parent or carer")
    VISITOR = "visitor", _("A visitor or somebody in the community")


register(
    {
        "concern.raised": _("raised a concern without an account"),
        "concern.read": _("came back to a concern by its code"),
        "message.sent": _("wrote to the reporter of an incident"),
        "message.received": _("added to a report"),
        "poster.made": _("made a poster for raising concerns"),
    }
)
