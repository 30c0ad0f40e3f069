"""Why somebody may or may not use the school's systems, and the events of the access list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Why(models.TextChoices):
    """The reason behind one line of the access list. The codes are part of the API."""

    SIGNED = "signed", _("Signed")
    WITNESSED = "witnessed", _("Signed, read in class")
    GRACE = "grace", _("New version, the old signature still counts")
    NOT_ASKED = "not_asked", _("Not asked yet")
    NOT_SIGNED = "not_signed", _("Not signed yet")
    CHILD_MISSING = "child_missing", _("The child’s part is missing")
    PARENT_MISSING = "parent_missing", _("A parent’s part is missing")
    NO_REPLY = "no_reply", _("No reply")
    DECLINED = "declined", _("Refused")
    DISAGREED = "disagreed", _("Parents disagree")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a new version")
    NO_AGREEMENT = "no_agreement", _("No agreement is theirs yet")
    NOT_JOINED = "not_joined", _("Not at the school yet")
    LEFT = "left", _("Left")


register(
    {
        "access.refreshed": _("worked out anew who may use the school’s systems"),
        "access.exported": _("took out the list of who may use the school’s systems"),
        "access.read": _("read who may use the school’s systems, as a program"),
        "access.client_made": _("gave a program a token to read the access list"),
        "access.client_ended": _("ended a program’s token"),
    }
)
