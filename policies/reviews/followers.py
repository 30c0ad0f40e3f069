"""What follows in the reviews when the parts below change something."""

from typing import Any

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from policies.documents import hooks as documents
from policies.documents.models import Policy, PolicyRevision
from policies.guidance import hooks as guidance
from policies.guidance.models import GuidanceEdition
from policies.reviews import loop
from policies.reviews.choices import Why
from policies.reviews.queries import reviews
from policies.reviews.queries.loop import agreements_of
from policies.reviews.services import calling, renewing

ASK_JOB = "reading.ask"


@guidance.on_edition
def review_what_cites_it(edition: GuidanceEdition, by: Actor) -> None:
    """A changed edition calls a review of the policies that cite it."""
    calling.call_by_guidance(edition=edition, by=by)


@guidance.citing
def policies_that_cite(code: str) -> list[guidance.Link]:
    """Whoever reads the register reads every policy that is in force."""
    found = reviews.citing_policies(code)
    return [guidance.Link(policy.title, policy.get_absolute_url()) for policy in found]


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


@documents.on_review_opened
def note_who_called(*, policy: Policy, reason: str, by: Actor) -> None:
    """A review that somebody opens on the policy's own page is called by hand. One that the system
    opens was called before."""
    if not by.is_system:
        calling.call(policy=policy, why=Why.OTHER, words=reason, by=by)


@documents.renewable_by
def agreements_that_stand_on(policy: Policy) -> dict[str, Any]:
    """What the publisher of a material change chooses from."""
    linked = agreements_of(policy)
    return {code: words for code, words in loop.agreements().items() if code in linked}


@documents.on_renewal
def have_renewed(*, revision: PolicyRevision, codes: set[str], by: Actor) -> None:
    """The lead renews what the publisher chose."""
    renewing.ask(revision=revision, agreements=codes, by=by)
