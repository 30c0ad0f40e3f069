"""The list of reports, one report, its progress and its editions."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.jobs import following
from esafety.schools import queries as schools
from reports import names_found, presenters, queries, readers, sections, words_page
from reports.choices import CORRECTION, Part, ReportStatus
from reports.figures.tables import tables_of
from reports.forms import ReadForm
from reports.services import reading, recounting
from reports.views import pages

_READ = Permission.REPORT_READ


@permission(_READ)
def reports(request, school):
    """The reports that exist for the reader, newest first."""
    actor = request.actor
    found = [(r, presenters.state_of(actor, r)) for r in queries.visible_to(actor)]
    times = queries.times_without_report(schools.local_today(request.school))
    context = {
        "reports": [(r, state) for r, state in found if r.part == Part.MAIN],
        "annexes": [(r, state) for r, state in found if r.part == Part.ANNEX],
        "can_start": bool(times) and presenters.may_start(actor),
        "can_start_annex": actor.can(Permission.REPORT_ANNEX),
        "works": actor.can(Permission.REPORT_DRAFT),
        "takes_tables": actor.can(Permission.PEOPLE_VIEW),
        "sees_trends": actor.can(Permission.INCIDENT_LOG),
    }
    return render(request, "reports/reports.html", context)


@permission(_READ)
def report(request, school, term, part):
    """One report: words, figures, editions and, for who works on it, what can be done."""
    found = reading.opened(report=pages.find_visible(request, term, part), by=request.actor)
    works = queries.workable_by(request.actor).filter(pk=found.pk).exists()
    editions = list(queries.editions_for(request.actor, found))
    newest = queries.edition_data(editions[0]) if editions else None
    texts = queries.texts_of(found) if works else newest.words_by_section
    published = queries.publications(found)
    context = {
        **_heading(request, found),
        "editions": presenters.editions(editions, published),
        "newest": newest,
        "parts": sections.filled(tables_of(newest.data) if newest else [], texts),
        "works": works,
        "reason": texts.get(CORRECTION, "") if found.is_correction and works else "",
    }
    more = _workbench(request, found, published) if works else {}
    return render(request, "reports/report.html", context | more | _to_read(request, published))


def _heading(request, found):
    """What a report is called, how it stands for the reader, and its days."""
    first, last = queries.days_of(found)
    heading, state = presenters.title_of(found), presenters.state_of(request.actor, found)
    return {"report": found, "heading": heading, "state": state, "first": first, "last": last}


def _workbench(request, found, published):
    """What only those who work on the report see."""
    job = following.standing(found.job, request.actor) if found.job else None
    approved = found.status == ReportStatus.APPROVED
    current = queries.current_edition(found)
    return {
        "acts": presenters.acts(request.actor, found, current.number if current else 0),
        "why_not_approve": presenters.why_not_approve(request.actor, found),
        "may_write": presenters.may_write(request.actor, found),
        "may_recount": presenters.may_recount(request.actor, found),
        "job": job,
        "build_again": bool(approved and job and job.state in ("failed", "cancelled")),
        "current": current is not None,
        "names": words_page.names_words(names_found.of(found, request.actor)),
        "changes": recounting.printed_changes(found) if found.is_correction else [],
        "read_by": readers.of(published[-1]) if published else None,
    }


def _to_read(request, published):
    """The button with which a governor confirms that they have read what stands now."""
    if not published or not presenters.is_governor(request.actor):
        return {}
    newest = published[-1]
    return {"to_confirm": newest.edition.number, "read_at": readers.read_at(newest, request.actor)}


@permission(_READ)
def confirm_read(request, school, term, part):
    """Confirm that one has read the edition that stands now, by the button of the report's page."""
    found = pages.find_visible(request, term, part)
    form = ReadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reading.confirm(report=found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Thank you. You have confirmed that you read the report."))
        except Refused as refused:
            messages.error(request, refused.sentence)
    return redirect(found)


@permission(_READ)
def progress(request, school, term, part):
    """How the building stands, for the page's script."""
    job = pages.find_workable(request, term, part).job
    if job is None:
        raise Http404
    return JsonResponse(following.standing(job, request.actor).as_json())


@permission(_READ)
def download(request, school, term, part, number):
    """An edition as a PDF to keep; taking it is recorded."""
    found = pages.find_visible(request, term, part)
    edition = queries.editions_for(request.actor, found).filter(number=number).first()
    if edition is None:
        raise Http404
    content = bytes(reading.downloaded(edition=edition, by=request.actor).pdf)
    kind = _("final") if edition.final else _("draft")
    name = f"{school}-{found.slug}-{found.term_code}-{kind}-{number}.pdf"
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
