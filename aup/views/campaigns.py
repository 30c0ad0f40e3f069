"""Campaigns: the list, preparing one, who will be asked, how it goes, and who is missing."""

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from aup import campaign_presenters as presenters
from aup.campaign_forms import CampaignForm
from aup.choices import CampaignState
from aup.queries import agreements, letters, settings_of, texts
from aup.queries import campaigns as queries
from aup.queries.plans import plan_of
from aup.services import campaigns as services
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools

PAGE = 50
_MANAGE = Permission.AGREEMENT_MANAGE


@permission(_MANAGE)
def campaigns(request, school):
    """Every campaign, newest first, with how far it is."""
    page = Paginator(queries.with_counts(), PAGE).get_page(request.GET.get("page"))
    rows = [(one, presenters.CAMPAIGN_TONES[one.state]) for one in page]
    context = {
        "rows": rows,
        "page": page,
        "to_renew": texts.to_renew(schools.local_today(request.school)),
        "writes": request.actor.can(Permission.AGREEMENT_WRITE),
    }
    return render(request, "aup/campaigns/campaigns.html", context)


@permission(_MANAGE)
def new_campaign(request, school):
    """Which agreement a new campaign asks for."""
    return render(request, "aup/campaigns/new.html", {"agreements": agreements()})


@permission(_MANAGE)
def make_campaign(request, school, code):
    """Groups and days of a new campaign."""
    agreement = get_object_or_404(agreements(), code=code)
    today = schools.local_today(request.school)
    groups = queries.groups_of(agreement, today)
    usual = {"opens_on": today, "reminder_days": settings_of(request.school.pk).reminder_days}
    form = CampaignForm(request.POST or None, groups=groups, initial=usual)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            return redirect(services.make(agreement=agreement, by=request.actor, **form.facts()))
    return render(request, "aup/campaigns/edit.html", {"agreement": agreement, "form": form})


@permission(_MANAGE)
def change_campaign(request, school, number):
    """Groups and days of one that was not started."""
    row = _draft(number)
    groups = queries.groups_of(row.agreement, schools.local_today(request.school))
    names = ("title", "opens_on", "closes_on", "reminder_days")
    kept = {name: getattr(row, name) for name in names} | row.groups
    form = CampaignForm(request.POST or None, groups=groups, initial=kept)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            return redirect(services.change(campaign=row, by=request.actor, **form.facts()))
    context = {"agreement": row.agreement, "campaign": row, "form": form}
    return render(request, "aup/campaigns/edit.html", context)


@permission(_MANAGE)
def campaign(request, school, number):
    """One campaign: before it starts who will be asked, afterwards how it goes."""
    row = _found(number)
    if row.state == CampaignState.DRAFT:
        return render(request, "aup/campaigns/preview.html", _preview(request, row))
    standing = queries.standing(row)
    context = {
        **_words(row),
        **presenters.asking_words(queries.asking_job(row)),
        "progress": presenters.progress(standing),
        "tables": presenters.tables(row, standing),
        "acts": presenters.acts(row),
        "unreached": len(letters.unreached(row)),
    }
    return render(request, "aup/campaigns/campaign.html", context)


@permission(_MANAGE)
def campaign_state(request, school, number):
    """Whether the page that shows these numbers should look again (static/js/poll.js)."""
    row = _found(number)
    asking = presenters.asking_words(queries.asking_job(row))
    found = presenters.progress(queries.standing(row))
    mark = "asking" if asking["asking"] else found["mark"]
    same = mark == request.GET.get("seen", "") and row.state == CampaignState.RUNNING
    words = asking["asking_words"] if asking["asking"] else found["words"]
    percent = asking["asking_percent"] if asking["asking"] else found["percent"]
    state = "running" if same else "done"
    return JsonResponse({"state": state, "percent": percent, "words": words})


@permission(_MANAGE)
def campaign_missing(request, school, number):
    """Who of a campaign has not signed, and which parts are missing."""
    row = _found(number)
    chosen = {name: request.GET.get(name, "") for name in ("year", "tutor", "kind", "state")}
    rows = queries.still_missing(row, **chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = presenters.missing_lines(page, queries.missing_in(page), queries.reasons_of(page))
    context = {**_words(row), "lines": lines, "page": page, "query": _query(chosen)}
    return render(request, "aup/campaigns/missing.html", context)


@permission(_MANAGE)
def campaign_by_hand(request, school, number):
    """Whom no letter reaches: no address, it could not be sent, or it came back."""
    row = _found(number)
    lines = presenters.by_hand(letters.asks_unreached(row, letters.unreached(row)))
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    return render(request, "aup/campaigns/by_hand.html", {**_words(row), "page": page, "query": ""})


def _preview(request, row):
    plan = plan_of(row, max(row.opens_on, schools.local_today(request.school)))
    names = ("year_group", "tutor_group", "kind")
    counts = [(name, presenters.labelled(name, plan.counted(name))) for name in names]
    page = Paginator(plan.ways, PAGE).get_page(request.GET.get("page"))
    return {**_words(row), "plan": plan, "counts": dict(counts), "page": page,
            "letters": plan.letters(), "query": ""}  # fmt: skip


def _words(row):
    tone = presenters.CAMPAIGN_TONES[row.state]
    return {"campaign": row, "tone": tone, "groups": presenters.groups_words(row)}


def _query(chosen):
    return presenters.query_of(chosen)


def _found(number):
    return get_object_or_404(queries.campaigns(), pk=number)


def _draft(number):
    row = _found(number)
    if row.state != CampaignState.DRAFT:
        raise Http404
    return row
