"""What is rising: for those who read the log; a PDF of it for the one who asked."""

from typing import Any

from django.utils import timezone

from reports.models import Paper
from tests.architecture.row import LOG, TAKE_OUT, Row, of

# The office asks for PDFs of who has signed.
_MY_PAPER = of("lena", hidden="dee hari sima olu")

TABLE: dict[str, Row] = {
    "reports:trends": LOG,
    "reports:trends_print": TAKE_OUT,
    "reports:paper": _MY_PAPER,
    "reports:paper_state": _MY_PAPER,
    "reports:paper_file": _MY_PAPER,
}


def args(world: Any) -> dict[str, list[object]]:
    """Lena asked for the trends on paper, and it is made."""
    now, slug = timezone.now(), world.school.slug
    made = Paper.objects.create(
        school=world.school,
        kind="trends",
        requested_by=world.member("lena"),
        requested_at=now,
        made_at=now,
        sha256="0" * 64,
        pdf=b"%PDF",
    )
    own = {f"reports:{name}": [slug, made.key] for name in ("paper", "paper_state", "paper_file")}
    return {"reports:trends": [slug], "reports:trends_print": [slug], **own}
