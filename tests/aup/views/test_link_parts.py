"""A family's pages: each child signed, refused or taken back; nothing lost, nothing doubled."""

import uuid

import pytest
from django.utils import timezone

from aup.choices import AskState
from aup.models import AgreementSettings, Ask
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.signatures.models import Signature
from tests.aup.asked import asked
from tests.aup.linked import HOME, Phone, household, linked, words
from tests.factories.people import make_guardian, make_person


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4", "1", "8"))


@pytest.fixture
def phone(family):
    """Pia's phone, on which she has said who she is."""
    pia, _asks = family
    found = Phone(linked(pia))
    assert found.says()["Location"] == f"{HOME}me/"
    return found


def test_three_children_one_page_each_then_thank_you(family, phone):
    _pia, [ada, ben, cem] = family
    page = words(phone.opens("me/"))
    assert "There are 3 pages" in page
    assert page.count("Please sign") == 3

    first = phone.signs(ada, child="Ada")
    assert first["Location"] == f"{HOME}me/{ben.pk}/"
    page = words(phone.opens(f"me/{ben.pk}/"))
    assert "Which games and apps do you like?" in page
    assert 'name="name_own"' not in page
    assert phone.signs(ben)["Location"] == f"{HOME}me/{cem.pk}/"
    reason = {"reason": "I want to talk first.", "part": "parent"}
    last = phone.web.post(f"{HOME}me/{cem.pk}/decline/", reason)

    assert last["Location"] == f"{HOME}done/"
    page = words(phone.opens("done/"))
    assert "Thank you" in page
    assert "You did not sign" in page
    states = list(Ask.objects.order_by("pk").values_list("state", flat=True))
    assert states == [AskState.SIGNED, AskState.SIGNED, AskState.DECLINED]


def test_the_same_form_sent_again_shows_the_same(family, phone):
    _pia, [ada, *_others] = family
    key = uuid.uuid4()

    answers = [phone.signs(ada, key=key)["Location"] for _tap in range(3)]

    assert len(set(answers)) == 1
    assert Signature.objects.count() == 2
    # Going back shows no form to sign twice.
    assert phone.opens(f"me/{ada.pk}/")["Location"] == f"{HOME}me/"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"agree_own": ""}, "Tick the box"),
        ({"agree_parent": ""}, "Tick the box"),
        ({"name_own": " "}, "Type your name to sign"),
        ({"name_parent": "x" * 121}, "Use 120 characters or fewer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(family, phone, data, sentence):
    _pia, [ada, *_others] = family

    page = words(phone.signs(ada, child="Ada", **data))

    assert sentence in page
    if "name_own" not in data:
        assert 'value="Ada"' in page
    assert not Signature.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "1" * 999])
def test_a_key_that_is_none_is_no_error_page(family, phone, key):
    _pia, [ada, *_others] = family

    assert phone.signs(ada, key=key or " ").status_code == 302


def test_what_is_not_theirs_is_not_there(oakfield, family, phone):
    other = asked(oakfield, make_person(oakfield, "Zed Zinnia", year_group="4"))

    for path in ("", "decline/", "withdraw/"):
        assert phone.opens(f"me/{other.pk}/{path}").status_code == 404
        assert phone.opens(f"me/{10**40}/{path}").status_code == 404
    assert phone.opens("copies/7K3P/certificate.pdf").status_code == 404


def test_a_tie_that_ended_meanwhile_is_refused(family, phone):
    _pia, [ada, *_others] = family
    ada.subject.guardians.update(ended_on=timezone.localdate())

    assert phone.signs(ada).status_code == 404
    assert "Ada" not in words(phone.opens("me/"))


def test_taking_it_back_and_the_copies(family, phone):
    _pia, [ada, *_others] = family
    phone.signs(ada)
    for signature in Signature.objects.all():
        assert phone.opens(f"copies/{signature.code}/certificate.pdf").status_code == 202
    for job in Job.objects.filter(kind="signature.certify"):
        assert jobs.run(str(job.pk))
    code = Signature.objects.get(part="parent").code

    made = phone.opens(f"copies/{code}/certificate.pdf")
    assert made.content.startswith(b"%PDF")
    assert code.encode() in phone.opens(f"copies/{code}/evidence.json").content
    assert "Please say why." in words(phone.web.post(f"{HOME}me/{ada.pk}/withdraw/", {}))
    data = {"reason": "We have talked again."}
    answers = {phone.web.post(f"{HOME}me/{ada.pk}/withdraw/", data)["Location"] for _n in "ab"}

    assert answers == {f"{HOME}me/"}
    assert "You took it back" in words(phone.opens("me/"))
    assert Ask.objects.get(pk=ada.pk).state == AskState.WITHDRAWN


def test_two_parents_who_disagree_both_see_it(family, phone):
    _pia, [ada, *_others] = family
    pit = Phone(linked(make_guardian(ada.subject, "Pit Poplar")))
    pit.says("Pit Poplar")
    phone.signs(ada)
    assert "Somebody has signed already" in words(pit.opens("me/"))

    data = {"reason": "Not yet.", "part": "parent"}
    pit.web.post(f"{HOME}me/{ada.pk}/decline/", data)

    for one in (phone, pit):
        assert "You do not all agree" in words(one.opens("me/"))
    assert "Pia" not in words(pit.opens("me/")).replace("Pia Ash, ", "")


def test_where_the_other_parent_is_waited_for_or_the_child(oakfield, family, phone):
    AgreementSettings.objects.create(school=oakfield, parents_needed="all")
    _pia, [ada, _ben, cem] = family
    make_guardian(ada.subject, "Pit Poplar")
    phone.signs(ada)

    assert "Waiting for another parent" in words(phone.opens("me/"))

    declined = {"reason": "I do not like it.", "part": "own"}
    phone.web.post(f"{HOME}me/{cem.pk}/decline/", declined)
    assert "Somebody did not want to sign" in words(phone.opens("me/"))
    assert "Choose who does not sign" in words(
        phone.web.post(f"{HOME}me/{cem.pk}/decline/", {"reason": "x"})
    )


@pytest.mark.parametrize("kind", ["supply", "visitor"])
def test_who_comes_to_work_or_to_visit_signs_their_own(oakfield, agreed, kind):
    vic = make_person(oakfield, "Vic Vetch", kind=kind)
    ask, phone = asked(oakfield, vic), Phone(linked(vic))
    phone.says("Vic Vetch")
    assert "Read and sign" in words(phone.opens("me/"))
    assert "Talk about it" not in words(phone.opens(f"me/{ask.pk}/"))
    assert "you cannot use" in words(phone.opens(f"me/{ask.pk}/decline/"))

    assert phone.signs(ask)["Location"] == f"{HOME}done/"
    assert Ask.objects.get().state == AskState.SIGNED
    assert "your signature does not count" in words(phone.opens(f"me/{ask.pk}/withdraw/"))


def test_a_group_is_signed_for_with_its_list(oakfield, agreed):
    coco = make_person(oakfield, "Coco Cosmos", kind="community")
    ask, phone = asked(oakfield, coco), Phone(linked(coco))
    phone.says("Coco Cosmos")
    url, data = f"{HOME}me/{ask.pk}/", {"agree_group": "on", "name_group": "Coco Cosmos"}
    assert "Write who is in your group" in words(phone.web.post(url, data))
    many = "\n".join(f"Name {n}" for n in range(201))
    assert "200 names or fewer" in words(phone.web.post(url, {**data, "participants": many}))

    phone.web.post(url, {**data, "participants": " Ann Alder \n\nBob Birch"})

    assert '"participants":["Ann Alder","Bob Birch"]' in Signature.objects.get().record


def test_nothing_to_sign_is_said(oakfield, agreed):
    pia = make_person(oakfield, "Pia Ash", kind="guardian")
    phone = Phone(linked(pia))
    phone.says()

    assert "There is nothing for you to sign" in words(phone.opens("me/"))


def test_a_version_that_was_replaced_while_it_was_read(family, phone, monkeypatch):
    from aup.views import link_parts

    _pia, [ada, *_others] = family
    kept = link_parts._take

    def late(request, turn, form, locale):
        Ask.objects.filter(pk=ada.pk).update(state=AskState.SUPERSEDED)
        kept(request, turn, form, locale)

    monkeypatch.setattr(link_parts, "_take", late)

    assert "newer version" in words(phone.signs(ada))
