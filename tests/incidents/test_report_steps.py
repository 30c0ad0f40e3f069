"""The steps of the report in the browser's place: saving, going on, going back, sending."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from esafety.schools.models import RoleGrant
from incidents.models import Draft
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
