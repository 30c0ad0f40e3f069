"""What a child's pictures may be used for, and the events of the consent to images."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Use(models.TextChoices):
    """One use of pictures; each is asked for by itself (spec: Consent to images)."""

    WEBSITE = "website", _("School website")
    PRINT = "print", _("Prospectus and print")
    VIDEO = "video", _("Video")
    DISPLAY_IN = "display_in", _("Display in school")
    DISPLAY_OUT = "display_out", _("Display outside")
    MEDIA = "media", _("Newspapers and TV")


HINTS = {
    Use.WEBSITE: _("On the school’s website, where everyone can see it."),
    Use.PRINT: _("In the school’s prospectus, newsletters and other printed pages."),
    Use.VIDEO: _("In a film made by the school."),
    Use.DISPLAY_IN: _("On walls and screens inside the school."),
    Use.DISPLAY_OUT: _("On displays in other places, such as a library."),
    Use.MEDIA: _("When a newspaper or a television team comes to the school."),
}
"""What each use means, in a parent's words."""


class ConsentKind(models.TextChoices):
    GIVEN = "given", _("Answered")
    WITHDRAWN = "withdrawn", _("Taken back")


class Shown(models.TextChoices):
    """What the answers of all parents make of one use."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("No answer")


register(
    {
        "consent.given": _("wrote down a parent’s answers about pictures of a child"),
        "consent.withdrawn": _("took back a parent’s answers about pictures of a child"),
        "consent.exported": _("took out the list of whose pictures may be used"),
    }
)
