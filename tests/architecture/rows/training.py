"""Rows of training: everybody's own, and what those who keep it see."""

from datetime import timedelta

from esafety.schools import queries as schools
from policies.training.services import attending, sessions
from tests.architecture.row import EVERYONE, of

_KEEPERS = of("lena dee hari sima olu")
_PAGES = (
    "sessions new_session session change_session drop_session member_certificate due all_needs "
    "attendance_file due_file needs_file session_file topics read_in"
)

TABLE = {
    "training:my_training": EVERYONE,
    "training:needs": EVERYONE,
    "training:certificate": of("tom", hidden="lena dee hari sima gwen cora olu nat"),
    **{f"training:{name}": _KEEPERS for name in _PAGES.split()},
}


def args(world):
    lena, tom, slug = world.actors["lena"], world.actors["tom"], world.school.slug
    day = schools.local_today(world.school) - timedelta(days=3)
    row = sessions.make(day=day, kind="yearly", title="Yearly", groups=["staff"], by=lena)
    attending.tick(session=row, members=[tom.membership_id], by=lena)
    ones = "session change_session drop_session certificate"
    return {
        **{f"training:{name}": [slug, row.pk] for name in ones.split()},
        "training:member_certificate": [slug, row.pk, tom.membership_id],
        "training:attendance_file": [slug, "csv"],
        "training:due_file": [slug, "csv"],
        "training:needs_file": [slug, "csv"],
        "training:session_file": [slug, row.pk, "csv"],
    }
