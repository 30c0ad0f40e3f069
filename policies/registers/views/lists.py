"""All registers, and the list of one."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from esafety import searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.registers import presenters, queries
from policies.registers.declared import those_for
from policies.registers.queries import weeks
from policies.registers.views import pages

PAGE = 50


@permission(Permission.REGISTERS)
def registers(request, school):
    """The registers that exist for the reader, with what is open and overdue in them."""
    today = schools.local_today(request.school)
    there = those_for(request.actor)
    missing = {
        one.code: len(weeks.missing(request.school, one, today))
        for one in there
        if one.weekly and one.reads_all(request.actor)
    }
    lines = presenters.lines(there, queries.counts(request.actor, today), missing, school)
    return render(request, "registers/registers.html", {"lines": lines})


@permission(Permission.REGISTERS)
def register(request, school, code):
    """The entries of one register. Words looked for are posted, never in the address."""
    one = pages.find_register(request, code)
    if request.method == "POST":
        token = searches.keep(request.session, request.POST.get("q", ""))
        return redirect(searches.address(request, search=token))
    filters, q, found = pages.asked(request, one)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    today, names = schools.local_today(request.school), queries.names_of(page)
    context = {
        **pages.list_context(request, one, today),
        "filters": filters,
        "q": q,
        "page": page,
        "urls": searches.pages(request, page),
        "head": presenters.head(one),
        "rows": presenters.rows(one, page, names, today),
    }
    return render(request, "registers/register.html", context)
