"""What is not asked is not kept: it would say things that are not so."""

import pytest

from incidents.models import Sheet
from incidents.sheets.facts import asked_only
from incidents.sheets.kinds import KINDS
from tests.factories.people import make_person
from tests.incidents.cases import make_case, url
from tests.incidents.sheets.papers import FACTS, facts


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_asked_stays_as_it_is(kind):
    assert asked_only(KINDS[kind], FACTS[kind]) == FACTS[kind]


def test_an_answer_below_one_that_is_not_asked_goes_as_well():
    given = facts("search", device="none", looked="yes", looked_words="A message.")

    kept = asked_only(KINDS["search"], given)

    assert set(given) - set(kept) == {"looked", "looked_words"}


def test_what_a_script_has_hidden_is_neither_kept_nor_wrong(oakfield, lena, client_of):
    people = [(make_person(oakfield, "Ada Ash"), "target")]
    case = make_case(oakfield, "acknowledged", lena, people=people)
    given = facts("search", parents="no", parents_why="A risk at home.", parents_at="23:59")

    answer = client_of(lena).post(url(case, "add_sheet", "search"), given)

    assert answer.status_code == 302
    assert {name for name in Sheet.objects.get().facts if name.startswith("parents")} == {
        "parents",
        "parents_why",
    }
