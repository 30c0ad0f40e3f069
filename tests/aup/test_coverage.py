"""How many have signed: the figures equal a count by hand."""

from datetime import date

import pytest
from django.db import connection

from aup import coverage_presenters as presenters
from aup.audiences import audience_of
from aup.choices import AskState
from aup.models import Ask
from aup.queries import coverage as queries
from aup.services import asking
from esafety.people.choices import YEAR_GROUPS, Kind
from esafety.people.models import Person
from tests.aup.asked import asked, sign
from tests.aup.rounds import pupil
from tests.aup.services.test_asking import newer
from tests.factories.people import make_person

TODAY = date(2026, 11, 3)
BY_HAND = """
SELECT COUNT(*) FROM people_person p WHERE p.kind = 'pupil'
AND p.year_group IN ('3', '4', '5', '6') AND p.left_on IS NULL
AND (p.joined_on IS NULL OR p.joined_on <= '2026-11-03') AND {what} (
  SELECT 1 FROM aup_ask a JOIN aup_agreement g ON g.id = a.agreement_id
  WHERE a.subject_id = p.id AND g.audience = 'pupils_primary' AND a.state IN ({states}))
"""


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def by_hand(*states, what="EXISTS"):
    words = ", ".join(f"'{state}'" for state in states)
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND.format(states=words, what=what))
        return cursor.fetchone()[0]


@pytest.fixture
def pupils(agreed, olu):
    """Twelve pupils, one in every state, four not asked, one of them gone and one to come."""
    states = [None, None, None, None, *[s for s in AskState if s != AskState.SUPERSEDED], "signed"]
    made = []
    for n, state in enumerate(states):
        child = pupil(agreed, f"Ada{n} Ash", f"Pia{n} Ash", year="3456"[n % 4], address=n % 3 > 0)
        made.append(child)
        if state:
            Ask.objects.filter(pk=asked(agreed, child).pk).update(state=state)
    Person.objects.filter(pk=made[0].pk).update(left_on=date(2026, 10, 1))
    Person.objects.filter(pk=made[1].pk).update(joined_on=date(2026, 12, 1))
    return made


def covered(audience="pupils_primary"):
    return next(c for c in queries.coverage(TODAY) if c.agreement.audience == audience)


def test_the_figures_equal_a_count_by_hand(pupils):
    found = covered()

    assert found.people == by_hand("none", what="NOT EXISTS") == 10
    assert found.signed == by_hand("signed", "witnessed") == 3
    for state in AskState:
        if state != AskState.SUPERSEDED:
            assert found.states[state] == by_hand(state)
    every = [state.value for state in AskState]
    assert found.states[queries.NOT_ASKED] == by_hand(*every, what="NOT EXISTS") == 2


def test_no_address_counts_those_still_to_sign(pupils):
    alone = [
        child.first_name
        for child in Person.objects.filter(kind="pupil", left_on=None, joined_on=None)
        if not child.guardians.exclude(guardian__email="").exists()
        and not child.asks.filter(state__in=["signed", "witnessed"]).exists()
    ]

    assert covered().no_address == len(alone) > 0


def test_the_database_says_as_the_rule_does_whose_agreement_is_whose(oakfield):
    for n, kind in enumerate(Kind):
        make_person(oakfield, f"A{n} B", kind=kind, year_group="")
    for year, _label in YEAR_GROUPS:
        make_person(oakfield, f"Y{year} B", year_group=year)

    for person in queries.with_standing(Person.objects.all()):
        assert person.audience == (audience_of(person.kind, person.year_group) or "")


def test_after_a_large_change_the_earlier_signature_is_asked_for_anew(agreed, olu):
    ask = asked(agreed, pupil(agreed, "Ada Ash", "Pia Ash", year="1"))
    sign(ask, "parent", olu)
    small = newer(ask.version, material=False)
    assert covered("pupils_early").signed == 1

    large = newer(small, material=True)

    found = covered("pupils_early")
    assert (found.signed, found.states[queries.NEW_VERSION]) == (0, 1)
    asking.ask(version=large, people=[ask.subject], by=olu)
    assert covered("pupils_early").states[AskState.ASKED] == 1


def test_adults_are_reached_by_account_or_letter(agreed, tom):
    make_person(agreed, "Nobody Known", kind="staff")
    make_person(agreed, "Gil Gate", kind="governor", email="gil@example.org")

    assert (covered("staff").people, covered("staff").no_address) == (3, 1)


def test_as_many_queries_for_one_as_for_thirty(agreed, django_assert_num_queries):
    for many in (1, 30):
        while Person.objects.count() < many:
            pupil(agreed, f"Ada{Person.objects.count()} Ash")
        with django_assert_num_queries(3):
            assert covered().people == many


def test_an_agreement_that_the_school_has_not_is_left_out(agreed, oakfield):
    Ask.objects.all().delete()
    make_person(oakfield, "Vi Sitor", kind="visitor")
    from aup.models import Agreement

    Agreement.objects.filter(audience="visitors").update(audience="gone")

    assert sum(one.people for one in queries.coverage(TODAY)) == 0


def test_what_to_do_next_in_words(pupils):
    rows = presenters.lines(queries.coverage(TODAY))

    line = next(row for row in rows if row.covered.agreement.audience == "pupils_primary")
    assert (line.words, line.percent) == ("3 of 10 signed", 30)
    assert line.next[0] == presenters.Next("2 not asked yet", "aup:campaigns")
    talk = [one for one in line.next if "talk to them" in one.words]
    assert {one.page for one in talk} == {"aup:asked_people"}
    for one in talk:
        people = queries.asked_people(line.covered.agreement, one.about[1], TODAY)
        assert people.count() == int(one.words.split()[0])
    assert presenters.totals([line]) == {"people": 10, "signed": 3, "waiting": 1}


def test_people_by_year_are_those_of_the_agreement(pupils):
    """The same people and the same states, told apart by year group."""
    whole = covered().states
    years = {
        year: states
        for (audience, year), states in queries.by_year(TODAY).items()
        if audience == "pupils_primary"
    }

    assert set(years) == set("3456")
    assert sum(years.values(), start=type(whole)()) == whole
