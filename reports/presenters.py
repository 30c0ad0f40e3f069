"""Words and links of the reports' pages that a template cannot make simply."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from reports import permissions, queries, workflow
from reports.choices import Part, ReportStatus
from reports.models import Edition, GovernorReport, Publication

TONES = {
    ReportStatus.DRAFT: "grey",
    ReportStatus.READY: "orange",
    ReportStatus.APPROVED: "blue",
    ReportStatus.PUBLISHED: "green",
}
# Which page makes which move, and what its button says.
_PAGES = {
    (Part.MAIN, "report.proposed"): ("propose", gettext_lazy("Send for approval")),
    (Part.MAIN, "report.approved"): ("approve", gettext_lazy("Approve")),
    (Part.MAIN, "report.published"): ("publish", gettext_lazy("Publish to governors")),
    (Part.MAIN, "report.sent_back"): ("send_back", gettext_lazy("Send back")),
    (Part.MAIN, "report.corrected"): ("correct", gettext_lazy("Correct this report")),
    (Part.MAIN, "report.correction_dropped"): (
        "drop_correction",
        gettext_lazy("Give up the correction"),
    ),
    (Part.ANNEX, "report.approved"): ("finish", gettext_lazy("Finish the annex")),
    (Part.ANNEX, "report.sent_back"): ("send_back", gettext_lazy("Open it again")),
}
_ABOUT_AN_EDITION = ("approve", "finish", "send_back", "publish")
_LATER = ("send_back", "correct", "drop_correction")


@dataclass(frozen=True)
class Act:
    """Something the reader can do with the report now."""

    url: str
    label: str
    first: bool


@dataclass(frozen=True)
class State:
    """How a report stands for one reader, and the tag's colour, which says the same."""

    words: str
    tone: str


def state_of(actor: Actor, report: GovernorReport) -> State:
    """Readers are told of what is published alone, and not of a correction in hand."""
    works = actor.can(Permission.REPORT_DRAFT) or actor.can(Permission.REPORT_APPROVE)
    status = ReportStatus(report.status)
    if report.is_main and not works:
        status = ReportStatus.PUBLISHED
    words = str(status.label)
    if report.is_correction and works:
        words = _("%(state)s (a correction)") % {"state": words}
    return State(words, TONES[status])


@dataclass(frozen=True)
class Shown:
    """An edition in the list of editions. `by`: the publication that took its place."""

    edition: Edition
    published: Publication | None
    by: Publication | None


def editions(rows: Iterable[Edition], publications: list[Publication]) -> list[Shown]:
    """The editions, each with its publication and with that which took its place."""
    places = {row.edition_id: place for place, row in enumerate(publications)}
    followers = [*publications[1:], None]
    found = []
    for edition in rows:
        place = places.get(edition.pk)
        known = place is not None
        found.append(
            Shown(
                edition,
                publications[place] if known else None,  # type: ignore[index]
                followers[place] if known else None,  # type: ignore[index]
            )
        )
    return found


def title_of(report: GovernorReport) -> str:
    words = _("Governor report, %(term)s") if report.is_main else _("Restricted annex, %(term)s")
    return words % {"term": report.time}


def acts(actor: Actor, report: GovernorReport, edition: int = 0) -> list[Act]:
    """The moves this actor may make now, asked of the same functions as the service asks.
    `edition`: the number of the one they look at, which the pages of the acts carry on."""
    found = []
    if _may_take_over(actor, report):
        found.append(Act(report.url("take_over"), _("Take over"), first=True))
    for move in workflow.moves_from(report.part, report.status).values():
        if move.needs_correction and not report.is_correction:
            continue
        try:
            permissions.check_can_move(actor, report, move)
        except Refused:
            continue
        page, label = _PAGES[Part(report.part), move.audit_type]
        seen = f"?edition={edition}" if edition and page in _ABOUT_AN_EDITION else ""
        found.append(Act(report.url(page) + seen, str(label), first=page not in _LATER))
    return found


def _may_take_over(actor: Actor, report: GovernorReport) -> bool:
    try:
        permissions.check_can_take_over(actor, report)
    except Refused:
        return False
    return True


def why_not_approve(actor: Actor, report: GovernorReport) -> str:
    """Why somebody who approves reports may not approve the words of this one; "" where they may,
    or where it is not theirs to say."""
    drafts = report.drafted_by_id == actor.membership_id
    ahead = report.status in (ReportStatus.DRAFT, ReportStatus.READY)
    if not report.is_main or drafts or not ahead or not actor.can(Permission.REPORT_APPROVE):
        return ""
    try:
        permissions.check_wrote_nothing(actor, report)
    except Refused as refused:
        return refused.sentence
    return ""


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


def may_recount(actor: Actor, report: GovernorReport) -> bool:
    """Whether the actor may compare the report with the log."""
    try:
        permissions.check_can_recount(actor, report)
    except Refused:
        return False
    return True


def is_governor(actor: Actor) -> bool:
    """Whether reports are published for this actor."""
    return actor.has_role(*queries.GOVERNOR_ROLES)
