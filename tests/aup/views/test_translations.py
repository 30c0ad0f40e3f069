"""Giving an agreement in other languages, and reading and signing it in one."""

import json
import re
import uuid

import pytest

from aup import queries
from aup.models import AgreementTranslation, Ask
from aup.services import asking, translating
from esafety.signatures.models import Signature
from tests.aup.asked import version_of
from tests.aup.services.test_asking import newer
from tests.aup.services.test_translating import ARABIC, POLISH
from tests.aup.views.test_drafts import words

URL = "/oakfield/agreements/"
STAFF = f"{URL}staff/versions/1/languages/"


@pytest.fixture
def polish(agreed, lena):
    return translating.publish(version=version_of("staff"), locale="pl", text=POLISH, by=lena)


@pytest.fixture
def toms(polish, tom, client_of):
    version = version_of("staff")
    asking.ask(version=version, people=[queries.person_of(tom)], by=tom)
    return client_of(tom)


def fields(client, url):
    page = client.get(url).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {name: hidden[name] for name in ("once_key", "words")}


def sign(client, query="", **data):
    url = f"{URL}staff/sign/{query}"
    facts = {"agree": "on", "name": "Tom Thorn", **fields(client, url)} | data
    return client.post(url, facts)


def test_typed_looked_at_published_read(agreed, lena, tom, client_of):
    client = client_of(lena)
    assert "Not there" in words(client.get(STAFF))

    looked = client.post(f"{STAFF}ar/", {"text": ARABIC})
    assert "Preview: not published yet" in words(looked)
    assert not AgreementTranslation.objects.exists()
    client.post(f"{STAFF}ar/", {"text": ARABIC, "publish": "1"})

    assert "Published" in words(client.get(STAFF))
    assert "أحافظ" in client.get(f"{STAFF}ar/").content.decode()
    reader = client_of(tom)
    page = reader.get(f"{URL}staff/?language=ar").content.decode()
    assert '<article lang="ar" dir="rtl">' in page
    assert "translated this from English into Arabic" in page
    assert "versions/1.pdf?language=ar" in page
    paper = reader.get(f"{URL}staff/versions/1.pdf?language=ar")
    assert 'filename="staff-v1-ar.pdf"' in paper["Content-Disposition"]
    old = reader.get(f"{URL}staff/versions/1/?language=ar").content.decode()
    assert '<article lang="ar"' in old


@pytest.mark.parametrize("asked", ["xx", "cy", "", "en-gb", "%00"])
def test_a_language_that_is_not_there_is_english(polish, tom, client_of, asked):
    page = client_of(tom).get(f"{URL}staff/?language={asked}").content.decode()

    assert '<article lang="en-gb" dir="ltr">' in page
    assert "translated this" not in page


def test_words_that_will_not_do_are_kept(agreed, lena, client_of):
    answer = client_of(lena).post(f"{STAFF}pl/", {"text": "Hej <b>", "publish": "1"})

    assert "Begin with the title" in words(answer)
    assert "Hej &lt;b&gt;</textarea>" in answer.content.decode()
    assert not AgreementTranslation.objects.exists()


@pytest.mark.parametrize("locale", ["en-gb", "xx"])
def test_languages_of_the_list_alone(agreed, lena, client_of, locale):
    assert client_of(lena).get(f"{STAFF}{locale}/").status_code == 404


def test_signing_in_another_language_keeps_it(toms):
    page = toms.get(f"{URL}staff/sign/?language=pl").content.decode()
    assert "Jestem uprzejma." in page

    assert sign(toms, "?language=pl").status_code == 302

    text = Signature.objects.get().text
    assert (text.locale, text.body) == ("pl", POLISH)
    assert json.loads(Signature.objects.get().record)["document"]["language"] == "pl"


def test_signing_without_a_choice_is_english(toms):
    sign(toms)

    assert Signature.objects.get().text.locale == "en-gb"


def test_once_signed_it_stays(toms, lena, client_of):
    sign(toms, "?language=pl")
    client = client_of(lena)

    assert "so it stays as it is" in words(client.get(f"{STAFF}pl/"))
    answer = client.post(f"{STAFF}pl/", {"text": POLISH + "\n- x\n", "publish": "1"})
    assert "Somebody has signed this translation" in words(answer)


def test_words_that_changed_meanwhile_are_read_again_before_they_are_signed(toms, tom):
    read = fields(toms, f"{URL}staff/sign/")
    later = newer(version_of("staff"), text="# New\n\n- Quite other.\n", sha256="f" * 64)
    asking.ask(version=later, people=[queries.person_of(tom)], by=tom)
    data = {"agree": "on", "name": "Tom Thorn", "once_key": str(uuid.uuid4())}

    answer = toms.post(f"{URL}staff/sign/", {**data, "words": read["words"]})

    assert "The words have changed since you opened this page" in words(answer)
    assert "Quite other." in words(answer)
    assert 'value="Tom Thorn"' in answer.content.decode()
    assert not Signature.objects.exists()
    assert f'name="words" value="{"f" * 64}"' in answer.content.decode()
    toms.post(f"{URL}staff/sign/", {**data, "words": "f" * 64})
    assert Ask.objects.get(version=later).state == "signed"
