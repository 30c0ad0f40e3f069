"""The office enters what a parent said about pictures on paper, or that they took it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aup import queries
from aup.consent_forms import PaperForm, TakeBackForm
from aup.services import consent_office
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.people import queries as people
from esafety.schools import queries as schools


@permission(Permission.IMAGE_MANAGE)
@never_cache
def image_enter(request, school, pk):
    """A form that was signed on paper."""
    child, guardians = _family(pk)
    facts = {"guardians": guardians, "today": schools.local_today(request.school)}
    form = PaperForm(request.POST if request.method == "POST" else None, **facts)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            said = {name: form.cleaned_data[name] for name in ("name", "day", "once_key")}
            who = _chosen(guardians, form)
            given = {"answers": form.answers(), "by": request.actor}
            consent_office.enter(child=child, guardian=who, **said, **given)
            messages.success(request, _("The answers are entered."))
            return redirect("aup:image_history", school, pk)
    return _draw(request, child, guardians, form, _("Enter answers from paper"))


@permission(Permission.IMAGE_MANAGE)
@never_cache
def image_withdraw(request, school, pk):
    """A parent took everything back, by letter or telephone."""
    child, guardians = _family(pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None, guardians=guardians)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            consent_office.take_back(
                child=child,
                guardian=_chosen(guardians, form),
                reason=form.cleaned_data["reason"],
                by=request.actor,
            )
            messages.success(request, _("Everything is taken back. No pictures are used."))
            return redirect("aup:image_history", school, pk)
    return _draw(request, child, guardians, form, _("A parent takes it back"))


def _family(pk):
    child = get_object_or_404(people.pupils(), pk=pk)
    return child, [tie.guardian for tie in queries.guardians_of(child)]


def _chosen(guardians, form):
    return next(one for one in guardians if one.pk == form.cleaned_data["guardian"])


def _draw(request, child, guardians, form, title):
    context = {"child": child, "guardians": guardians, "form": form, "title": title}
    return render(request, "aup/images/entry.html", context)
