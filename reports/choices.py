"""States and audit event types of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class ReportStatus(models.TextChoices):
    """Where a report stands. An annex knows only the first and the third."""

    DRAFT = "draft", _("Draft")
    READY = "ready", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class Part(models.TextChoices):
    """The report itself, or the restricted annex of what its drafter may not see."""

    MAIN = "main", _("Governor report")
    ANNEX = "annex", _("Restricted annex")


# How a part is called in addresses.
SLUGS = {Part.MAIN: "governors", Part.ANNEX: "annex"}


class PaperKind(models.TextChoices):
    """What a PDF made for one reader shows."""

    TRENDS = "trends", _("Trends")
    RECORD = "record", _("Record of one incident")


register(
    {
        "report.drafted": _("began a governor report"),
        "report.taken_over": _("took over a governor report from a drafter who has left"),
        "report.words_changed": _("wrote in a governor report"),
        "report.build_asked": _("asked for a governor report to be built"),
        "report.built": _("built a governor report"),
        "report.proposed": _("sent a governor report for approval"),
        "report.approved": _("approved a governor report"),
        "report.sent_back": _("sent a governor report back to its drafter"),
        "report.published": _("published a governor report"),
        "report.viewed": _("opened a governor report"),
        "report.downloaded": _("downloaded a governor report"),
        "trends.printed": _("asked for a PDF of the trends"),
        "trends.pdf_opened": _("opened a PDF of the trends"),
        "record.printed": _("asked for a copy of an incident's record"),
        "record.pdf_opened": _("opened a copy of an incident's record"),
        "record.given_out": _("wrote down with whom an incident's record was shared"),
        "table.exported": _("exported a table"),
        "papers.removed": _("removed PDFs that ran out"),
    }
)
