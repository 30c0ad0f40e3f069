"""A parent reads another language on their own phone, and signs what they read."""

import pytest

from aup.services import translating
from esafety.signatures.models import Signature
from tests.aup.linked import HOME, Phone, household, linked, words

POLISH = "# Umowa\n\n- Dbam o sprzęt.\n\n## Dla rodziców i opiekunów\n\n- Mówimy o sieci.\n"


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4", "1", "8"))


@pytest.fixture
def phone(family):
    """Pia's phone, on which she has said who she is."""
    found = Phone(linked(family[0]))
    found.says()
    return found


@pytest.fixture
def polish(family, lena):
    """Ada's agreement, in Polish as well."""
    _pia, [ada, *_others] = family
    return translating.publish(version=ada.version, locale="pl", text=POLISH, by=lena)


def test_who_reads_another_language_signs_its_words(family, phone, polish):
    _pia, [ada, ben, _cem] = family
    assert 'href="?language=pl"' in words(phone.opens(f"me/{ada.pk}/"))
    page = words(phone.opens(f"me/{ada.pk}/?language=pl"))
    assert 'lang="pl" dir="ltr"' in page
    assert f'name="words" value="{polish.sha256}"' in page

    answer = phone.signs(ada, child="Ada", language="pl", words=polish.sha256)

    assert answer["Location"] == f"{HOME}me/{ben.pk}/?language=pl"
    for signature in Signature.objects.all():
        assert (signature.text.locale, signature.text.body) == ("pl", POLISH)
    # The next agreement is there in English alone.
    assert 'lang="en-gb"' in words(phone.opens(f"me/{ben.pk}/?language=pl"))
    assert phone.signs(ben, language="pl").status_code == 302
    assert Signature.objects.order_by("pk").last().text.locale == "en-gb"


def test_words_that_changed_meanwhile_are_read_again(family, phone, polish, lena):
    _pia, [ada, *_others] = family
    text = POLISH.replace("sieci", "internetu")
    newer = translating.publish(version=ada.version, locale="pl", text=text, by=lena)

    page = words(phone.signs(ada, child="Ada", language="pl", words=polish.sha256))

    assert "The words have changed. Read them again, then sign." in page
    assert f'name="words" value="{newer.sha256}"' in page
    assert 'value="Ada"' in page
    assert not Signature.objects.exists()


def test_the_language_stays_where_something_is_missing(family, phone, polish):
    _pia, [ada, *_others] = family

    page = words(phone.signs(ada, language="pl", agree_own="", words=polish.sha256))

    assert '<input type="hidden" name="language" value="pl">' in page


@pytest.mark.parametrize("language", ["xx", "", "x" * 500, "\x00"])
def test_a_language_that_is_not_there_is_english(family, phone, language):
    _pia, [ada, *_others] = family

    assert phone.opens(f"me/{ada.pk}/?language={language}").status_code == 200
    assert phone.signs(ada, child="Ada", language=language).status_code == 302
    assert Signature.objects.first().text.locale == "en-gb"
