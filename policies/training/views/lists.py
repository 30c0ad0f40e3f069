"""Lists of training: taken out as files, and read in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from policies import listing
from policies.training import presenters, queries
from policies.training.forms import ListForm
from policies.training.services import importing

_KEEP = Permission.TRAINING_KEEP


@permission(_KEEP)
@never_cache
@require_safe
def attendance_file(request, school, format):
    """All attendance."""
    rows = queries.every_attendance(request.actor)
    return _file(request, "attendance", format, presenters.attendance_file(rows))


@permission(_KEEP)
@never_cache
@require_safe
def session_file(request, school, number, format):
    """Who attended one session."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=number)
    found = presenters.register_file(row, queries.attendances(row))
    return _file(request, f"session-{row.day.isoformat()}", format, found)


@permission(_KEEP)
@never_cache
@require_safe
def due_file(request, school, format):
    """Who is due: everybody, or those overdue alone."""
    today, only = schools.local_today(request.school), request.GET.get("only") == "overdue"
    rows = queries.standings(today)
    found = presenters.due_file(queries.late(rows, today) if only else rows, today, filtered=only)
    return _file(request, "due", format, found)


@permission(_KEEP)
@never_cache
@require_safe
def needs_file(request, school, format):
    """What people say they need this school year."""
    year = school_year(schools.local_today(request.school))
    counts, people = queries.needs_counts(year), queries.needs_of(request.actor, year)
    found = presenters.needs_file(counts, people, queries.topics())
    return _file(request, "needs", format, found)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def read_in(request, school):
    """Rows of a file, or pasted: looked at first, read in when confirmed."""
    if request.method != "POST":
        return render(request, "training/import.html", {"form": ListForm()})
    members = {address: m.pk for address, m in queries.members_by_address().items()}
    today = schools.local_today(request.school)
    form = ListForm(request.POST, request.FILES, members=members, today=today)
    if not form.is_valid():
        return render(request, "training/import.html", {"form": form})
    text, found = form.cleaned_data["found"]
    if "confirm" in request.POST and found.rows:
        counts = importing.apply(rows=found.rows, by=request.actor)
        messages.success(request, _("%(attended)s attendances are read in.") % counts)
        return redirect("training:sessions", school)
    would = queries.would_be_new(found.rows)
    context = {"form": ListForm(), "found": found, "text": text, "would": would}
    return render(request, "training/import.html", context)


def _file(request, what, format, found):
    if format not in listing.FORMATS:
        raise Http404
    try:
        body = listing.body(found, format, request.school)
    except (Refused, pdf.PdfUnavailable) as fault:
        words = _("This machine cannot make PDFs. Take the list out as a spreadsheet instead.")
        messages.error(request, getattr(fault, "sentence", words))
        return redirect("training:sessions", request.school.slug)
    importing.exported(what=what, number=len(found.rows), by=request.actor)
    answer = HttpResponse(body, content_type=listing.FORMATS[format])
    name = f"{request.school.slug}-training-{what}.{format}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
