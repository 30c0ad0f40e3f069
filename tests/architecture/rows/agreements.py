"""Rows of agreements: a member's own, and nobody else's. Tom was asked and has signed."""

import uuid
from datetime import date

from aup import queries
from aup.models import AgreementVersion
from aup.services import asking, own
from tests.architecture.row import EVERYONE, Row, of

_MINE = Row(of("tom").opens, of("lena dee hari sima gwen cora olu nat").opens)

TABLE = {
    "aup:mine": EVERYONE,
    "aup:sign": _MINE,
    "aup:decline": _MINE,
    "aup:withdraw": _MINE,
    "aup:certificate": _MINE,
    "aup:evidence": _MINE,
}


def args(world):
    tom, school = world.actors["tom"], world.school.slug
    version = AgreementVersion.objects.get(agreement__audience="staff")
    [ask] = asking.ask(
        version=version, people=[queries.person_of(tom)], by=tom, due_on=date(2027, 7, 1)
    )
    answer = own.sign(
        ask=ask,
        name="Tom Thorn",
        statement="I agree.",
        second_factor=False,
        ip="127.0.0.1",
        browser="",
        once_key=uuid.uuid4(),
        by=tom,
    )
    code = answer.signature.code
    return {
        **{f"aup:{name}": [school, "staff"] for name in ("sign", "decline", "withdraw")},
        **{f"aup:{name}": [school, code] for name in ("certificate", "evidence")},
    }
