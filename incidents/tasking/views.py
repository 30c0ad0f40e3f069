"""My tasks, one task, what can be done with it, and the school's clocks."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from incidents.tasking import pages, presenters, queries
from incidents.tasking.forms import answering as answers
from incidents.tasking.forms import clocks as clock_forms
from incidents.tasking.forms import giving as forms
from incidents.tasking.services import answering, giving, settings
from incidents.views import acting
from incidents.views import pages as record

# Answering asks no second factor of members whose roles open no incident: a task shows what its
# giver wrote for exactly this reader, and a class teacher or the office is not to be kept from
# saying that the parents were told. Who opens incidents has one from signing in; whatever shows
# more of the case (the record, the technical part) asks for it on its own page.
_ANSWER, _TRIAGE = Permission.TASK_ANSWER, Permission.INCIDENT_TRIAGE
SHOWN_DONE = 20


@permission(_ANSWER)
def tasks(request, school):
    """The reader's own: what was due first at the top, then what was done lately."""
    calendar, now = schools.calendar_of(request.school), timezone.now()
    done = queries.done_of(request.actor)[:SHOWN_DONE]
    facts = {
        "open": presenters.lines(queries.open_of(request.actor), calendar, now),
        "done": presenters.lines(done, calendar, now),
    }
    return render(request, "incidents/tasking/tasks.html", facts)


@permission(_ANSWER)
def task(request, school, key):
    """One task, and its answer by its kind. Opening it is itself recorded."""
    row = pages.find(queries.visible_tasks(request.actor), key)
    form = answers.answer_form(row, acting.posted(request))
    if acting.done(request, form, answering.answer, task=row):
        return pages.answered(request, row, _("The task is done. Your answer is on the record."))
    if request.method != "POST":
        pages.opened(request, row)
    return pages.show(request, row, form)


@permission(_ANSWER)
def hand_back_task(request, school, key):
    """Give the task back to who gave it."""
    row = pages.find(queries.mine(request.actor), key)
    form = forms.HandBackForm(acting.posted(request))
    if acting.done(request, form, answering.hand_back, task=row):
        return pages.to_mine(request, _("The task is handed back."))
    return pages.draw(request, row, form, _("Hand the task back"))


@permission(_TRIAGE)
def reassign_task(request, school, key):
    """Give the task to another person or role."""
    row = pages.find(queries.steered(request.actor), key)
    form = forms.ReassignForm(acting.posted(request), members=queries.may_be_owners())
    if acting.done(request, form, giving.reassign, task=row):
        return pages.to_case(request, row, _("The task is given to them."))
    return pages.to_reassign(request, row, form)


@permission(_TRIAGE)
def cancel_task(request, school, key):
    """Say that the task is no longer needed."""
    row = pages.find(queries.steered(request.actor), key)
    form = forms.CancelForm(acting.posted(request))
    if acting.done(request, form, giving.cancel, task=row):
        return pages.to_case(request, row, _("The task is no longer needed."))
    return pages.draw(request, row, form, _("The task is no longer needed"))


@permission(_TRIAGE)
def reopen_task(request, school, key):
    """Ask for it once more."""
    row = pages.find(queries.steered(request.actor), key)
    form = forms.ReopenForm(acting.posted(request))
    if acting.done(request, form, giving.reopen, task=row):
        return pages.to_case(request, row, _("The task is open again."))
    return pages.draw(request, row, form, _("Open the task again"))


@permission(_TRIAGE)
def add_task(request, school, reference):
    """Give a task of an incident."""
    incident = record.find(request, reference)
    people, members = queries.people_of(incident), queries.may_be_owners()
    form = forms.GiveForm(acting.posted(request), people=people, members=members)
    if acting.done(request, form, giving.add, incident=incident):
        return record.back(request, incident, _("The task is given."), "tasks")
    return pages.to_give(request, incident, form)


@permission(Permission.SETTINGS_VIEW)
def clocks(request, school):
    """The school's clocks as they run."""
    facts = {
        "rows": presenters.settings_rows(queries.settings_of(request.school)),
        "may_change": request.actor.can(Permission.SETTINGS_MANAGE),
    }
    return render(request, "incidents/tasking/clocks.html", facts)


@permission(Permission.SETTINGS_MANAGE)
def change_clocks(request, school):
    """Set the school's clocks."""
    start = clock_forms.ClocksForm.start(queries.settings_of(request.school))
    form = clock_forms.ClocksForm(acting.posted(request), initial=start)
    if acting.done(request, form, settings.change_clocks):
        messages.success(request, _("The clocks are set."))
        return redirect("incidents:clocks", request.school.slug)
    back = reverse("incidents:clocks", args=[request.school.slug])
    facts = {"form": form, "title": _("Change the clocks"), "back": back, "cancel_url": back}
    return render(request, "schools/edit.html", facts)
