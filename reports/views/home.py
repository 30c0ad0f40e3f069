"""Where each role lands: what needs it now. Somebody with several roles sees the parts of each."""

from django.shortcuts import render

from aup import queries as agreements
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.schools import queries as schools
from incidents import queries as incidents
from incidents import report_pages, work
from policies import queries as policies
from policies.documents import queries as documents
from policies.reviews.queries import reading as readings
from reports import home_parts, presenters, queries

_RECENT = 5


@permission(Permission.HOME)
def home(request, school):
    """The parts of the home page that fit the reader's roles."""
    actor = request.actor
    mine = {"to_sign": list(agreements.to_sign(actor))}
    if actor.is_pupil:
        return render(request, "home/pupil.html", mine)
    context = mine | {
        "piles": home_parts.piles(work.needs_me(actor, request.school)),
        "triages": actor.can(Permission.INCIDENT_TRIAGE),
        "only_chair": actor.has_role(Role.CHAIR) and not actor.has_role(*incidents.LOG_ROLES),
        "reads_log": actor.has_role(*incidents.LOG_ROLES),
        "waiting": [(r, presenters.state_of(actor, r)) for r in queries.waiting_for(actor)],
        "can_report": actor.can(Permission.INCIDENT_REPORT),
        **_waiting(actor, request.school),
        "tasks": home_parts.tasks(request.school, actor),
        **_in_hand(actor, request.school),
        **_own(actor),
        **_to_read(actor, request.school),
    }
    return render(request, "home/home.html", context)


def _waiting(actor, school):
    """Rules and policies that wait for this member's approval, or for what they think."""
    return {
        "rules_waiting": list(policies.waiting_for(actor)),
        "policies_waiting": list(documents.waiting_for(actor)),
        "policies_asked": list(documents.asked_of(actor, schools.local_today(school))),
    }


def _in_hand(actor, school):
    """The open tasks of this member, and whether there are more than fit."""
    my_tasks, more_tasks = work.tasks_of(actor, school)
    return {"my_tasks": my_tasks, "more_tasks": more_tasks}


def _own(actor):
    """What this member reported, newest first, and whether drafts are left."""
    if not actor.can(Permission.INCIDENT_REPORT):
        return {}
    rows = incidents.receipts_of(actor)[:_RECENT]
    sent = [(i, report_pages.status_words(i), report_pages.status_tone(i)) for i in rows]
    return {"sent": sent, "drafts": incidents.drafts_of(actor).count()}


def _to_read(actor, school):
    """Policies and guidance to acknowledge; and published reports, for those who read them and do
    not work on them."""
    reads = actor.can(Permission.REPORT_READ) and not actor.can(Permission.REPORT_DRAFT)
    published = queries.published_for(actor)[:_RECENT] if reads else []
    today = schools.local_today(school)
    return {
        "to_read": readings.to_read(actor, today),
        "reads_reports": reads,
        "published": [(r, presenters.state_of(actor, r)) for r in published],
    }
