"""Pages of the log by keyset."""

import base64
import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import queries
from incidents.log import paging
from incidents.models import Incident, InvolvedPerson
from tests.factories.incidents import make_incident

FIRST = date(2026, 9, 7)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 3)


def rows(school, number, *, days=2):
    """So many incidents; several of them share a day."""
    return [
        make_incident(school, happened_on=FIRST + timedelta(days=n // days)) for n in range(number)
    ]


def turn(actor, sort="", **asked):
    return paging.turn(queries.visible_to(actor), sort, asked)


def references(page) -> list[str]:
    return [row["reference"] for row in page.rows]


def in_order(actor, sort="") -> list[str]:
    return [row.reference for row in paging.ordered(queries.visible_to(actor), sort)]


def walk(actor, sort, way) -> list[str]:
    """Every reference met by turning from one end to the other."""
    page = turn(actor, sort, **({"page": "last"} if way == "before" else {}))
    seen = references(page)
    while place := (page.next if way == "after" else page.previous):
        page = turn(actor, sort, **{way: place})
        seen = seen + references(page) if way == "after" else references(page) + seen
    return seen


@pytest.mark.parametrize("sort", ["", *paging.ORDERS])
@pytest.mark.parametrize("number", [1, 3, 4, 9, 10])
def test_turning_forward_meets_every_row_once(oakfield, lena, sort, number):
    for count, row in enumerate(rows(oakfield, number)):
        row.status = ("submitted", "investigating", "not_incident")[count % 3]
        row.save()

    assert walk(lena, sort, "after") == in_order(lena, sort)


@pytest.mark.parametrize("sort", list(paging.ORDERS))
@pytest.mark.parametrize("number", [1, 3, 6, 9])
def test_turning_back_from_the_end_meets_every_row_once_when_pages_are_full(
    oakfield, lena, sort, number
):
    rows(oakfield, number)

    assert walk(lena, sort, "before") == in_order(lena, sort)


def test_turning_back_ends_on_the_first_page(oakfield, lena):
    rows(oakfield, 7)
    second = turn(lena, after=turn(lena).next)

    first = turn(lena, before=second.previous)

    assert first == turn(lena)
    assert (first.is_first, first.is_last) == (True, False)


def test_a_short_page_at_the_front_becomes_the_first_page(oakfield, lena):
    rows(oakfield, 7)
    last = turn(lena, page="last")
    middle = turn(lena, before=last.previous)

    assert turn(lena, before=middle.previous) == turn(lena)


def test_the_order_of_the_states_is_that_of_an_incidents_life(oakfield, lena):
    made = [make_incident(oakfield, status=s) for s in ("not_incident", "in_action", "submitted")]

    assert in_order(lena, "state") == [row.reference for row in reversed(made)]


def test_there_is_nothing_beyond_the_ends(oakfield, lena):
    rows(oakfield, 4)

    first, last = turn(lena), turn(lena, page="last")

    assert (first.previous, bool(first.next)) == ("", True)
    assert (bool(last.previous), last.next) == (True, "")


def test_one_page_has_no_others(oakfield, lena):
    rows(oakfield, 3)

    assert (turn(lena).is_first, turn(lena).is_last) == (True, True)
    assert turn(lena, page="last").is_first


def test_an_empty_log_has_an_empty_page(oakfield, lena):
    assert turn(lena) == turn(lena, page="last") == paging.Page(rows=[], total=0)


def test_a_place_goes_on_working_when_its_row_has_gone(oakfield, lena):
    rows(oakfield, 7)
    place, rest = turn(lena).next, in_order(lena)[3:]
    gone = Incident.objects.get(reference=in_order(lena)[2])
    InvolvedPerson.objects.filter(incident=gone).delete()
    gone.types.clear()
    gone.delete()

    assert references(turn(lena, after=place)) == rest[:3]


def test_after_the_last_row_comes_the_last_page(oakfield, lena):
    made = rows(oakfield, 7)
    place = turn(lena).next
    for row in made[:4]:
        InvolvedPerson.objects.filter(incident=row).delete()
        row.types.clear()
        row.delete()

    assert references(turn(lena, after=place)) == in_order(lena)


def packed(values) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "place",
    [
        "", "x", "!!!!", "äöü", "%00", "A" * 5000, packed(None), packed({}), packed([]),
        packed(["2026-09-07"]),
        packed(["2026-09-07", 5, 6]), packed(["yesterday", "OAK"]), packed([3, "OAK"]),
        packed(["2026-09-07", "x" * 17]), packed(["2026-09-07", "a\x00b"]),
        packed(["2026-09-07", None] * 9),
        packed("[" * 3000),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_place_that_cannot_be_read_is_the_first_page(oakfield, lena, place, way):
    rows(oakfield, 4)

    assert references(turn(lena, **{way: place})) == in_order(lena)[:3]


@pytest.mark.parametrize(
    "values", [["x", "2026-09-07", "OAK"], [10**30, "2026-09-07", "OAK"], [-5, "2026-09-07", "O"]]
)
def test_a_state_that_cannot_be_is_the_first_page(oakfield, lena, values):
    rows(oakfield, 4)

    assert references(turn(lena, "state", after=packed(values))) == in_order(lena, "state")[:3]


def test_a_moment_without_its_zone_is_the_first_page(oakfield, lena):
    rows(oakfield, 4)

    asked = packed([datetime(2026, 9, 7).isoformat(), "OAK"])

    assert references(turn(lena, "reported", after=asked)) == in_order(lena, "reported")[:3]


def test_a_place_of_another_order_is_the_first_page(oakfield, lena):
    rows(oakfield, 7)

    place = turn(lena, "state").next

    assert references(turn(lena, "newest", after=place)) == in_order(lena)[:3]


@given(st.text(max_size=60))
def test_no_place_whatever_is_an_error(text):
    for columns in (order.columns for order in paging.ORDERS.values()):
        place = paging._read(columns, text)
        assert place is None or len(place) == len(columns)


def test_a_place_holds_no_id(oakfield, lena):
    made = rows(oakfield, 4)

    place = turn(lena).next

    values = json.loads(base64.urlsafe_b64decode(place + "=="))
    assert values == [made[1].happened_on.isoformat(), references(turn(lena))[-1]]


def test_the_count_stops_at_a_thousand(oakfield, lena, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 5)
    rows(oakfield, 5)
    few = turn(lena)
    rows(oakfield, 4)
    many = turn(lena)

    assert (few.total, few.more_than_counted) == (5, False)
    assert (many.total, many.more_than_counted) == (6, True)
