"""What the reader has to read and acknowledge, and who has."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.access.roles import ROLES
from esafety.accounts.addresses import address_of
from esafety.accounts.second_factor import has_second_factor
from esafety.schools import queries as schools
from policies.documents import presenters as documents
from policies.reviews.forms.reading import ReadForm, TakeBackForm
from policies.reviews.queries import reading as queries
from policies.reviews.services import reading as services

_ACKNOWLEDGE, _COVERAGE = Permission.POLICY_ACKNOWLEDGE, Permission.POLICY_COVERAGE


@permission(_ACKNOWLEDGE)
def to_read(request, school):
    """What is still to be read, and what was."""
    today = schools.local_today(request.school)
    rows = queries.to_read(request.actor, today)
    context = {
        "items": rows,
        "mine": queries.mine(request.actor),
        "sees_who": request.actor.can(_COVERAGE),
    }
    return render(request, "reviews/to_read.html", context)


@permission(_ACKNOWLEDGE)
@never_cache
def read(request, school, kind, code):
    """One text as it is now, to be read and acknowledged."""
    item = _item(request, kind, code)
    form = ReadForm(request.POST if request.method == "POST" else None, shown=item.ref)
    if form.is_valid():
        with refusals_shown_on(form):
            services.acknowledge(item=item, by=request.actor, **_facts(request, form))
            messages.success(request, _("You have signed that you have read it."))
            return redirect("reviews:to_read", school)
    before = queries.standing_of(request.actor.membership_id, item)
    words = queries.words_of(item)
    context = {"item": item, "words": words, "form": form, "before": before}
    return render(request, "reviews/read.html", context | _text(request, item, words))


@permission(_ACKNOWLEDGE)
def take_back(request, school, pk):
    """Take back one's own acknowledgement, with a reason."""
    row = get_object_or_404(queries.mine(request.actor), pk=pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_on(form):
            services.withdraw(acknowledgement=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("It is taken back. Please read it again."))
            return redirect("reviews:to_read", school)
    back = reverse("reviews:to_read", args=[school])
    title = _("Take back: %(title)s") % {"title": row.signature.text.title}
    context = {"form": form, "title": title, "back": back, "cancel_url": back}
    return render(request, "schools/edit.html", context)


@permission(_COVERAGE)
def coverage(request, school):
    """How many of how many have read each thing."""
    rows = queries.coverage(schools.local_today(request.school))
    return render(request, "reviews/coverage.html", {"rows": rows})


@permission(_COVERAGE)
def coverage_of(request, school, kind, code):
    """Who has not read one thing, and how it stands by role."""
    rows = queries.coverage(schools.local_today(request.school))
    found = [one for one in rows if (one.item.kind, one.item.code) == (kind, code)]
    if not found:
        raise Http404
    by_role = [(ROLES[role].label, done, people) for role, done, people in found[0].by_role]
    return render(request, "reviews/coverage_of.html", {"one": found[0], "by_role": by_role})


def _item(request, kind, code):
    item = queries.item_of(request.actor, kind, code, schools.local_today(request.school))
    if item is None:
        raise Http404
    return item


def _text(request, item, words):
    """The words in their sections, with the tables in force today where the text names them."""
    tables = queries.tables_of(words, schools.local_today(request.school))
    return {
        "sections": documents.sections(words.body, tables),
        "tables": bool(tables),
        "changed": queries.changed_since(item, tables),
    }


def _facts(request, form):
    return {
        "name": form.cleaned_data["name"],
        "once_key": form.cleaned_data["once_key"],
        "statement": str(form.fields["agree"].label),
        "second_factor": has_second_factor(request.user),
        "ip": address_of(request),
        "browser": request.headers.get("User-Agent", ""),
    }
