"""Sentences in the language that is read, the English beside them, and English as it stands."""

import re

import pytest
from django import forms

from aup import form_words, statements
from aup.choices import Audience
from aup.spoken import Spoken
from esafety.languages import ENGLISH, LANGUAGES
from tests.architecture.source import ROOT

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
KEY = re.compile(r'"([a-z][a-z_]+)"|form\.own\.([a-z_]+)')
PLACES = [
    *(ROOT / "aup" / f"{name}.py" for name in ("statements", "link_forms", "visitor_forms")),
    *(ROOT / "templates" / "aup" / f"{name}.html" for name in ("link/sign", "link/decline")),
    *(ROOT / "templates" / "aup" / f"{name}.html" for name in ("kiosk/come", "languages")),
    ROOT / "templates" / "pdf" / "paper_form.html",
]


def asked_for():
    """Whatever the forms and pages name in quotation marks."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in PLACES)
    return {one or other for one, other in KEY.findall(text)}


@pytest.mark.parametrize("locale", OTHERS)
def test_no_sentence_is_missing_and_none_too_many(locale):
    said, polish = form_words.said_in(locale), form_words.said_in("pl")

    assert said.keys() == polish.keys()
    assert said.keys() - asked_for() == set()
    assert all(words.strip() == words != "" for words in said.values())
    assert {key for key, words in said.items() if "{name}" in words} == {
        key for key, words in polish.items() if "{name}" in words
    }
    assert not re.search(r"[<>]|\{(?!name\})", "".join(said.values()))


def test_every_key_of_the_pages_is_there():
    tags = re.compile(r'{% said(?:_alone|_plain)? "([a-z_]+)"')
    calls = re.compile(r'\.(?:beside|alone)\(\s*"([a-z_]+)"')
    text = "\n".join(path.read_text(encoding="utf-8") for path in PLACES)
    named = {*tags.findall(text), *calls.findall(text)}
    named |= set(statements._SENTENCES) | set(statements._TALK_LINES)

    assert len(named) > 40
    assert named - form_words.said_in("pl").keys() == set()


@pytest.mark.parametrize("locale", OTHERS)
def test_both_are_marked_and_names_are_no_markup(locale):
    found = Spoken(locale, "<b>").beside("name_here", "Ada <i> signs here")

    assert f'lang="{locale}" dir="{LANGUAGES[locale].direction}"' in found
    assert "&lt;b&gt;" in found
    assert found.endswith('<span class="app-english">Ada &lt;i&gt; signs here</span>')
    assert str(found % {"show_value": 3}) == str(found)
    assert "app-english" not in Spoken(locale).alone("kept", "We keep it.")


@pytest.mark.parametrize("locale", [ENGLISH, "xx"])
def test_english_stands_as_it_is(locale):
    field = forms.CharField(label="Name", max_length=3)
    before = (field.label, field.help_text, dict(field.error_messages))

    spoken = Spoken(locale, "Ada")
    spoken.speak(field, label="name_full", help_text="why_hint", required="name_missing")

    assert (field.label, field.help_text, field.error_messages) == before
    assert spoken.beside("sign", "Sign") == spoken.alone("sign", "Sign") == "Sign"
    assert spoken.marked("I agree.") == "I agree."


@pytest.mark.parametrize("audience", list(Audience))
def test_what_to_talk_about(audience):
    english = statements.talk(audience)
    assert len(english) == {"pupils_early": 4, "pupils_primary": 5, "students": 5}.get(audience, 0)

    for locale in OTHERS:
        assert len(set(english) & set(statements.talk(audience, locale))) == 0
        assert len(statements.talk(audience, locale)) == len(english)


def test_for_a_script_both_stand_one_after_the_other_without_markup():
    english = "Not sent."

    both = Spoken("pl", "Ada").plain("unsent", english)

    assert both == f"{form_words.said_in('pl')['unsent']} {english}"
    assert Spoken().plain("unsent", english) == english
