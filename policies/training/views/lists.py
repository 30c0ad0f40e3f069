"""Lists of training: taken out as files, and read in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from esafety import spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.training import pasted, presenters, queries
from policies.training.forms import PasteForm
from policies.training.services import importing

_KEEP = Permission.TRAINING_KEEP
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@permission(_KEEP)
@require_safe
def attendance_file(request, school, format):
    """All attendance as CSV or XLSX."""
    rows = list(presenters.attendance_rows(queries.every_attendance(request.actor)))
    return _file(request, "attendance", format, presenters.attendance_head(), rows)


@permission(_KEEP)
@require_safe
def due_file(request, school, format):
    """Who is due as CSV or XLSX."""
    today = schools.local_today(request.school)
    rows = list(presenters.due_rows(queries.standings(today), today))
    return _file(request, "due", format, presenters.due_head(), rows)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def read_in(request, school):
    """Lines of a spreadsheet: looked at first, read in when confirmed."""
    form = PasteForm(request.POST) if request.method == "POST" else PasteForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "training/import.html", {"form": form})
    members = {address: m.pk for address, m in queries.members_by_address().items()}
    today = schools.local_today(request.school)
    found = pasted.read(form.cleaned_data["text"], members, today)
    if "confirm" in request.POST and found.rows:
        counts = importing.apply(rows=found.rows, by=request.actor)
        messages.success(request, _("%(attended)s attendances are read in.") % counts)
        return redirect("training:sessions", school)
    context = {"form": form, "found": found, "text": form.cleaned_data["text"]}
    return render(request, "training/import.html", context)


def _file(request, what, format, head, rows):
    if format not in _KINDS:
        raise Http404
    if format == "csv":
        body = spreadsheets.csv_bytes(head, rows)
    else:
        body = spreadsheets.xlsx_bytes(head, rows, title=what)
    importing.exported(what=what, number=len(rows), by=request.actor)
    answer = HttpResponse(body, content_type=_KINDS[format])
    name = f"{request.school.slug}-training-{what}.{format}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
