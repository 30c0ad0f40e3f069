"""A file of a register in two steps: read and shown, then confirmed and applied by a job."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from policies.registers import file_presenters as presenters
from policies.registers import queries
from policies.registers.forms.files import UploadForm
from policies.registers.services import importing
from policies.registers.views import pages

LISTED = 20


@permission(Permission.REGISTERS)
def import_upload(request, school, code):
    """Send a file, or paste it; below, the files that the reader sent before."""
    register = pages.find_register(request, code)
    pages.check_may_import(request.actor, register)
    sent = request.method == "POST"
    facts = {"register": register, "today": pages.today(request)}
    form = UploadForm(request.POST, request.FILES, **facts) if sent else UploadForm(**facts)
    if sent and form.is_valid():
        with refusals_shown_on(form):
            found = form.cleaned_data["found"]
            made = importing.read_in(by=request.actor, register=register, found=found)
            return redirect(made)
    earlier = queries.imports_of(request.actor, register).defer("rows")[:LISTED]
    columns = presenters.columns(register)
    context = {"form": form, "register": register, "earlier": earlier, "columns": columns}
    return render(request, "registers/import_upload.html", context)


@permission(Permission.REGISTERS)
def import_preview(request, school, code, pk):
    """What the file would do, row by row; then how it is going; then what it did."""
    register, made = pages.find_import(request, code, pk)
    context = {"register": register, "made": made, **presenters.preview(request, register, made)}
    return render(request, "registers/import_preview.html", context)


@permission(Permission.REGISTERS)
@require_POST
def import_apply(request, school, code, pk):
    """Confirm the file."""
    _register, made = pages.find_import(request, code, pk)
    importing.confirm(made=made, by=request.actor)
    return redirect(made)


@permission(Permission.REGISTERS)
@require_POST
def import_drop(request, school, code, pk):
    """Forget the file."""
    _register, made = pages.find_import(request, code, pk)
    importing.drop(made=made, by=request.actor)
    messages.success(request, _("The file is forgotten. Nothing was changed."))
    return redirect("registers:import_upload", school, code)


@permission(Permission.REGISTERS)
def import_progress(request, school, code, pk):
    """How the job stands, for the page that waits (static/js/poll.js)."""
    _register, made = pages.find_import(request, code, pk)
    return JsonResponse(presenters.progress(made))
