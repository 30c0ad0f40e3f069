"""Whose copies a parent takes home: never what tells where the other parent was, and on what."""

import json

import pytest
from django.utils import timezone

from aup.models import AgreementSettings
from aup.queries import by_link as reads
from aup.services import papers
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from tests.aup.asked import sign
from tests.aup.linked import HOME, Phone, household, linked, words
from tests.factories.people import make_guardian

ADDRESS = {"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "Pias phone"}


@pytest.fixture
def ask(oakfield, agreed, time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)
    return household(oakfield, years=("4",))[1][0]


@pytest.fixture
def pia(ask):
    """Pia's phone; Ada has signed on it beside her."""
    found = phone_of(ask.subject.guardians.get().guardian, "Pia Ash")
    found.web.defaults.update(ADDRESS)
    found.signs(ask, child="Ada")
    return found


@pytest.fixture
def pit(ask):
    return phone_of(make_guardian(ask.subject, "Pit Poplar"), "Pit Poplar")


def phone_of(person, name):
    found = Phone(linked(person))
    found.says(name)
    return found


def test_the_other_parent_is_told_that_the_child_signed_and_gets_no_copy(pia, pit):
    page = words(pit.opens("me/"))

    assert "Ada Ash signed on 3 November 2026." in page
    assert "copies/" not in page
    for signature in Signature.objects.all():
        assert json.loads(signature.record)["address"] == "192.0.2.7"
        for name in ("certificate.pdf", "evidence.json"):
            assert pit.opens(f"copies/{signature.code}/{name}").status_code == 404


def test_who_sat_beside_the_child_has_both_copies(ask, pia, pit):
    page = words(pia.opens("me/"))
    child, parent = Signature.objects.order_by("pk")

    assert (child.part, parent.part) == (Part.OWN, Part.PARENT)
    for one in (child, parent):
        assert f"{HOME}copies/{one.code}/certificate.pdf" in page
        assert one.code.encode() in pia.opens(f"copies/{one.code}/evidence.json").content
    assert "Ada Ash signed on" not in page


def test_signing_later_on_ones_own_opens_no_copy_of_the_child(oakfield, ask, pia, pit):
    AgreementSettings.objects.create(school=oakfield, parents_needed="all")
    assert pit.signs(ask, parent="Pit Poplar").status_code == 302
    theirs = Signature.objects.get(name="Pit Poplar")

    own = reads.copies_by_link(theirs.signer, timezone.localdate())

    assert list(own) == [theirs]
    assert "Ada Ash signed on 3 November 2026." in words(pit.opens("me/"))


def test_on_paper_it_is_the_same_form_as_well(ask, olu, pit):
    pia, day = ask.subject.guardians.order_by("pk")[0].guardian, timezone.localdate()
    entries = [
        papers.Entry(part=part, person=who, signed=True, name=who.name, statement="I agree.")
        for part, who in ((Part.OWN, ask.subject), (Part.PARENT, pia))
    ]
    papers.enter(ask=ask, entries=entries, day=day, once_key=linked(pia).key, by=olu)

    assert reads.copies_by_link(pia, day).count() == 2
    assert not reads.copies_by_link(pit.link.person, day).exists()


def test_a_child_who_signed_at_school_or_took_it_back(ask, olu, pit):
    assert "signed on" not in words(pit.opens("me/"))
    sign(ask, "own", olu, person=ask.subject, means="account")
    assert "Ada Ash signed on 3 November 2026." in words(pit.opens("me/"))

    data = {"reason": "Ada has changed her mind.", "part": "own"}
    pit.web.post(f"{HOME}me/{ask.pk}/decline/", data)

    assert "Ada Ash signed on" not in words(pit.opens("me/"))
