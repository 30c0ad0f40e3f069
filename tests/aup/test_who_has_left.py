"""Nobody is written to about a child who has left, and nobody asks after one."""

from datetime import date

import pytest
from django.core import mail

from aup import queries
from aup.choices import LetterKind
from aup.models import Ask, Letter
from aup.queries import campaigns as rounds
from aup.services import links
from esafety.people.models import Guardianship, Person
from esafety.people.services import guardians, joining
from tests.aup.linked import linked
from tests.aup.rounds import pupil, running
from tests.aup.services.test_rounds import remind, reminded
from tests.factories.people import make_person

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def leaves(olu, name):
    person = Person.objects.get(first_name=name)
    return joining.leave(person=person, by=olu, left_on=TODAY)


def missing(row):
    return [ask.subject.first_name for ask in rounds.still_missing(row)]


def test_no_reminder_goes_out_for_a_child_who_has_left(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash")
    pupil(agreed, "Ben Birch", "Bea Birch")
    row = running(olu)
    leaves(olu, "Ada")

    remind(row)

    assert reminded() == ["Bea"]
    assert missing(row) == ["Ben"]
    assert Ask.objects.filter(state="asked").count() == 2  # the figures keep who was asked


def test_nor_for_one_who_has_moved_to_another_agreement(agreed, olu):
    ada = pupil(agreed, "Ada Ash", "Pia Ash", year="2")
    row = running(olu, "pupils_early")
    ada.year_group = "3"
    ada.save()

    remind(row)

    assert reminded() == []
    assert missing(row) == []


def test_a_parent_who_has_left_gets_no_letter(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash", "Pit Ash")
    leaves(olu, "Pit")

    row = running(olu)
    remind(row)

    assert [letter.person.first_name for letter in Letter.objects.all()] == ["Pia", "Pia"]


@pytest.mark.parametrize("kind", [LetterKind.ASK, LetterKind.REMINDER])
@pytest.mark.parametrize("why", ["child", "tie", "parent"])
def test_a_letter_that_waits_is_not_sent_any_more(agreed, olu, kind, why):
    pupil(agreed, "Ada Ash", "Pia Ash")
    running(olu)
    Letter.objects.update(kind=kind)
    if why == "tie":
        guardians.end(guardianship=Guardianship.objects.get(), by=olu)
    else:
        leaves(olu, "Ada" if why == "child" else "Pia")

    links.send(letter_id=Letter.objects.get().pk)

    assert mail.outbox == []
    assert Letter.objects.get().failed == "nobody to sign for"


def test_where_another_child_is_there_it_is(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash")
    running(olu)
    ben = make_person(agreed, "Ben Ash", year_group="5")
    pia = Person.objects.get(first_name="Pia")
    Guardianship.objects.create(
        school=agreed, guardian=pia, child=ben, parental_responsibility=True
    )
    leaves(olu, "Ada")

    links.send(letter_id=Letter.objects.get().pk)

    assert len(mail.outbox) == 1


def test_somebody_who_asked_for_their_link_gets_it_for_their_copies(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash")
    pia = Person.objects.get(first_name="Pia")
    leaves(olu, "Ada")

    links.send(letter_id=links.write_again(person=pia, by=olu).pk)

    assert len(mail.outbox) == 1


def test_a_visitor_who_has_gone_is_not_written_to(agreed, olu):
    vi = make_person(agreed, "Vi Sitor", kind="visitor", email="vi@example.org")
    linked(vi)
    leaves(olu, "Vi")

    links.send(letter_id=Letter.objects.get().pk)

    assert Letter.objects.get().failed == "nobody to sign for"
    assert not queries.asks().exists()
