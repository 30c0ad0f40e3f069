"""A file of people in two steps: read and shown, then confirmed and applied by a job."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esafety import searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.people import presenters, queries
from esafety.people.choices import RowState
from esafety.people.forms.files import UploadForm
from esafety.people.services import importing

PAGE = 50
LISTED = 20


@permission(Permission.PEOPLE_MANAGE)
def import_upload(request, school):
    """Send a file, or paste it; below, the files sent before."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        with refusals_shown_on(form):
            made = importing.read_in(by=request.actor, reading=form.cleaned_data["reading"])
            return redirect(made)
    context = {"form": form, "earlier": queries.imports().defer("rows")[:LISTED]}
    return render(request, "people/import_upload.html", context)


@permission(Permission.PEOPLE_MANAGE)
def import_preview(request, school, pk):
    """What the file would do, row by row; then how it is going; then what it did."""
    made = get_object_or_404(queries.imports(), pk=pk)
    show = request.GET.get("show", "")
    rows = [row for row in made.rows if show not in RowState.values or row["state"] == show]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "made": made,
        "counts": presenters.counted(made),
        "show": show,
        "page": page,
        "urls": searches.pages(request, page),
        "rows": [presenters.preview_row(row, made.kind) for row in page],
        **presenters.standing(made, queries.job_of(made)),
    }
    return render(request, "people/import_preview.html", context)


@permission(Permission.PEOPLE_MANAGE)
@require_POST
def import_apply(request, school, pk):
    """Confirm the file."""
    made = get_object_or_404(queries.imports(), pk=pk)
    importing.confirm(people_import=made, by=request.actor)
    return redirect(made)


@permission(Permission.PEOPLE_MANAGE)
@require_POST
def import_drop(request, school, pk):
    """Forget the file."""
    made = get_object_or_404(queries.imports(), pk=pk)
    importing.drop(people_import=made, by=request.actor)
    messages.success(request, _("The file is forgotten. Nothing was changed."))
    return redirect("people:import_upload", school)


@permission(Permission.PEOPLE_MANAGE)
def import_progress(request, school, pk):
    """How the job stands, for the page that waits (static/js/poll.js)."""
    made = get_object_or_404(queries.imports().defer("rows"), pk=pk)
    return JsonResponse(presenters.progress(made, queries.job_of(made)))
