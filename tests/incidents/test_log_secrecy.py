"""Nothing of the log tells its reader of an incident that names them: not by a single byte."""

import io
import re
from datetime import date

import openpyxl
import pytest

from esafety.people.models import Person
from incidents.models import Entry
from tests.factories.incidents import make_incident, make_type
from tests.factories.people import make_person

LOG = "/oakfield/incidents/"
ADDRESSES = [
    LOG,
    f"{LOG}?page=last",
    f"{LOG}?sort=state",
    f"{LOG}?sort=reported",
    f"{LOG}?state=submitted&type=grooming&place=outside",
    f"{LOG}?year=8",
    f"{LOG}?group=contact&since=2026-11-01&until=2026-11-30",
    f"{LOG}?handler=nobody&term=2026-1",
    f"{LOG}paper/",
    f"{LOG}log.csv",
]


def body(client, address) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(rb'value="[A-Za-z0-9]{64}"|Printed on [^.]+\.', b"", answer.content)


def seen(client) -> list[bytes]:
    pages = [body(client, address) for address in ADDRESSES]
    for words in ("Ada Ash", "screenshot", "Larch"):
        where = client.post(f"{LOG}search/", {"text": words})["Location"]
        token = where.partition("search=")[2].encode()
        pages.append(body(client, where).replace(token, b""))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{LOG}log.xlsx").content))
    return [*pages, repr(list(book.active.iter_rows(values_only=True))).encode()]


@pytest.fixture
def ordinary(oakfield, time_machine):
    """Some incidents that everyone who reads the log may see, on the first day of December."""
    time_machine.move_to("2026-12-01 12:00", tick=False)
    make_type(oakfield, "grooming", group="contact")
    ada = make_person(oakfield, "Ada Ash")
    for day in range(1, 5):
        make_incident(oakfield, happened_on=date(2026, 11, day), people=[(ada, "target")])
    return ada


def hide_one(oakfield, lena, ada) -> None:
    """An incident that names Lena, with everything that a filter or a search could find."""
    entry = Person.objects.get(membership_id=lena.membership_id)
    incident = make_incident(
        oakfield,
        types=("grooming",),
        people=[(entry, "witness"), (ada, "target")],
        typed=[("Lena Larch", "staff", "target")],
        happened_on=date(2026, 11, 3),
        place="outside",
        search_text="screenshot",
    )
    Entry.objects.create(
        school=oakfield, incident=incident, kind="action", action="parents",
        happened_at="2026-11-03T09:00Z", entered_at="2026-11-03T09:00Z",
    )  # fmt: skip


def test_the_named_leads_log_is_the_same_with_and_without_it(
    oakfield, lena, dee, ordinary, client_of
):
    make_incident(oakfield, types=("grooming",), happened_on=date(2026, 11, 5))
    client, others = client_of(lena), client_of(dee)
    before, theirs = seen(client), seen(others)

    hide_one(oakfield, lena, ordinary)

    assert seen(client) == before
    assert [a != b for a, b in zip(seen(others), theirs, strict=True)] == [True] * len(theirs)


def test_a_page_of_the_named_lead_is_as_long_as_any(
    oakfield, lena, ordinary, client_of, monkeypatch
):
    monkeypatch.setattr("incidents.log.paging.SIZE", 2)
    client = client_of(lena)
    before = [body(client, LOG), body(client, f"{LOG}?page=last")]

    hide_one(oakfield, lena, ordinary)

    assert [body(client, LOG), body(client, f"{LOG}?page=last")] == before


def test_as_many_queries_are_made_with_and_without_it(
    oakfield, lena, ordinary, client_of, django_assert_num_queries
):
    client = client_of(lena)
    client.get(LOG)
    with django_assert_num_queries(12):
        client.get(LOG)

    hide_one(oakfield, lena, ordinary)

    with django_assert_num_queries(12):
        client.get(LOG)
