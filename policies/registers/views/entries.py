"""One entry: a new one, its page with everything that happened, its change, its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from policies.registers import presenters, queries
from policies.registers.forms.entry import EntryForm, MoveForm, SeveralForm
from policies.registers.services import keeping, moving
from policies.registers.views import pages


@permission(Permission.REGISTERS)
def add(request, school, code):
    """A new entry."""
    register = pages.find_register(request, code)
    pages.check_may_add(request.actor, register)
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, asked=register.asked_at_first, **pages.form_facts(request, register))
    if posted is not None and form.is_valid():
        with refusals_shown_on(form):
            made = keeping.add(
                register=register, typed=form.cleaned_data["typed"], by=request.actor
            )
            messages.success(request, _("%(ref)s is entered.") % {"ref": made.reference})
            return redirect(made)
    context = {"form": form, "register": register, "cancel_url": pages.list_url(school, register)}
    return render(request, "registers/add.html", context)


@permission(Permission.REGISTERS)
def entry(request, school, code, number):
    """One entry with everything that happened to it; that it was opened is recorded."""
    register, row = pages.find_entry(request, code, number)
    keeping.opened(entry=row, by=request.actor)
    context = pages.entry_context(request, register, row)
    return render(request, "registers/entry.html", context)


@permission(Permission.REGISTERS)
def edit(request, school, code, number):
    """Change an entry; somebody else's change in between is said, and nothing typed is lost."""
    register, row = pages.find_entry(request, code, number)
    pages.check_may_change(request.actor, register, row)
    posted = request.POST if request.method == "POST" else None
    start = EntryForm.start(register, row.values, queries.names_of([row]), row.revision)
    facts = pages.form_facts(request, register, row)
    form = EntryForm(posted, initial=start, asked=register.asked_at_first, **facts)
    if posted is not None and form.is_valid():
        given, act = form.cleaned_data, {"entry": row, "by": request.actor}
        with refusals_shown_on(form):
            keeping.change(typed=given["typed"], revision=given["revision"] or 0, **act)
            return redirect(row)
    context = {"form": form, "register": register, "entry": row}
    return render(request, "registers/edit.html", context | {"cancel_url": row.url("entry")})


@permission(Permission.REGISTERS)
def move(request, school, code, number, step):
    """Take one step, such as an approval, with the entry as the page shows it."""
    register, row = pages.find_entry(request, code, number)
    found = pages.find_move(request.actor, register, row, step)
    facts = pages.form_facts(request, register)
    posted = request.POST if request.method == "POST" else None
    start = {"revision": row.revision}
    form = MoveForm(posted, initial=start, move=found, before=row.values, **facts)
    if posted is not None and form.is_valid():
        given = form.cleaned_data
        act = {"revision": given["revision"] or 0, "reason": given["reason"]}
        with refusals_shown_on(form):
            moving.move(entry=row, code=step, typed=given["typed"], by=request.actor, **act)
            return redirect(row)
    context = pages.move_context(register, row, found, form)
    return render(request, "registers/move.html", context)


@permission(Permission.REGISTERS)
def several(request, school, code, step):
    """The same step with several entries at once, such as many leavers: with all or with none."""
    register = pages.find_register(request, code)
    found, rows = pages.find_several(request.actor, register, step)
    facts = pages.form_facts(request, register) | {"entries": presenters.ticks(register, rows)}
    posted = request.POST if request.method == "POST" else None
    form = SeveralForm(posted, move=found, **facts)
    if posted is not None and form.is_valid():
        by_number = {row.number: row for row in rows}
        given = form.cleaned_data
        act = {"code": step, "by": request.actor, "reason": given["reason"]}
        with refusals_shown_on(form):
            picked = [(by_number[number], revision) for number, revision in form.picked()]
            done = moving.move_many(entries=picked, typed=given["typed"], **act)
            messages.success(request, _("Done with %(number)s entries.") % {"number": done})
            return redirect("registers:register", school, code)
    context = {"form": form, "register": register, "move": found, "rows": rows}
    context |= {"cancel_url": pages.list_url(school, register)}
    return render(request, "registers/several.html", context)
