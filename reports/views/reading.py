"""The list of reports, one report, its progress and its editions."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from reports import presenters, queries
from reports.choices import Part, ReportStatus
from reports.figures.tables import tables_of
from reports.services import reading
from reports.views import pages

_READ = Permission.REPORT_READ


@permission(_READ)
def reports(request, school):
    """The reports that exist for the reader, newest term first."""
    found = list(queries.visible_to(request.actor))
    terms = queries.terms_without_report(request.actor, schools.local_today(request.school))
    context = {
        "reports": [(r, presenters.tone_of(r)) for r in found if r.part == Part.MAIN],
        "annexes": [(r, presenters.tone_of(r)) for r in found if r.part == Part.ANNEX],
        "can_start": bool(terms) and presenters.may_start(request.actor),
        "can_start_annex": request.actor.can(Permission.REPORT_ANNEX),
        "works": request.actor.can(Permission.REPORT_DRAFT),
        "takes_tables": request.actor.can(Permission.PEOPLE_VIEW),
        "sees_trends": request.actor.can(Permission.INCIDENT_LOG),
    }
    return render(request, "reports/reports.html", context)


@permission(_READ)
def report(request, school, term, part):
    """One report: words, figures, editions and, for who works on it, what can be done."""
    found = reading.opened(report=pages.find_visible(request, term, part), by=request.actor)
    works = queries.workable_by(request.actor).filter(pk=found.pk).exists()
    editions = list(queries.editions_for(request.actor, found))
    newest = queries.edition_data(editions[0]) if editions else None
    context = {
        "report": found,
        "heading": presenters.title_of(found),
        "tone": presenters.tone_of(found),
        "editions": editions,
        "words": found.words if works else (newest.words if newest else ""),
        "tables": tables_of(newest.data) if newest else [],
        "works": works,
        "current": queries.current_edition(found) is not None,
        **(_workbench(request, found) if works else {}),
    }
    return render(request, "reports/report.html", context)


def _workbench(request, found):
    """What only those who work on the report see."""
    progress = presenters.progress_of(found.job)
    approved = found.status == ReportStatus.APPROVED
    return {
        "acts": presenters.acts(request.actor, found),
        "may_write": presenters.may_write(request.actor, found),
        "progress": progress,
        "build_again": bool(approved and progress and progress.state == "failed"),
        "names": [] if found.names_cleared else queries.names_in(found.words),
    }


@permission(_READ)
def progress(request, school, term, part):
    """How the building stands, for the page's script."""
    found = presenters.progress_of(pages.find_workable(request, term, part).job)
    if found is None:
        raise Http404
    return JsonResponse({"state": found.state, "percent": found.percent, "words": found.words})


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
