"""A class reads its agreement together, and the teacher signs for those who were there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from aup.child_part import child_part
from aup.class_form import ClassForm
from aup.queries import witnessing as queries
from aup.services import witnessing
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from esafety.markdown import rendered

_WITNESS = Permission.AGREEMENT_WITNESS


@permission(_WITNESS)
def classes(request, school):
    """Classes with children who were asked and have not said yes."""
    return render(request, "aup/classes.html", {"classes": queries.classes()})


@permission(_WITNESS)
@never_cache
def witness(request, school, code, group):
    """The child's part in large type, the names, and one signature for all who were there."""
    asked = _asked(code, group)
    form = _form(request, asked)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = _signed(request, form, asked)
            words = ngettext("%(n)s child is signed for.", "%(n)s children are signed for.", made)
            messages.success(request, words % {"n": made})
            return redirect("aup:classes", school)
    body = rendered(child_part(asked[0].version.text))
    return render(request, "aup/witness.html", {"ask": asked[0], "form": form, "body": body})


def _asked(code, group):
    """What the children of the class in the address were asked."""
    rows = list(queries.asked_in_class(code, group))
    newest = max((row.version_id for row in rows), default=None)
    if newest is None:
        raise Http404
    return [row for row in rows if row.version_id == newest]


def _form(request, asked):
    still = queries.still_to_say(queries.asks().filter(pk__in=[row.pk for row in asked]))
    waiting = set(still.values_list("pk", flat=True))
    labels = {row.pk: row.subject.name for row in asked if row.pk in waiting}
    data = request.POST if request.method == "POST" else None
    return ClassForm(data, labels=labels, known=[row.pk for row in asked])


def _signed(request, form, asked):
    """How many children the form signed for."""
    ticked = set(form.cleaned_data["children"])
    made = witnessing.witness(
        asks=[row for row in asked if row.pk in ticked],
        name=form.cleaned_data["name"],
        statement=str(form.fields["agree"].label),
        ip=address_of(request),
        browser=request.headers.get("User-Agent", ""),
        once_key=form.cleaned_data["once_key"],
        by=request.actor,
    )
    return len(made)
