"""Rows of reviews, of reading and of the planner. Tom has read a policy; its review is open."""

from datetime import date

from policies.reviews.services import reviewing
from tests.architecture.row import EVERYONE, Row, of
from tests.policies.reviews.given import acknowledge, make_policy

WRITERS = of("lena dee hari sima")
KEEPERS = of("lena dee hari sima cora", hidden="tom gwen olu nat")
COVERAGE = of("lena dee hari sima olu")
MINE = Row(of("tom").opens, of("lena dee hari sima gwen cora olu nat").opens)

TABLE = {
    **{
        f"reviews:{name}": EVERYONE
        for name in (
            "planner",
            "calendar_address",
            "end_calendar",
            "due_reviews",
            "to_read",
            "read",
            "policy_reviews",
        )
    },
    "reviews:calendar": Row(frozenset(), EVERYONE.opens, public=True),
    "reviews:take_back": MINE,
    "reviews:call": KEEPERS,
    **{f"reviews:{name}": COVERAGE for name in ("coverage", "coverage_of")},
    **{f"reviews:{name}": WRITERS for name in ("agreements", "begin", "finish", "step")},
}


def args(world):
    school = world.school.slug
    policy = make_policy(world.school, acknowledged=True, next_review_on=date(2030, 1, 1))
    acknowledgement = acknowledge(world.actors["tom"])
    reviewing.begin(policy=policy, by=world.actors["lena"])
    one = [school, policy.code]
    return {
        **{
            f"reviews:{name}": one
            for name in ("policy_reviews", "call", "agreements", "begin", "finish")
        },
        "reviews:step": [*one, "people"],
        "reviews:calendar": [school, "x" * 43],
        "reviews:take_back": [school, acknowledgement.pk],
        "reviews:read": [school, "policy", policy.code],
        "reviews:coverage_of": [school, "policy", policy.code],
    }
