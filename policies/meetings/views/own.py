"""One's own actions: the list, and answering one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from policies.meetings import presenters, queries
from policies.meetings.forms import AnswerForm
from policies.meetings.services import acting


@permission(Permission.PLANNER)
@never_cache
@require_safe
def my_actions(request, school):
    """What meetings asked the reader to do."""
    today = schools.local_today(request.school)
    rows = presenters.actions(queries.mine(request.actor), today)
    attends = request.actor.can(Permission.MEETING_ATTEND)
    return render(request, "meetings/my_actions.html", {"rows": rows, "attends": attends})


@permission(Permission.PLANNER)
@never_cache
@require_http_methods(["GET", "POST"])
def answer_action(request, school, number):
    """One action, and what came of it."""
    row = get_object_or_404(queries.actions_for(request.actor), pk=number)
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm()
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            acting.answer(action=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Thank you. The meeting sees your answer."))
            return redirect("meetings:my_actions", school)
    word, tone = presenters.state(row, schools.local_today(request.school))
    keeps = request.actor.can(Permission.MEETING_KEEP)
    mine = row.owner_id == request.actor.membership_id
    context = {"action": row, "form": form, "word": word, "tone": tone, "may": keeps or mine}
    return render(request, "meetings/action.html", context)
