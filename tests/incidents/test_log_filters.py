"""Every filter of the log, alone and together (Appendix J)."""

from datetime import date

import pytest

from esafety.schools.models import Membership, Term
from incidents import queries
from incidents.choices import Outcome
from incidents.log.filters import (
    COUNTED_STATES,
    NOBODY,
    OPEN_STATES,
    OVER_STATES,
    Filters,
    narrow,
)
from incidents.log.options import options_of, person_named
from incidents.log.phrases import chosen
from incidents.models import InvolvedPerson
from tests.factories.incidents import make_incident, make_type
from tests.factories.people import make_person

pytestmark = pytest.mark.usefixtures("lena")


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2027-02-01 12:00")


def found(school, actor, **facts) -> set:
    rows = narrow(queries.visible_to(actor), Filters(**facts), options_of(school))
    return set(rows)


def closed(actor) -> dict:
    return {
        "status": "closed", "summary": "Done.", "outcome": Outcome.TALK,
        "closed_at": "2026-11-03T12:00Z", "closed_by_id": actor.membership_id,
    }  # fmt: skip


def test_type(oakfield, lena):
    make_incident(oakfield, types=("bullying",))
    both = make_incident(oakfield, types=("bullying", "hate"))

    assert found(oakfield, lena, type="hate") == {both}


def test_a_type_that_does_not_exist_finds_nothing(oakfield, lena):
    make_incident(oakfield)

    assert found(oakfield, lena, type="nonsense") == set()


def test_group(oakfield, lena):
    make_type(oakfield, "hate", group="content")
    make_incident(oakfield)
    content = make_incident(oakfield, types=("hate",))

    assert found(oakfield, lena, group="content") == {content}


def test_person(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    hers = make_incident(oakfield, people=[(ada, "target")])
    make_incident(oakfield, people=[(ben, "target")])

    assert found(oakfield, lena, person=str(ada.pk)) == {hers}


def test_who_was_taken_out_of_the_rows_is_not_found_there(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    make_incident(oakfield, people=[(ada, "target")])
    InvolvedPerson.objects.update(removed_at="2026-11-03T12:00Z")

    assert found(oakfield, lena, person=str(ada.pk)) == set()
    assert found(oakfield, lena, year="8") == set()


def test_year_group(oakfield, lena):
    eight = make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    nine = make_person(oakfield, "Ben Beech", year_group="9")
    make_incident(oakfield, people=[(nine, "target")])

    assert found(oakfield, lena, year="8") == {eight}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("submitted", {"submitted"}),
        ("closed", {"closed"}),
        (OPEN_STATES, {"submitted", "in_action"}),
        (OVER_STATES, {"closed", "not_incident"}),
    ],
)
def test_state(oakfield, lena, state, expected):
    for status in ("submitted", "in_action", "not_incident"):
        make_incident(oakfield, status=status)
    make_incident(oakfield, **closed(lena))

    assert {row.status for row in found(oakfield, lena, state=state)} == expected


def test_dates_hold_both_ends(oakfield, lena):
    days = [date(2026, 11, day) for day in (1, 2, 3, 4)]
    rows = [make_incident(oakfield, happened_on=day) for day in days]

    assert found(oakfield, lena, since=days[1]) == set(rows[1:])
    assert found(oakfield, lena, until=days[1]) == set(rows[:2])
    assert found(oakfield, lena, since=days[1], until=days[2]) == set(rows[1:3])


def test_a_term_holds_the_holiday_after_it(oakfield, lena):
    autumn = make_incident(oakfield, happened_on=date(2026, 12, 27))
    spring = make_incident(oakfield, happened_on=date(2027, 1, 4))
    make_incident(oakfield, happened_on=date(2026, 8, 20))

    assert found(oakfield, lena, term="2026-1") == {autumn}
    assert found(oakfield, lena, term="2026-2") == {spring}


def test_the_last_term_known_has_no_end(oakfield, lena):
    Term.objects.filter(number__gt=1).delete()
    late = make_incident(oakfield, happened_on=date(2027, 1, 20))

    assert found(oakfield, lena, term="2026-1") == {late}


def test_a_term_that_is_not_there_finds_nothing(oakfield, lena):
    make_incident(oakfield)

    assert found(oakfield, lena, term="1999-1") == set()


def test_inside_and_outside_each_hold_what_was_both(oakfield, lena):
    inside, outside, both = (
        make_incident(oakfield, place=p) for p in ("inside", "outside", "both")
    )

    assert found(oakfield, lena, place="inside") == {inside, both}
    assert found(oakfield, lena, place="outside") == {outside, both}
    assert found(oakfield, lena, place="both") == {both}


def test_handler(oakfield, lena):
    hers = make_incident(oakfield, handler_id=lena.membership_id)
    nobodys = make_incident(oakfield)

    assert found(oakfield, lena, handler=str(lena.membership_id)) == {hers}
    assert found(oakfield, lena, handler=NOBODY) == {nobodys}


def test_all_filters_together(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    facts = {"types": ("hate",), "place": "outside", "handler_id": lena.membership_id}
    wanted = make_incident(oakfield, people=[(ada, "target")], **facts)
    make_incident(oakfield, people=[(ada, "target")], **{**facts, "place": "inside"})
    make_incident(oakfield, people=[(ada, "target")], **{**facts, "types": ("bullying",)})
    make_incident(oakfield, **facts)
    make_incident(oakfield, people=[(ada, "target")], **{**facts, "handler_id": None})

    asked = Filters(
        type="hate", group="conduct", person=str(ada.pk), year="8", state="submitted",
        since=date(2026, 11, 1), until=date(2026, 11, 30), term="2026-1", place="outside",
        handler=str(lena.membership_id),
    )  # fmt: skip

    assert set(narrow(queries.visible_to(lena), asked, options_of(oakfield))) == {wanted}


def test_filters_as_codes_and_back():
    asked = Filters(type="hate", person="7", since=date(2026, 11, 2), sort="state", text="Ada Ash")

    codes = asked.codes()

    assert codes == {"type": "hate", "person": "7", "since": "2026-11-02", "sort": "state"}
    assert Filters.from_codes(codes) == Filters(
        type="hate", person="7", since=date(2026, 11, 2), sort="state"
    )
    assert Filters.from_codes({"unknown": "x", "text": "Ada"}) == Filters()


def test_terms_offered_are_this_one_and_the_earlier_ones(oakfield):
    offered = options_of(oakfield).terms

    assert [term.code for term in offered] == ["2026-2", "2026-1"]
    assert str(offered[0].label).startswith("This term (")


def test_no_term_is_this_one_before_the_first(oakfield, time_machine):
    time_machine.move_to("2026-08-01 12:00")

    assert options_of(oakfield).terms == ()


def test_after_the_last_days_of_terms_the_last_is_still_this_one(oakfield, time_machine):
    time_machine.move_to("2029-08-01 12:00")

    assert options_of(oakfield).terms[0].label.startswith("This term (Summer")


def test_handlers_offered_are_those_who_handle(oakfield, lena, dee, tom):
    assert {name for _pk, name in options_of(oakfield).handlers} == {"Lena Larch", "Dee Dogwood"}


def test_a_name_of_the_directory_is_for_those_who_may_search_it(oakfield, lena, cora, brook):
    ada = make_person(oakfield, "Ada Ash")

    assert person_named(lena, ada.pk) == "Ada Ash"
    assert person_named(lena, ada.pk + 100) is None
    assert person_named(cora, ada.pk) is None


def test_what_was_chosen_in_words(oakfield, lena):
    make_type(oakfield, "hate", label="Hate material")
    asked = Filters(
        type="hate", group="content", person="7", year="8", state=OPEN_STATES,
        since=date(2026, 11, 2), term="2026-2", place="both", handler=NOBODY, text="Ada",
    )  # fmt: skip

    words = {
        name: text
        for name, (_label, text) in chosen(asked, options_of(oakfield), "Ada Ash").items()
    }

    assert words == {
        "type": "Hate material", "group": "Content", "person": "Ada Ash", "year": "Year 8",
        "state": "All that are open", "since": "2 November 2026",
        "term": "This term (Spring 2026/27)", "place": "Inside and outside school",
        "handler": "Nobody yet", "text": "“Ada”",
    }  # fmt: skip


def test_what_is_no_longer_there_is_said_so(oakfield):
    words = chosen(Filters(type="gone", person="9"), options_of(oakfield))

    assert words["type"][1] == "one that is no longer there"
    assert words["person"][1] == "one person"


def test_another_schools_incident_is_never_found(oakfield, brook, lena, boris):
    make_incident(oakfield)

    assert found(oakfield, boris) == set()
    assert Membership.objects.filter(pk=boris.membership_id).count() == 0


def test_platform_is_a_whole_code(oakfield, lena):
    x = make_incident(oakfield, platforms=["tiktok", "x"])
    make_incident(oakfield, platforms=["text"])
    make_incident(oakfield)

    assert found(oakfield, lena, platform="x") == {x}


def test_day_of_the_week_and_hour(oakfield, lena):
    monday = make_incident(oakfield, happened_at_time="14:59")
    make_incident(oakfield, happened_on=date(2026, 11, 3), happened_at_time="15:00")
    make_incident(oakfield, happened_on=date(2026, 11, 4))

    assert found(oakfield, lena, weekday="1") == {monday}
    assert found(oakfield, lena, hour="14") == {monday}


def test_all_that_are_counted_in_figures(oakfield, lena):
    first = make_incident(oakfield)
    make_incident(oakfield, status="not_incident")
    make_incident(oakfield, status="merged", merged_into=first)

    assert found(oakfield, lena, state=COUNTED_STATES) == {first}
