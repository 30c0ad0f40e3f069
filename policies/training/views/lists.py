"""Lists of training: taken out as files, and read in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from policies import listing, uploads
from policies.training import presenters, queries
from policies.training.forms import AttendanceForm
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

    def enter(rows):
        counts = importing.apply(rows=rows, by=request.actor)
        messages.success(request, _("%(attended)s attendances are read in.") % counts)
        return redirect("training:sessions", school)

    members = {address: m.pk for address, m in queries.members_by_address().items()}
    facts = {"members": members, "today": schools.local_today(request.school)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttendanceForm(*sent, **facts)
    would = queries.would_be_new
    return uploads.read_in(request, form, "training/import.html", would=would, enter=enter)


def _file(request, what, format, found):
    def taken_out():
        importing.exported(what=what, number=len(found.rows), by=request.actor)

    slug = request.school.slug
    name, back = f"{slug}-training-{what}", reverse("training:sessions", args=[slug])
    return listing.answer(request, found, format, name=name, back=back, taken_out=taken_out)
