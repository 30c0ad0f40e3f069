"""What is to be read and understood, by whom, and who has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import ROLES, Role
from esafety.languages import ENGLISH
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from esafety.signatures.models import SignedText
from esafety.signatures.services.signing import Words
from policies.documents import queries as documents
from policies.documents import wording
from policies.documents.models import PolicyRevision
from policies.guidance import queries as guidance
from policies.models import RuleTableVersion
from policies.reviews import readings
from policies.reviews.models import Acknowledgement
from policies.reviews.readings import Item


@dataclass(frozen=True)
class Covered:
    """One thing to read: how many of its readers have, by role, and who has not."""

    item: Item
    done: int
    people: int
    by_role: tuple[tuple[Role, int, int], ...]
    missing: tuple[Membership, ...]

    @property
    def percent(self) -> int:
        """Of a hundred readers so many have read it, rounded down: 100 means everybody."""
        return 100 * self.done // self.people if self.people else 100


def items(today: date) -> list[Item]:
    """Everything that staff and governors read on a day: the newest revision of each policy that
    is acknowledged, and each edition in force of guidance of which a part is read."""
    wanted = documents.published().filter(acknowledged=True).order_by()
    newest = PolicyRevision.objects.filter(policy__in=wanted.values("pk")).order_by()
    pks = newest.values("policy").annotate(last=Max("pk")).values("last")
    rows = PolicyRevision.objects.filter(pk__in=pks).select_related("policy__school")
    found = [
        readings.of_revision(row, timezone.localdate(row.published_at))
        for row in rows.order_by("policy__title", "pk")
    ]
    return found + [
        readings.of_edition(row, row.in_force_on or timezone.localdate(row.made_at))
        for row in guidance.to_read(today)
    ]


def readers() -> QuerySet[Membership]:
    """Who acknowledges what they read: staff and governors who have not left."""
    return schools.holders_of(Permission.POLICY_ACKNOWLEDGE)


def item_of(actor: Actor, kind: str, code: str, today: date) -> Item | None:
    """The thing to read with that code as it is today, while it exists for the actor."""
    found = (one for one in _seen(actor, today) if (one.kind, one.code) == (kind, code))
    return next(found, None)


def to_read(actor: Actor, today: date) -> list[Item]:
    """What the actor has still to read and acknowledge."""
    if not actor.can(Permission.POLICY_ACKNOWLEDGE) or actor.membership_id is None:
        return []
    seen = _seen(actor, today)
    done = standing(seen, member=actor.membership_id)
    return [one for one in seen if (actor.membership_id, one.ref) not in done]


def mine(actor: Actor) -> QuerySet[Acknowledgement]:
    """What the actor has acknowledged, newest first."""
    rows: QuerySet[Acknowledgement] = Acknowledgement.objects.filter(
        member=actor.membership_id or 0
    )
    rows = rows.select_related(
        "signature__text", "signature__withdrawal", "revision__policy", "edition__guidance"
    )
    return rows.order_by("-read_at", "-pk")


def words_of(item: Item) -> Words:
    """The exact words of a thing as somebody signed them first, else as they are now: an entry of
    the register may be corrected, but what was signed of an edition stays one text."""
    kept = SignedText.objects.filter(
        document=item.document, version=item.number, locale=ENGLISH
    ).first()
    title, body = (kept.title, kept.body) if kept else (item.title[:160], item.body)
    return Words(item.document, item.number, ENGLISH, title, body)


def tables_of(words: Words, today: date) -> dict[str, RuleTableVersion]:
    """The tables that a text names, and their partners, by code, as they are in force today. What
    is signed names the versions of the day of publication."""
    return documents.tables_in_force(wording.tables_in(words.body), today)


def changed_since(item: Item, tables: Mapping[str, RuleTableVersion]) -> list[str]:
    """The titles of those tables that have another version than on the day of publication."""
    then = item.revision.tables if item.revision else {}
    return [v.table.title for c, v in tables.items() if then.get(c, v.number) != v.number]


def standing_of(member: int, item: Item) -> Acknowledgement | None:
    """The member's acknowledgement of a thing, while its signature stands."""
    rows = Acknowledgement.objects.filter(member=member, signature__withdrawal__isnull=True)
    found: Acknowledgement | None = rows.filter(
        revision=item.revision, edition=item.guidance
    ).last()
    return found


def standing(wanted: Iterable[Item], *, member: int | None = None) -> set[tuple[int, str]]:
    """Who has read which of these things: pairs of member and reference. Two queries."""
    rows = Acknowledgement.objects.filter(signature__withdrawal__isnull=True)
    if member is not None:
        rows = rows.filter(member=member)
    found = set[tuple[int, str]]()
    for name in ("revision", "guidance"):
        refs = {getattr(one, name).pk: one.ref for one in wanted if getattr(one, name)}
        column = "edition" if name == "guidance" else name
        pairs = rows.filter(**{f"{column}__in": list(refs)}).values_list("member", column)
        found |= {(who, refs[what]) for who, what in pairs}
    return found


def lacking(today: date) -> list[tuple[Item, list[Membership]]]:
    """Each thing to read with those of its readers who have not: the same queries for all."""
    wanted, people = items(today), list(readers())
    done = standing(wanted)
    return [(one, [m for m in people if (m.pk, one.ref) not in done]) for one in wanted]


def coverage(today: date) -> list[Covered]:
    """How many of how many have read each thing, by role, and who has not."""
    wanted, people = items(today), list(readers().order_by("display_name", "pk"))
    done = standing(wanted)
    return [_covered(one, people, done) for one in wanted]


def _covered(item: Item, people: list[Membership], done: set[tuple[int, str]]) -> Covered:
    missing = tuple(m for m in people if (m.pk, item.ref) not in done)
    without = {m.pk for m in missing}
    total, read = Counter[Role](), Counter[Role]()
    for member in people:
        total.update(member.roles)
        read.update(member.roles if member.pk not in without else ())
    by_role = tuple((role, read[role], total[role]) for role in ROLES if total[role])
    return Covered(item, len(people) - len(missing), len(people), by_role, missing)


def _seen(actor: Actor, today: date) -> list[Item]:
    there = set(documents.visible_to(actor).values_list("code", flat=True))
    known = set(guidance.kept(actor).values_list("code", flat=True))
    codes = {"policy": there, "guidance": known}
    return [one for one in items(today) if one.code in codes[one.kind]]
