"""Marks are not taken back by somebody who has not seen them."""

import pytest

from esafety.access.refused import Refused
from incidents.models import Incident
from incidents.sheets import marks, queries, services
from tests.factories.people import make_person
from tests.incidents.cases import held, make_case


def test_nobody_takes_back_marks_that_they_have_not_seen(oakfield, lena, dee):
    ada = make_person(oakfield, "Ada Ash")
    case = make_case(oakfield, "acknowledged", lena, people=[(ada, "target")])
    seen = marks.stamp(case, queries.numbered(case))
    roles = {case.involved.get(): "target"}
    given = {"ai_generated": True, "strands": ["sex"], "roles": roles, "stamp": seen}
    services.mark(incident=case, by=lena, **given)
    before = held()

    with pytest.raises(Refused, match="Somebody changed the marks") as found:
        services.mark(incident=case, by=dee, **(given | {"ai_generated": False}))

    assert "simulated something in it: Yes; Equality strands: Sex" in found.value.sentence
    assert "Ada Ash: Target" in found.value.sentence
    assert held() == before


def test_the_stamp_changes_with_every_mark_and_names_nobody(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    case = make_case(oakfield, "acknowledged", lena, people=[(ada, "target")])
    found = [marks.stamp(case, queries.numbered(case))]
    changes = ({"ai_generated": True}, {"strands": ["race"]}, {"strands": ["race", "sex"]})
    for change in changes:
        Incident.objects.update(**change)
        row = Incident.objects.get()
        found.append(marks.stamp(row, queries.numbered(row)))
    case.involved.update(bullying_role="target")
    found.append(marks.stamp(row, queries.numbered(row)))

    assert len(set(found)) == 5
    assert not any("Ada" in one for one in found)
