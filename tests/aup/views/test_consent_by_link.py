"""Pictures of my child: the parent's page."""

import re
import uuid

import pytest
from django.test import Client

from aup.consent_choices import Use
from aup.models import ImageConsent
from aup.queries import consent as queries
from esafety.signatures.models import Signature
from tests.aup.asked import family
from tests.aup.services.test_consent import ALL, NONE, give
from tests.factories.people import make_person


@pytest.fixture(autouse=True)
def mounted(settings, time_machine):
    settings.ROOT_URLCONF = "tests.aup.consent_urls"
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def url(child, guardian):
    return f"/oakfield/for-tests/{guardian.pk}/{child.pk}/"


def filled(**changes):
    answers = {f"use_{use}": "yes" for use in Use}
    return {**answers, "name": "Pia Ash", "agree": "on", "once_key": uuid.uuid4(), **changes}


def words(answer):
    page = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_nothing_is_ticked_for_the_parent(oakfield):
    child, [pia] = family(oakfield)
    answer = Client().get(url(child, pia))
    page = answer.content.decode()

    assert page.count('type="radio"') == 12
    assert "checked" not in page
    assert "You have not answered yet" in page
    assert "Ada Ash" in page
    assert "no-store" in answer["Cache-Control"]
    assert "Take it all back" not in page


def test_a_parent_signs_changes_and_takes_it_back(oakfield):
    child, [pia] = family(oakfield)
    mine = Client(headers={"User-Agent": "Phone"})
    answer = mine.post(url(child, pia), filled(use_media="no"), follow=True)

    assert "We have your answers." in words(answer)
    [row] = ImageConsent.objects.all()
    assert queries.said(row) == {**ALL, Use.MEDIA: False}
    assert (row.means, row.given_by_ref) == ("link", "system:parent")
    assert '"browser":"Phone"' in row.signature.record
    assert answer.content.decode().count(" checked") == 6

    mine.post(url(child, pia), filled(use_media="no", use_video="no"))
    taken = mine.post(url(child, pia), {"withdraw": "1"}, follow=True)
    assert "Your answers are taken back." in words(taken)
    assert "You took your answers back on 3 November 2026" in words(taken)
    assert "Take it all back" not in words(taken)
    assert queries.said(queries.newest_of(child, pia)) == NONE


def test_a_double_tap_is_one(oakfield):
    child, [pia] = family(oakfield)
    form = filled()
    for _n in range(2):
        Client().post(url(child, pia), form)
    for _n in range(2):
        Client().post(url(child, pia), {"withdraw": "1"})

    assert ImageConsent.objects.count() == 2
    assert Signature.objects.count() == 1


def test_what_is_missing_is_said_and_what_was_chosen_is_kept(oakfield):
    child, [pia] = family(oakfield)
    form = filled(name="", use_video="")
    del form["agree"]
    page = Client().post(url(child, pia), form).content.decode()

    for sentence in (
        "Say yes or no: Video.",
        "Type your name to sign.",
        "Tick the box to show that these are your answers.",
    ):
        assert sentence in page
    assert page.count(" checked") == 5
    assert not ImageConsent.objects.exists()


def test_the_other_parent_said_no(oakfield, olu):
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    give(child, pia, olu, ALL)
    give(child, pat, olu, {**ALL, Use.WEBSITE: False})

    hers = words(Client().get(url(child, pia)))
    his = words(Client().get(url(child, pat)))

    assert "not every parent or carer said yes: School website Change" not in hers
    assert "not every parent or carer said yes: School website" in hers
    assert "not every parent or carer" not in his
    assert "Pat" not in hers


def test_nobody_else_gets_there(oakfield):
    child, _parents = family(oakfield)
    other = make_person(oakfield, "Sid Stone", kind="guardian")

    assert Client().get(url(child, other)).status_code == 404
    assert Client().post(url(child, other), filled()).status_code == 404


def test_a_refusal_is_shown_on_the_form(oakfield):
    child, [pia] = family(oakfield)
    child.left_on = "2026-11-01"
    child.save()

    assert "not at the school any more" in words(Client().post(url(child, pia), filled()))
    assert Client().post(url(child, pia), {"withdraw": "1"}).status_code == 409


def test_nobody_shows_as_signed_in(oakfield, client_of, lena):
    child, [pia] = family(oakfield)
    page = client_of(lena).get(url(child, pia)).content.decode()

    assert "Lena" not in page
    assert "data-idle-minutes" not in page
