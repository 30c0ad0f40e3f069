"""Reads of the rules of the school in scope."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies import words
from policies.choices import OPEN, DraftState, Shape
from policies.models import RuleTable, RuleTableDraft, RuleTableVersion
from policies.shapes import spec_of


def tables() -> QuerySet[RuleTable]:
    """The school's tables, in the order they were made."""
    found: QuerySet[RuleTable] = RuleTable.objects.select_related("school").order_by("pk")
    return found


def versions(table: RuleTable) -> QuerySet[RuleTableVersion]:
    """Every version of a table, newest first."""
    found: QuerySet[RuleTableVersion] = RuleTableVersion.objects.filter(table=table)
    return found.select_related("table__school").order_by("-number")


def in_force(code: str, on: date) -> RuleTableVersion | None:
    """The version of a table in force on a day; before the first took effect, the first.

    Of several that have begun it is the newest, whichever day each began: a version that was
    approved later, to begin sooner, takes the place of the one that was still to come. None for a
    code the school has no table of. This is what a record of an incident asks.
    """
    rows = RuleTableVersion.objects.filter(table__code=code).select_related("table__school")
    begun: RuleTableVersion | None = rows.filter(effective_from__lte=on).order_by("number").last()
    return begun or rows.order_by("number").first()


def all_in_force(codes: Iterable[str], on: date) -> dict[str, RuleTableVersion]:
    """What `in_force` finds for each of the codes, by code, in one query for all of them."""
    rows = RuleTableVersion.objects.filter(table=OuterRef("pk")).order_by("number").values("pk")
    begun = rows.filter(effective_from__lte=on).order_by("-number")
    chosen = Coalesce(Subquery(begun[:1]), Subquery(rows[:1]))
    wanted = RuleTable.objects.filter(code__in=list(codes)).order_by().annotate(chosen=chosen)
    found = RuleTableVersion.objects.filter(pk__in=wanted.values("chosen"))
    return {one.table.code: one for one in found.select_related("table__school")}


def acceptable_use(on: date) -> list[RuleTableVersion]:
    """What may be done and used on a day: the tables of acceptable use as they are in force."""
    shapes = (Shape.RATINGS, Shape.TECHNOLOGIES)
    codes = tables().filter(shape__in=shapes).values_list("code", flat=True)
    return [version for code in codes if (version := in_force(code, on)) is not None]


def newest(table: RuleTable) -> RuleTableVersion | None:
    """The version made last, though it may still be to come: what the next one is made from."""
    return versions(table).first()


def labels_of(version: RuleTableVersion) -> dict[str, str]:
    """What the school calls each column of a version, by heading."""
    return {heading: words.label(heading, version.labels) for heading in version.columns}


def drafts_visible_to(actor: Actor) -> QuerySet[RuleTableDraft]:
    """Open drafts, for those who manage or approve the rules; for all others there are none."""
    found: QuerySet[RuleTableDraft] = RuleTableDraft.objects.select_related(
        "table__school", "base__table", "made_by", "changed_by", "proposed_by", "sent_back_by"
    ).filter(state__in=OPEN)
    if not (actor.can(Permission.RULES_MANAGE) or actor.can(Permission.RULES_APPROVE)):
        return found.none()
    return found.order_by("pk")


def waiting_for(actor: Actor) -> QuerySet[RuleTableDraft]:
    """Drafts that wait for approval and that this actor may approve: not their own."""
    waiting = drafts_visible_to(actor).filter(state=DraftState.PROPOSED)
    if not actor.can(Permission.RULES_APPROVE):
        return waiting.none()
    me = actor.membership_id
    return waiting.exclude(Q(made_by=me) | Q(changed_by=me) | Q(proposed_by=me))


def approvers_of(draft: RuleTableDraft) -> list[Membership]:
    """Who could approve the draft now: those who approve rules and did not write or send it."""
    authors = {draft.made_by_id, draft.changed_by_id, draft.proposed_by_id}
    holders = schools.holders_of(Permission.RULES_APPROVE)
    return [member for member in holders if member.pk not in authors]


def words_by_code(table: RuleTable) -> tuple[dict[str, str], dict[str, str]]:
    """Every code that versions of the table have used, with its newest words: of rows, of columns.
    With all of them known, no code ever comes to mean something else."""
    spec = spec_of(table.shape)
    rows: dict[str, str] = {}
    columns: dict[str, str] = {}
    for version in versions(table).reverse():
        columns |= labels_of(version)
        if spec.has_codes:
            rows |= {record["code"]: record[spec.named] for record in version.records}
    return rows, columns


def names_of(refs: set[str]) -> dict[str, str]:
    """The names of members by the references that versions keep; others are not in it."""
    pks = {ref.partition(":")[2] for ref in refs if ref.startswith("member:")}
    found = schools.members().filter(pk__in=[pk for pk in pks if pk.isdigit()])
    return {f"member:{member.pk}": member.display_name for member in found}
