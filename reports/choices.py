"""States and audit event types of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class ReportStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved by the headteacher")
    PUBLISHED = "published", _("Published to governors")


class Part(models.TextChoices):
    """The report itself, or the restricted annex of what its drafter may not see."""

    MAIN = "main", _("Governor report")
    ANNEX = "annex", _("Restricted annex")


register(
    {
        "report.drafted": _("began a governor report"),
        "report.words_changed": _("wrote in a governor report"),
        "report.built": _("built a governor report"),
        "report.approved": _("approved a governor report"),
        "report.sent_back": _("sent a governor report back to its drafter"),
        "report.published": _("published a governor report"),
        "report.viewed": _("opened a governor report"),
        "report.downloaded": _("downloaded a governor report"),
    }
)
