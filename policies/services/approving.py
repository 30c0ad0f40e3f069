"""Sending a draft for approval, sending it back, approving it; or putting it in force at once."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies import checking, permissions, queries, workflow
from policies.choices import DraftState
from policies.models import RuleTableDraft
from policies.services import versions
from policies.services.drafting import grid_of, locked

FURTHEST = timedelta(days=2 * 366)
"""How far ahead a version may begin."""


@transaction.atomic
def propose(*, draft: RuleTableDraft, comment: str, starts_on: date, by: Actor) -> RuleTableDraft:
    """Send a draft for approval, with what changed and why, and the day from which it is to hold.

    The day is today or later: incidents before it stand under the version of their own day.
    """
    row, move = _checked(draft, DraftState.PROPOSED, by)
    _check_day(row, starts_on)
    row.state, row.comment, row.starts_on = DraftState.PROPOSED, comment, starts_on
    row.proposed_at, row.proposed_by_id = timezone.now(), by.membership_id
    row.sent_back_words, row.sent_back_at, row.sent_back_by = "", None, None
    row.save()
    facts = {"base": row.base.number, "revision": row.revision, "begins": starts_on.isoformat()}
    audit.record(by=by, type=move.audit_type, object=str(row.table), data=facts)
    _tell("rules.proposed", row, queries.approvers_of(row))
    return row


@transaction.atomic
def approve(*, draft: RuleTableDraft, revision: int, by: Actor) -> RuleTableDraft:
    """Approve what was proposed: it becomes the next version, in force from the day proposed, or
    from today where that day has passed. `revision` is that of the page that was read."""
    row, _move = _checked(draft, DraftState.APPROVED, by)
    if row.revision != revision:
        raise Refused(_("The draft has changed since you opened this page. Read it again."))
    ended = _finish(row, max(row.starts_on or date.min, _today(row)), row.proposed_by_id, by)
    _tell("rules.approved", ended, _authors(ended, by))
    return ended


@transaction.atomic
def put_in_force(
    *, draft: RuleTableDraft, comment: str, starts_on: date, by: Actor
) -> RuleTableDraft:
    """Make the next version of a table that needs no approval."""
    if draft.needs_approval:
        raise Refused(_("A change of this table has to be approved by somebody else."))
    row, _move = _checked(draft, DraftState.APPROVED, by)
    _check_day(row, starts_on)
    row.comment, row.starts_on = comment, starts_on
    return _finish(row, starts_on, by.membership_id, by)


@transaction.atomic
def send_back(*, draft: RuleTableDraft, reason: str, by: Actor) -> RuleTableDraft:
    """Make it a draft again, with a reason for those who write it."""
    row, move = _checked(draft, DraftState.DRAFT, by, reason=reason)
    authors = _authors(row, by)
    row.state, row.proposed_at, row.proposed_by = DraftState.DRAFT, None, None
    row.sent_back_at, row.sent_back_by_id = timezone.now(), by.membership_id
    row.sent_back_words = reason
    # A page for approval that is open now is no longer what would be approved.
    row.revision += 1
    row.save()
    facts = {"base": row.base.number, "revision": row.revision}
    audit.record(by=by, type=move.audit_type, object=str(row.table), data=facts)
    _tell("rules.sent_back", row, authors)
    return row


def is_sound(draft: RuleTableDraft) -> bool:
    """Whether nothing is wrong in the draft, and it says something else than its version."""
    sheet = grid_of(draft)
    same = (sheet.rows(), sheet.live_labels()) == (draft.base.rows, draft.base.labels)
    return not same and not checking.problems(sheet)


def _checked(
    draft: RuleTableDraft, to: DraftState, by: Actor, reason: str = ""
) -> tuple[RuleTableDraft, workflow.Move]:
    """The locked row and the move, after asking permissions and workflow."""
    row = locked(draft)
    move = workflow.check_move(
        needs_approval=row.needs_approval,
        start=row.state,
        to=to,
        reason=reason,
        sound=is_sound(row),
    )
    permissions.check_can_move(by, row, move)
    return row, move


def _finish(row: RuleTableDraft, begins: date, author: int | None, by: Actor) -> RuleTableDraft:
    """The next version, and the end of the draft."""
    row.version = versions.add(
        table=row.table,
        grid=grid_of(row),
        begins=begins,
        comment=row.comment,
        author_ref=f"member:{author}",
        by=by,
    )
    row.state, row.ended_at, row.ended_by_id = (
        DraftState.APPROVED,
        timezone.now(),
        by.membership_id,
    )
    row.save()
    return row


def _authors(row: RuleTableDraft, by: Actor) -> list[Membership]:
    """Who last changed and who sent the draft, but not the one who acts."""
    authors = {pk for pk in (row.changed_by_id, row.proposed_by_id) if pk is not None}
    return list(schools.members().filter(pk__in=authors - {by.membership_id or 0}).order_by("pk"))


def _tell(kind: str, row: RuleTableDraft, members: Iterable[Membership]) -> None:
    for member in members:
        notices.tell(member=member, kind=kind, object=str(row.table), school_id=row.school_id)


def wrong_day(day: date, today: date) -> str:
    """Why a version cannot begin on this day; empty where it can."""
    if day < today:
        return _(
            "Choose today or a later day: what happened before stands under the earlier rules."
        )
    return _("Choose a day within the next two years.") if day > today + FURTHEST else ""


def _check_day(row: RuleTableDraft, day: date) -> None:
    if sentence := wrong_day(day, _today(row)):
        raise Refused(sentence)


def _today(row: RuleTableDraft) -> date:
    return schools.local_today(row.table.school)
