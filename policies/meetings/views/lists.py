"""Lists of meetings: taken out as files, and read in."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies import listing, uploads
from policies.meetings import presenters, queries
from policies.meetings.forms import ListForm
from policies.meetings.services import acting, importing
from policies.meetings.views import reading

_READ, _KEEP = Permission.MEETING_ATTEND, Permission.MEETING_KEEP


@permission(_READ)
@never_cache
@require_safe
def meetings_file(request, school, format):
    """The meetings, those that are asked for on their page."""
    rows, shown = reading.asked(request)
    found = presenters.meetings_file(queries.told(rows), filtered=shown["filtered"])
    return _file(request, "meetings", format, found, importing.exported)


@permission(_READ)
@never_cache
@require_safe
def actions_file(request, school, format):
    """All actions."""
    today = schools.local_today(request.school)
    found = presenters.actions_file(queries.actions_for(request.actor), today)
    return _file(request, "actions", format, found, acting.exported)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def read_in(request, school):
    """Rows of a file, or pasted: looked at first, planned when confirmed."""

    def would(rows):
        return presenters.would(rows, queries.names())

    def enter(rows):
        number = importing.apply(rows=rows, by=request.actor)["planned"]
        said = ngettext("%(n)s meeting is planned.", "%(n)s meetings are planned.", number)
        messages.success(request, said % {"n": number})
        return redirect("meetings:meetings", school)

    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return uploads.read_in(
        request, ListForm(*sent), "meetings/import.html", would=would, enter=enter
    )


def _file(request, what, format, found, exported):
    def taken_out():
        exported(number=len(found.rows), by=request.actor)

    slug = request.school.slug
    name, back = f"{slug}-{what}", reverse("meetings:meetings", args=[slug])
    return listing.answer(request, found, format, name=name, back=back, taken_out=taken_out)
