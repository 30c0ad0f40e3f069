"""A person's chronology: for those who read the log; a PDF of it for the one who asked."""

from typing import Any

from django.utils import timezone

from incidents.models import ChronologyPrint
from tests.architecture.row import MY_PRINT, TAKE_OUT, Row, of

TABLE: dict[str, Row] = {
    "incidents:chronology": of("lena dee hari sima", hidden="cora"),
    "incidents:chronology_print": TAKE_OUT,
    "incidents:chronology_pdf": MY_PRINT,
    "incidents:chronology_pdf_state": MY_PRINT,
    "incidents:chronology_pdf_file": MY_PRINT,
    "incidents:chronology_paper": MY_PRINT,
}


def args(world: Any) -> dict[str, list[object]]:
    """Lena asked for two: one is made, for the other this machine had no means."""
    own = {"school": world.school, "person": world.pupil, "requested_by": world.member("lena")}
    now, slug = timezone.now(), world.school.slug
    made = ChronologyPrint.objects.create(
        requested_at=now, made_at=now, sha256="0" * 64, pdf=b"%PDF", **own
    )
    paper = ChronologyPrint.objects.create(requested_at=now, unavailable=True, **own)
    person = [slug, world.pupil.pk]
    names = ("chronology_pdf", "chronology_pdf_state", "chronology_pdf_file")
    return {
        "incidents:chronology": person,
        "incidents:chronology_print": person,
        **{f"incidents:{name}": [slug, made.key] for name in names},
        "incidents:chronology_paper": [slug, paper.key],
    }
