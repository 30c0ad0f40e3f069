"""Reads of the registers. Which entries exist for whom is said once, in `visible_to`."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Count, Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.notices.models import Notice
from esafety.people import queries as people
from esafety.people.models import Person
from esafety.people.names import fold as fold_name
from esafety.schools import queries as schools
from policies.registers import values as reading
from policies.registers.declared import Register, named, registers, those_for
from policies.registers.models import Entry, EntryChange, EntryStep, RegisterImport, RegisterPrint
from policies.registers.permissions import Hands
from policies.registers.values import Names

LONGEST_SEARCH = 100
_AT_ONCE = 500
OVERDUE = "overdue"
SORTS = ("-number", "number", "due_on", "-changed_at")


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """The entries that exist for the actor, of all registers.

    Of a secret register never those about the actor, whatever their role; of one that they may
    only ask in, those they made.
    """
    rows: QuerySet[Entry] = Entry.objects.select_related("school")
    if actor.membership_id is None or not actor.can(Permission.REGISTERS):
        return rows.none()
    there = those_for(actor)
    whole = [one.code for one in there if one.reads_all(actor) and not one.secret]
    secret = [one.code for one in there if one.reads_all(actor) and one.secret]
    own = [one.code for one in there if not one.reads_all(actor)]
    seen = Q(register__in=whole) | Q(register__in=own, made_by=actor.membership_id)
    if secret:
        seen |= Q(register__in=secret) & ~Q(subject__in=those_who_are(actor).values("pk"))
    return rows.filter(seen)


def those_who_are(actor: Actor) -> QuerySet[Person]:
    """The directory's entries that are the actor: theirs, and any without an account that has
    their name or address, since nobody may read what is kept about themselves."""
    member = schools.members().filter(pk=actor.membership_id or 0).first()
    free = Q(membership__isnull=True) & Q(search_key=fold_name(actor.display_name))
    if member is not None:
        free |= Q(membership__isnull=True) & Q(email__iexact=member.user.email)
    found: QuerySet[Person] = Person.objects.filter(Q(membership=actor.membership_id or 0) | free)
    return found


def of_register(actor: Actor, register: Register) -> QuerySet[Entry]:
    """The entries of one register that exist for the actor, newest first."""
    return visible_to(actor).filter(register=register.code).order_by("-number")


def narrowed(
    rows: QuerySet[Entry],
    *,
    state: str = "",
    choices: dict[str, str] | None = None,
    q: str = "",
    today: date | None = None,
    sort: str = "",
) -> QuerySet[Entry]:
    """The entries that fit: a state (or "overdue"), answers by field name, words looked for."""
    if state == OVERDUE and today is not None:
        rows = rows.filter(is_overdue(today))
    elif state:
        rows = rows.filter(state=state)
    for name, code in (choices or {}).items():
        rows = rows.filter(**{f"values__{name}": code})
    if q:
        wanted = reading.fold(q[:LONGEST_SEARCH]).split()
        if not wanted:
            return rows.none()
        rows = rows.filter(reduce(and_, (Q(search_words__contains=word) for word in wanted)))
    return rows.order_by(sort, "-number") if sort in SORTS else rows


def is_overdue(today: date) -> Q:
    """Open entries whose day to be dealt with is over."""
    late = Q(due_on__lt=today)
    return late & reduce(
        lambda one, other: one | other,
        (Q(register=each.code, state__in=each.open_states) for each in registers()),
    )


def names_of(rows: Iterable[Entry]) -> Names:
    """What the people and members named in some entries are called: two queries for all."""
    known = ((named(row.register), row.values) for row in rows)
    return names_in((register, values) for register, values in known if register is not None)


def names_in(some: Iterable[tuple[Register, dict[str, object]]]) -> Names:
    """What the people and members named in some values are called."""
    persons, members = reading.people_in(some)
    return Names(
        people={p.pk: p.name for p in people.people().filter(pk__in=persons)} if persons else {},
        members=(
            dict(schools.members().filter(pk__in=members).values_list("pk", "display_name"))
            if members
            else {}
        ),
    )


def changes_of(entry: Entry) -> list[EntryChange]:
    """Every change of the entry, oldest first."""
    return list(EntryChange.objects.filter(entry=entry).select_related("by").order_by("pk"))


def steps_of(entry: Entry) -> list[EntryStep]:
    """Every step of the entry, oldest first."""
    return list(EntryStep.objects.filter(entry=entry).select_related("by").order_by("pk"))


def hands_of(entry: Entry) -> Hands:
    """Who made or changed the entry, and who approved it since it was last in its first state."""
    wrote = EntryChange.objects.filter(entry=entry, by__isnull=False)
    approved = EntryStep.objects.filter(entry=entry, approves=True, by__isnull=False)
    register = named(entry.register)
    first = register.first_state.code if register is not None else ""
    back = EntryStep.objects.filter(entry=entry, to_state=first).order_by("-pk").first()
    approved = approved.filter(pk__gt=back.pk if back is not None else 0)
    authors = {entry.made_by_id, *wrote.values_list("by", flat=True)} - {None}
    roles = [role for one in schools.members().filter(pk__in=authors) for role in one.roles]
    approvers = frozenset(approved.values_list("by", flat=True))
    return Hands(frozenset(authors), approvers, frozenset(roles))


def counts(actor: Actor, today: date) -> dict[str, tuple[int, int]]:
    """For each register how many open and how many overdue entries exist for the actor."""
    found: dict[str, list[int]] = {}
    rows = visible_to(actor).order_by()
    for code, state, number in rows.values_list("register", "state").annotate(n=Count("pk")):
        register = named(code)
        row = found.setdefault(code, [0, 0])
        row[0] += number if register is not None and register.state(state).is_open else 0
    late = rows.filter(is_overdue(today)).values_list("register").annotate(n=Count("pk"))
    for code, number in late:
        found[code][1] = number
    return {code: (opened, over) for code, (opened, over) in found.items()}


def imports_of(actor: Actor, register: Register) -> QuerySet[RegisterImport]:
    """The files that this member sent for a register, newest first."""
    rows = RegisterImport.objects.filter(register=register.code, made_by=actor.membership_id or 0)
    found: QuerySet[RegisterImport] = rows.select_related("school", "made_by", "job")
    return found.order_by("-made_at", "-pk")


def prints_of(actor: Actor, register: Register) -> QuerySet[RegisterPrint]:
    """The PDFs of a register that this member asked for, without their bytes."""
    rows = RegisterPrint.objects.filter(
        register=register.code, requested_by=actor.membership_id or 0
    )
    found: QuerySet[RegisterPrint] = rows.select_related("school", "job").defer("pdf")
    return found


def names_of_history(register: Register, entry: Entry, changes: Iterable[EntryChange]) -> Names:
    """The names in an entry and in everything it ever said."""
    said: list[dict[str, object]] = [entry.values]
    for change in changes:
        said += [{name: pair[side] for name, pair in change.fields.items()} for side in (0, 1)]
    return names_in((register, values) for values in said)


def file_numbered(number: int) -> RegisterImport:
    """A file read in, with the member who sent it, for its job."""
    rows = RegisterImport.objects.select_related("school", "made_by__user")
    found: RegisterImport = rows.get(pk=number)
    return found


def print_keyed(key: str) -> RegisterPrint | None:
    """A PDF asked for, with the member who asked, for its job."""
    rows = RegisterPrint.objects.select_related("school", "requested_by__user")
    found: RegisterPrint | None = rows.filter(key=key).first()
    return found


def over(today: date) -> list[Entry]:
    """Entries that end by themselves and whose last day is over."""
    late = Q(pk__in=())
    for register in registers():
        if register.ending is not None:
            late |= Q(register=register.code, state__in=register.ending.start)
    return list(Entry.objects.filter(late, ends_on__lt=today).order_by("pk"))


def open_with_a_day(register: Register) -> list[Entry]:
    """Open entries of a register that have a day to be reminded of."""
    rows = Entry.objects.filter(register=register.code, state__in=register.open_states)
    return list(rows.exclude(due_on__isnull=True, ends_on__isnull=True).order_by("pk"))


def told_before(once_keys: Iterable[str]) -> set[str]:
    """Those of the keys under which somebody has been told."""
    wanted, found = list(once_keys), set[str]()
    for first in range(0, len(wanted), _AT_ONCE):
        rows = Notice.objects.filter(once_key__in=wanted[first : first + _AT_ONCE])
        found.update(rows.values_list("once_key", flat=True))
    return found
