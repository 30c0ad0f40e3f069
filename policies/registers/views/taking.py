"""A register taken out: as CSV or XLSX, or as a PDF made by a job and followed on its page."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from esafety import spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.jobs.following import of_print
from esafety.schools import queries as schools
from policies.registers import presenters, queries
from policies.registers.services import printing
from policies.registers.views import pages

_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission(Permission.REGISTERS)
@never_cache
@require_safe
def export_csv(request, school, code):
    """The entries as filtered, as CSV; that they were taken out is recorded."""
    register, head, rows = _table(request, code, "csv")
    return _file(request, register, spreadsheets.csv_bytes(head, rows), _CSV, "csv")


@permission(Permission.REGISTERS)
@never_cache
@require_safe
def export_xlsx(request, school, code):
    """The same as a spreadsheet."""
    register, head, rows = _table(request, code, "xlsx")
    body = spreadsheets.xlsx_bytes(head, rows, title=str(register.title), widths=[20] * len(head))
    return _file(request, register, body, _XLSX, "xlsx")


@permission(Permission.REGISTERS)
@require_POST
def print_pdf(request, school, code):
    """Ask for the PDF of the register as filtered (words looked for do not count)."""
    register = pages.find_register(request, code)
    filters = pages.filters_of(request, register).codes()
    try:
        made = printing.request_print(
            register=register, filters=filters, by=request.actor, school=request.school
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("registers:register", school, code)
    return redirect(made)


@permission(Permission.REGISTERS)
@require_safe
def pdf(request, school, code, key):
    """How far the PDF is, and then the way to it: for the member who asked for it."""
    register, made = _print(request, code, key)
    context = {"register": register, "print": made, "job": of_print(made, request.actor)}
    return render(request, "registers/pdf.html", context)


@permission(Permission.REGISTERS)
@require_safe
def pdf_state(request, school, code, key):
    """The same for the script that follows it."""
    _register, made = _print(request, code, key)
    return JsonResponse(of_print(made, request.actor).as_json())


@permission(Permission.REGISTERS)
@never_cache
@require_safe
def pdf_file(request, school, code, key):
    """The PDF itself."""
    register = pages.find_register(request, code)
    rows = queries.prints_of(request.actor, register).filter(made_at__isnull=False)
    body = printing.open_pdf(asked=get_object_or_404(rows, key=key), by=request.actor)
    return _file(request, register, body, "application/pdf", "pdf")


def _print(request, code, key):
    register = pages.find_register(request, code)
    return register, get_object_or_404(queries.prints_of(request.actor, register), key=key)


def _table(request, code, kind):
    """The head and rows of a file; recorded before it is given out."""
    register = pages.find_register(request, code)
    _filters, _q, found = pages.asked(request, register)
    entries = list(found)
    names = queries.names_of(entries)
    printing.record_export(register=register, kind=kind, number=len(entries), by=request.actor)
    rows = [presenters.file_row(register, entry, names) for entry in entries]
    return register, presenters.file_head(register), rows


def _file(request, register, body, content_type, ending):
    """A file named after the register and the day; no cache may keep it."""
    day = schools.local_today(request.school).isoformat()
    name = f"{register.code}-{request.school.slug}-{day}.{ending}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type=content_type, headers=headers)
