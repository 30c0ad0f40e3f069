"""Consent to images: each use by itself, any "no" wins, taken back at any time."""

import json
import uuid
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from aup import consent_words
from aup.consent_choices import Shown, Use
from aup.models import Answer, ConsentAnswer, ImageConsent
from aup.queries import consent as queries
from aup.services import consent, consent_office
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.people.models import Guardianship, Person
from esafety.schools.models import Membership
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature, Withdrawal
from esafety.signatures.services.signing import Hand
from tests.aup.asked import family
from tests.factories.people import make_person

ALL = dict.fromkeys(Use, True)
NONE = dict.fromkeys(Use, False)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def hand_of(guardian, **changes):
    facts = {"part": Part.PARENT, "means": Means.LINK, "signer": guardian, "name": "Pia Ash"}
    return Hand(statement="These are my answers.", **{**facts, **changes})


def give(child, guardian, by, answers=ALL, once_key=None, **changes):
    return consent.give(
        child=child,
        answers=answers,
        hand=hand_of(guardian, **changes),
        once_key=once_key or uuid.uuid4(),
        by=by,
    )


def take_back(child, guardian, by, **more):
    return consent.withdraw(child=child, guardian=guardian, means=Means.LINK, by=by, **more)


def shown(child):
    [one] = queries.images_of([child])
    return {use for use, said in one.uses.items() if said == Shown.YES}


def test_each_use_has_its_own_answer_and_its_signature(oakfield, olu):
    child, [pia] = family(oakfield)
    made = give(child, pia, olu, {**NONE, Use.VIDEO: True})

    assert shown(child) == {Use.VIDEO}
    assert queries.said(made) == {**NONE, Use.VIDEO: True}
    record = json.loads(made.signature.record)
    assert record["answers"]["Video"] == "Yes"
    assert record["answers"]["School website"] == "No"
    assert record["document"]["name"] == "consent:images"
    assert record["for"]["name"] == "Ada Ash"
    assert made.signature.text.body == consent_words.current().body
    event = AuditEvent.objects.get(type="consent.given")
    assert event.object == f"person:{child.pk}"
    assert event.data == {"signature": str(made.signature), "means": "link"}


def test_it_is_apart_from_every_agreement(oakfield, olu):
    child, [pia] = family(oakfield)
    give(child, pia, olu)

    assert not Answer.objects.exists()


def test_nobody_has_answered_means_no(oakfield):
    child, _parents = family(oakfield)
    [one] = queries.images_of([child])

    assert set(one.uses.values()) == {Shown.UNKNOWN}
    assert (one.answered_at, shown(child)) == (None, set())
    assert queries.said(None) == {}


def test_any_no_wins_whoever_said_it_last(oakfield, olu):
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    give(child, pia, olu, {**ALL, Use.MEDIA: False})
    give(child, pat, olu, {**ALL, Use.WEBSITE: False})

    [one] = queries.images_of([child])

    assert shown(child) == {Use.PRINT, Use.VIDEO, Use.DISPLAY_IN, Use.DISPLAY_OUT}
    assert one.disagreed == (Use.WEBSITE, Use.MEDIA)


def test_the_newest_of_a_parent_counts_and_the_older_stays(oakfield, olu):
    child, [pia] = family(oakfield)
    give(child, pia, olu, NONE)
    newest = give(child, pia, olu, ALL)

    assert shown(child) == set(Use)
    assert queries.newest_of(child, pia) == newest
    assert queries.history_of(child).count() == 2


def test_pressed_twice_it_is_one(oakfield, olu):
    child, [pia] = family(oakfield)
    key = uuid.uuid4()

    assert give(child, pia, olu, once_key=key) == give(child, pia, olu, once_key=key)
    assert ImageConsent.objects.count() == 1
    assert ConsentAnswer.objects.count() == 6


def test_it_is_taken_back_without_a_reason_and_twice_is_once(oakfield, olu):
    child, [pia] = family(oakfield)
    made = give(child, pia, olu)
    taken = take_back(child, pia, olu)

    assert take_back(child, pia, olu) == taken
    assert shown(child) == set()
    assert Withdrawal.objects.get().signature == made.signature
    assert AuditEvent.objects.filter(type="consent.withdrawn").count() == 1
    give(child, pia, olu)
    assert shown(child) == set(Use)
    take_back(child, pia, olu, reason="He is shy.")
    assert queries.history_of(child).first().reason == "He is shy."


def test_one_parents_taking_back_is_a_no_to_everything(oakfield, olu):
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    give(child, pia, olu)
    give(child, pat, olu)
    take_back(child, pat, olu)

    [one] = queries.images_of([child])

    assert set(one.uses.values()) == {Shown.NO}
    assert one.disagreed == tuple(Use)


def test_there_is_nothing_to_take_back(oakfield, olu):
    child, [pia] = family(oakfield)
    with pytest.raises(Refused, match="no answer"):
        take_back(child, pia, olu)


def test_who_may_not_answer(oakfield, olu):
    child, [pia] = family(oakfield)
    stranger = make_person(oakfield, "Sid Stone", kind="guardian")
    for guardian, changes in ((stranger, {}), (None, {}), (pia, {"part": Part.OWN})):
        with pytest.raises(Refused, match="parental responsibility"):
            give(child, guardian, olu, **changes)
    Guardianship.objects.update(parental_responsibility=False)
    with pytest.raises(Refused, match="parental responsibility"):
        give(child, pia, olu)


def test_who_is_no_longer_a_parent_no_longer_counts(oakfield, olu):
    child, [pia] = family(oakfield)
    give(child, pia, olu)
    Guardianship.objects.update(ended_on=date(2026, 11, 3))

    assert shown(child) == set()


def test_it_lasts_while_the_child_is_at_the_school(oakfield, olu):
    child, [pia] = family(oakfield)
    give(child, pia, olu)
    Person.objects.filter(pk=child.pk).update(left_on=date(2026, 11, 3))

    assert not queries.pupils_on(date(2026, 11, 3)).exists()
    with pytest.raises(Refused, match="not at the school"):
        give(child, pia, olu)
    with pytest.raises(Refused, match="not at the school"):
        take_back(child, pia, olu)


@pytest.mark.parametrize("answers", [{}, {Use.VIDEO: True}, {**ALL, "tattoo": True}])
def test_every_use_is_answered(oakfield, olu, answers):
    child, [pia] = family(oakfield)
    with pytest.raises(Refused, match="each use"):
        give(child, pia, olu, answers)
    assert not Signature.objects.exists()


def test_what_was_said_is_never_changed(oakfield, olu):
    child, [pia] = family(oakfield)
    give(child, pia, olu)

    for model in (ImageConsent, ConsentAnswer):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(school=oakfield)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


@pytest.mark.parametrize("type", ["consent.given", "consent.withdrawn"])
def test_no_event_no_consent(oakfield, olu, monkeypatch, type):
    child, [pia] = family(oakfield)
    if type == "consent.withdrawn":
        give(child, pia, olu)
    before, record = ImageConsent.objects.count(), audit.record

    def fail(**facts):
        if facts["type"] == type:
            raise RuntimeError
        return record(**facts)

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        (take_back if type == "consent.withdrawn" else give)(child, pia, olu)

    assert ImageConsent.objects.count() == before
    assert not Withdrawal.objects.exists()


def test_the_office_enters_a_form_from_paper(oakfield, olu, tom):
    child, [pia] = family(oakfield)
    facts = {"child": child, "guardian": pia}
    paper = {**facts, "name": "P. Ash", "answers": ALL, "once_key": uuid.uuid4()}
    paper["day"] = date(2026, 11, 2)
    for act in (
        lambda: consent_office.enter(**paper, by=tom),
        lambda: consent_office.take_back(**facts, reason="", by=tom),
    ):
        with pytest.raises(Refused, match="office"):
            act()

    made = consent_office.enter(**paper, by=olu)
    taken = consent_office.take_back(**facts, reason="By telephone.", by=olu)

    assert (made.means, made.entered_by_id, made.signature.name) == (
        "paper",
        olu.membership_id,
        "P. Ash",
    )
    record = json.loads(made.signature.record)
    assert record["entered_by"]["name"] == "Olu Oak"
    assert (made.day_on_paper, record["answers"]["day_on_paper"]) == (paper["day"], "2026-11-02")
    assert (taken.entered_by_id, taken.reason) == (olu.membership_id, "By telephone.")
    with pytest.raises(Refused, match="still to come"):
        consent_office.enter(**paper | {"day": date(2026, 11, 4)}, by=olu)
    Membership.objects.filter(pk=olu.membership_id).update(left_on="2026-11-01")
    with pytest.raises(Refused, match="office"):
        consent_office.take_back(**facts, reason="", by=olu)


def test_a_class_takes_the_same_queries_for_one_and_for_thirty(
    oakfield, olu, django_assert_num_queries
):
    for many in (1, 30):
        for _n in range(many):
            child, [pia] = family(oakfield)
            give(child, pia, olu)
        children = list(queries.pupils_on(date(2026, 11, 3), year="4", tutor="8K"))
        with django_assert_num_queries(3):
            assert len(queries.images_of(children)) == len(children) >= many
