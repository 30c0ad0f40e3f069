"""The log's page (Appendix J)."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.log import paging
from incidents.models import Entry
from tests.factories.incidents import make_incident
from tests.factories.people import make_person

LOG = "/oakfield/incidents/"


def text_of(client, address=LOG) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_it_is_there(oakfield, lena, client_of):
    assert reverse("incidents:log", args=["oakfield"]) == LOG
    assert "The log is empty" in text_of(client_of(lena))


def test_a_row_shows_the_columns_of_the_form(oakfield, lena, client_of):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech", year_group="9")
    incident = make_incident(
        oakfield,
        people=[(ada, "target"), (ben, "offender")],
        happened_on=date(2026, 11, 2),
        happened_at_time=time(10, 15),
        evidence="Screenshots on the phone",
        outcome="talk",
        outcome_words="Both families met.",
        handler_id=lena.membership_id,
    )
    Entry.objects.create(
        school=oakfield, incident=incident, kind="action", action="parents",
        happened_at="2026-11-03T09:00Z", entered_at="2026-11-03T09:00Z",
    )  # fmt: skip

    shown = plain(text_of(client_of(lena)))

    for words in (
        "2 Nov 2026, 10:15", incident.reference, "Reported", "Ada Ash Year 8", "Ben Beech Year 9",
        "Bullying", "A message was passed round.", "Evidence: Screenshots on the phone",
        "Conversation or warning. Both families met.", "Parents or carers informed", "Lena Larch",
        "1 incident",
    ):  # fmt: skip
        assert words in shown


def test_each_person_has_a_row_with_the_letter_of_the_form(oakfield, lena, client_of):
    parts = ("target", "offender", "both", "witness", "unclear")
    people = [(make_person(oakfield, f"Pupil {part}"), part) for part in parts]
    make_incident(oakfield, people=people)

    html = text_of(client_of(lena))

    assert html.count('<td role="cell" data-label="T/O">') == 5
    for letter in ('title="Target (T)">T<', ">O</abbr>", ">T/O</abbr>", ">Witness<", ">Not clear<"):
        assert letter in html


def test_who_was_taken_out_has_no_row(oakfield, lena, client_of):
    incident = make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    incident.involved.update(removed_at="2026-11-03T12:00Z")

    shown = text_of(client_of(lena))

    assert "Ada Ash" not in shown
    assert "Not known" in shown


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"when": "about"}, "about 2 Nov 2026"),
        ({"when": "range", "happened_until": date(2026, 11, 4)}, "2 to 4 Nov 2026"),
        ({"when": "range", "happened_until": date(2026, 12, 4)}, "2 Nov to 4 Dec 2026"),
        ({"when": "range", "happened_until": date(2027, 1, 4)}, "2 Nov 2026 to 4 Jan 2027"),
        ({"when": "range", "happened_until": date(2026, 11, 2)}, "2 Nov 2026"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(oakfield, lena, client_of, facts, words):
    make_incident(oakfield, happened_on=date(2026, 11, 2), **facts)

    assert words in plain(text_of(client_of(lena)))


def test_long_words_are_shortened_on_the_page(oakfield, lena, client_of):
    make_incident(oakfield, description="word " * 300 + "END")

    shown = text_of(client_of(lena))

    assert "END" not in shown
    assert "word …" in shown


def test_what_people_typed_is_shown_as_text(oakfield, lena, client_of):
    make_incident(
        oakfield, description="<script>alert(1)</script> http://bad.example/",
        typed=[("<b>Kim</b> Whitebeam", "child", "target")],
    )  # fmt: skip

    html = text_of(client_of(lena))

    assert "<script>alert" not in html
    assert "<b>Kim" not in html
    assert 'href="http://bad' not in html


def test_typed_by_hand_other_words_of_the_type_are_shown(oakfield, lena, client_of):
    make_incident(oakfield, types=("other",), other_words="A lost password book")

    assert "Other; A lost password book" in plain(text_of(client_of(lena)))


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_is_the_same_and_small(oakfield, lena, dee, hari, client_of, number):
    for count in range(number):
        make_incident(
            oakfield,
            types=("bullying", "hate"),
            people=[(make_person(oakfield, f"Ada Ash{count}"), "target")],
            handler_id=dee.membership_id,
        )
    client = client_of(lena)
    client.get(LOG)

    with CaptureQueriesContext(connection) as caught:
        client.get(LOG)

    assert len(caught) == 12


def test_filters_in_use_are_shown_and_can_be_taken_away(oakfield, lena, client_of):
    ada = make_person(oakfield, "Ada Ash")
    make_incident(oakfield, people=[(ada, "target")])

    html = text_of(client_of(lena), f"{LOG}?state=submitted&place=inside&person={ada.pk}")

    assert "State: Reported" in html
    assert "Person: Ada Ash" in html
    assert f'href="{LOG}?person={ada.pk}&amp;state=submitted"' in html


def test_the_usual_order_is_no_choice(oakfield, lena, client_of):
    make_incident(oakfield)

    assert f'href="{LOG}log.csv"' in text_of(client_of(lena), f"{LOG}?sort=newest")


def test_the_pages_keep_the_filters(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    for _count in range(5):
        make_incident(oakfield)
    client = client_of(lena)

    first = text_of(client, f"{LOG}?state=submitted")
    following = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = text_of(client, following)

    assert f'href="{LOG}?state=submitted&amp;page=last"' in first
    assert 'rel="prev"' in second
    assert f'href="{LOG}?state=submitted">' in second


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=2026-13-40", "enter a real date"),
        ("until=soon", "enter a real date"),
        ("since=2026-11-02&until=2026-11-01", "The last day must not be before the first."),
        ("type=nonsense", "Choose one from the list."),
        ("state=nonsense", "Choose one from the list."),
        ("sort=nonsense", "Choose one from the list."),
        ("term=nonsense", "Choose one from the list."),
        ("handler=99999", "Choose one from the list."),
        ("year=77", "Choose one from the list."),
        ("person=99999", "Choose a person from the list"),
        ("person=Ada", "Choose a person from the list"),
        ("person=" + "9" * 30, "at most 12"),
        ("search=nonsense", "That search has ended."),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_so_next_to_it(
    oakfield, lena, client_of, query, words
):
    incident = make_incident(oakfield)

    html = text_of(client_of(lena), f"{LOG}?{query}")

    assert words in html
    assert "govuk-form-group--error" in html
    assert incident.reference not in html


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.dictionaries(
        st.sampled_from([
            "type", "group", "person", "year", "state", "since", "until", "term", "place",
            "handler", "sort", "search", "after", "before", "page",
        ]),
        st.text(max_size=30),
    )
)  # fmt: skip
def test_no_query_whatever_is_an_error(oakfield, lena, client_of, query):
    assert client_of(lena).get(LOG, query).status_code == 200


def test_words_searched_for_are_posted_and_never_in_an_address(oakfield, lena, client_of):
    wanted = make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    other = make_incident(oakfield)
    client = client_of(lena)

    answer = client.post(f"{LOG}search/?state=submitted", {"text": " Ada Ash "})
    html = text_of(client, answer["Location"])

    assert answer.status_code == 302
    assert "Ada" not in answer["Location"]
    assert "state=submitted" in answer["Location"]
    assert wanted.reference in html
    assert other.reference not in html
    assert "Search: “Ada Ash”" in html


def test_searching_for_nothing_takes_the_search_away(oakfield, lena, client_of):
    client = client_of(lena)
    searched = client.post(f"{LOG}search/", {"text": "Ada"})["Location"]
    token = searched.partition("search=")[2]

    answer = client.post(f"{LOG}search/?search={token}&place=inside", {"text": "  "})

    assert answer["Location"] == f"{LOG}?place=inside"


@pytest.mark.parametrize("text", ["x" * 201, "a\x00b"])
def test_words_that_cannot_be_searched_for_come_back_with_a_sentence(
    oakfield, lena, client_of, text
):
    answer = client_of(lena).post(f"{LOG}search/", {"text": text})

    assert answer.status_code == 200
    assert 'id="id_text_error"' in answer.content.decode()


def test_a_search_is_not_a_page_of_its_own(oakfield, lena, client_of):
    assert client_of(lena).get(f"{LOG}search/").status_code == 405


def test_who_may_not_search_people_is_offered_no_person(oakfield, hari, cora, client_of):
    make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])

    assert "data-person-search" in text_of(client_of(hari))
    assert "data-person-search" not in text_of(client_of(cora))
    assert "Choose a person" in text_of(client_of(cora), f"{LOG}?person=1")


@pytest.mark.parametrize("name", ["tom", "gwen", "olu", "nat"])
def test_who_does_not_read_the_log_is_refused(oakfield, name, request, client_of):
    client = client_of(request.getfixturevalue(name))

    assert client.get(LOG).status_code == 403
    assert client.post(f"{LOG}search/", {"text": "x"}).status_code == 403


def test_another_schools_lead_finds_no_page(oakfield, boris, client_of):
    assert client_of(boris).get(LOG).status_code == 404


def test_more_than_a_thousand_are_not_counted(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    for _count in range(4):
        make_incident(oakfield)

    assert "More than 2 incidents" in text_of(client_of(lena))
