"""What the pages share: the register of the address, an entry of it, the form it needs."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from esafety import searches
from esafety.schools import queries as schools
from policies.registers import permissions, presenters, queries, values, workflow
from policies.registers.declared import named
from policies.registers.forms.entry import Filters
from policies.registers.queries import approvers, log, rolls, weeks

MOST_AT_ONCE = 200


def find_register(request, code):
    """The register, or 404 where there is none for the reader."""
    register = named(code)
    if register is None or not register.exists_for(request.actor):
        raise Http404
    return register


def find_entry(request, code, number):
    """The register and one entry of it that exists for the reader, or 404."""
    register = find_register(request, code)
    rows = queries.of_register(request.actor, register)
    return register, get_object_or_404(rows.select_related("made_by"), number=number)


def form_facts(request, register, row=None):
    """What a form made of a declaration needs; `row` is the entry that is changed."""
    _people, named_there = values.people_in([(register, row.values)] if row else [])
    return {
        "register": register,
        "members": rolls.member_choices(named_there),
        "search_url": reverse("people:search", args=[request.school.slug]),
        "today": schools.local_today(request.school),
    }


def asked(request, register):
    """The filters and words of a list, and the entries that fit."""
    filters = Filters(request.GET, register=register)
    token = request.GET.get("search", "")
    q = searches.kept(request.session, token)
    today = schools.local_today(request.school)
    rows = queries.of_register(request.actor, register)
    return filters, q, queries.narrowed(rows, **filters.chosen(), q=q, today=today)


def list_context(request, register, today):
    """What the list of a register shows beside its entries."""
    sees_all = register.reads_all(request.actor)
    query = request.GET.urlencode()
    return {
        "register": register,
        "query": f"?{query}" if query else "",
        "clear_url": request.path,
        "token": request.GET.get("search", ""),
        "may_add": register.may_add(request.actor),
        "may_import": sees_all and register.may_add(request.actor),
        "only_own": not sees_all,
        "several": presenters.several(request.actor, request.school.slug, register),
        "taken_out": log.taken_out(request.actor, register) if register.secret and sees_all else [],
        "missing": [
            values.week_words(week)
            for week in (weeks.missing(request.school, register, today) if sees_all else [])
        ],
    }


def list_url(school, register):
    """The page of a register."""
    return reverse("registers:register", args=[school, register.code])


def may_change(actor, register, row):
    """Whether the actor may change this entry as it stands."""
    return register.state(row.state).may_change and permissions.may_change(actor, register, row)


def find_move(actor, register, row, step):
    """The move of that code that exists for the entry as it stands, or 404; no entry for other
    roles, and a sentence for who had the entry in hand where somebody else is needed."""
    moves = workflow.moves_from(register, row.state, row.values)
    found = next((one for one in moves if one.code == step), None)
    if found is None:
        raise Http404
    if not permissions.is_named(actor, row, found):
        raise PermissionDenied
    permissions.check_can_move(actor, register, row, found, queries.hands_of(row))
    return found


def find_several(actor, register, step):
    """The move of that code that may be taken with several entries, and the entries for which the
    actor may take it, those that are due first; or 404."""
    found = next((one for one in register.many if one.code == step), None)
    if found is None:
        raise Http404
    if not actor.has_role(*found.who):
        raise PermissionDenied
    rows = queries.of_register(actor, register).filter(state__in=found.start)
    return found, list(rows.order_by("due_on", "number")[:MOST_AT_ONCE])


def move_context(register, row, move, form):
    """What the page of a step shows: the entry itself, so that nobody agrees unread."""
    return {
        "form": form,
        "register": register,
        "entry": row,
        "move": move,
        "facts": presenters.facts(register, row, queries.names_of([row])),
        "cancel_url": row.get_absolute_url(),
    }


def entry_context(request, register, row):
    """Everything on the page of an entry."""
    changes, steps = queries.changes_of(row), queries.steps_of(row)
    names = queries.names_of_history(register, row, changes)
    moves = workflow.moves_from(register, row.state, row.values)
    may = permissions.those_open(request.actor, register, row, moves, queries.hands_of(row))
    today = schools.local_today(request.school)
    return {
        "register": register,
        "entry": row,
        "standing": presenters.standing(register, row, today),
        "facts": presenters.facts(register, row, names),
        "moves": presenters.steps(row, may),
        "may_change": may_change(request.actor, register, row),
        "edit_url": row.url("edit"),
        "lacking": approvers.lacking(register, row),
        "history": presenters.history(register, changes, steps, names),
    }


def check_may_add(actor, register):
    """No entry for roles that do not add to this register."""
    if not register.may_add(actor):
        raise PermissionDenied


def check_may_change(actor, register, row):
    """No entry for other roles; a sentence where the state of the entry forbids it."""
    if not permissions.may_change(actor, register, row):
        raise PermissionDenied
    workflow.check_may_change(register, row.state)


def today(request):
    """Today on the school's own clock."""
    return schools.local_today(request.school)


def filters_of(request, register):
    """The filters of the list's address."""
    return Filters(request.GET, register=register)


def check_may_import(actor, register):
    """No entry for roles that read in no file here."""
    if not (register.may_add(actor) and register.reads_all(actor)):
        raise PermissionDenied


def find_import(request, code, pk):
    """The register and a file that the reader sent for it, or 404."""
    register = find_register(request, code)
    check_may_import(request.actor, register)
    return register, get_object_or_404(queries.imports_of(request.actor, register), pk=pk)
