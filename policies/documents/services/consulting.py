"""Asking what people think of a text, and what they said."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.access.roles import ROLES, Role
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from policies.documents import permissions, queries, workflow
from policies.documents.choices import State
from policies.documents.models import Consultation, ConsultationReply, Policy
from policies.documents.services import held

LONGEST = timedelta(days=366)
CAN_BE_ASKED = tuple(
    role
    for role, spec in ROLES.items()
    if Permission.POLICY_ACKNOWLEDGE in spec.permissions and role != Role.PUPIL
)
"""Roles whose holders can be asked on the page; others answer in words that are entered."""


@transaction.atomic
def open_consultation(
    *, policy: Policy, revision: int, asked: str, roles: Iterable[str], closes_on: date, by: Actor
) -> Consultation:
    """Ask what people think of the text as the page with that `revision` showed it. It stays as it
    is until the consultation closes. Members with one of the roles are told."""
    row = held.policy(policy)
    draft = held.draft(row)
    move = workflow.check_move(
        act="policy.consultation_opened",
        start=row.state,
        to=State.CONSULTATION,
        proposed=held.is_proposed(draft),
        drafted=draft is not None,
    )
    permissions.check(by, move.who, draft)
    draft = held.current_draft(row, revision)
    if sentence := wrong_day(closes_on, schools.local_today(row.school)):
        raise Refused(sentence)
    chosen = [role for role in CAN_BE_ASKED if role in set(roles)]
    made: Consultation = Consultation.objects.create(
        school_id=row.school_id,
        policy=row,
        draft_revision=draft.revision,
        text=draft.text,
        asked=asked,
        asked_roles=f",{','.join(chosen)}," if chosen else "",
        opened_at=timezone.now(),
        opened_by_id=by.membership_id,
        closes_on=closes_on,
    )
    row.state = State.CONSULTATION
    row.save(update_fields=["state"])
    facts = {"draft": draft.revision, "roles": list(chosen), "closes": closes_on.isoformat()}
    audit.record(by=by, type=move.audit_type, object=str(row), data=facts)
    _tell(row, chosen, by)
    return made


@transaction.atomic
def close_consultation(*, policy: Policy, words: str, by: Actor) -> Consultation:
    """Close it, with what follows from it in words; the text can be changed again."""
    row = held.policy(policy)
    published = queries.current(row) is not None
    to = workflow.back_to(published)
    move = workflow.check_move(
        act="policy.consultation_closed", start=row.state, to=to, reason=words
    )
    permissions.check(by, move.who)
    consultation = _open(row)
    consultation.closed_at, consultation.closed_by_id = timezone.now(), by.membership_id
    consultation.closing_words = words
    consultation.save(update_fields=["closed_at", "closed_by", "closing_words"])
    row.state = to
    row.save(update_fields=["state"])
    facts = {"consultation": consultation.pk, "replies": consultation.replies.count()}
    audit.record(by=by, type=move.audit_type, object=str(row), data=facts)
    return consultation


@transaction.atomic
def reply(*, policy: Policy, words: str, by: Actor) -> ConsultationReply:
    """Say what one thinks, for oneself; who is asked may do so until the consultation closes."""
    row = held.policy(policy)
    consultation = _open(row)
    permissions.check_can_answer(by, consultation)
    if consultation.closes_on < schools.local_today(row.school):
        raise Refused(_("The last day for answers has passed."))
    return _said(consultation, "policy.replied", words, by, member_id=by.membership_id)


@transaction.atomic
def enter_reply(*, policy: Policy, said_by: str, words: str, by: Actor) -> ConsultationReply:
    """Enter what somebody without an account, or a group, said: who it was is kept in words."""
    consultation = _open(held.policy(policy))
    permissions.check_can_write(by)
    return _said(consultation, "policy.reply_entered", words, by, said_by=said_by)


def wrong_day(day: date, today: date) -> str:
    """Why a consultation cannot close on this day; empty where it can."""
    if day < today:
        return _("Choose today or a later day.")
    return _("Choose a day within the next year.") if day > today + LONGEST else ""


def _tell(row: Policy, roles: Iterable[Role], by: Actor) -> None:
    """Tell everybody who holds one of the roles, but not who asks."""
    for member in schools.holders(*roles).exclude(pk=by.membership_id or 0):
        notices.tell(
            member=member, kind="policy.consultation", object=str(row), school_id=row.school_id
        )


def _open(policy: Policy) -> Consultation:
    consultation = queries.open_consultation(policy)
    if consultation is None:
        raise Refused(_("This consultation is closed."))
    return consultation


def _said(
    consultation: Consultation,
    audit_type: str,
    words: str,
    by: Actor,
    *,
    member_id: int | None = None,
    said_by: str = "",
) -> ConsultationReply:
    made: ConsultationReply = ConsultationReply.objects.create(
        school_id=consultation.school_id,
        consultation=consultation,
        member_id=member_id,
        said_by=said_by,
        words=words,
        said_at=timezone.now(),
        entered_by_ref=by.ref,
    )
    facts = {"consultation": consultation.pk, "reply": made.pk}
    audit.record(by=by, type=audit_type, object=str(consultation.policy), data=facts)
    return made
