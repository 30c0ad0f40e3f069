"""What follows in the reviews when the parts below change something."""

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from policies.documents import hooks as documents
from policies.documents.models import Policy, PolicyRevision
from policies.guidance import hooks as guidance
from policies.guidance.models import GuidanceEdition
from policies.reviews.services import calling

ASK_JOB = "reading.ask"


@guidance.on_edition
def review_what_cites_it(edition: GuidanceEdition, by: Actor) -> None:
    """A changed edition calls a review of the policies that cite it."""
    calling.call_by_guidance(edition=edition, by=by)


@documents.on_published
def ask_to_read(*, policy: Policy, revision: PolicyRevision, by: Actor) -> None:
    """A new revision is to be read: everybody is told by a job."""
    if policy.acknowledged:
        jobs.enqueue(
            kind=ASK_JOB,
            school_id=policy.school_id,
            payload={},
            once_key=f"reading:{revision}",
        )
