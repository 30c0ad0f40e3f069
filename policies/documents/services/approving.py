"""Sending a text for approval, sending it back, approving it, taking the approval back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.documents import permissions, queries, wording, workflow
from policies.documents.choices import State
from policies.documents.models import Policy, PolicyDraft
from policies.documents.services import held
from policies.documents.services.blanks import values
from policies.documents.services.writing import problem, unapprove
from policies.documents.workflow import Who


@transaction.atomic
def propose(
    *, policy: Policy, revision: int, comment: str, material: bool, by: Actor
) -> PolicyDraft:
    """Send the text for approval, with what changed and why. It cannot be changed meanwhile; those
    who can approve it are told."""
    row = held.policy(policy)
    permissions.check_can_write(by)
    draft = held.draft(row)
    workflow.check_can_propose(
        row.state, proposed=held.is_proposed(draft), drafted=draft is not None
    )
    draft = held.current_draft(row, revision)
    _check_complete(row, draft)
    draft.comment, draft.material = comment, material
    draft.sent_back_at, draft.sent_back_by, draft.sent_back_words = None, None, ""
    draft.proposed_at, draft.proposed_by_id = timezone.now(), by.membership_id
    draft.revision += 1
    draft.save()
    _record("policy.proposed", row, draft, by)
    authors = {draft.begun_by_id, draft.changed_by_id, draft.proposed_by_id}
    approvers = schools.holders_of(Permission.POLICY_APPROVE)
    _tell("policy.proposed", row, [one for one in approvers if one.pk not in authors])
    return draft


@transaction.atomic
def send_back(*, policy: Policy, reason: str, by: Actor) -> PolicyDraft:
    """Give it back to those who write it, with a reason."""
    row = held.policy(policy)
    draft = held.written(row)
    workflow.check_can_send_back(row.state, proposed=held.is_proposed(draft), reason=reason)
    permissions.check(by, Who.KEEPER)
    authors = _authors(draft, by)
    return _back(row, draft, reason, authors, "policy.sent_back", by)


@transaction.atomic
def approve(
    *, policy: Policy, revision: int, body: str, on: date, how: str, words: str, by: Actor
) -> PolicyDraft:
    """Record the approval of the text as the page with that `revision` showed it: by which body, on
    which day, how, and in which words. Never by one who wrote or sent it."""
    row = held.policy(policy)
    found = held.written(row)
    move = workflow.check_move(
        act="policy.approved",
        start=row.state,
        to=State.APPROVED,
        proposed=held.is_proposed(found),
    )
    permissions.check(by, move.who, found)
    permissions.check_can_speak_for(by, body)
    workflow.check_body(needed=row.body, body=body)
    draft = held.current_draft(row, revision)
    if on > schools.local_today(row.school):
        raise Refused(_("The day of approval cannot be in the future."))
    _check_complete(row, draft)
    draft.approved_at, draft.approved_by_id = timezone.now(), by.membership_id
    draft.approved_body, draft.approved_on, draft.approved_how = body, on, how
    draft.approving_words = words
    draft.approved_sha256 = wording.sha256(wording.fill(draft.text, values()))
    draft.save()
    row.state = State.APPROVED
    row.save(update_fields=["state"])
    facts = {"body": body, "on": on.isoformat(), "how": how, "sha256": draft.approved_sha256}
    _record(move.audit_type, row, draft, by, **facts)
    _tell("policy.approved", row, _authors(draft, by))
    return draft


@transaction.atomic
def reopen(*, policy: Policy, reason: str, by: Actor) -> PolicyDraft:
    """Take the approval back, so that the text can be changed; it has to be approved anew."""
    row = held.policy(policy)
    draft = held.written(row)
    to = workflow.back_to(queries.current(row) is not None)
    move = workflow.check_move(act="policy.reopened", start=row.state, to=to, reason=reason)
    permissions.check(by, move.who, draft)
    authors = _authors(draft, by)
    row.state = to
    row.save(update_fields=["state"])
    return _back(row, draft, reason, authors, move.audit_type, by)


def _back(
    row: Policy,
    draft: PolicyDraft,
    reason: str,
    authors: list[Membership],
    audit_type: str,
    by: Actor,
) -> PolicyDraft:
    unapprove(draft)
    draft.sent_back_at, draft.sent_back_by_id = timezone.now(), by.membership_id
    draft.sent_back_words = reason
    # A page that shows it for approval is no longer what would be approved.
    draft.revision += 1
    draft.save()
    _record(audit_type, row, draft, by)
    _tell("policy.sent_back", row, authors)
    return draft


def _check_complete(row: Policy, draft: PolicyDraft) -> None:
    """Nothing is approved that could not be published: no empty blank, no missing table, and
    something else than the revision that is in force."""
    if sentence := problem(draft.text):
        raise Refused(sentence)
    filled = wording.fill(draft.text, values())
    if left := wording.blanks_in(filled):
        words = _("These blanks are not filled in yet: %(names)s.")
        raise Refused(words % {"names": ", ".join(left)})
    last = queries.current(row)
    if last is not None and wording.without_versions(last.text) == filled:
        raise Refused(_("The text says the same as the newest revision."))


def _authors(draft: PolicyDraft, by: Actor) -> list[Membership]:
    """Who last changed and who sent the text, but not the one who acts."""
    authors = {pk for pk in (draft.changed_by_id, draft.proposed_by_id) if pk is not None}
    return list(schools.members().filter(pk__in=authors - {by.membership_id or 0}).order_by("pk"))


def _tell(kind: str, row: Policy, members: Iterable[Membership]) -> None:
    for member in members:
        notices.tell(member=member, kind=kind, object=str(row), school_id=row.school_id)


def _record(audit_type: str, row: Policy, draft: PolicyDraft, by: Actor, **more: str) -> None:
    facts = {"revision": draft.revision, **more}
    audit.record(by=by, type=audit_type, object=str(row), data=facts)
