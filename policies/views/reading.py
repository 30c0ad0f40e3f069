"""The reading room of the rules: for everyone who belongs to the school."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies import printing, queries, tables
from policies.forms.moves import CompareForm
from policies.presenters import room
from policies.views import pages

_READ = Permission.POLICY_READ


@permission(_READ)
@require_safe
def rules(request, school):
    """The tables of the school by what they are for, with the drafts a manager may know of."""
    drafts = {draft.table_id: draft for draft in queries.drafts_visible_to(request.actor)}
    waiting = list(queries.waiting_for(request.actor))
    context = {"groups": room.groups(queries.tables(), drafts), "waiting": waiting}
    return render(request, "policies/rules.html", context)


@permission(_READ)
@require_safe
def rule_table(request, school, code):
    """One table as it is in force today, with its versions; level tables stand side by side."""
    today = schools.local_today(request.school)
    version = queries.in_force(code, today)
    if version is None:
        raise Http404
    context = pages.shown(version, today)
    both = [v.table for v in (version, context["partner"]) if v is not None]
    context["histories"] = room.histories(both, today)
    context["edits"] = room.edits(both, request.actor)
    context["can_pdf"] = pdf.is_available()
    return render(request, "policies/rule_table.html", context)


@permission(_READ)
@require_safe
def rule_table_version(request, school, code, number):
    """One version as it was, is or will be read."""
    version = pages.find_version(code, number)
    context = pages.shown(version, version.effective_from)
    context["histories"] = room.histories([version.table], schools.local_today(request.school))
    context["told"] = next(
        told for _table, rows in context["histories"] for told in rows if told.version == version
    )
    context["can_pdf"] = pdf.is_available()
    return render(request, "policies/version.html", context)


@permission(_READ)
@require_safe
def rule_table_csv(request, school, code, number):
    """One version as a CSV file."""
    version = pages.find_version(code, number)
    answer = HttpResponse(tables.as_csv(version.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-v{version.number}.csv"'
    return answer


@permission(_READ)
@require_safe
def rule_table_pdf(request, school, code, number):
    """One version on paper. Quick enough to be made as it is asked for; no transaction is open."""
    version = pages.find_version(code, number)
    context = pages.shown(version, version.effective_from)
    try:
        content = pdf.render(printing.html(context, school=request.school))
    except pdf.PdfUnavailable:
        messages.error(request, _("PDFs cannot be made here. Print the page instead."))
        return redirect(version.table.url("rule_table_version", number))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{code}-v{version.number}.pdf"'
    return answer


@permission(_READ)
@require_safe
def rule_table_compare(request, school, code):
    """What differs between any two versions, in words."""
    table = pages.find_table(code)
    rows = list(queries.versions(table))
    last = [row.number for row in rows[:2]]
    usual = {"older": last[-1], "newer": last[0]} if last else {}
    form = CompareForm({**usual, **request.GET.dict()}, versions=rows)
    context = {"table": table, "form": form}
    if form.is_valid():
        by_number = {row.number: pages.grid_of_version(row) for row in rows}
        asked = form.cleaned_data
        context |= pages.compared(by_number[asked["older"]], by_number[asked["newer"]])
    return render(request, "policies/compare.html", context)
