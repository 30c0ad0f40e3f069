"""Giving a version in another language."""

import hashlib
import json

import pytest
from django.db import DatabaseError, transaction

from aup.models import AgreementTranslation
from aup.queries import texts
from aup.services import answering, translating
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.signatures import certificate
from tests.aup.asked import asked, sign, version_of
from tests.factories.people import make_person

POLISH = "# Umowa\n\n- Jestem uprzejma.\n"
FOR_PUPILS = POLISH + "\n## Dla rodziców i opiekunów\n\n- Pomagam.\n"
ARABIC = "# اتفاقية\n\n- أحافظ على كلمة السر.\n"


def publish(by, text=POLISH, locale="pl", version=None):
    version = version or version_of("staff")
    return translating.publish(version=version, locale=locale, text=text, by=by)


def test_a_translation_is_kept_with_its_checksum(agreed, lena):
    made = publish(lena, POLISH.replace("\n", "\r\n"))

    assert (made.locale, made.text) == ("pl", POLISH)
    assert made.sha256 == hashlib.sha256(POLISH.encode()).hexdigest()
    event = AuditEvent.objects.order_by("seq").last()
    assert (event.type, event.object) == ("agreement.translated", "agreement:staff")
    assert event.data == {"number": 1, "language": "pl", "sha256": made.sha256}


def test_it_can_be_put_right_until_it_is_signed(agreed, lena, oakfield):
    first = publish(lena)
    assert publish(lena) == first
    second = publish(lena, POLISH + "\n- Więcej.\n")
    assert texts.translation(version_of("staff"), "pl") == second

    ask = asked(oakfield, make_person(oakfield, "Tom Thorn", kind="staff"))
    sign(ask, "own", lena, person=ask.subject, locale="pl")

    with pytest.raises(Refused, match="has signed this translation"):
        publish(lena)
    assert AgreementTranslation.objects.count() == 2


def test_the_signature_keeps_the_language_and_the_words(agreed, lena, oakfield):
    publish(lena, ARABIC, "ar")
    ask = asked(oakfield, make_person(oakfield, "Tom Thorn", kind="staff"))
    signature = sign(ask, "own", lena, person=ask.subject, locale="ar").signature

    assert (signature.text.locale, signature.text.body) == ("ar", ARABIC)
    assert signature.text.title == "اتفاقية"
    document = json.loads(signature.record)["document"]
    assert document["language"] == "ar"
    assert document["sha256"] == hashlib.sha256(ARABIC.encode()).hexdigest()
    html = certificate.html(signature)
    assert '<article lang="ar" dir="rtl">' in html
    assert "العربية (Arabic)" in html


def test_a_language_that_is_not_there_cannot_be_signed(agreed, lena, oakfield):
    ask = asked(oakfield, make_person(oakfield, "Tom Thorn", kind="staff"))

    with pytest.raises(Refused, match="not there in this language"):
        sign(ask, "own", lena, person=ask.subject, locale="pl")
    assert answering.words_of(ask).locale == "en-gb"


@pytest.mark.parametrize("locale", ["en-gb", "xx", ""])
def test_languages_of_the_list_alone(agreed, lena, locale):
    with pytest.raises(Refused, match="from the list"):
        publish(lena, locale=locale)


def test_words_that_are_none_are_refused(agreed, lena):
    with pytest.raises(Refused, match="Begin with the title"):
        publish(lena, "Hej")
    with pytest.raises(Refused, match="Dla rodziców i opiekunów"):
        publish(lena, version=version_of("students"))


def test_nobody_else_translates(agreed, tom):
    with pytest.raises(Refused, match="who write"):
        publish(tom)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_translation_is_never_changed(agreed, lena, act):
    publish(lena)
    rows = AgreementTranslation.objects.all()

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        rows.update(text="") if act == "update" else rows._raw_delete(rows.db)


def test_without_its_audit_row_nothing_is_saved(agreed, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "agreement.translated")

    with pytest.raises(types.UnknownEventType):
        publish(lena)
    assert not AgreementTranslation.objects.exists()
