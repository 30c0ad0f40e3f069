"""Publishing a revision, opening and ending a review, withdrawing a policy."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from policies import queries as rules
from policies.documents import hooks, permissions, queries, wording, workflow
from policies.documents.choices import State
from policies.documents.models import Policy, PolicyDraft, PolicyRevision
from policies.documents.services import approving, consulting, held
from policies.documents.services.blanks import values
from policies.documents.services.writing import empty

# The other moves of the table, so that those above the documents find all of them here.
open_consultation = consulting.open_consultation
close_consultation = consulting.close_consultation
propose, send_back = approving.propose, approving.send_back
approve, reopen = approving.approve, approving.reopen


@transaction.atomic
def publish(
    *, policy: Policy, next_review_on: date, renew: set[str] | None = None, by: Actor
) -> PolicyRevision:
    """Make the next revision of the approved text, its blanks filled in and its tables fixed as
    they are in force today. Refused where the blanks have changed since the approval.

    `renew` names what stands on the policy (agreements) and is to be renewed after a material
    change; None where nobody was asked."""
    row = held.policy(policy)
    move = workflow.check_move(act="policy.published", start=row.state, to=State.PUBLISHED)
    draft = held.written(row)
    permissions.check(by, move.who, draft)
    today = schools.local_today(row.school)
    if next_review_on <= today:
        raise Refused(_("The next review must be after today."))
    _check_renewable(row, draft, renew)
    filled = wording.fill(draft.text, values())
    if wording.sha256(filled) != draft.approved_sha256:
        words = _(
            "What is filled in the blanks has changed since the approval. Have it approved "
            "once more."
        )
        raise Refused(words)
    row.state, row.next_review_on, row.review_reason = State.PUBLISHED, next_review_on, ""
    row.review_set_on = today
    revision = _revision(row, filled, _of_draft(draft), move.audit_type, by)
    if renew is not None:
        hooks.renewal(revision=revision, codes=renew, by=by)
    row.save(update_fields=["state", "next_review_on", "review_set_on", "review_reason"])
    empty(draft)
    draft.changed_at, draft.changed_by_id = timezone.now(), by.membership_id
    draft.save()
    return revision


@transaction.atomic
def publish_anew(*, policy: Policy, by: Actor) -> PolicyRevision:
    """Make a revision of the same approved words with the tables that are in force now: each was
    approved by itself. Refused where none of them has changed."""
    row = held.policy(policy)
    move = workflow.check_move(act="policy.published_anew", start=row.state, to=State.PUBLISHED)
    permissions.check(by, move.who)
    last: PolicyRevision = queries.revisions(row).latest("number")
    changed = changed_tables(last)
    if not changed:
        raise Refused(_("No table of this policy has changed."))
    named = ", ".join(f"{code} {number}" for code, number in sorted(changed.items()))
    facts = {
        "source": last.source,
        "consulted": last.facts["consulted"],
        "comment": _("Tables as they are in force now: %(tables)s.") % {"tables": named},
        "material": True,
        "author_ref": last.author_ref,
        "approved_by_ref": last.approved_by_ref,
        "approved_body": last.approved_body,
        "approved_on": last.approved_on,
        "approved_how": last.approved_how,
        "approving_words": last.approving_words,
    }
    words = wording.without_versions(last.text)
    return _revision(row, words, facts, move.audit_type, by)


@transaction.atomic
def open_review(*, policy: Policy, reason: str, by: Actor) -> Policy:
    """Begin the review of a published policy, with the reason. What is published stays in force.
    A part of the system may do so as well: new guidance, an incident."""
    row = held.policy(policy)
    move = workflow.check_move(
        act="policy.review_opened", start=row.state, to=State.REVIEW, reason=reason
    )
    permissions.check(by, move.who)
    row.state, row.review_reason = State.REVIEW, reason
    row.save(update_fields=["state", "review_reason"])
    audit.record(by=by, type=move.audit_type, object=str(row))
    hooks.review_opened(policy=row, reason=reason, by=by)
    return row


@transaction.atomic
def end_review(*, policy: Policy, reason: str, next_review_on: date, by: Actor) -> Policy:
    """End a review without a change: the newest revision stays in force until the next review.
    Refused while another text is being written."""
    row = held.policy(policy)
    move = workflow.check_move(
        act="policy.review_kept",
        start=row.state,
        to=State.PUBLISHED,
        reason=reason,
        drafted=held.draft(row) is not None,
    )
    permissions.check(by, move.who)
    today = schools.local_today(row.school)
    if next_review_on <= today:
        raise Refused(_("The next review must be after today."))
    row.state, row.review_reason, row.next_review_on = State.PUBLISHED, "", next_review_on
    row.review_set_on = today
    row.save(update_fields=["state", "review_reason", "next_review_on", "review_set_on"])
    facts = {"next_review_on": next_review_on.isoformat()}
    audit.record(by=by, type=move.audit_type, object=str(row), data=facts)
    return row


@transaction.atomic
def withdraw(*, policy: Policy, reason: str, by: Actor) -> Policy:
    """Put a policy out of force, with the reason. It stays in the archive for those who keep the
    policies, with all its revisions."""
    row = held.policy(policy)
    draft = held.draft(row)
    move = workflow.check_move(
        act="policy.withdrawn", start=row.state, to=State.WITHDRAWN, reason=reason
    )
    permissions.check(by, move.who, draft)
    row.state, row.withdrawn_words = State.WITHDRAWN, reason
    row.withdrawn_at, row.withdrawn_by_id = timezone.now(), by.membership_id
    row.next_review_on = row.review_set_on = None
    row.save()
    if draft is not None:
        empty(draft)
        draft.save()
    audit.record(by=by, type=move.audit_type, object=str(row))
    return row


def changed_tables(revision: PolicyRevision) -> dict[str, int]:
    """The tables of a revision that have another version in force today, with its number."""
    today = schools.local_today(revision.policy.school)
    found = {}
    for code, number in revision.tables.items():
        version = rules.in_force(code, today)
        if version is not None and version.number != number:
            found[code] = version.number
    return found


def after(policy: Policy, today: date) -> date:
    """The usual day of the next review: so many months from today as the policy's cycle says."""
    months = today.month - 1 + policy.months
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _check_renewable(row: Policy, draft: PolicyDraft, renew: set[str] | None) -> None:
    if renew and not draft.material:
        raise Refused(_("A minor change renews nothing."))
    if renew and not renew <= set(hooks.renewable(row)):
        raise Refused(_("Choose from what stands on this policy."))


def _of_draft(draft: PolicyDraft) -> dict[str, Any]:
    asked = queries.consultation_of(draft)
    return {
        "consulted": asked.asked if asked else "",
        "source": draft.text,
        "comment": draft.comment,
        "material": draft.material,
        "author_ref": _ref(draft.changed_by_id),
        "approved_by_ref": _ref(draft.approved_by_id),
        "approved_body": draft.approved_body,
        "approved_on": draft.approved_on,
        "approved_how": draft.approved_how,
        "approving_words": draft.approving_words,
    }


def _ref(member: int | None) -> str:
    return f"member:{member}" if member else "system:setup"


def _revision(
    row: Policy, filled: str, facts: dict[str, Any], audit_type: str, by: Actor
) -> PolicyRevision:
    last = queries.current(row)
    tables = _in_force(row, filled)
    text = wording.with_versions(filled, tables)
    revision = PolicyRevision(
        school_id=row.school_id,
        policy=row,
        number=last.number + 1 if last else 1,
        text=text,
        sha256=wording.sha256(text),
        tables=tables,
        facts=_title_page(row, facts.pop("consulted")),
        published_at=timezone.now(),
        published_by_ref=by.ref,
        **facts,
    )
    revision.save(force_insert=True)
    told = {"number": revision.number, "sha256": revision.sha256, "tables": tables}
    told |= {"author": revision.author_ref, "approved_by": revision.approved_by_ref}
    audit.record(by=by, type=audit_type, object=str(row), data=told)
    hooks.published(policy=row, revision=revision, by=by)
    return revision


def _in_force(row: Policy, text: str) -> dict[str, int]:
    """The numbers in force today of the tables in a text, with the partners drawn beside them."""
    codes, today = wording.tables_in(text), schools.local_today(row.school)
    found = queries.tables_in_force(codes, today)
    return {code: version.number for code, version in found.items()}


def _title_page(row: Policy, consulted: str) -> dict[str, Any]:
    return {
        "title": row.title,
        "document": row.number,
        "marking": row.marking,
        "owner": row.owner.display_name if row.owner else "",
        "school": row.school.name,
        "next_review_on": row.next_review_on.isoformat() if row.next_review_on else "",
        "consulted": consulted,
    }
