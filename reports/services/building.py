"""Asking for an edition, and building it: count, suppress, freeze, print, keep."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.schools import queries as schools
from reports import frames, permissions, queries, rendering, workflow
from reports.choices import ReportStatus
from reports.figures import report_data
from reports.models import Edition, GovernorReport
from reports.rendering import Content
from reports.services.drafting import locked

UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


@transaction.atomic
def ask(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Ask for a new edition of a draft; refused while one is being built."""
    row = locked(report)
    permissions.check_can_write(by, row)
    workflow.check_can_change(row.status)
    return _enqueue(row, by, {})


@transaction.atomic
def ask_final_again(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Ask once more for the final edition of an approved report, when its building has failed."""
    row = locked(report)
    permissions.check_can_see(by, row)
    if row.status != ReportStatus.APPROVED or queries.final_edition(row) is not None:
        raise Refused(_("There is no final edition to be built."))
    return ask_final(row, by)


def ask_final(row: GovernorReport, by: Actor) -> GovernorReport:
    """Inside the transaction of an approval: the approved edition is printed with the approval."""
    edition = queries.current_edition(row)
    facts = {"edition": edition.pk, "approved_at": row.approved_at.isoformat()}  # type: ignore[union-attr]
    return _enqueue(row, by, facts)


def ask_by_calendar(row: GovernorReport, by: Actor) -> GovernorReport:
    """Inside the transaction in which the calendar begins a report: the first figures."""
    permissions.check_is_calendar(by)
    workflow.check_can_change(row.status)
    return _enqueue(row, by, {"member": row.drafted_by_id, "calendar": True})


def is_under_way(row: GovernorReport) -> bool:
    """Whether an edition is being built, or waits to be."""
    return row.job is not None and row.job.state in UNDER_WAY


def _enqueue(row: GovernorReport, by: Actor, facts: dict[str, Any]) -> GovernorReport:
    if is_under_way(row):
        raise Refused(_("The report is being built already."))
    payload = {"report": row.pk, "member": by.membership_id, **facts}
    row.job = jobs.enqueue(
        kind="report.build", school_id=by.school_id, payload=payload, asked_by=by.membership_id
    )
    row.save(update_fields=["job"])
    audit.record(by=by, type="report.build_asked", object=row.audit_ref)
    return row


def build(*, job: Job) -> Edition | None:
    """Build the edition a job asks for; run again after a crash, it finishes the same one.

    Everything slow runs outside any transaction. Returns None when the report has moved on since.
    Raises PdfUnavailable where this machine cannot make PDFs.
    """
    done = Edition.objects.filter(build=job.pk).first()
    if done is not None:
        return done
    report = GovernorReport.objects.select_related("school", "term", "approved_by").get(
        pk=job.payload["report"]
    )
    if _moved_on(report, job):
        return None
    jobs.report_progress(job, percent=10, words=_("Counting the incidents"))
    content = _content(report, job)
    jobs.report_progress(job, percent=50, words=_("Making the PDF"))
    html = rendering.html_of(content)
    made = rendering.pdf_of(html)
    jobs.report_progress(job, percent=90, words=_("Saving the edition"))
    return _keep(report, job, content, html, made)


def _content(report: GovernorReport, job: Job) -> Content:
    """What the edition says: counted now or, for a final edition, exactly what was approved."""
    if "edition" not in job.payload:
        data, texts = report_data.of(report), queries.texts_of(report)
        return Content(data, texts, frames.of(report, data, texts))
    edition = Edition.objects.defer("pdf").get(pk=job.payload["edition"])
    return Content(edition.data, edition.words_by_section, frames.approved(edition, report))


def _moved_on(report: GovernorReport, job: Job) -> bool:
    """Whether what the job was asked for is no longer wanted: sent back, or approved since."""
    if "approved_at" in job.payload:
        same = report.approved_at and report.approved_at.isoformat() == job.payload["approved_at"]
        return report.status != ReportStatus.APPROVED or not same
    return report.status != ReportStatus.DRAFT


@transaction.atomic
def _keep(
    report: GovernorReport, job: Job, content: Content, html: str, pdf: bytes
) -> Edition | None:
    """Insert the edition and its audit row; once for each job, whoever ran it."""
    row, member = locked(report), schools.members().get(pk=job.payload["member"])
    done = Edition.objects.filter(build=job.pk).first()
    changed_hands = row.drafted_by_id != report.drafted_by_id
    if done is not None or changed_hands or _moved_on(row, job):
        return done
    edition = Edition(
        school_id=row.school_id,
        report=row,
        number=Edition.objects.filter(report=row).count() + 1,
        build=job.pk,
        final="edition" in job.payload,
        data=content.data,
        texts=content.texts,
        frame=content.frame,
        template_version=rendering.TEMPLATE_VERSION,
        data_sha256=rendering.digest(rendering.canonical(content)),
        html_sha256=rendering.digest(html.encode()),
        pdf=pdf,
        pdf_sha256=rendering.digest(pdf),
        built_at=timezone.now(),
        built_by=member,
    )
    edition.save(force_insert=True)
    facts = {"edition": edition.number, "final": edition.final, "sha256": edition.pdf_sha256}
    by = schools.actor_of(member)
    if "calendar" in job.payload:
        by = Actor.for_system(permissions.CALENDAR, school_id=row.school_id)
    audit.record(by=by, type="report.built", object=row.audit_ref, data=facts)
    return edition
