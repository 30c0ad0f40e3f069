"""The steps of the report in the browser's place: saving, going on, going back, sending."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from esafety.schools.models import RoleGrant
from incidents.models import Draft, Incident, IncidentType
from tests.factories.reports import make_draft, posts, sow_types

STEPS = ("what", "where-when", "who", "words")
NEW = "/oakfield/incidents/new/"


@pytest.fixture
def school(oakfield):
    sow_types(oakfield)
    return oakfield


@pytest.fixture
def web(school, tom, client_of):
    return client_of(tom)


def at(draft, step):
    return f"/oakfield/incidents/draft/{draft.key}/{step}/"


def text_of(answer):
    return answer.content.decode()


def fill(web, draft, **changes):
    for step in STEPS:
        web.post(at(draft, step), {**posts()[step], **changes.get(step, {})})


def test_the_first_page_offers_every_type_under_its_group(web):
    page = text_of(web.get(NEW))

    assert page.count(' name="types"') == 19
    places = [page.index(f">{group}</h2>") for group in ("Content", "Contact", "Conduct")]
    assert places == sorted(places)
    assert "data-autosave" not in page
    assert not Draft.objects.exists()


def test_what_cannot_wait_names_who_to_go_to(school, web, dee):
    school.emergency_contact = "Room 12"
    school.save()
    page = text_of(web.get(NEW))

    assert 'data-reveal-on="terrorism,grooming,sexting_or_abuse_images"' in page
    assert "Dee Dogwood</strong>, Room 12" in page
    assert not re.search(r"<section[^>]*hidden", page)


def test_without_a_dsl_the_deputies_are_named_and_without_any_nobody(web, dee, school):
    RoleGrant.objects.filter(membership=dee.membership_id, role="dsl").update(role="deputy_dsl")
    assert "on duty: <strong>Dee Dogwood</strong>" in text_of(web.get(NEW))

    RoleGrant.objects.filter(role="deputy_dsl").update(role="governor")
    assert "safeguarding lead or the headteacher" in text_of(web.get(NEW))


def test_the_first_answers_make_the_draft_and_lead_on(web, tom):
    answer = web.post(NEW, {"key": str(uuid.uuid4()), **posts()["what"]})

    draft = Draft.objects.get()
    assert draft.owner_id == tom.membership_id
    assert answer.headers["Location"] == at(draft, "where-when")


def test_wrong_first_answers_make_the_draft_too_and_are_shown_again(web):
    key = uuid.uuid4()
    answer = web.post(NEW, {"key": str(key), "other_words": "Something"})

    assert answer.status_code == 200
    assert "Tick at least one type." in text_of(answer)
    assert f'action="{at(Draft.objects.get(), "what")}"' in text_of(answer)
    assert Draft.objects.get().answers["raw"]["what"]["other_words"] == ["Something"]


def test_pressing_twice_on_the_first_page_makes_one_draft(web):
    facts = {"key": str(uuid.uuid4()), **posts()["what"]}
    web.post(NEW, facts)
    web.post(NEW, facts)

    assert Draft.objects.count() == 1


@pytest.mark.parametrize("key", ["", "nonsense", "\x00"])
def test_a_key_that_is_none_is_no_trouble(web, key):
    assert web.post(NEW, {"key": key, **posts()["what"]}).status_code == 302


@pytest.mark.parametrize(
    ("step", "following"),
    [("what", "where-when"), ("where-when", "who"), ("who", "words"), ("words", "check")],
)
def test_each_step_leads_to_the_next(web, tom, step, following):
    draft = make_draft(tom, finished=False)

    assert web.post(at(draft, step), posts()[step]).headers["Location"] == at(draft, following)


@pytest.mark.parametrize("step", STEPS)
def test_from_the_last_page_each_step_leads_back_to_it(web, tom, step):
    draft = make_draft(tom, finished=False)

    answer = web.post(f"{at(draft, step)}?to=check", posts()[step])

    assert answer.headers["Location"] == at(draft, "check")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_opened_again_shows_what_was_typed_and_finds_no_fault(web, tom, step):
    draft = make_draft(tom, finished=False)
    empty = {"people-0-contact": "x"} if step == "who" else {}
    web.post(at(draft, step), {**empty, "nothing": "x"})

    page = text_of(web.get(at(draft, step)))

    assert "There is a problem" not in page
    assert "govuk-error-message" not in page
    assert "form-group--error" not in page


def test_answers_are_found_again_step_by_step(web, tom):
    draft = make_draft(tom, finished=False)
    fill(web, draft)

    assert re.search(r'value="bullying"[^>]* checked', text_of(web.get(at(draft, "what"))))
    assert 'value="The lunch queue"' in text_of(web.get(at(draft, "where-when")))
    assert 'value="Kim Whitebeam"' in text_of(web.get(at(draft, "who")))
    assert "A message was passed round" in text_of(web.get(at(draft, "words")))


@pytest.mark.parametrize("step", STEPS)
def test_saving_as_one_types_checks_nothing(web, tom, step):
    draft = make_draft(tom, finished=False)
    typed = {"description": "half a sent", "people-0-name": "Ki", "other_words": "x", "time": "1"}

    answer = web.post(at(draft, step), typed, headers={"X-Autosave": "1"})

    assert (answer.status_code, answer.json()) == (200, {"fields": {}})
    assert Draft.objects.get().answers["raw"][step] != {}


def test_saving_after_the_draft_has_gone_says_so(web, tom):
    draft = make_draft(tom, finished=False)
    draft.delete()

    answer = web.post(
        f"/oakfield/incidents/draft/{draft.key}/what/", {}, headers={"X-Autosave": "1"}
    )

    assert answer.status_code == 404


def test_a_step_that_does_not_exist_is_not_there(web, tom):
    assert web.get(at(make_draft(tom), "nonsense")).status_code == 404


@pytest.mark.parametrize("page", [*STEPS, "check", "discard"])
def test_another_members_draft_is_not_there(school, tom, lena, client_of, page):
    draft = make_draft(tom)
    other = client_of(lena)

    assert other.get(at(draft, page)).status_code == 404
    assert other.post(at(draft, page), {"signed_name": "Lena Larch"}).status_code == 404
    assert Draft.objects.get().answers == draft.answers


@pytest.mark.parametrize("page", ["what", "check", "discard"])
def test_a_draft_of_another_school_is_not_there(web, tom, boris, client_of, page):
    draft = make_draft(tom)

    assert client_of(boris).get(at(draft, page)).status_code == 404
    assert client_of(boris).get(at(draft, page).replace("oakfield", "brook")).status_code == 404


def test_drafts_are_listed_and_old_ones_are_not(web, tom):
    young, old = make_draft(tom), make_draft(tom)
    Draft.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=31))

    page = text_of(web.get(NEW))

    assert at(young, "what") in page
    assert at(old, "what") not in page
    assert web.get(at(old, "what")).status_code == 404


def test_a_draft_is_discarded_after_asking(web, tom):
    draft = make_draft(tom)

    assert "cannot be brought back" in text_of(web.get(at(draft, "discard")))
    assert Draft.objects.exists()
    assert web.post(at(draft, "discard")).headers["Location"] == NEW
    assert not Draft.objects.exists()


def test_after_a_type_that_cannot_wait_each_page_says_so(web, tom, dee):
    draft = make_draft(tom, finished=False)
    fill(web, draft, what={"types": ["grooming"]})

    for page in ("where-when", "who", "words", "check"):
        assert "This cannot wait for the report." in text_of(web.get(at(draft, page)))


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


def test_more_than_a_megabyte_is_no_report_and_changes_nothing(web, tom):
    draft = make_draft(tom, finished=False)

    answer = web.post(at(draft, "words"), {"description": "x" * 1_100_000})

    assert answer.status_code == 400
    assert Draft.objects.get().answers == {"raw": {}}


def test_a_picture_pasted_as_text_is_not_kept(web, tom):
    draft = make_draft(tom, finished=False)
    pasted = "See data:image/png;base64,iVBORw0KGgoAAAANSUhEUg== here"

    web.post(at(draft, "words"), {**posts()["words"], "description": pasted})

    kept = Draft.objects.get().answers["raw"]["words"]["description"]
    assert kept == ["See [picture removed] here"]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_reading_and_posting_are_known(web, tom, method):
    assert getattr(web, method)(at(make_draft(tom), "what")).status_code == 405


def test_a_governor_cannot_report(school, gwen, client_of):
    assert client_of(gwen).get(NEW).status_code == 403


def test_what_is_typed_is_shown_as_text(web, tom):
    draft = make_draft(tom, finished=False)
    typed = '"><script>alert(1)</script>{{ 7|add:7 }}'
    fill(
        web,
        draft,
        words={"description": typed, "evidence_held": typed},
        who={"people-0-name": typed, "people-0-contact": typed},
    )

    for page in ("who", "words", "check"):
        shown = text_of(web.get(at(draft, page)))
        assert "<script>alert" not in shown
        assert escape(typed) in shown
