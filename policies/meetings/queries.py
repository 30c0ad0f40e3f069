"""Reads about meetings and actions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies import due
from policies.meetings.choices import Kind, State
from policies.meetings.models import Action, Correction, Item, Meeting, Presence
from policies.meetings.pasted import Name, name
from policies.meetings.workflow import ahead
from policies.training import queries as training

_BACK = timedelta(days=120)
_MOST_PROPOSED = 25
OWN_KIND = "meeting"


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings, for those who attend them."""
    rows: QuerySet[Meeting] = Meeting.objects.select_related("school").order_by("-day", "-pk")
    return rows if actor.can(Permission.MEETING_ATTEND) else rows.none()


def listed(actor: Actor) -> QuerySet[Meeting]:
    """Those of `visible_to` with how many actions each has, and how many are open."""
    still = Q(actions__answered_at__isnull=True)
    return visible_to(actor).annotate(
        given=Count("actions"), still_open=Count("actions", filter=still)
    )


def found(actor: Actor, *, kind: str, state: str, q: str) -> QuerySet[Meeting]:
    """Those of `listed` of a kind and in a state, with all the words in their title, place, agenda,
    notes, decisions or actions."""
    rows = listed(actor)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(closed_at__isnull=state == State.OPEN)
    for word in q.split():
        items = Item.objects.filter(
            Q(words__icontains=word) | Q(notes__icontains=word) | Q(decision__icontains=word)
        )
        actions = Action.objects.filter(Q(words__icontains=word) | Q(answer__icontains=word))
        said = Q(title__icontains=word) | Q(place__icontains=word)
        said |= Q(pk__in=items.values("meeting"))
        rows = rows.filter(said | Q(pk__in=actions.values("meeting")))
    return rows


def told(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those of `found` with who was there (`presences`) and how many items have a decision
    (`decided`). Two queries for all."""
    decided = Item.objects.filter(meeting=OuterRef("pk")).exclude(decision="").order_by()
    number = decided.values("meeting").annotate(number=Count("pk")).values("number")
    there = Presence.objects.select_related("member")
    rows = rows.prefetch_related(Prefetch("presences", there))
    return rows.annotate(decided=Coalesce(Subquery(number), 0))


def names() -> set[Name]:
    """The meetings of the school in scope, as a list that is read in names them."""
    return {name(*row) for row in Meeting.objects.values_list("day", "kind", "title")}


def actions_for(actor: Actor) -> QuerySet[Action]:
    """One's own actions; all of them for those who attend the meetings."""
    rows: QuerySet[Action] = Action.objects.select_related("meeting__school", "owner")
    rows = rows.order_by("due_on", "pk")
    if actor.can(Permission.MEETING_ATTEND):
        return rows
    return rows.filter(owner=actor.membership_id or 0)


def mine(actor: Actor) -> QuerySet[Action]:
    """The actor's own actions, those not answered first."""
    rows = actions_for(actor).filter(owner=actor.membership_id or 0)
    return rows.order_by("answered_at", "due_on", "pk")


def open_for(actor: Actor) -> QuerySet[Action]:
    """The actor's own actions that are not answered."""
    return mine(actor).filter(answered_at__isnull=True)


def open_actions() -> QuerySet[Action]:
    """Every action of the school in scope that is not answered."""
    rows: QuerySet[Action] = Action.objects.filter(answered_at__isnull=True)
    return rows.select_related("owner__user", "owner__school", "meeting").order_by("due_on", "pk")


def items(meeting: Meeting) -> QuerySet[Item]:
    """The agenda in its order."""
    rows: QuerySet[Item] = meeting.items.order_by("position", "pk")
    return rows


def item_of(meeting: Meeting, pk: int) -> Item | None:
    """One item of a meeting."""
    return items(meeting).filter(pk=pk).first()


def action_of(meeting: Meeting, pk: int) -> Action | None:
    """One action of a meeting."""
    found: Action | None = meeting.actions.filter(pk=pk).first()
    return found


def present(meeting: Meeting) -> tuple[list[Membership], list[str]]:
    """Who was there: members by name, then guests."""
    return people_of(meeting.presences.select_related("member"))


def people_of(presences: Iterable[Presence]) -> tuple[list[Membership], list[str]]:
    """Those who were there: members by name, then guests."""
    rows = list(presences)
    members = [row.member for row in rows if row.member is not None]
    members.sort(key=lambda member: (member.display_name, member.pk))
    return members, [row.guest for row in rows if row.guest]


def corrections(meeting: Meeting) -> QuerySet[Correction]:
    """What was corrected in closed minutes, the first first."""
    rows: QuerySet[Correction] = meeting.corrections.select_related("made_by").order_by("pk")
    return rows


def possible() -> list[Membership]:
    """Who can be at a meeting or be given an action: present staff and governors, by name."""
    return list(schools.holders_of(Permission.PLANNER).order_by("display_name", "pk"))


def owner_named(pk: int) -> Membership | None:
    """A present member of staff or governor, by id."""
    found: Membership | None = schools.holders_of(Permission.PLANNER).filter(pk=pk).first()
    return found


def proposed(actor: Actor, meeting_day: date, kind: str) -> list[str]:
    """The agenda that is proposed: last time's actions, every action that is open or late, what is
    overdue or comes within six weeks of the day, and what always belongs to the kind.

    More people read it than plan it: nothing of a secret register, and no number of people.
    """
    last = visible_to(actor).filter(kind=kind, day__lt=meeting_day).first()
    lines = [_("Minutes of the last meeting and matters arising")]
    actions = list(open_actions())
    lines += [_line(row) for row in actions if last is not None and row.meeting_id == last.pk]
    lines += [_line(row) for row in actions if last is None or row.meeting_id != last.pk]
    if kind == Kind.LOG_REVIEW:
        lines.append(_("The incident log since the last review: numbers and patterns"))
    found = due.between(actor, meeting_day - _BACK, ahead(meeting_day))
    coming = [one for one in found if not (one.done or one.secret or _is_own(one))]
    words = dict.fromkeys(f"{one.words} ({date_format(one.on, 'j M Y')})" for one in coming)
    lines += list(words)[:_MOST_PROPOSED]
    trained = training.figures(meeting_day, meeting_day)
    if trained["overdue"]:
        lines.append(_("Training that is overdue"))
    return [line[:200] for line in [*lines, _("Any other business, and the next date")]]


def due_between(actor: Actor, first: date, last: date) -> tuple[list[Meeting], list[Action]]:
    """Meetings the actor attends and actions that are theirs, between the days."""
    meetings = list(visible_to(actor).filter(day__range=(first, last)))
    return meetings, list(mine(actor).filter(due_on__range=(first, last)))


def figures(first: date, last: date) -> dict[str, Any]:
    """Counts for a report: meetings held by kind between the days, actions given at them, how many
    of those are answered and how many are late on the last day."""
    rows = Meeting.objects.filter(day__range=(first, last), closed_at__isnull=False)
    kinds = Counter(rows.values_list("kind", flat=True).order_by())
    given = Action.objects.filter(meeting__in=rows)
    return {
        "held": {kind.value: kinds[kind.value] for kind in Kind},
        "actions": given.count(),
        "answered": given.filter(answered_at__isnull=False).count(),
        "late": given.filter(answered_at__isnull=True, due_on__lt=last).count(),
    }


def seen_actions(actor: Actor, refs: Iterable[str]) -> set[str]:
    """Those of the references of actions that exist for the actor."""
    keys = {ref.partition(":")[2]: ref for ref in refs}
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    rows = actions_for(actor).filter(pk__in=numbers).values_list("pk", flat=True)
    return {keys[str(pk)] for pk in rows}


def _is_own(one: due.Due) -> bool:
    """Meetings themselves, and what is due for whoever plans this one alone."""
    return one.kind == OWN_KIND or one.ref.startswith("training:")


def _line(action: Action) -> str:
    day = date_format(action.due_on, "j M Y")
    facts = {"what": action.words[:140], "day": day}
    return _("Action: %(what)s (by %(day)s)") % facts
