"""The page that leads to all reports, and the forms by which each on paper is asked for."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from reports.choices import PaperKind
from reports.papers import forms
from reports.papers.links import links
from reports.services import papers as services

_FORMS = {
    PaperKind.LEADERS: (forms.LeadersForm, lazy("Report to senior leaders"), lazy(
        "Every incident of a half-term with names, what was decided and what is overdue. It is "
        "marked OFFICIAL-SENSITIVE, with your name across each page.")),
    PaperKind.BULLYING: (forms.BullyingForm, lazy("Yearly report on bullying"), lazy(
        "Counts alone: small ones are covered, so that it may go to governors and parents. Give "
        "out one copy for a year: two made on different days could tell of one case.")),
    PaperKind.INSPECTION: (forms.InspectionForm, lazy("Inspection pack"), lazy(
        "Referrals with their reasons, bullying and harassment, training, agreements, policies, "
        "filtering and log reviews. No pupil is named; read the reasons before you hand it over.")),
    PaperKind.COVERAGE: (forms.CoverageForm, lazy("Who has signed"), lazy(
        "Everybody whose agreement it is, by year and class, and how it stands with them.")),
}  # fmt: skip


@permission(Permission.PEOPLE_VIEW)
@require_safe
def papers(request, school):
    """Every report that the reader can have, with a sentence each."""
    return render(request, "reports/papers.html", {"links": links(request.actor, school)})


@permission(Permission.INCIDENT_EXPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def leaders(request, school):
    """The report to senior leaders."""
    return _ask(request, PaperKind.LEADERS)


@permission(Permission.INCIDENT_EXPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def bullying(request, school):
    """The yearly report on bullying."""
    return _ask(request, PaperKind.BULLYING)


@permission(Permission.INCIDENT_EXPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def inspection(request, school):
    """The inspection pack."""
    return _ask(request, PaperKind.INSPECTION)


@permission(Permission.AGREEMENT_COVERAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def coverage(request, school):
    """The lists of who has signed."""
    return _ask(request, PaperKind.COVERAGE)


def _ask(request, kind):
    """The form of one report; the PDF is asked for once it is sound."""
    form_of, title, about = _FORMS[kind]
    form = form_of(request.POST if request.method == "POST" else None, school=request.school)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            return redirect(
                services.ask(school=request.school, kind=kind, asked=form.asked, by=request.actor)
            )
    back = reverse("reports:papers", args=[request.school.slug])
    context = {"form": form, "title": title, "about": about, "back": back, "all": _("All reports")}
    return render(request, "reports/ask_paper.html", context)
