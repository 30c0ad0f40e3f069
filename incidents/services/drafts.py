"""Reports being written: kept on the server as typed, until sent, discarded or 30 days old.

What a member jots down is nobody else's and no record yet, so starting, saving and discarding
leave no line in the audit log; only the removal of drafts that ran out does.
"""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import permissions, report_queries
from incidents.models import Draft, Submission


@transaction.atomic
def start(*, key: uuid.UUID, step: str, raw: dict[str, Any], by: Actor) -> Draft:
    """Begin a report with its first answers as typed.

    The page made the key, so that pressing twice makes one draft. A key that is used up, or is
    another member's, is replaced: nothing is ever added to what somebody else wrote.
    """
    permissions.check_can_submit(by)
    own = Draft.objects.filter(key=key, owner_id=by.membership_id).first()
    if own is not None:
        return save(draft=own, step=step, raw=raw, by=by)
    if Submission.objects.filter(once_key=key).exists():
        key = uuid.uuid4()
    now, answers = timezone.now(), {"raw": {step: raw}}
    facts = {"answers": answers, "started_at": now, "saved_at": now}
    facts |= {"school_id": by.school_id, "owner_id": by.membership_id}
    try:
        with transaction.atomic():
            return Draft.objects.create(key=key, **facts)
    except IntegrityError:
        return Draft.objects.create(key=uuid.uuid4(), **facts)


@transaction.atomic
def save(*, draft: Draft, step: str, raw: dict[str, Any], by: Actor) -> Draft:
    """Keep what was typed in one step, whatever it is. The draft then has to be checked again."""
    row = _held(draft, by)
    row.answers = {"raw": {**row.answers.get("raw", {}), step: raw}}
    row.saved_at = timezone.now()
    row.save(update_fields=["answers", "saved_at"])
    return row


@transaction.atomic
def finish(*, draft: Draft, ready: dict[str, Any], by: Actor) -> Draft:
    """Keep the checked answers beside the raw ones that they were made from.

    Raises Refused when the raw answers changed meanwhile (the report is open in two places).
    """
    row = _held(draft, by)
    if row.answers.get("raw") != draft.answers.get("raw"):
        raise Refused(_("This report was changed in another window. Check it again first."))
    row.answers = {**row.answers, "ready": ready}
    row.save(update_fields=["answers"])
    return row


@transaction.atomic
def discard(*, draft: Draft, by: Actor) -> Draft:
    """Remove a draft for good, at its owner's wish."""
    row = _held(draft, by)
    Draft.objects.filter(pk=row.pk).delete()
    return row


@transaction.atomic
def remove_old(*, by: Actor) -> int:
    """Remove drafts that nobody saved for 30 days; returns how many. Safe to run twice."""
    _total, per_model = report_queries.drafts_run_out().delete()
    count = per_model.get("incidents.Draft", 0)
    if count:
        audit.record(by=by, type="incident.drafts_removed", data={"count": count})
    return count


def _held(draft: Draft, by: Actor) -> Draft:
    permissions.check_can_submit(by)
    row = report_queries.hold_draft(by, draft)
    if row is None:
        raise Refused(_("This draft is no longer here. It was sent or discarded."))
    return row
