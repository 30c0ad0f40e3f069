"""Who finds the pages, what they say has to be done first, and what they do with odd input."""

import pytest
from django.utils import timezone

from incidents.sanctions.choices import Grid
from tests.factories.people import make_person
from tests.incidents import cases
from tests.incidents.cases import entry_of, make_case, url
from tests.incidents.sanctions.acts import (
    TABLES,
    lado,
    sow,
    staff_case,
)
from tests.incidents.sanctions.browser import GRID, MISUSE, address, shown, text_of


def test_all_grids_of_the_kind_are_offered_with_every_row(ada, lena, client_of):
    page = text_of(client_of(lena).get(address(ada, "sanctions")))

    assert page.count("/pupil-actions/") == 16 + 1
    assert page.count("/levels-misuse/") == 16 + 1
    assert "/staff-actions/" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [({"part": "unclear"}, "Correct their part"), ({"kind": "other"}, "for pupils and staff")],
)
def test_what_has_to_be_done_first_is_said_with_a_link(ada, lena, client_of, change, words):
    type(ada).objects.update(**change)
    client = client_of(lena)
    answer = client.get(address(ada))

    assert answer["Location"] == address(ada, "sanctions")
    page = text_of(client.get(answer["Location"]))
    assert words in page
    assert url(ada.incident, "change_person", 1) in page


def test_the_staff_grid_waits_for_the_lado(oakfield, lena, hari, client_of):
    sow(lena)
    incident, sam = staff_case(oakfield, hari)
    client = client_of(hari)
    page = text_of(client.get(address(sam, "sanctions")))

    assert "LADO considered?" in page
    assert url(incident, "staff_concern", 1) in page
    assert "/staff-actions/" not in page
    lado(sam, hari)
    assert "/staff-actions/" in text_of(client.get(address(sam, "sanctions")))
    assert client.get(address(sam, grid="staff-actions", misuse="disrepute")).status_code == 200
    assert client_of(lena).get(address(sam, "sanctions")).status_code == 404


def test_a_kind_of_person_without_a_grid_is_told_so(ada, lena, client_of):
    from policies.models import RuleTable

    for code in (Grid.PUPILS, Grid.LEVELS):
        RuleTable.objects.filter(code=code).update(code=f"former-{code}")
    page = text_of(client_of(lena).get(address(ada, "sanctions")))

    assert "There is no grid" in page
    assert client_of(lena).get(address(ada)).status_code == 404


@pytest.mark.parametrize(
    ("grid", "misuse", "number"),
    [
        (GRID, "no-such-row", 1),
        ("staff-actions", "disrepute", 1),
        ("nonsense", MISUSE, 1),
        (GRID, "\x00", 1),
        (GRID, MISUSE, 2),
        (GRID, MISUSE, 99999999999999999999),
    ],
)
def test_what_is_not_there_is_not_there(ada, lena, client_of, grid, misuse, number):
    at = address(ada, grid=grid, misuse=misuse, number=number)

    assert client_of(lena).get(at).status_code == client_of(lena).post(at).status_code == 404


def test_somebody_taken_off_the_record_has_no_page(ada, lena, client_of):
    type(ada).objects.update(removed_at=timezone.now())

    assert client_of(lena).get(address(ada, "sanctions")).status_code == 404


def test_who_is_named_finds_what_everybody_finds_who_mistypes(oakfield, lena, dee, client_of):
    sow(lena)
    named = make_case(
        oakfield,
        "investigating",
        dee,
        people=[(make_person(oakfield, "Ada Ash"), "offender"), (entry_of(lena), "witness")],
    )
    client = client_of(lena)
    for name, more in (("sanctions", []), ("decide", [GRID, MISUSE])):
        at = url(named, name, 1, *more)
        nowhere = at.replace(named.reference, "OAK-0000-00")
        assert client.get(at).status_code == client.get(nowhere).status_code == 404
        assert client.get(at).content == client.get(nowhere).content


ODD = ["\x00", "9" * 5000, "<script>alert(1)</script>", "-1", "1e9999", "x" * 25_000, "٣", "on"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_whatever_is_posted_is_answered_with_a_page(ada, lena, client_of, odd):
    client, at = client_of(lena), address(ada, grid="levels-misuse", misuse="hacking")
    data = shown(client, at)
    names = [*data, "a-liable-for-the-cost-of-damage-taken", "d-replaces", "o1-title", "look"]
    before = cases.held(*TABLES)

    answer = client.post(at, dict.fromkeys(names, odd) | {"drawn_for": "1"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert client.post(at, {name: odd for name in names if name != "look"}).status_code == 200
    assert client.post(at, {}).status_code == 200
    assert cases.held(*TABLES) == before
