"""Who came by the code of a form is held to that form: the code travels in a school bag."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from aup.choices import AskState
from aup.models import Ask, ImageConsent
from aup.queries import by_link as reads
from aup.services import by_link, papers
from esafety.access.refused import Refused
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from tests.aup.linked import HOME, Phone, household, linked, signing, words

ALONE = "The code on your form opens this form alone."


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4", "8"))


def came_by_code(ask):
    """A phone on which somebody typed the code of a form and the parent's name."""
    phone = Phone()
    url = f"{HOME}paper/{papers.code_of(ask).code}/"
    assert phone.says(url=url)["Location"] == f"{HOME}me/"
    phone.link = ask.paper_codes.latest("pk").links.get()
    return phone


def came_by_link(pia):
    phone = Phone(linked(pia))
    phone.says()
    return phone


def test_another_child_is_not_there(family):
    _pia, [ada, ben] = family
    phone = came_by_code(ada)

    page = words(phone.opens("me/"))

    assert "Ada Ash" in page
    assert "Ben Ash" not in page
    assert ALONE in page
    for path in ("", "decline/", "withdraw/", "pictures/"):
        assert phone.opens(f"me/{ben.pk}/{path}").status_code == 404
    kept = f'{{"page": "decline", "ask": {ben.pk}, "words": {{}}}}'
    back = phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept})
    assert back["Location"] == f"{HOME}me/"


def test_neither_are_pictures_of_the_same_child(family):
    _pia, [ada, _ben] = family
    phone = came_by_code(ada)

    assert "Photos and videos of Ada" not in words(phone.opens("me/"))
    for method in (phone.web.get, phone.web.post):
        assert method(f"{HOME}me/{ada.pk}/pictures/", {"withdraw": "1"}).status_code == 404
    assert not ImageConsent.objects.exists()


def test_the_form_is_signed_and_its_copies_are_there(family):
    _pia, [ada, _ben] = family
    phone = came_by_code(ada)

    assert phone.signs(ada)["Location"] == f"{HOME}done/"

    page = words(phone.opens("done/"))
    assert "Thank you" in page
    for one in Signature.objects.all():
        assert f"copies/{one.code}/certificate.pdf" in page
        assert phone.opens(f"copies/{one.code}/evidence.json").status_code == 200


def test_it_is_refused_with_a_reason(family):
    _pia, [ada, _ben] = family
    phone = came_by_code(ada)

    data = {"reason": "I want to talk first.", "part": "parent"}
    assert phone.web.post(f"{HOME}me/{ada.pk}/decline/", data).status_code == 302

    assert Ask.objects.get(pk=ada.pk).state == AskState.DECLINED


def test_what_was_signed_before_is_neither_read_nor_undone(family):
    pia, [ada, ben] = family
    home = came_by_link(pia)
    for ask in (ada, ben):
        home.signs(ask)

    phone = came_by_code(ada)

    page = words(phone.opens("me/"))
    assert "Signed" in page
    for sight in ("copies/", "withdraw/", "decline/"):
        assert sight not in page
    for one in Signature.objects.all():
        assert phone.opens(f"copies/{one.code}/evidence.json").status_code == 404
        assert home.opens(f"copies/{one.code}/evidence.json").status_code == 200
    for method in (phone.web.get, phone.web.post):
        assert method(f"{HOME}me/{ada.pk}/withdraw/", {"reason": "x"}).status_code == 404
    for part in ("own", "parent"):
        data = {"reason": "No more.", "part": part}
        answer = phone.web.post(f"{HOME}me/{ada.pk}/decline/", data)
        assert "To take it back, ask the school." in words(answer)
    assert Ask.objects.get(pk=ada.pk).state == AskState.SIGNED


def test_what_is_signed_by_a_newer_code_is_not_read_by_the_one_before(family, time_machine):
    _pia, [ada, _ben] = family
    first = came_by_code(ada)
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    came_by_code(ada).signs(ada)

    for one in Signature.objects.all():
        assert first.opens(f"copies/{one.code}/evidence.json").status_code == 410


def test_what_was_signed_by_an_earlier_code_is_not_read_by_the_next(family, time_machine):
    _pia, [ada, _ben] = family
    came_by_code(ada).signs(ada)
    time_machine.move_to(timezone.now() + timedelta(minutes=1))

    assert "copies/" not in words(came_by_code(ada).opens("me/"))


def test_away_for_an_hour_nothing_more_is_opened(family):
    _pia, [ada, _ben] = family
    phone = came_by_code(ada)
    kept = f'{{"page": "withdraw", "ask": {ada.pk}, "words": {{}}}}'

    back = phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept})

    assert "Read and sign" in words(back)
    assert "Take it back" not in words(back)


def test_the_services_say_no_as_well(family):
    _pia, [ada, ben] = family
    phone = came_by_code(ada)
    facts = {"link": phone.link, "by": signing(ada.school)}
    signed = {Part.PARENT: by_link.Signed(name="Pia Ash", statement="I agree.")}
    seen = {"ip": "", "browser": "", "once_key": uuid.uuid4()}

    for act in (
        lambda: by_link.sign(ask=ben, parts=signed, **seen, **facts),
        lambda: by_link.decline(ask=ben, part=Part.PARENT, reason="No.", **facts),
        lambda: by_link.withdraw(ask=ada, reason="No more.", **facts),
    ):
        with pytest.raises(Refused, match="ask the school"):
            act()


def test_a_question_that_was_replaced_leaves_nothing_to_sign(family):
    _pia, [ada, _ben] = family
    phone = came_by_code(ada)
    Ask.objects.filter(pk=ada.pk).update(state=AskState.SUPERSEDED)

    assert "There is nothing for you to sign" in words(phone.opens("me/"))
    assert reads.turns_by(phone.link, timezone.localdate()) == []
