"""What waits for the member, and marking it as read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.notices import presenters, queries
from esafety.notices.services import reading


@permission(Permission.NOTICES)
def notices(request, school):
    """The member's notices whose things exist for them, newest first."""
    page = presenters.page_of(queries.shown_to(request.actor), request.GET.get("page", ""))
    context = {
        "page": page,
        "lines": [presenters.line(notice, request.school) for notice in page],
        "paging": presenters.paging(page),
    }
    return render(request, "notices/notices.html", context)


@permission(Permission.NOTICES)
@require_POST
def read(request, school, notice):
    """One of them is read."""
    found = queries.shown(request.actor, notice)
    if found is None:
        raise Http404
    reading.read(by=request.actor, notice=found)
    messages.success(request, _("The notice is marked as read."))
    return redirect("notices:notices", school)


@permission(Permission.NOTICES)
@require_POST
def read_all(request, school):
    """All that is shown is read."""
    count = reading.read_all(by=request.actor)
    words = ngettext("%(n)d notice is marked as read.", "%(n)d notices are marked as read.", count)
    messages.success(request, words % {"n": count})
    return redirect("notices:notices", school)
