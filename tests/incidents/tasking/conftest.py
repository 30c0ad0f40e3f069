"""Who is told of what at which moment."""

import pytest

from esafety.notices.models import Notice
from incidents.tasking import jobs
from tests.incidents.tasking.given import work
from tests.incidents.tasking.moments import at


@pytest.fixture
def everyone(oakfield, lena, dee, hari, cora, tom, nat):
    """Those who are told of something, by the name under which notices come to them."""
    cast = {"lena": lena, "dee": dee, "hari": hari, "cora": cora, "tom": tom, "nat": nat}
    return {actor.membership_id: who for who, actor in cast.items()}


@pytest.fixture
def told(oakfield, everyone, time_machine):
    """`told(moment)`: look at the clocks and do all jobs then; who was told of what just now."""

    def tell(moment: str) -> list[tuple[str, str]]:
        time_machine.move_to(at(moment), tick=False)
        before = set(Notice.objects.values_list("pk", flat=True))
        jobs.look_at_clocks(oakfield)
        work("clock.")
        new = Notice.objects.exclude(pk__in=before).order_by("pk")
        return [(everyone[one.member_id], one.kind) for one in new]

    return tell
