"""The reading room of the rules: for everyone who belongs to the school."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from policies import presenters, queries, tables


@permission(Permission.POLICY_READ)
def rules(request, school):
    """The tables of the school."""
    found = [t for t in queries.tables() if t.code != "levels-responses"]
    return render(request, "policies/rules.html", {"tables": found})


@permission(Permission.POLICY_READ)
def rule_table(request, school, code):
    """One table as it is in force today, with its versions; level tables stand side by side."""
    today, partner = timezone.localdate(), presenters.PARTNERS.get(code)
    found = {name: queries.in_force(name, today) for name in (code, partner) if name}
    if None in found.values():
        raise Http404
    version = found[code]
    context = {
        "table": version.table,
        "version": version,
        "template": presenters.TEMPLATES[version.table.shape],
        "drawn": presenters.drawn(found, code),
        "files": [row for each in found.values() for row in queries.versions(each.table)],
    }
    return render(request, "policies/rule_table.html", context)


@permission(Permission.POLICY_READ)
def rule_table_csv(request, school, code, number):
    """One version as a CSV file."""
    table = get_object_or_404(queries.tables(), code=code)
    version = get_object_or_404(queries.versions(table), number=number)
    answer = HttpResponse(tables.as_csv(version.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-v{version.number}.csv"'
    return answer
