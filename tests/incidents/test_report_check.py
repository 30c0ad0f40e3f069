"""The last page of the report: every answer in words, the signature, and sending once."""

import pytest
from django.utils import timezone

from incidents.models import Draft, Incident, IncidentType
from tests.factories.reports import make_draft, posts, sow_types

STEPS = ("what", "where-when", "who", "words")


@pytest.fixture
def web(oakfield, tom, client_of):
    sow_types(oakfield)
    return client_of(tom)


def at(draft, step):
    return f"/oakfield/incidents/draft/{draft.key}/{step}/"


def text_of(answer):
    return answer.content.decode()


def fill(web, draft, **changes):
    for step in STEPS:
        web.post(at(draft, step), {**posts()[step], **changes.get(step, {})})


def test_the_last_page_shows_every_answer_with_a_way_to_change_it(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)

    page = text_of(web.get(at(draft, "check")))

    for words in (
        "Online bullying",
        "Inside school, The lunch queue",
        "14:30",
        "Kim Whitebeam, Child or young person, Offender, name as typed",
        "A message was passed round",
        "WhatsApp, Other, A chat of the class",
        "Screenshots on a phone.",
        "With the pupil.",
        "This report is true to the best of my knowledge.",
        "Reported by Tom Thorn",
    ):
        assert words in page
    for step in STEPS:
        assert f"{at(draft, step)}?to=check" in page


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"types": ["bullying"]}, "No"),
        ({"types": ["bullying"], "urgent": "on"}, "Yes"),
        ({"types": ["grooming"]}, "Yes, because of its type"),
    ],
)
def test_the_last_page_says_whether_it_is_urgent_and_why(web, tom, what, words):
    draft = make_draft(tom, finished=False)
    fill(web, draft, what=what)

    page = " ".join(text_of(web.get(at(draft, "check"))).split())

    assert f">{words}</span>" in page.partition("Urgent")[2][:300]


def test_the_last_page_writes_ranges_guesses_and_nobody_in_words(web, tom):
    draft = make_draft(tom, finished=False)
    days = {"first_0": "2", "first_1": "11", "first_2": "2026", "last_0": "4", "last_1": "11"}
    fill(web, draft, **{"where-when": {"when": "range", **days, "last_2": "2026", "time": ""}})
    web.post(at(draft, "who"), {"nobody": "on"})
    page = text_of(web.get(at(draft, "check")))
    assert "Monday 2 November 2026 to Wednesday 4 November 2026, time not known" in page
    assert "Nobody involved is known" in page

    guess = {"guess_0": "2", "guess_1": "11", "guess_2": "2026", "when_words": "before half-term"}
    web.post(at(draft, "where-when"), {**posts()["where-when"], "when": "about", **guess})
    page = text_of(web.get(at(draft, "check")))
    assert "Not sure, about Monday 2 November 2026, 14:30, before half-term" in page


def test_the_last_page_names_the_parts_that_are_not_finished(web, tom):
    draft = make_draft(tom, finished=False)
    web.post(at(draft, "what"), posts()["what"])

    page = text_of(web.get(at(draft, "check")))

    assert "not finished yet" in page
    assert at(draft, "words") + "?to=check" in page
    assert "Send the report" not in page


def test_sending_makes_the_incident_and_leads_to_the_receipt(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)

    answer = web.post(at(draft, "check"), {"signed_name": " Tom Thorn "})

    incident = Incident.objects.get()
    assert answer.headers["Location"] == f"/oakfield/incidents/sent/{incident.reference}/"
    assert incident.submission.signed_name == "Tom Thorn"
    assert incident.place_words == "The lunch queue"
    assert str(incident.happened_at_time) == "14:30:00"


def test_sending_twice_gives_the_same_receipt_and_one_incident(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)

    first = web.post(at(draft, "check"), {"signed_name": "Tom Thorn"})
    second = web.post(at(draft, "check"), {"signed_name": "Tom Thorn"})

    assert first.headers["Location"] == second.headers["Location"]
    assert Incident.objects.count() == 1


def test_going_back_after_sending_leads_to_the_receipt(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)
    sent = web.post(at(draft, "check"), {"signed_name": "Tom Thorn"}).headers["Location"]

    assert web.get(at(draft, "words")).headers["Location"] == sent
    assert web.get(at(draft, "check")).headers["Location"] == sent


def test_the_slower_of_two_that_send_gets_the_receipt_of_the_faster(web, tom, monkeypatch):
    draft = make_draft(tom, finished=False)
    fill(web, draft)
    late = Draft.objects.select_related("school").get()
    sent = web.post(at(draft, "check"), {"signed_name": "Tom Thorn"}).headers["Location"]
    monkeypatch.setattr("incidents.report_queries.draft_kept", lambda *facts: late)

    assert web.post(at(draft, "check"), {"signed_name": "Tom Thorn"}).headers["Location"] == sent


@pytest.mark.parametrize("name", ["", "   ", "...", "x" * 121])
def test_without_a_name_it_is_not_sent(web, tom, name):
    draft = make_draft(tom, finished=False)
    fill(web, draft)

    answer = web.post(at(draft, "check"), {"signed_name": name})

    assert answer.status_code == 200
    assert 'id="id_signed_name_error"' in text_of(answer)
    assert 'href="#id_signed_name"' in text_of(answer)
    assert not Incident.objects.exists()


def test_an_unfinished_report_is_not_sent_and_the_name_is_kept(web, tom):
    draft = make_draft(tom, finished=False)

    answer = web.post(at(draft, "check"), {"signed_name": "Tom Thorn"})

    assert "not finished yet" in text_of(answer)
    assert 'value="Tom Thorn"' in text_of(answer)


def test_a_report_changed_in_another_window_is_not_sent_unseen(web, tom, monkeypatch):
    draft = make_draft(tom, finished=False)
    fill(web, draft)
    seen = Draft.objects.select_related("school").get()
    web.post(at(draft, "words"), {**posts()["words"], "description": "Something else."})
    monkeypatch.setattr("incidents.report_queries.draft_kept", lambda *facts: seen)

    answer = web.post(at(draft, "check"), {"signed_name": "Tom Thorn"})

    assert "changed in another window" in text_of(answer)
    assert not Incident.objects.exists()


def test_the_last_page_is_not_saved_as_one_types(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)
    before = Draft.objects.get().answers

    answer = web.post(at(draft, "check"), {"signed_name": "To"}, headers={"X-Autosave": "1"})

    assert answer.status_code == 200
    assert Draft.objects.get().answers == before
    assert not Incident.objects.exists()


def test_a_type_retired_meanwhile_is_asked_again(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)
    IncidentType.objects.filter(code="bullying").update(retired_at=timezone.now())

    assert "Tick types from this list." in text_of(web.get(at(draft, "check")))
