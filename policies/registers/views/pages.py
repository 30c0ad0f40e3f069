"""What the pages share: the register of the address, an entry of it, the form it needs."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from esafety import searches
from esafety.schools import queries as schools
from policies.registers import permissions, presenters, queries, workflow
from policies.registers.declared import named
from policies.registers.forms.entry import Filters
from policies.registers.queries import rolls, weeks

SEARCHES = "register_searches"


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


def form_facts(request, register):
    """What a form made of a declaration needs."""
    return {
        "register": register,
        "members": rolls.member_choices(),
        "search_url": reverse("people:search", args=[request.school.slug]),
        "today": schools.local_today(request.school),
    }


def asked(request, register):
    """The filters and words of a list, and the entries that fit."""
    filters = Filters(request.GET, register=register)
    token = request.GET.get("search", "")
    q = searches.kept(request.session, SEARCHES, token)
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
        "missing": [
            presenters.week_words(week)
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
    """The move of that code that exists for the entry as it stands, or 404; Refused with its
    sentence where the actor may not make it."""
    for one in workflow.moves_from(register, row.state, row.values):
        if one.code == step:
            permissions.check_can_move(actor, register, row, one, queries.hands_of(row))
            return one
    raise Http404


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
        "history": presenters.history(register, changes, steps, names),
    }
