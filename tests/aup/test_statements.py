"""What is ticked, and what stands on a form, in every language that a school may give."""

import pytest

from aup import audiences, form_words, statements
from aup.choices import Audience
from esafety.languages import ENGLISH, LANGUAGES
from esafety.signatures.choices import Part

OTHERS = [code for code in LANGUAGES if code != ENGLISH]


@pytest.mark.parametrize("locale", OTHERS)
def test_every_language_has_every_sentence(locale):
    said = form_words.said_in(locale)

    assert said.keys() == form_words.said_in("pl").keys() >= set(statements._SENTENCES)
    assert all(words.strip() == words != "" for words in said.values())
    for audience in Audience:
        for part in audiences.PARTS[audience]:
            english = statements.ticked(part, audience)
            assert statements.ticked(part, audience, locale) != english
            assert statements.ticked_below(part, audience, locale) == english


@pytest.mark.parametrize("locale", [ENGLISH, "xx"])
def test_english_stands_alone(locale):
    assert form_words.said_in(locale) == {}
    assert statements.ticked(Part.PARENT, "students", locale).startswith("I have read this with")
    assert statements.ticked_below(Part.PARENT, "students", locale) == ""
    assert statements.below("page", locale) == ""
