"""Jobs of signatures."""

from esafety.jobs.models import Job
from esafety.jobs.registry import handler
from esafety.signatures.services import certifying, stamping


@handler("signature.certify", lease_seconds=120, pdf=True)
def certify(job: Job) -> None:
    """Make the certificate of a signature."""
    certifying.certify(signature_id=job.payload["signature"])


@handler("signature.stamp", lease_seconds=120, attempts=60)
def stamp(job: Job) -> None:
    """Have a signature time-stamped; an authority that is away is asked for two days."""
    stamping.stamp(signature_id=job.payload["signature"])
