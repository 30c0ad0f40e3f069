"""The planner, and the private calendar: what is in it, for whom, and how its secret is kept."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.schools.models import Membership, RoleGrant
from policies.due import Due
from policies.reviews import ical, year
from policies.reviews.models import CalendarFeed
from policies.reviews.queries import calendars as queries
from policies.reviews.services import calendars
from tests.factories.schools import make_member
from tests.policies.guidance.kept import add, audit_that_fails
from tests.policies.reviews.given import TODAY, held, make_policy

ADDRESS = reverse("reviews:calendar_address", args=["oakfield"])
PLANNER = reverse("reviews:planner", args=["oakfield"])


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def feed(token, school="oakfield"):
    return reverse("reviews:calendar", args=[school, token])


def events(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    parsed = Calendar.from_ical(answer.content)
    assert [type(c).__name__ for c in parsed.walk() if c.errors] == []
    return parsed, {str(e["SUMMARY"]): e for e in parsed.walk("VEVENT")}


def test_the_months_of_a_school_year():
    dues = [Due(date(2027, 8, 31), "k", "b", "B", ""), Due(date(2026, 9, 1), "k", "a", "A", "")]
    months = year.months(2026, dues)

    assert [m.first for m in (months[0], months[3], months[4], months[11])] == [
        date(2026, 9, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 8, 1),
    ]  # fmt: skip
    assert [len(m.dues) for m in months] == [1, *[0] * 10, 1]


def test_whatever_the_words_the_file_is_read_by_a_real_parser():
    words = "Review; of, the “policy”\nBEGIN:VEVENT\\ " + "long " * 60
    body = ical.written(
        [Due(date(2026, 11, 2), "review", "policy:a", words, "/x/")],
        name="A; b", site="https://s.example", now=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["SUMMARY"]) == words
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2026, 11, 2),
        date(2026, 11, 3),
    )
    assert event["URL"] == "https://s.example/x/"
    assert event["UID"].endswith("@esafety")


def test_every_day_of_two_years_is_a_whole_day_also_when_clocks_change():
    first = date(2026, 9, 1)
    days = [first + timedelta(days=n) for n in range(730)]
    dues = [Due(day, "review", "policy:a", f"On {day}", "/x/") for day in days]
    body = ical.written(
        dues, name="A", site="https://s.example", now=datetime(2026, 11, 2, tzinfo=UTC)
    )
    parsed = Calendar.from_ical(body)
    found = [(e.decoded("DTSTART"), e.decoded("DTEND"), str(e["SUMMARY"])) for e in parsed.events]

    assert found == [(day, day + timedelta(days=1), f"On {day}") for day in days]
    for change in (date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26)):
        assert f"DTSTART;VALUE=DATE:{change:%Y%m%d}".encode() in body
    assert b"DTSTART:" not in body  # no hours, so no time zone to get wrong
    assert len({str(e["UID"]) for e in parsed.events}) == 730
    assert [type(c).__name__ for c in parsed.walk() if c.errors] == []


def test_the_feed_holds_each_review_of_its_three_years_on_its_day(oakfield, tom, client, client_of):
    days = [date(2025, 9, 1) + timedelta(days=91 * n) for n in range(13)]
    for number, day in enumerate(days):
        make_policy(oakfield, f"policy-{number}", next_review_on=day)
    _parsed, found = events(client.get(feed(made(client_of(tom)))))
    got = {words: e.decoded("DTSTART") for words, e in found.items() if "the policy" in words}

    inside = {n: day for n, day in enumerate(days) if day <= date(2028, 8, 31)}
    assert got == {f"Review of the policy: Policy-{n}": day for n, day in inside.items()}


def test_an_address_that_ended_says_no_more_than_one_that_never_was(
    oakfield, tom, client, client_of
):
    token = made(client_of(tom))
    calendars.end(by=tom)
    ended, unknown = client.get(feed(token)), client.get(feed("y" * 43))

    assert ended.status_code == unknown.status_code == 404
    same = [
        re.sub(r'(nonce="|nonce-)[^"\s\']+', "", a.content.decode().replace(t, "TOKEN"))
        for a, t in ((ended, token), (unknown, "y" * 43))
    ]
    assert same[0] == same[1]
    assert set(ended.headers) == set(unknown.headers)


def test_the_planner_shows_a_year_and_takes_no_nonsense(oakfield, lena, tom, client_of):
    make_policy(oakfield, next_review_on=date(2026, 10, 5))
    add(lena, next_check_on=date(2027, 9, 7))
    shown = client_of(tom).get(PLANNER).content.decode()

    for text in ("Planner 2026 to 2027", "Review of the policy: Phones", "Past its date"):
        assert text in shown
    assert "Check for a new edition" not in shown
    assert (
        "Check for a new edition" in client_of(tom).get(PLANNER, {"year": "2027"}).content.decode()
    )
    for odd in ("x", "1066", "²²²²", "99999"):
        assert "Planner 2026" in client_of(tom).get(PLANNER, {"year": odd}).content.decode()


def made(client):
    """The address on the page that made it."""
    page = client.post(ADDRESS).content.decode()
    return page.split("/oakfield/calendar/")[1].split(".ics")[0]


def test_the_address_is_shown_once_and_only_its_hash_is_kept(oakfield, tom, client_of):
    client = client_of(tom)
    token = made(client)

    assert token not in client.get(ADDRESS).content.decode()
    row = CalendarFeed.objects.get()
    assert token not in str(vars(row))
    assert len(token) >= 43
    assert token not in str(list(AuditEvent.objects.values_list("data", "object")))
    assert "You have a private calendar" in client.get(PLANNER).content.decode()


def test_the_file_holds_titles_and_days_and_no_person(oakfield, lena, tom, client, client_of):
    make_policy(oakfield)
    token = made(client_of(tom))
    answer = client.get(feed(token))
    parsed, found = events(answer)

    assert str(parsed["X-WR-CALNAME"]) == "Online safety at Oakfield School"
    one = found["Review of the policy: Phones"]
    assert one.decoded("DTSTART") == date(2027, 9, 7)
    assert "/oakfield/policies/phones/reviews/" in one["URL"]
    for name in ("Tom", "Thorn", "tom@", token):
        assert name not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert CalendarFeed.objects.get().last_used_at is not None


def test_it_holds_what_its_owner_may_see_when_it_is_fetched(oakfield, lena, client, client_of):
    make_policy(oakfield, "draft", revised=0, state="draft")
    token = made(client_of(lena))
    assert "Review of the policy: Draft" in events(client.get(feed(token)))[1]

    RoleGrant.objects.filter(membership=lena.membership_id, role="lead").update(
        ended_at=datetime(2026, 11, 2, tzinfo=UTC), ended_by="system:tests"
    )
    assert "Review of the policy: Draft" not in events(client.get(feed(token)))[1]


def test_unknown_ended_renewed_and_leavers_addresses_are_not_there(
    oakfield, brook, tom, client, client_of
):
    mine = client_of(tom)
    first = made(mine)
    second = made(mine)
    assert client.get(feed(first)).status_code == 404
    assert client.get(feed(second)).status_code == 200
    assert client.get(feed(second, "brook")).status_code == 404
    assert client.get(feed("x" * 43)).status_code == 404
    assert client.get(feed("x", "nowhere")).status_code == 404

    assert mine.post(reverse("reviews:end_calendar", args=["oakfield"])).status_code == 302
    assert mine.get(reverse("reviews:end_calendar", args=["oakfield"])).status_code == 302
    assert client.get(feed(second)).status_code == 404
    assert calendars.end(by=tom) is None
    third = made(mine)
    Membership.objects.update(left_on=date(2026, 11, 1))
    assert client.get(feed(third)).status_code == 404


def test_it_cannot_be_fetched_or_guessed_too_often(oakfield, tom, client, client_of):
    token = made(client_of(tom))
    answers = {client.get(feed(token)).status_code for _n in range(31)}
    assert answers == {200, 429}
    with time_machine.travel("2026-11-02 10:00Z", tick=False):
        other = made(client_of(tom))
        for _n in range(30):
            client.get(feed("wrong"))
        assert client.get(feed(other)).status_code == 404


def test_one_address_each_and_who_sees_no_planner_has_none(oakfield, tom):
    row, _token = calendars.make(by=tom)
    assert str(row) == f"calendar:{row.pk}"
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(
            school=oakfield, member_id=tom.membership_id, token_hash="x", made_at=row.made_at
        )
    pip = make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")
    for act in (calendars.make, calendars.end):
        with pytest.raises(Refused, match="planner"):
            act(by=pip)
    RoleGrant.objects.filter(membership=tom.membership_id).update(role="pupil")
    assert queries.owner_of(row) is None


@pytest.mark.parametrize("act", [calendars.make, calendars.end])
def test_a_failing_audit_write_saves_nothing(oakfield, tom, act, monkeypatch):
    calendars.make(by=tom)
    with audit_that_fails(monkeypatch, what=held):
        act(by=tom)
