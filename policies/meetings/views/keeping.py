"""Keeping meetings: planning, agenda, who was there, actions, closing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from policies.meetings import forms, queries
from policies.meetings.services import acting, closing, preparing

_KEEP = Permission.MEETING_KEEP


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def new_meeting(request, school):
    """Plan a meeting; its agenda is proposed."""
    form = forms.MeetingForm(request.POST) if request.method == "POST" else forms.MeetingForm()
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            row = preparing.plan(by=request.actor, **form.cleaned_data)
            messages.success(request, _("The meeting is planned. This agenda is proposed."))
            return redirect(row)
    back = reverse("meetings:meetings", args=[school])
    return _edit(request, form, _("Plan a meeting"), back)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def change_meeting(request, school, number):
    """Another day, title or place."""
    row = _found(request, number)
    facts = {"day": row.day, "title": row.title, "place": row.place}
    return _write(
        request, row, _("Change the meeting"), preparing.change, forms.DetailsForm,
        target={"meeting": row}, initial=facts,
    )  # fmt: skip


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def add_item(request, school, number):
    """One more item of the agenda."""
    row = _found(request, number)
    target = {"meeting": row}
    title = _("Add an item")
    return _write(request, row, title, preparing.add_item, forms.NewItemForm, target=target)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def write_item(request, school, number, item):
    """What was said about an item, and decided."""
    row = _found(request, number)
    one = _part(queries.item_of(row, item))
    facts = {"words": one.words, "notes": one.notes, "decision": one.decision}
    return _write(
        request, row, _("Write down an item"), preparing.write_item, forms.ItemForm,
        target={"item": one}, initial=facts,
    )  # fmt: skip


@permission(_KEEP)
@require_POST
def drop_item(request, school, number, item):
    """Take an item off."""
    row = _found(request, number)
    one = _part(queries.item_of(row, item))
    return _done(request, row, _("The item is off the agenda."), preparing.drop_item, item=one)


@permission(_KEEP)
@require_POST
def move_up_item(request, school, number, item):
    """One place up."""
    row = _found(request, number)
    one = _part(queries.item_of(row, item))
    return _done(request, row, _("The item is moved."), preparing.move_up, item=one)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def note_present(request, school, number):
    """Who was there."""
    row = _found(request, number)
    members, guests = queries.present(row)
    people = queries.possible()
    people += [member for member in members if member not in people]
    return _write(
        request, row, _("Who was there"), preparing.note_present, forms.PresentForm,
        target={"meeting": row}, people=people,
        initial={"members": [str(m.pk) for m in members], "guests": "\n".join(guests)},
    )  # fmt: skip


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def give_action(request, school, number):
    """Give somebody something to do."""
    row = _found(request, number)
    return _write(
        request, row, _("Add an action"), acting.give, forms.ActionForm,
        target={"meeting": row}, people=queries.possible(),
    )  # fmt: skip


@permission(_KEEP)
@require_POST
def drop_action(request, school, number, action):
    """Take back an action."""
    row = _found(request, number)
    one = _part(queries.action_of(row, action))
    return _done(request, row, _("The action is dropped."), acting.drop, action=one)


@permission(_KEEP)
@require_POST
def close_meeting(request, school, number):
    """Close the meeting: its minutes are written."""
    row = _found(request, number)
    return _done(request, row, _("The meeting is closed."), closing.close, meeting=row)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def correct_minutes(request, school, number):
    """What of closed minutes is not so, and why."""
    row = _found(request, number)
    title, target = _("Correct the minutes"), {"meeting": row}
    return _write(request, row, title, closing.correct, forms.CorrectionForm, target=target)


def _write(request, row, title, act, form_of, *, target, initial=None, **facts):
    """A form of the meeting; what was typed survives a refusal."""
    posted = request.method == "POST"
    form = form_of(request.POST, **facts) if posted else form_of(initial=initial, **facts)
    if posted and form.is_valid():
        with refusals_shown_on(form):
            act(by=request.actor, **target, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(row)
    return _edit(request, form, title, row.get_absolute_url())


def _done(request, row, sentence, act, **target):
    try:
        act(by=request.actor, **target)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(row)


def _edit(request, form, title, back):
    return render(request, "meetings/edit.html", {"form": form, "title": title, "back": back})


def _found(request, number):
    return get_object_or_404(queries.visible_to(request.actor), pk=number)


def _part(row):
    if row is None:
        raise Http404
    return row
