"""States and audit event types of reports."""

from django.db import models
from django.utils.translation import gettext as _t
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


class Span(models.TextChoices):
    """How long a report looks back: over a term, or the school year whose last term it is."""

    TERM = "term", _("Term")
    YEAR = "year", _("School year")


class Section(models.TextChoices):
    """The sections of a report, in their order; each has its figures and the lead's words."""

    INCIDENTS = "incidents", _("Incidents")
    CHILDREN = "children", _("Children involved")
    HANDLING = "handling", _("How cases were handled")
    SANCTIONS = "sanctions", _("Sanctions")
    AGREEMENTS = "agreements", _("Agreements")
    POLICIES = "policies", _("Policies")
    TRAINING = "training", _("Training")
    FILTERING = "filtering", _("Filtering, monitoring and registers")
    MEETINGS = "meetings", _("Log reviews and meetings")
    SURVEYS = "surveys", _("Surveys")
    ACTIONS = "actions", _("Actions taken and planned")


# Beside the sections: why a published report is corrected, in words that governors read.
CORRECTION = "correction"
TEXTS = (CORRECTION, *Section.values)


def title_of_text(key: str) -> str:
    """What a text of a report is called: its section, or the reason of a correction."""
    return _t("Why the report is corrected") if key == CORRECTION else str(Section(key).label)


# How a part is called in addresses.
SLUGS = {Part.MAIN: "governors", Part.ANNEX: "annex"}


class PaperKind(models.TextChoices):
    """What a PDF made for one reader shows."""

    TRENDS = "trends", _("Trends")
    RECORD = "record", _("Record of one incident")
    LEADERS = "leaders", _("Report to senior leaders")
    BULLYING = "bullying", _("Yearly report on bullying")
    INSPECTION = "inspection", _("Inspection pack")
    COVERAGE = "coverage", _("Who has signed")


register(
    {
        "report.drafted": _("began a governor report"),
        "report.taken_over": _("took over a governor report from a drafter who has left"),
        "report.words_changed": _("wrote in a governor report"),
        "report.names_cleared": _("cleared names in a governor report"),
        "report.begun_by_calendar": _("began the governor report of a term that is over"),
        "report.reminded": _("reminded of a governor report"),
        "report.read": _("confirmed that they read a governor report"),
        "report.corrected": _("began to correct a published governor report"),
        "report.correction_dropped": _("gave up the correction of a governor report"),
        "report.recounted": _("counted again what a governor report says"),
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
        "leaders.printed": _("asked for a report to senior leaders"),
        "leaders.pdf_opened": _("opened a report to senior leaders"),
        "bullying.printed": _("asked for a yearly report on bullying"),
        "bullying.pdf_opened": _("opened a yearly report on bullying"),
        "inspection.printed": _("asked for an inspection pack"),
        "inspection.pdf_opened": _("opened an inspection pack"),
        "coverage.printed": _("asked for a list of who has signed"),
        "coverage.pdf_opened": _("opened a list of who has signed"),
        "log_review.frozen": _("froze the incident log at a log review"),
        "log_review.made": _("made the PDF of a frozen log"),
        "log_review.viewed": _("opened a frozen log"),
        "log_review.pdf_opened": _("opened the PDF of a frozen log"),
        "table.exported": _("exported a table"),
        "papers.removed": _("removed PDFs that ran out"),
    }
)
