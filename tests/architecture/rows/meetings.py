"""Rows of meetings: read by those who attend, written by those who keep them; an action also by
whose it is."""

from datetime import timedelta

from esafety.schools import queries as schools
from policies.meetings import queries
from policies.meetings.services import acting, preparing
from tests.architecture.row import EVERYONE, LEADERS, of

_ATTEND = of("lena dee hari sima cora")
_FILES = ("actions_file", "meetings_file")
_KEPT = "read_in new_meeting change_meeting add_item write_item drop_item move_up_item note_present"

TABLE = {
    "meetings:my_actions": EVERYONE,
    "meetings:answer_action": of("lena dee hari sima cora tom", hidden="gwen olu nat"),
    "meetings:minutes": of(hidden="lena dee hari sima cora"),  # it is not closed
    **{f"meetings:{name}": _ATTEND for name in ("meetings", "meeting", *_FILES)},
    **{
        f"meetings:{name}": LEADERS
        for name in f"{_KEPT} give_action drop_action close_meeting correct_minutes".split()
    },
}


def args(world):
    lena, slug = world.actors["lena"], world.school.slug
    today = schools.local_today(world.school)
    row = preparing.plan(kind="log_review", day=today, place="Room 4", by=lena)
    item = preparing.add_item(meeting=row, words="One", by=lena)
    spare = preparing.add_item(meeting=row, words="Two", by=lena)
    facts = {"due_on": today + timedelta(days=9), "owner": world.actors["tom"].membership_id}
    action = acting.give(meeting=row, words="Write to parents", by=lena, **facts)
    other = acting.give(meeting=row, words="Something else", by=lena, **facts)
    assert queries.items(row).count() > 2
    ones = "meeting minutes change_meeting add_item note_present give_action close_meeting"
    return {
        **{f"meetings:{name}": [slug, row.pk] for name in f"{ones} correct_minutes".split()},
        **{f"meetings:{name}": [slug, row.pk, item.pk] for name in ("write_item", "move_up_item")},
        "meetings:drop_item": [slug, row.pk, spare.pk],
        "meetings:answer_action": [slug, action.pk],
        "meetings:drop_action": [slug, row.pk, other.pk],
        **{f"meetings:{name}": [slug, "csv"] for name in _FILES},
    }
