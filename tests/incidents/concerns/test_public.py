"""The public pages: open to everybody, plain, and nothing typed is ever lost or kept."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from incidents.choices import Part
from incidents.models import Concern, Draft, Incident, IncidentType
from tests.incidents.concerns.concerns import HOME, WORDS, code_on, post

DOORS = ["little", "child", "parent", "visitor"]
LONG = ["child", "parent"]


def words(answer) -> str:
    return unescape(answer.content.decode())


def test_the_first_page_has_three_doors_who_reads_it_and_where_help_is(signposts, stranger):
    page = words(stranger.get(HOME))

    for door in ("child", "parent", "visitor"):
        assert f'href="{HOME}tell/{door}/"' in page
    assert "online safety lead and the safeguarding lead of Oakfield School" in page
    assert "cannot promise to keep it a secret" in page
    assert "999" in page
    assert "0800 1111" in page
    assert "People who work with children" not in page
    assert "onfidential" not in page.replace("a confidential chat", "")


@pytest.mark.parametrize("door", DOORS)
def test_each_form_says_who_reads_it_and_takes_no_file(school, stranger, door):
    page = words(stranger.get(f"{HOME}tell/{door}/"))

    assert "Who will read it" in page
    assert "onfidential" not in page
    assert 'type="file"' not in page
    assert "Do not send" in page


def test_without_a_signpost_the_page_still_says_where_help_is(school, stranger):
    school.emergency_contact = "Room G04"
    school.save()

    page = words(stranger.get(HOME))

    assert "ring 999" in page
    assert "Room G04" in page


@pytest.mark.parametrize("path", ["", "tell/child/", "back/", "answer/", "poster/"])
def test_a_school_that_does_not_exist_is_not_there(db, stranger, path):
    answer = stranger.get(f"/nowhere/concern/{path}")

    assert answer.status_code in ((404, 302) if path == "poster/" else (404,))


def test_a_door_that_does_not_exist_is_not_there(school, stranger):
    assert stranger.get(f"{HOME}tell/teacher/").status_code == 404


@pytest.mark.parametrize("path", ["", "tell/child/", "back/"])
def test_no_page_is_kept_by_a_browser_or_sets_more_than_the_forms_cookie(school, stranger, path):
    answer = stranger.get(f"{HOME}{path}")

    assert "no-store" in answer["Cache-Control"]
    assert set(answer.cookies) <= {"csrftoken"}


def test_a_concern_is_raised_and_its_code_shown_on_the_answer_alone(school, stranger):
    answer = post(stranger, name="Ada Ash")

    code = code_on(answer)
    assert re.fullmatch(r"(\w{3}-){3}\w{3}", code)
    assert "Write the code down" in words(answer)
    assert "no-store" in answer["Cache-Control"]
    assert code not in str(answer.cookies)
    assert Incident.objects.get().description == WORDS
    assert not Draft.objects.exists()


def test_a_concern_needs_the_forms_token_and_no_sign_in(school):
    web = Client(enforce_csrf_checks=True)
    assert post(web).status_code == 403

    page = words(web.get(f"{HOME}tell/child/"))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert code_on(post(web, csrfmiddlewaretoken=token))


def test_what_was_answered_is_on_the_incident(school, stranger):
    day = timezone.localdate() - timedelta(days=3)
    post(
        stranger,
        "parent",
        kinds=["mean", "fake"],
        danger="no",
        hurt_names="Ada Ash",
        did_names="Kim Box\nBo Birk",
        did_who="child",
        when="day",
        day_0=day.day,
        day_1=day.month,
        day_2=day.year,
        where="outside",
        platforms=["tiktok"],
        platform_words="Chatter",
        evidence="Messages on her phone.",
        name="Pia Palm",
        reach="01632 960 001",
    )

    found = Incident.objects.get()
    assert {one.code for one in found.types.all()} == {"bullying", "impersonation"}
    assert (found.source, found.urgent, found.place) == ("parent", False, "outside")
    assert (found.when, found.happened_on) == ("day", day)
    assert (found.platforms, found.platform_words) == (["tiktok", "other"], "Chatter")
    assert found.evidence == "Messages on her phone."
    assert {(p.name, p.part) for p in found.involved.all()} == {
        ("Ada Ash", Part.TARGET),
        ("Kim Box", Part.OFFENDER),
        ("Bo Birk", Part.OFFENDER),
    }


@pytest.mark.parametrize(
    "typed", [{"danger": "yes"}, {"danger": "unsure"}, {"kinds": ["private-picture"]}]
)
def test_what_cannot_wait_says_what_to_do_now_before_anything_else(school, stranger, typed):
    page = words(post(stranger, **typed))

    assert page.index("Do this now") < page.index("Thank you for telling us</h1>")


def test_a_double_tap_is_one_incident_with_one_code(school, stranger):
    seed = uuid4()
    first, second = post(stranger, seed=seed), post(stranger, seed=seed)

    assert code_on(first) == code_on(second) != ""
    assert Incident.objects.count() == 1


def test_later_the_same_form_does_not_show_the_code(school, stranger):
    seed = uuid4()
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False) as clock:
        post(stranger, seed=seed)
        clock.shift(timedelta(minutes=11))
        again = post(stranger, seed=seed)

    assert code_on(again) == ""
    assert "We have this already" in words(again)


def test_a_key_that_is_none_is_a_new_one(school, stranger):
    assert code_on(post(stranger, seed="not a key"))
    assert code_on(stranger.post(f"{HOME}tell/child/", {"description": WORDS}))
    assert Concern.objects.count() == 2


BAD = {
    "danger": "perhaps",
    "kinds": ["nonsense", "mean"],
    "did_who": "\x00",
    "when": "day",
    "day_0": "31",
    "day_1": "2",
    "day_2": "99999999999999999999",
    "where": "mars",
    "platforms": ["carrier pigeon"],
    "name": "n" * 121,
    "reach": "r" * 201,
    "hurt_names": "h" * 1001,
    "seed": b"\x00" + "\ud800".encode("utf-8", "surrogatepass"),
}


@pytest.mark.parametrize("door", LONG)
def test_bad_input_is_said_beside_the_field_and_nothing_typed_is_lost(school, stranger, door):
    answer = post(stranger, door, **BAD)
    page = words(answer)

    assert answer.status_code == 200
    assert "There is a problem" in page
    assert page.count("govuk-error-message") >= 7
    for typed in (WORDS, "n" * 121, "r" * 201, "h" * 1001, 'value="99999999999999999999"'):
        assert typed in page
    assert "<details" in page
    assert re.search(r"<details[^>]* open>", page)
    assert not Incident.objects.exists()
    for target in re.findall(r'<li><a href="#([^"]+)">', page):
        assert f'id="{target}"' in page, target


@pytest.mark.parametrize("year", ["1999", "2999", ""])
def test_an_absurd_day_is_said(school, stranger, year):
    answer = post(stranger, when="day", day_0="1" if year else "", day_1="1", day_2=year)

    assert "day" in words(answer)
    assert "There is a problem" in words(answer)


@pytest.mark.parametrize("day", [{}, {"day_0": "", "day_1": "", "day_2": ""}])
def test_another_day_needs_the_day(school, stranger, day):
    assert "Enter the date." in words(post(stranger, when="day", **day))


def test_nothing_at_all_asks_for_what_happened(school, stranger):
    answer = stranger.post(f"{HOME}tell/little/", {})

    assert "Write what happened." in words(answer)


def test_control_signs_and_pictures_pasted_as_text_are_taken_out(school, stranger):
    post(stranger, description="One\x00two\x07 data:image/png;base64,iVBORw0KGgo= end")

    assert Incident.objects.get().description == "Onetwo [picture removed] end"


def test_a_posted_file_is_thrown_away(school, stranger):
    from django.core.files.uploadedfile import SimpleUploadedFile

    picture = SimpleUploadedFile("picture.png", b"\x89PNG" * 10, "image/png")
    answer = post(stranger, evidence=picture)

    assert code_on(answer)
    assert answer.wsgi_request.FILES == {}
    assert Incident.objects.get().evidence == ""


def test_more_than_a_megabyte_is_no_concern(school, stranger):
    assert post(stranger, description="x" * 1_100_000).status_code == 400
    assert not Incident.objects.exists()


def test_all_that_the_boxes_take_is_taken_in_any_writing(school, stranger):
    full = "\U0001f600" * 20_000
    assert code_on(post(stranger, description=full, evidence=full))


@pytest.mark.parametrize("text", ["\u200b", "\x00 \u200d\ufeff", "\u2800\u200b"[1:]])
def test_signs_that_nobody_can_see_are_no_words(school, stranger, text):
    assert "Write what happened." in words(post(stranger, description=text))
    assert not Incident.objects.exists()


def test_a_browser_keeps_no_names_for_the_next_child(school, stranger):
    page = words(stranger.get(f"{HOME}tell/child/"))

    for name in ("name", "reach", "platform_words", "day_0", "day_1", "day_2"):
        box = re.search(rf'<input[^>]* name="{name}"[^>]*>', page)
        assert 'autocomplete="off"' in box[0], name


def test_what_happened_is_asked_first_and_the_youngest_begin_with_pictures(school, stranger):
    def first(door):
        page = words(stranger.get(f"{HOME}tell/{door}/"))
        return page.index('name="description"') < page.index('name="kinds"')

    assert [first(door) for door in ("child", "parent", "little")] == [True, True, False]


def test_it_says_who_reads_it_and_that_a_name_may_come_later(school, stranger):
    assert "headteacher and senior leaders can read it too" in words(stranger.get(HOME))
    assert "Then tell us again, with the name." in words(post(stranger))


def test_a_type_of_the_schools_own_is_offered_to_grown_ups(school, stranger):
    IncidentType.objects.create(school=school, code="our_own", label="Phones", group="conduct")

    assert "Phones" in words(stranger.get(f"{HOME}tell/parent/"))
    assert "Phones" not in words(stranger.get(f"{HOME}tell/child/"))
    post(stranger, "parent", kinds=["our_own"])
    assert Incident.objects.get().types.get().code == "our_own"


def test_a_retired_type_is_not_offered(school, stranger):
    IncidentType.objects.filter(code="gambling").update(retired_at=timezone.now())

    assert "Betting" not in words(stranger.get(f"{HOME}tell/child/"))
