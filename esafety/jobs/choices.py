"""How a job stands, and what of it stands in the audit log."""

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from esafety.audit import objects
from esafety.audit.types import register


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


def _names(refs: set[str]) -> dict[str, str]:
    """What it made stands in the events of its own; here it is any PDF."""
    return dict.fromkeys(refs, _now("a PDF"))


objects.register("job", names=_names)
register(
    {
        "job.cancelled": _("cancelled the making of a PDF"),
        "job.tried_again": _("asked once more for a PDF that was not made"),
    }
)
