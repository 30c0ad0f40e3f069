"""The pages of a link and of the tablet in another language: what is said, and what is signed."""

import json
import re
import time
import uuid

import pytest

from aup.choices import AskState
from aup.models import Answer, Ask
from aup.services import translating
from aup.views import held
from esafety.signatures.models import Signature
from tests.aup.asked import asked, version_of
from tests.aup.linked import HOME, Phone, household, linked, words
from tests.factories.people import make_person

POLISH = "# Umowa\n\n- Dbam o sprzęt.\n\n## Dla rodziców i opiekunów\n\n- Mówimy o sieci.\n"
ARABIC = "# اتفاق\n\n- أعتني بالأجهزة.\n\n## لأولياء الأمور ومقدمي الرعاية\n\n- نتحدث.\n"
TEXTS = {"pl": POLISH, "ar": ARABIC}
SPOKEN = {
    "pl": ("1. Porozmawiajcie o tym razem", "Tutaj podpisuje się Ada", "Nie chcę podpisać"),
    "ar": ("1. تحدثوا عن هذا معًا", "توقيع Ada هنا", "لا أريد التوقيع"),
}
WAYS = {"pl": "ltr", "ar": "rtl"}
KIOSK = "/oakfield/kiosk/visitor/"


@pytest.fixture
def ada(oakfield, agreed, lena):
    """Ada's question, the agreement of which is there in Polish and in Arabic."""
    _pia, [ask] = household(oakfield, years=("4",))
    for locale, text in TEXTS.items():
        translating.publish(version=ask.version, locale=locale, text=text, by=lena)
    return ask


@pytest.fixture
def phone(ada):
    found = Phone(linked(ada.subject.guardians.get().guardian))
    found.says()
    return found


@pytest.fixture
def tablet(agreed, olu, lena, client_of):
    version = version_of("visitors")
    for locale, text in TEXTS.items():
        translating.publish(version=version, locale=locale, text=text, by=lena)
    client = client_of(olu)
    client.post("/oakfield/agreements/reception/open/")
    return client


def plain(page):
    """The words of the main part, as they are read."""
    main = page.partition('id="main-content">')[2].partition("</main")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("locale", TEXTS)
def test_the_page_to_sign_speaks_the_language(phone, ada, locale):
    page = words(phone.opens(f"me/{ada.pk}/?language={locale}"))

    way = f'lang="{locale}" dir="{WAYS[locale]}"'
    for sentence in SPOKEN[locale]:
        assert f'<span class="app-spoken" {way}>{sentence}</span>' in page
    assert f'<ul class="govuk-list govuk-list--bullet" {way}>' in page
    for english in ("1. Talk about it together", "Ada signs here", "I do not want to sign"):
        assert f'<span class="app-english">{english}</span>' in page
    assert "Which of these rules is hardest" not in page
    assert f'decline/?language={locale}"' in page


@pytest.mark.parametrize("locale", TEXTS)
def test_mistakes_come_in_the_language_with_the_english(phone, ada, locale):
    data = {"agree_own": "", "name_own": "", "name_parent": "x" * 121, "language": locale}

    page = words(phone.signs(ada, **data))

    own = {"pl": "Zaznacz pole, jeśli Ada się zgadza.", "ar": "هذا طويل جدًا. اكتب أقل من ذلك."}
    heading = {"pl": "Coś wymaga poprawy", "ar": "هناك مشكلة"}
    assert page.count(f">{own[locale]}</span>") == 2  # above the page, and beside the field
    for english in (
        "Tick the box to show that Ada agrees.",
        "Type your name to sign, Ada.",
        "Use 120 characters or fewer.",
    ):
        assert page.count(f'<span class="app-english">{english}</span>') == 2
    assert f">{heading[locale]}</span>" in page
    assert "&lt;span" not in page
    assert not Signature.objects.exists()


def test_what_is_signed_is_the_bare_sentence(phone, ada):
    assert phone.signs(ada, child="Ada", language="pl").status_code == 302

    statements = {json.loads(one.record)["statement"] for one in Signature.objects.all()}
    assert statements == {
        "Przeczytałem(-am) te zasady i rozmawiałem(-am) o nich. Będę ich przestrzegać.",
        "Przeczytałem(-am) to z dzieckiem i rozmawialiśmy o tym. Będę przestrzegać swojej części.",
    }


@pytest.mark.parametrize("locale", TEXTS)
def test_refusing_speaks_the_language(phone, ada, locale):
    url = f"{HOME}me/{ada.pk}/decline/"
    page = words(phone.web.get(f"{url}?language={locale}"))
    for english in ("Please say why", "Who does not sign?", "I do not sign", "Send"):
        assert f'<span class="app-english">{english}</span>' in page
    assert f'<input type="hidden" name="language" value="{locale}">' in page

    wrong = words(phone.web.post(url, {"language": locale}))
    own = {"pl": "Wybierz, kto nie podpisuje.", "ar": "اختر من الذي لا يوقّع."}
    assert wrong.count(f">{own[locale]}</span>") == 2
    assert 'href="#id_part_1"' in wrong

    phone.web.post(url, {"language": locale, "part": "parent", "reason": "Nie."})
    assert Ask.objects.get(pk=ada.pk).state == AskState.DECLINED
    assert Answer.objects.get().reason == "Nie."


def test_a_refusal_in_a_language_that_is_not_there_is_english(phone, ada):
    page = words(phone.opens(f"me/{ada.pk}/decline/?language=ur"))

    assert "app-spoken" not in page
    assert 'name="language" value="en-gb"' in page


def test_who_was_away_finds_the_page_in_the_language(phone, ada, monkeypatch):
    later = time.time() + held.IDLE_SECONDS + 1
    monkeypatch.setattr(held.time, "time", lambda: later)
    url, typed = f"{HOME}me/{ada.pk}/decline/", {"language": "pl", "reason": "Nie wiem."}
    kept = phone.web.post(url, typed).context["form"]["kept"].value()

    back = phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept})

    assert "Napisz, proszę, dlaczego" in words(back)
    assert "Nie wiem." in words(back)


@pytest.mark.parametrize("locale", TEXTS)
def test_the_tablet_speaks_the_language(tablet, locale):
    page = words(tablet.get(f"{KIOSK}?language={locale}"))
    own = {"pl": ("Skąd przychodzisz?", "Zakończ"), "ar": ("من أين أتيت؟", "إنهاء")}
    for sentence in own[locale]:
        assert f'lang="{locale}" dir="{WAYS[locale]}">{sentence}</span>' in page
    for english in ("Where do you come from?", "Do you agree?", "Finish", "About you"):
        assert f'<span class="app-english">{english}</span>' in page

    data = {"answer": "decline", "name": "x" * 121, "once_key": uuid.uuid4()}
    wrong = words(tablet.get(tablet.post(f"{KIOSK}?language={locale}", data)["Location"]))
    for english in ("Say whom you visit.", "Say why you do not sign.", "Use 120 characters or"):
        assert wrong.count(f'<span class="app-english">{english}') == 2
    assert "&lt;span" not in wrong


def test_a_visitor_signs_the_bare_sentence(tablet):
    facts = {"name": "Vic Vine", "coming_from": "Vine", "sees": "Olu", "answer": "sign"}

    tablet.post(f"{KIOSK}?language=pl", {**facts, "once_key": uuid.uuid4()})

    record = json.loads(Signature.objects.get().record)
    assert record["statement"] == "Przeczytałem(-am) tę stronę i będę jej przestrzegać."


def test_a_group_is_asked_in_its_language(oakfield, agreed, lena):
    gil = make_person(oakfield, "Gil Gold", kind="community")
    ask = asked(oakfield, gil)
    translating.publish(version=ask.version, locale="pl", text=POLISH, by=lena)
    mine = Phone(linked(gil))
    mine.says("Gil Gold")

    page = words(mine.opens(f"me/{ask.pk}/?language=pl"))
    assert "Kto jest w Twojej grupie?" in page
    assert "Każde imię i nazwisko w osobnej linii." in page
    many = {"participants": "x\n" * 201, "language": "pl"}
    assert "najwyżej 200 osób" in words(mine.web.post(f"{HOME}me/{ask.pk}/", many))


def test_english_is_word_for_word_as_it_was(phone, ada):
    page = words(phone.opens(f"me/{ada.pk}/"))

    assert "app-spoken" not in page
    assert "app-english" not in page
    talked = plain(page).partition("1. Talk")[2].partition("2. Read this together")[0]
    assert talked == (
        " about it together What do you like to do online? Who do you talk to there? What would "
        "you do if a message or a picture upset you? Which adults could you tell, at home and "
        "at school? What should you keep to yourself online, and why? Which of these rules is "
        "hardest to keep? "
    )
    assert plain(page).partition("3. Sign")[2] == (
        " Ada signs here I have read these rules and talked about them. I will keep to them. "
        "Ada, type your name here The parent or carer signs here I have read this with my child "
        "and we have talked about it. I will keep to my part. Type your full name to sign We keep "
        "what you sign, when, and from which phone or computer. You get a copy. Sign I do not "
        "want to sign"
    )
    assert plain(words(phone.opens(f"me/{ada.pk}/decline/"))) == (
        "You do not want to sign This is for Ada. "
        "Without it Ada cannot use the school’s computers. You can still sign later. Who does not "
        "sign? I do not sign Ada does not want to sign Please say why The school reads this and "
        "will talk to you. Send"
    )
