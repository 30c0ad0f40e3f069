"""Jobs of signatures."""

from esafety.jobs.models import Job
from esafety.jobs.registry import handler
from esafety.signatures.services import certifying


@handler("signature.certify", lease_seconds=120)
def certify(job: Job) -> None:
    """Make the certificate of a signature."""
    certifying.certify(signature_id=job.payload["signature"])
