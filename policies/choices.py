"""Enums and audit event types of the rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Shape(models.TextChoices):
    """How a table is read, and so how it is drawn."""

    TICKS = "ticks", _("Misuse and the actions that follow")
    LEVEL_MISUSE = "level_misuse", _("Misuse by level")
    LEVEL_RESPONSES = "level_responses", _("Responses by level and occurrence")
    RATINGS = "ratings", _("Activities and whether they are acceptable")
    TECHNOLOGIES = "technologies", _("Technologies, for staff and for pupils")
    CHART = "chart", _("Questions, answers and steps")
    SIGNPOSTS = "signposts", _("Where to get help and where to report")

    @property
    def needs_approval(self) -> bool:
        """Whether somebody else has to approve a change. Addresses to turn to are facts: whoever
        manages the rules corrects them at once."""
        return self is not Shape.SIGNPOSTS


class DraftState(models.TextChoices):
    """How far a draft of a table is."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    DROPPED = "dropped", _("Dropped")


OPEN = (DraftState.DRAFT, DraftState.PROPOSED)

register(
    {
        "rules.version_made": _("made a version of a table of rules"),
        "rules.draft_changed": _("changed the draft of a table of rules"),
        "rules.imported": _("loaded a CSV into the draft of a table of rules"),
        "rules.proposed": _("sent a draft of a table of rules for approval"),
        "rules.sent_back": _("sent back a draft of a table of rules"),
        "rules.dropped": _("dropped a draft of a table of rules"),
    }
)
