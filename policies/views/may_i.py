"""“May I ...?”: the tables of acceptable use as answers, found by plain words."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from esafety.access.gates import permission, public
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies import asking, queries
from policies.presenters import may_i as presenter


def of_a_school(view):
    """Anyone may open the page of a school that exists."""

    @wraps(view)
    def opened(request, school):
        if request.school is None:
            raise Http404
        return view(request, school)

    return public(opened)


@permission(Permission.POLICY_READ)
@require_safe
def may_i(request, school):
    """For those who belong to the school: a pupil reads what holds for pupils first."""
    first = request.actor.is_pupil
    return render(request, "policies/may_i.html", _asked(request, pupils_first=first))


@of_a_school
@require_safe
def may_i_read(request, school):
    """For parents and visitors: the same answers. It shows nobody as signed in."""
    nobody = {"user": None, "idle_minutes": 0}
    context = _asked(request, pupils_first=True) | nobody
    return render(request, "policies/may_i_read.html", context)


def _asked(request, *, pupils_first):
    """All answers, those to the question among them, and the versions in which they stand."""
    question = request.GET.get("words", "")[: asking.MOST_ASKED]
    versions = queries.acceptable_use(schools.local_today(request.school))
    answers = presenter.answers(versions, pupils_first=pupils_first)
    found = presenter.found(question, answers)
    return {
        "question": question,
        "rows": [(one, one in found) for one in answers],
        "count": len(found),
        "versions": versions,
        "most": asking.MOST_ASKED,
        "skipped": " ".join(sorted(asking.SKIPPED)),
    }
