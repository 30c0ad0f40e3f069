"""Reads of the written policies of the school in scope."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.schools import queries as schools
from policies import queries as rules
from policies.choices import Shape
from policies.documents.choices import Marking, State
from policies.documents.models import (
    Consultation,
    ConsultationReply,
    Policy,
    PolicyBlanks,
    PolicyDraft,
    PolicyRevision,
)
from policies.models import RuleTableVersion
from policies.words import PARTNERS


def keeps(actor: Actor) -> bool:
    """Whether the actor writes or approves policies, and so sees all of them and their drafts."""
    return actor.can(Permission.POLICY_WRITE) or actor.can(Permission.POLICY_APPROVE)


def policies() -> QuerySet[Policy]:
    """Every policy of the school, by title."""
    rows: QuerySet[Policy] = Policy.objects.select_related("school", "owner")
    newest = PolicyRevision.objects.filter(policy=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        current_number=Subquery(newest.values("number")[:1]),
        current_at=Subquery(newest.values("published_at")[:1]),
    ).order_by("title", "pk")


def published() -> QuerySet[Policy]:
    """Policies that have a published revision and are not withdrawn: they are in force, also while
    they are reviewed."""
    revisions = PolicyRevision.objects.filter(policy=OuterRef("pk"))
    return policies().filter(Exists(revisions)).exclude(state=State.WITHDRAWN)


def on_public_page() -> QuerySet[Policy]:
    """Published policies that anybody may read."""
    return published().filter(public=True).exclude(marking=Marking.SENSITIVE)


def visible_to(actor: Actor) -> QuerySet[Policy]:
    """The policies that exist for this actor.

    All for those who write or approve them; for pupils those that everybody may read; for other
    members those in force, and those they are asked about as long as the consultation is open.
    """
    if keeps(actor):
        return policies()
    if not actor.can(Permission.POLICY_READ):
        return policies().none()
    if Role.PUPIL in actor.roles:
        return on_public_page()
    in_force = published().order_by().values("pk")
    asked = open_consultations().filter(_asks(actor)).order_by().values("policy")
    return policies().filter(Q(pk__in=in_force) | Q(pk__in=asked))


def current(policy: Policy) -> PolicyRevision | None:
    """The newest published revision; none before the first."""
    return revisions(policy).first()


def revisions(policy: Policy) -> QuerySet[PolicyRevision]:
    """Every revision, newest first."""
    rows: QuerySet[PolicyRevision] = PolicyRevision.objects.filter(policy=policy)
    return rows.select_related("policy__school").order_by("-number")


def drafts() -> QuerySet[PolicyDraft]:
    """Texts that are being written."""
    rows: QuerySet[PolicyDraft] = PolicyDraft.objects.exclude(text="")
    return rows.select_related(
        "policy__school", "begun_by", "changed_by", "proposed_by", "sent_back_by", "approved_by"
    )


def draft_of(policy: Policy) -> PolicyDraft | None:
    """The text that is being written for a policy; none while nobody writes one."""
    return drafts().filter(policy=policy).first()


def waiting_for(actor: Actor) -> QuerySet[PolicyDraft]:
    """Drafts that wait for approval and that this actor may approve: not their own."""
    waiting = drafts().filter(proposed_at__isnull=False, approved_at__isnull=True)
    waiting = waiting.filter(policy__state__in=(State.DRAFT, State.REVIEW)).order_by("pk")
    if not actor.can(Permission.POLICY_APPROVE):
        return waiting.none()
    me = Q(begun_by=actor.membership_id) | Q(changed_by=actor.membership_id)
    return waiting.exclude(me | Q(proposed_by=actor.membership_id))


def consultations(policy: Policy) -> QuerySet[Consultation]:
    """Every consultation on a policy, newest first."""
    rows: QuerySet[Consultation] = Consultation.objects.filter(policy=policy)
    return rows.select_related("policy__school", "opened_by", "closed_by").order_by("-pk")


def open_consultations() -> QuerySet[Consultation]:
    """Consultations that still go on."""
    rows: QuerySet[Consultation] = Consultation.objects.filter(closed_at__isnull=True)
    return rows.select_related("policy__school", "opened_by")


def open_consultation(policy: Policy) -> Consultation | None:
    """The consultation that goes on about a policy."""
    return open_consultations().filter(policy=policy).first()


def consultation_of(draft: PolicyDraft) -> Consultation | None:
    """The newest consultation on a text, not on an earlier one of the same policy."""
    return consultations(draft.policy).filter(opened_at__gte=draft.begun_at).first()


def asked_of(actor: Actor, today: date) -> QuerySet[Consultation]:
    """Consultations in which this actor is asked through a role and can still answer."""
    rows = open_consultations().filter(_asks(actor), closes_on__gte=today)
    return rows.order_by("closes_on", "pk")


def replies_visible_to(actor: Actor, consultation: Consultation) -> QuerySet[ConsultationReply]:
    """What was said: all of it for those who keep the policies, their own words for others."""
    rows: QuerySet[ConsultationReply] = ConsultationReply.objects.filter(consultation=consultation)
    rows = rows.select_related("member")
    return rows if keeps(actor) else rows.filter(member_id=actor.membership_id or 0)


def blanks() -> PolicyBlanks | None:
    """What the school has filled in, once it has."""
    found: PolicyBlanks | None = PolicyBlanks.objects.select_related("changed_by").first()
    return found


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """The names of the members with these references."""
    pks = [ref.partition(":")[2] for ref in refs if ref.startswith("member:")]
    found = schools.members().filter(pk__in=[pk for pk in pks if pk.isdigit()])
    return {str(one): one.display_name for one in found}


def _asks(actor: Actor) -> Q:
    """That a consultation asks one of the actor's roles; true of none where they have none."""
    asked = Q(pk__in=[])
    for role in actor.roles:
        asked |= Q(asked_roles__contains=f",{role},")
    return asked


def table_versions(numbers: Mapping[str, int]) -> dict[str, RuleTableVersion]:
    """The versions with these numbers, by the codes of their tables."""
    wanted = Q(pk__in=[])
    for code, number in numbers.items():
        wanted |= Q(table__code=code, number=number)
    rows = RuleTableVersion.objects.filter(wanted).select_related("table__school")
    return {version.table.code: version for version in rows}


def tables_in_force(codes: Iterable[str], on: date) -> dict[str, RuleTableVersion]:
    """The versions in force on a day of the tables with these codes, and of their partners."""
    named = set(codes)
    return rules.all_in_force(named | {PARTNERS[one] for one in named if one in PARTNERS}, on)


def table_titles() -> dict[str, str]:
    """The tables that a policy can show, by their codes."""
    rows = rules.tables().exclude(shape__in=(Shape.CHART, Shape.SIGNPOSTS))
    return dict(rows.values_list("code", "title"))


SOON = timedelta(days=90)


def register(actor: Actor, today: date, *, state: str = "", due: str = "") -> QuerySet[Policy]:
    """The policies that exist for the actor, narrowed down; withdrawn ones only if asked for."""
    rows = visible_to(actor)
    rows = rows.filter(state=state) if state else rows.exclude(state=State.WITHDRAWN)
    if due == "overdue":
        rows = rows.filter(next_review_on__lt=today)
    elif due == "soon":
        rows = rows.filter(next_review_on__range=(today, today + SOON))
    return rows


def overdue(actor: Actor, today: date) -> QuerySet[Policy]:
    """Policies in force whose review should have been before today."""
    rows = visible_to(actor).exclude(state=State.WITHDRAWN)
    return rows.filter(next_review_on__lt=today)
