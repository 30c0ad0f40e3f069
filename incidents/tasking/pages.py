"""What the pages of tasks share: finding the row, drawing a form, and where to go next."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from incidents import queries as cases
from incidents.cases.views import finding
from incidents.models import Incident, Task
from incidents.tasking import permissions, presenters
from incidents.tasking.workflow import Act


def find(rows: QuerySet[Task], key: UUID) -> Task:
    """The task, if it is one of those that exist for the reader; else 404, as for none at all."""
    return get_object_or_404(rows.select_related("about__person"), key=key)


def show(request: Any, task: Task, form: Any) -> HttpResponse:
    """A task's page: what was asked, the answer or the form for it, and what else may be done."""
    sees_case = cases.visible_to(request.actor).filter(pk=task.incident_id).exists()
    acts = permissions.acts_for(request.actor, task)
    calendar, now = schools.calendar_of(request.school), timezone.now()
    facts = presenters.page(task, calendar, now, sees_case=sees_case)
    facts |= {
        # Refused because somebody else was quicker: what was typed is not lost.
        "form": form if Act.ANSWER in acts or form.errors else None,
        "buttons": presenters.buttons(task, acts),
        "is_mine": Act.HAND_BACK in acts,
    }
    return render(request, "incidents/tasking/task.html", facts)


def opened(request: Any, task: Task) -> None:
    """That the task was opened is itself recorded; what told of it is read by that."""
    data = {"task": str(task.key)}
    audit.record_read(
        by=request.actor, type="task.viewed", object=task.incident.audit_ref, data=data
    )
    notices.opened(by=request.actor, object=f"task:{task.key}")


def draw(request: Any, task: Task, form: Any, title: str | Promise, **context: Any) -> HttpResponse:
    """A page with one form; Cancel leads back to the task."""
    facts = {"task": task, "form": form, "title": title, "cancel_url": presenters.link(task)}
    return render(request, "incidents/tasking/form.html", facts | context)


def to_reassign(request: Any, task: Task, form: Any) -> HttpResponse:
    """The form by which a task is given on, with the typed names that keep members from it."""
    title, alike = _("Give the task to somebody else"), finding.alike(task.incident)
    return draw(request, task, form, title, alike=alike)


def to_give(request: Any, incident: Incident, form: Any) -> HttpResponse:
    """The form of a new task, with the typed names that keep members from it."""
    facts = {"incident": incident, "form": form, "title": _("Give a task")}
    facts |= {"cancel_url": incident.get_absolute_url(), "alike": finding.alike(incident)}
    return render(request, "incidents/tasking/give.html", facts)


def to_mine(request: Any, sentence: str) -> HttpResponse:
    """To the reader's own tasks."""
    messages.success(request, sentence)
    return redirect("incidents:tasks", request.school.slug)


def answered(request: Any, task: Task, sentence: str) -> HttpResponse:
    """To the record for a reader who may open it, else to their own tasks."""
    seen = cases.visible_to(request.actor).filter(pk=task.incident_id).exists()
    return to_case(request, task, sentence) if seen else to_mine(request, sentence)


def to_case(request: Any, task: Task, sentence: str) -> HttpResponse:
    """To the tasks on the record."""
    messages.success(request, sentence)
    return redirect(task.incident.get_absolute_url() + "#tasks")
