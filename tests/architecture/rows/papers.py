"""The other reports: for those who may take copies of the log; frozen logs for its handlers."""

from typing import Any

from esafety.schools import queries as schools
from policies.meetings.services import closing, preparing
from reports.log_review.models import LogReview
from tests.architecture.row import SEE_PEOPLE, TAKE_OUT, Row, of

_FROZEN = of("lena dee hari", hidden="sima")

TABLE: dict[str, Row] = {
    "reports:papers": SEE_PEOPLE,
    "reports:leaders": TAKE_OUT,
    "reports:bullying": TAKE_OUT,
    "reports:inspection": TAKE_OUT,
    "reports:coverage": of("lena hari sima olu"),
    "reports:log_reviews": TAKE_OUT,
    "reports:log_review": _FROZEN,
    "reports:log_review_state": _FROZEN,
    "reports:log_review_file": of(hidden="lena dee hari sima"),  # not made yet
    "reports:freeze_log": of("lena dee hari sima"),  # takes a POST alone: whose log, is asked then
}


def args(world: Any) -> dict[str, list[object]]:
    """Lena closed a log review today, and so the log is frozen."""
    lena, slug = world.actors["lena"], world.school.slug
    today = schools.local_today(world.school)
    row = preparing.plan(kind="log_review", day=today, place="", by=lena)
    preparing.note_present(meeting=row, members=[lena.membership_id], guests=[], by=lena)
    closing.close(meeting=row, by=lena)
    review = LogReview.objects.get(meeting=row)
    one = [slug, review.key]
    pages = ("papers", "leaders", "bullying", "inspection", "coverage", "log_reviews")
    return {
        **{f"reports:{name}": [slug] for name in pages},
        "reports:log_review": one,
        "reports:log_review_state": one,
        "reports:log_review_file": [*one, 1],
        "reports:freeze_log": [slug, row.pk],
    }
