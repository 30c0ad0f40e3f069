"""What each step asks, and that its errors stand next to their fields."""

from datetime import date

import pytest
from django.http import QueryDict

from incidents import queries
from incidents.forms.report import Setting
from incidents.forms.what import WhatForm
from incidents.forms.when import WhenForm
from incidents.forms.words import SignForm, WordsForm
from tests.factories.reports import sow_types

TODAY = date(2026, 11, 20)


@pytest.fixture
def setting(oakfield):
    sow_types(oakfield)
    return Setting(today=TODAY, types=list(queries.types_on_report()))


def bound(form, setting, **typed):
    post = QueryDict(mutable=True)
    for name, value in typed.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return form(form.raw(post, setting), setting)


def errors(form):
    return {name: [str(e) for e in found] for name, found in form.errors.items()}


def boxes(name, day, month, year):
    return {f"{name}_0": str(day), f"{name}_1": str(month), f"{name}_2": str(year)}


def when(setting, **typed):
    return bound(WhenForm, setting, **{"places": "inside", "time": "14:30", **typed})


def test_at_least_one_type_is_ticked(setting):
    form = bound(WhatForm, setting)

    assert errors(form) == {"types": ["Tick at least one type."]}
    assert form.error_links()[0].target == "id_types_1"


@pytest.mark.parametrize("code", ["other", "nonsense", "' OR 1=1"])
def test_a_type_that_is_not_offered_is_refused(setting, code):
    assert errors(bound(WhatForm, setting, types=[code])) == {
        "types": ["Tick types from this list."]
    }


def test_a_type_that_needs_words_needs_them(setting):
    form = bound(WhatForm, setting, types=["other_breach"])

    assert errors(form) == {"other_words": ["Say what it was."]}
    assert bound(WhatForm, setting, types=["other_breach"], other_words="Sold sweets").is_valid()


def test_words_longer_than_there_is_room_for_are_refused_once(setting):
    form = bound(WhatForm, setting, types=["other_breach"], other_words="x" * 201)

    assert errors(form) == {"other_words": ["Use 200 characters or fewer."]}


def test_several_types_and_urgency_are_kept(setting):
    form = bound(WhatForm, setting, types=["hate", "bullying"], urgent="on")

    assert form.is_valid()
    assert form.ready() == {"types": ["hate", "bullying"], "other_words": "", "urgent": True}


def test_place_and_time_are_asked(setting):
    form = bound(WhenForm, setting)

    assert errors(form) == {
        "places": ["Tick inside school, outside school, or both."],
        "when": ["Choose when it happened."],
    }
    assert [link.target for link in form.error_links()] == ["id_places_1", "id_when_1"]


def test_both_places_may_be_ticked(setting):
    form = when(setting, places=["inside", "outside"], when="today")

    assert form.is_valid()
    assert form.ready()["places"] == ["inside", "outside"]


@pytest.mark.parametrize(("word", "day"), [("today", "2026-11-20"), ("yesterday", "2026-11-19")])
def test_today_is_kept_as_its_date_so_that_a_draft_may_wait(setting, word, day):
    form = when(setting, when=word)

    assert form.raw_answers["when"] == ["day"]
    assert form.is_valid()
    assert (form.ready()["when"], form.ready()["happened_on"]) == ("day", day)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Enter the date."),
        (("31", "2", "2026"), "Enter a real date: day, month and year, such as 7 11 2026."),
        (("", "2", "2026"), "Enter a real date: day, month and year, such as 7 11 2026."),
        (("1", "1", "9" * 30), "Enter a real date: day, month and year, such as 7 11 2026."),
        (("21", "11", "2026"), "The date must not be in the future."),
        (("1", "1", "9999"), "The date must not be in the future."),
        (("31", "12", "1999"), "Check the year. The date must be in 2000 or later."),
        (("1", "1", "1000"), "Check the year. The date must be in 2000 or later."),
    ],
)
def test_a_date_is_real_and_has_been(setting, parts, sentence):
    form = when(setting, when="day", **boxes("day", *parts))

    assert errors(form) == {"day": [sentence]}
    assert form.error_links()[0].target == "id_day_0"


def test_a_range_has_two_days_in_order(setting):
    first, last = boxes("first", 5, 11, 2026), boxes("last", 2, 11, 2026)

    assert errors(when(setting, when="range")) == {
        "first": ["Enter the date."],
        "last": ["Enter the date."],
    }
    assert errors(when(setting, when="range", **first, **last)) == {
        "last": ["The last day must not be before the first day."]
    }
    form = when(setting, when="range", **first, **boxes("last", 5, 11, 2026))
    assert form.is_valid()
    assert form.ready()["happened_until"] == "2026-11-05"


def test_a_guess_needs_its_date_and_may_have_words(setting):
    assert errors(when(setting, when="about")) == {"guess": ["Enter the date."]}

    form = when(setting, when="about", when_words="before half-term", **boxes("guess", 1, 11, 26))
    assert form.is_valid()
    assert (form.ready()["happened_on"], form.ready()["when_words"]) == (
        "2026-11-01",
        "before half-term",
    )


def test_a_wrong_date_that_was_not_asked_for_does_no_harm_unless_it_is_unreadable(setting):
    assert when(setting, when="today", **boxes("first", 1, 1, 2030)).is_valid()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"time": ""}, "Enter the time, or tick that it is not known."),
        ({"time": "lunch"}, "Enter a time such as 14:30 or 2.30pm."),
        ({"time": "x" * 500}, "Enter a time such as 14:30 or 2.30pm."),
        ({"time": "14:30", "time_unknown": "on"}, "Enter the time or tick “not known”, not both."),
    ],
)
def test_the_time_is_known_or_ticked_as_not(setting, typed, sentence):
    assert errors(when(setting, when="today", **typed)) == {"time": [sentence]}


def test_a_time_that_is_not_known_is_kept_as_none(setting):
    form = when(setting, when="today", time="", time_unknown="on")

    assert form.is_valid()
    assert form.ready()["time"] is None


def test_for_a_range_or_a_guess_no_time_is_asked(setting):
    assert when(setting, when="about", time="", **boxes("guess", 1, 11, 2026)).is_valid()


def test_a_description_is_asked(setting):
    assert errors(bound(WordsForm, setting, description="  ")) == {
        "description": ["Describe what happened."]
    }


def test_a_description_has_room_for_twenty_thousand_characters(setting):
    line_ends = "a\r\n" * 10_000

    assert bound(WordsForm, setting, description=line_ends).is_valid()
    assert errors(bound(WordsForm, setting, description="x" * 20_001)) == {
        "description": ["This is too long: use 20,000 characters or fewer."]
    }


def test_another_service_needs_its_name(setting):
    facts = {"description": "x", "platforms": ["other"]}

    assert errors(bound(WordsForm, setting, **facts)) == {
        "platform_words": ["Say which other service it was."]
    }
    assert bound(WordsForm, setting, **facts, platform_words="Zumba").is_valid()


def test_a_service_that_is_not_offered_is_refused(setting):
    form = bound(WordsForm, setting, description="x", platforms=["fax"])

    assert errors(form) == {"platforms": ["Tick services from this list."]}


def test_evidence_is_described_and_never_sent(setting):
    form = bound(WordsForm, setting, description="x", evidence="On a phone", evidence_held="Office")

    assert form.is_valid()
    assert not form.is_multipart()
    assert (form.ready()["evidence"], form.ready()["evidence_held"]) == ("On a phone", "Office")


def test_control_characters_are_left_out(setting):
    form = bound(WordsForm, setting, description="a\x00b\x1bc")

    assert form.is_valid()
    assert form.ready()["description"] == "abc"


def test_a_signature_is_a_name():
    assert SignForm({"signed_name": "Tom Thorn"}).is_valid()
    assert not SignForm({"signed_name": "12345"}).is_valid()
