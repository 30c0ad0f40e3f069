"""What follows from a material change for the agreements that stand on a policy."""

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from policies.documents.models import PolicyRevision
from policies.reviews import permissions
from policies.reviews.models import Renewal

RENEW = "review.renew"


@transaction.atomic
def ask(*, revision: PolicyRevision, agreements: set[str], by: Actor) -> Renewal:
    """Keep which agreements are to be signed again after a revision, as its publisher chose, and
    tell the lead (where there is none, the headteacher) to renew them. Once for each revision."""
    permissions.check_can_review(by, revision.policy)
    made = Renewal(
        school_id=revision.school_id,
        revision=revision,
        agreements=sorted(agreements),
        asked_at=timezone.now(),
        asked_by_ref=by.ref,
    )
    made.save(force_insert=True)
    data = {"revision": revision.number, "agreements": made.agreements}
    audit.record(by=by, type="review.renewal_asked", object=str(revision.policy), data=data)
    if agreements:
        for member in schools.holders(Role.LEAD) or schools.holders(Role.HEAD):
            notices.tell(
                member=member, kind=RENEW, object=str(revision.policy), school_id=by.school_id
            )
    return made
