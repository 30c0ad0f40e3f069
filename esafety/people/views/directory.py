"""The directory, and the search as one types."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from esafety import searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.people import presenters, queries
from esafety.people.forms.directory import DirectoryFilters

PAGE = 50


@permission(Permission.PEOPLE_VIEW)
def directory(request, school):
    """People by surname. A name looked for is posted, never in the address; filters may be."""
    if request.method == "POST":
        token = searches.keep(request.session, request.POST.get("q", ""))
        return redirect(searches.address(request, search=token))
    filters = DirectoryFilters(request.GET)
    looked_for = searches.kept(request.session, request.GET.get("search", ""))
    found = queries.directory(**filters.chosen(), q=looked_for)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "q": looked_for,
        "token": request.GET.get("search", "") if looked_for else "",
        "page": page,
        "urls": searches.pages(request, page),
        "rows": [(person, presenters.has_left(person)) for person in page],
        "clear_url": reverse("people:directory", args=[school]),
        "may_manage": request.actor.can(Permission.PEOPLE_MANAGE),
    }
    return render(request, "people/directory.html", context)


@permission(Permission.PEOPLE_SEARCH)
@require_POST
def search(request, school):
    """People for a field that offers names; posted, so that no name is in an address."""
    kinds = presenters.kinds_asked(request.POST.get("kind", ""))
    found = queries.search(q=request.POST.get("q", ""), kinds=kinds)
    return JsonResponse({"results": [presenters.result(person) for person in found]})
