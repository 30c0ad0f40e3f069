"""The forms of a whole class that came back, entered on one page: agreements, or pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aup import class_paper_presenters as presenters
from aup import consent_presenters
from aup.class_paper_forms import DayForm, RowForm
from aup.consent_class_forms import ImagesRow
from aup.queries import consent
from aup.queries import paper as reads
from aup.services import class_papers, consent_office
from aup.services.class_papers import FormRefused
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.schools import queries as schools

PAGE = 40
"""Children on one page: a class, or part of a year that has no classes."""


@dataclass(frozen=True)
class Papers:
    """What differs between two kinds of forms: the page, its rows, their forms, and the service."""

    url: str
    template: str
    rows: Callable[..., Any]
    form: Callable[..., Any]
    line: Callable[..., Any]
    enter: Callable[..., int]


def _agreement(row, data=None):
    facts = {"parts": row.parts, "guardians": row.guardians, "locales": row.locales}
    return RowForm(data, ask=row.ask, **facts)


def _images(row, data=None):
    return ImagesRow(data, row=row)


AGREEMENTS = Papers(
    url="aup:enter_class",
    template="aup/paper/class.html",
    rows=reads.class_rows,
    form=_agreement,
    line=presenters.line,
    enter=class_papers.enter_class,
)
IMAGES = Papers(
    url="aup:image_enter_class",
    template="aup/images/class.html",
    rows=consent.class_rows,
    form=_images,
    line=consent_presenters.line,
    enter=consent_office.enter_class,
)


@permission(Permission.AGREEMENT_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_class(request, school, group):
    """Each child of a class with what nobody has signed yet."""
    return _page(request, group, AGREEMENTS)


@permission(Permission.IMAGE_MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def image_enter_class(request, school, group):
    """Each child of a class, with yes or no to each use of their pictures."""
    return _page(request, group, IMAGES)


def _page(request, group, kind):
    """What is wrong is said and all that was chosen or typed is still there; nothing of the page
    is entered until all of it is right."""
    today = schools.local_today(request.school)
    if group not in reads.classes():
        raise Http404
    if request.method == "POST":
        day, rows = DayForm(request.POST, today=today), _posted(request, group, today, kind)
        if _are_right(day, rows) and _entered(request, day, rows, kind):
            return redirect(kind.url, request.school.slug, group)
        return _draw(request, group, kind, day, rows)
    page = Paginator(kind.rows(group, today), PAGE).get_page(request.GET.get("page"))
    return _draw(request, group, kind, DayForm(today=today), [kind.form(one) for one in page], page)


def _posted(request, group, today, kind):
    """The rows that were on the page, whatever has been signed since: by their own numbers."""
    sent = [int(one) for one in request.POST.getlist("row")[:PAGE] if one.isdecimal()]
    only = [number for number in sent if number < 2**31]
    rows = kind.rows(group, today, only=only) if only else []
    return [kind.form(one, request.POST) for one in rows]


def _are_right(day, rows):
    """Whether all of it can be read; each is looked at, so that all mistakes are told at once."""
    return all([day.is_valid(), *[row.is_valid() for row in rows]])


def _entered(request, day, rows, kind):
    """Enter what was chosen; False where the page is to be shown again with why not."""
    forms = [row.form for row in rows if row.form is not None]
    try:
        made = kind.enter(forms=forms, by=request.actor, **day.cleaned_data)
    except FormRefused as refused:
        [row] = [one for one in rows if one.number == refused.number]
        row.add_error(f"said_{refused.part}" if refused.part else None, refused.sentence)
        return False
    except Refused as refused:
        day.add_error(None, refused.sentence)
        return False
    if made:
        words = ngettext("%(n)s form is entered.", "%(n)s forms are entered.", made)
        messages.success(request, words % {"n": made})
    else:
        messages.info(request, _("Nothing new was chosen, so nothing was entered."))
    return True


def _draw(request, group, kind, day, rows, page=None):
    context = {
        "group": presenters.class_name(group),
        "form": day,
        "rows": [kind.line(row) for row in rows],
        "errors": presenters.errors(day, rows),
        "page": page,
    }
    return render(request, kind.template, context)
