"""Whose pictures may be used where: the class list before filming, its files, a child's history."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aup import consent_presenters as presenters
from aup.class_paper_presenters import classes
from aup.consent_forms import ListFilters
from aup.queries import consent, paper
from aup.services import consent as services
from esafety import pdf, spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.people import queries as people
from esafety.schools import queries as schools


@permission(Permission.IMAGE_LIST)
@never_cache
@require_safe
def image_list(request, school):
    """A class or a year, child by child; nobody before one is chosen."""
    filters, uses, found = _asked(request)
    query = f"?{request.GET.urlencode()}"
    may_manage = request.actor.can(Permission.IMAGE_MANAGE)
    context = {
        "filters": filters,
        "uses": uses,
        "rows": presenters.rows(found, uses),
        "is_chosen": _is_chosen(filters),
        "may_manage": may_manage,
        "classes": classes(paper.classes()) if may_manage else [],
        "clear_url": request.path,
        "csv_url": reverse("aup:image_csv", args=[school]) + query,
        "pdf_url": reverse("aup:image_pdf", args=[school]) + query,
    }
    return render(request, "aup/images/list.html", context)


@permission(Permission.IMAGE_LIST)
@never_cache
@require_safe
def image_csv(request, school):
    """The chosen children, or all, with all uses as a file."""
    _filters, _uses, found = _asked(request, everyone=True)
    body = spreadsheets.csv_bytes(presenters.file_head(), presenters.file_rows(found))
    services.exported(number=len(found), kind="csv", by=request.actor)
    return _file(body, "text/csv; charset=utf-8", f"{school}-pictures.csv")


@permission(Permission.IMAGE_LIST)
@never_cache
@require_safe
def image_pdf(request, school):
    """The chosen class or year on paper; without one, back to choosing."""
    filters, uses, found = _asked(request)
    if not _is_chosen(filters) or not pdf.is_available():
        messages.error(request, _cannot(filters))
        return redirect("aup:image_list", school)
    facts = {"school": request.school, "filters": _named(filters), "printed_at": timezone.now()}
    rows = presenters.rows(found, uses)
    html = render_to_string("pdf/images.html", {**facts, "uses": uses, "rows": rows})
    made = pdf.render(html)
    services.exported(number=len(found), kind="pdf", by=request.actor)
    return _file(made, "application/pdf", f"{school}-pictures.pdf")


@permission(Permission.IMAGE_LIST)
@never_cache
@require_safe
def image_history(request, school, pk):
    """One child: what holds now, and everything that was said before."""
    child = get_object_or_404(people.pupils(), pk=pk)
    [now] = consent.images_of([child])
    context = {
        "child": child,
        "row": presenters.rows([now], presenters.uses_of(""))[0],
        "history": presenters.history(consent.history_of(child)),
        "may_manage": request.actor.can(Permission.IMAGE_MANAGE),
    }
    return render(request, "aup/images/history.html", context)


def _asked(request, *, everyone=False):
    filters = ListFilters(request.GET)
    chosen = filters.chosen()
    uses = presenters.uses_of(chosen.pop("use", ""))
    if not chosen and not everyone:
        return filters, uses, []
    children = list(consent.pupils_on(schools.local_today(request.school), **chosen))
    return filters, uses, consent.images_of(children)


def _is_chosen(filters):
    return bool(filters.chosen().keys() & {"tutor", "year"})


def _named(filters):
    """The choices in words, for the head of the paper."""
    return [dict(filters.fields[name].choices)[value] for name, value in filters.chosen().items()]


def _cannot(filters):
    if _is_chosen(filters):
        return _("This server cannot make PDFs. Print the page from your browser instead.")
    return _("Choose a tutor group or a year group first.")


def _file(body, kind, name):
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
