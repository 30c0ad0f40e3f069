"""Who left and joins again begins anew: agreements on admission, pictures while at the school."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from aup import verify_answers
from aup.access_choices import Why
from aup.choices import AskState
from aup.consent_choices import Shown, Use
from aup.models import AgreementSettings, Answer, Ask, ImageConsent, Letter
from aup.queries import access
from aup.queries import by_link as reads
from aup.queries import consent as images
from aup.services import answering, asking, consent, rounds
from esafety.audit import services as audit
from esafety.people.models import Person
from esafety.people.services import joining
from esafety.signatures import queries as signatures
from esafety.signatures import verify
from esafety.signatures.choices import Means, Part, Standing
from esafety.signatures.services.signing import Hand
from tests.aup.asked import asked, decline, family, sign
from tests.aup.linked import HOME, Phone, linked, words
from tests.aup.rounds import clock, pupil, running
from tests.aup.services.test_asking import newer
from tests.factories.people import make_person


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def home(agreed, olu):
    """Ada with her mother; all has been signed."""
    ada, [pia] = family(agreed)
    pia.email = "pia@home.example"
    pia.save()
    ask = asked(agreed, ada)
    sign(ask, "own", olu, person=ada)
    sign(ask, "parent", olu, person=pia)
    return ada, pia


def fresh(person):
    return Person.objects.get(pk=person.pk)


def pictures(child, guardian, by, yes=True):
    hand = Hand(
        statement="s", part=Part.PARENT, means=Means.LINK, signer=guardian, name=guardian.name
    )
    return consent.give(
        child=child, answers=dict.fromkeys(Use, yes), hand=hand, once_key=uuid.uuid4(), by=by
    )


def shown(child):
    [one] = images.images_of([child])
    return set(one.uses.values())


def away(person, by, time_machine, **facts):
    """Leave, and come back two years later."""
    joining.leave(person=person, by=by, left_on=timezone.localdate())
    time_machine.move_to("2028-11-03 09:00:00Z", tick=False)
    return joining.come_back(person=fresh(person), by=by, **facts)


def test_what_was_signed_before_gives_no_access(home, olu, time_machine):
    ada, _pia = home
    assert access.standing_of(ada).may_use
    Ask.objects.update(due_on=timezone.localdate())

    away(ada, olu, time_machine)

    standing = access.standing_of(fresh(ada))
    assert (standing.may_use, standing.why) == (False, Why.NOT_SIGNED)
    assert access.latest_change(ada) == (False, Why.NOT_SIGNED)
    ask = Ask.objects.get()
    assert (ask.state, ask.due_on) == (AskState.ASKED, None)
    assert list(verify_answers.questions(ada.school_id)) == []
    for answer in Answer.objects.filter(kind="withdrawn"):
        assert answer.reason == "Ended: left the school, and has joined it again since."
        assert signatures.told_of(answer.signature.code).standing == Standing.WITHDRAWN
    assert verify.verify(ada.school_id)[1] == []


def test_it_is_asked_for_by_a_letter_and_signed_anew(home, olu, time_machine):
    ada, pia = home
    away(ada, olu, time_machine)
    assert Letter.objects.filter(person=pia, kind="ask").count() == 1
    phone = Phone(linked(pia))
    phone.says()

    page = words(phone.opens("me/"))
    assert "Please sign" in page
    assert "You took it back" not in page
    phone.signs(Ask.objects.get(), child="Ada")

    assert access.standing_of(fresh(ada)).may_use
    [turn] = reads.turns(pia, timezone.localdate())
    assert turn.left == ()
    assert f"{HOME}copies/" in words(phone.opens("me/"))


def test_a_campaign_that_runs_reminds_who_came_back(home, olu, time_machine):
    ada, pia = home
    pupil(ada.school, "Ben Birch", "Bo Birch")
    made = running(olu)
    Ask.objects.filter(subject=ada).update(campaign=made)
    joining.leave(person=ada, by=olu, left_on=timezone.localdate())
    joining.come_back(person=fresh(ada), by=olu)

    rounds.remind_some(campaign=made.pk, day=3, after=0, by=clock(ada.school))

    assert Letter.objects.filter(person=pia, kind="reminder").count() == 1


def test_no_letter_where_the_school_does_not_ask_new_people(home, olu, time_machine):
    ada, _pia = home
    AgreementSettings.objects.create(school=ada.school, ask_new_people=False)

    away(ada, olu, time_machine)

    assert not Letter.objects.filter(kind="ask").exists()
    assert not access.standing_of(fresh(ada)).may_use


@pytest.mark.parametrize("year", ["8", ""])
def test_another_agreement_or_none_is_not_asked_for_here(home, olu, time_machine, year):
    ada, _pia = home
    Person.objects.filter(pk=ada.pk).update(year_group=year)

    away(ada, olu, time_machine)

    assert not Letter.objects.filter(kind="ask").exists()
    assert not access.standing_of(fresh(ada)).may_use


def test_who_never_left_keeps_everything(home, olu, time_machine):
    ada, pia = home
    pictures(ada, pia, olu)

    away(ada, olu, time_machine, mistaken=True)

    assert access.standing_of(fresh(ada)).may_use
    assert shown(ada) == {Shown.YES}
    assert not Letter.objects.filter(kind="ask").exists()


def test_a_date_of_joining_put_right_or_still_to_come_ends_nothing(home, olu):
    ada, _pia = home
    for day in (date(2026, 11, 20), date(2020, 9, 1)):
        joining.change(person=fresh(ada), by=olu, details={"joined_on": day})

    assert access.standing_of(fresh(ada)).may_use


def test_the_version_before_gives_no_time_to_sign_the_next(home, olu, time_machine):
    ada, _pia = home
    version = newer(Ask.objects.get().version)
    due_on = date(2028, 11, 30)
    asking.ask(version=version, people=[ada], by=olu, due_on=due_on)
    assert access.standing_of(ada).why == Why.GRACE

    away(ada, olu, time_machine)

    assert access.standing_of(fresh(ada)).why == Why.NOT_SIGNED
    old, new = Ask.objects.order_by("pk")
    assert (old.state, new.state) == (AskState.SUPERSEDED, AskState.ASKED)


def test_a_refusal_stays_and_what_was_taken_back_is_not_taken_back_twice(agreed, olu, time_machine):
    ada, [pia, pit] = family(agreed, parents=("Pia Ash", "Pit Poplar"))
    ask = asked(agreed, ada)
    answer = sign(ask, "parent", olu, person=pia)
    answering.withdraw(answer=answer, reason="No more.", means=Means.LINK, by=olu)
    decline(ask, "parent", olu, person=pit)

    away(ada, olu, time_machine)

    assert Ask.objects.get().state == AskState.DECLINED
    assert Answer.objects.count() == 3


def test_staff_sign_anew_as_well(agreed, olu, time_machine):
    sam = make_person(agreed, "Sam Sorrel", kind="staff", email="sam@home.example")
    sign(asked(agreed, sam), "own", olu, person=sam)

    away(sam, olu, time_machine)

    assert not access.standing_of(fresh(sam)).may_use
    assert Letter.objects.filter(person=sam, kind="ask").count() == 1


def test_every_consent_to_pictures_has_ended_and_counts_as_no_answer(home, olu, time_machine):
    ada, pia = home
    pit = family(ada.school, parents=("Pit Poplar",))[1][0]
    ada.guardians.create(school=ada.school, guardian=pit, child=ada, parental_responsibility=True)
    pictures(ada, pia, olu)
    pictures(ada, pit, olu, yes=False)

    away(ada, olu, time_machine)

    assert shown(ada) == {Shown.UNKNOWN}
    assert ImageConsent.objects.filter(kind="withdrawn").count() == 2
    pictures(fresh(ada), pia, olu)
    assert shown(ada) == {Shown.YES}


def test_the_pages_say_that_it_has_ended(home, olu, lena, client_of, time_machine):
    ada, pia = home
    pictures(ada, pia, olu)
    away(ada, olu, time_machine)
    phone = Phone(linked(pia))
    phone.says()

    page = words(phone.opens(f"me/{Ask.objects.get().pk}/pictures/"))
    assert "You have not answered yet." in page
    history = words(client_of(lena).get(f"/oakfield/agreements/images/{ada.pk}/"))
    assert "What Pia Ash answered has ended" in history


def test_who_had_signed_nothing_is_as_before(agreed, olu, time_machine):
    ada, _parents = family(agreed)

    away(ada, olu, time_machine)

    assert access.standing_of(fresh(ada)).why == Why.NOT_ASKED


def test_without_an_audit_row_nothing_ends(home, olu, monkeypatch):
    ada, pia = home
    pictures(ada, pia, olu)
    left = joining.leave(person=ada, by=olu, left_on=timezone.localdate() - timedelta(days=1))

    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        joining.come_back(person=left, by=olu)

    assert fresh(ada).left_on is not None
    assert Ask.objects.get().state == AskState.SIGNED
    assert not Answer.objects.filter(kind="withdrawn").exists()
    assert not ImageConsent.objects.filter(kind="withdrawn").exists()
