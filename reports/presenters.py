"""Words and links of the reports' pages that a template cannot make simply."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.jobs.models import Job, JobState
from reports import permissions, workflow
from reports.choices import Part, ReportStatus
from reports.models import GovernorReport

TONES = {
    ReportStatus.DRAFT: "grey",
    ReportStatus.READY: "orange",
    ReportStatus.APPROVED: "blue",
    ReportStatus.PUBLISHED: "green",
}
# Which page makes which move, and what its button says.
_PAGES = {
    (Part.MAIN, ReportStatus.READY): ("propose", gettext_lazy("Send for approval")),
    (Part.MAIN, ReportStatus.APPROVED): ("approve", gettext_lazy("Approve")),
    (Part.MAIN, ReportStatus.PUBLISHED): ("publish", gettext_lazy("Publish to governors")),
    (Part.MAIN, ReportStatus.DRAFT): ("send_back", gettext_lazy("Send back")),
    (Part.ANNEX, ReportStatus.APPROVED): ("finish", gettext_lazy("Finish the annex")),
    (Part.ANNEX, ReportStatus.DRAFT): ("send_back", gettext_lazy("Open it again")),
}


@dataclass(frozen=True)
class Act:
    """Something the reader can do with the report now."""

    url: str
    label: str
    first: bool


@dataclass(frozen=True)
class Progress:
    """How the building of an edition stands; `state` as the page's script knows it."""

    state: str
    percent: int
    words: str

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "running", "retrying")


def tone_of(report: GovernorReport) -> str:
    """The tag's colour for a state; the word beside it says the same."""
    return TONES[ReportStatus(report.status)]


def title_of(report: GovernorReport) -> str:
    words = _("Governor report, %(term)s") if report.is_main else _("Restricted annex, %(term)s")
    return words % {"term": report.term}


def acts(actor: Actor, report: GovernorReport) -> list[Act]:
    """The moves this actor may make now, asked of the same functions as the service asks."""
    found = []
    for to, move in workflow.moves_from(report.part, report.status).items():
        try:
            permissions.check_can_move(actor, report, move)
        except Refused:
            continue
        page, label = _PAGES[Part(report.part), to]
        found.append(Act(report.url(page), str(label), first=page != "send_back"))
    return found


def may_start(actor: Actor) -> bool:
    """Whether the actor may begin a report."""
    try:
        permissions.check_can_start(actor)
    except Refused:
        return False
    return True


def may_write(actor: Actor, report: GovernorReport) -> bool:
    """Whether the actor may change words and have editions built now."""
    drafts = actor.can(Permission.REPORT_DRAFT) or not report.is_main
    return report.status == ReportStatus.DRAFT and drafts


def progress_of(job: Job | None) -> Progress | None:
    """How the report's job stands, in words for its page; None where there is none."""
    if job is None:
        return None
    state = job.state
    if state == JobState.WAITING and job.attempts:
        state = "retrying"
    words: dict[str, Any] = {
        "waiting": _("The report waits to be built."),
        "running": job.progress_words or _("The report is being built."),
        "retrying": _("Building has failed and is tried again."),
        "done": _("The report is built."),
        "failed": _failure(job.last_error),
    }
    return Progress(state, job.percent, words[state])


def _failure(error: str) -> str:
    if error == "PdfUnavailable":
        return _("This server cannot make PDFs: a system library is missing. Tell whoever runs it.")
    return _(
        "The report could not be built. Try again; if it fails again, tell whoever runs the server."
    )
