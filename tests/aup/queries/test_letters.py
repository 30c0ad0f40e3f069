"""Which letters did not reach their person, and whom no letter reaches."""

import importlib

import pytest
from django.apps import apps

from aup.campaign_presenters import by_hand
from aup.choices import LetterKind
from aup.models import Ask, Letter
from aup.queries import letters
from aup.services import bounces, links
from esafety.jobs.models import Job
from esafety.people.models import Person
from tests.aup.asked import sign
from tests.aup.bounced import about, sent
from tests.aup.linked import signing
from tests.aup.rounds import clock, pupil, running
from tests.factories.people import make_person


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def row(agreed, olu):
    """Three children with a parent each who got a letter, and one whose parent has no address."""
    for name in ("Ada", "Ben", "Cy"):
        pupil(agreed, f"{name} Ash", f"P{name} Ash")
    pupil(agreed, "Dot Ash", "PDot Ash", address=False)
    made = running(olu)
    for letter in Letter.objects.order_by("pk"):
        sent(letter)
    return made


def who(found):
    return sorted(Person.objects.get(pk=pk).first_name for pk in found)


def came_back(number, **facts):
    assert bounces.take(about(number, **facts)) == bounces.Outcome.RETURNED


def reminded(campaign, name, key="reminder"):
    person = Person.objects.get(first_name=name)
    by = clock(campaign.school)
    return links.write(
        person=person, kind=LetterKind.REMINDER, once_key=f"{key}:{name}", by=by, campaign=campaign
    )


def test_letters_that_were_not_sent(row):
    first, second, third = Letter.objects.order_by("pk")
    Letter.objects.update(sent_at=None)
    Job.objects.filter(payload__letter=first.pk).update(state="failed")
    Letter.objects.filter(pk=second.pk).update(failed="refused 550")
    Letter.objects.filter(pk=third.pk).update(failed="x", sent_at=third.made_at)

    assert letters.undelivered(row) == {first.person_id: first, second.person_id: second}


def test_letters_that_came_back(row):
    assert letters.undelivered(row) == {}
    came_back(1)

    found = letters.undelivered(row)

    assert who(found) == ["PBen"]
    assert [one.returned_status for one in found.values()] == ["5.1.1"]


def test_a_later_letter_that_does_not_come_back_is_enough(row):
    came_back(0)
    later = reminded(row, "PAda")
    assert who(letters.undelivered(row)) == ["PAda"]  # not gone out yet

    sent(later)
    assert letters.undelivered(row) == {}

    came_back(-1)
    assert letters.undelivered(row)[later.person_id] == later


def test_the_notice_of_an_earlier_letter_may_come_last(row):
    later = sent(reminded(row, "PAda"))
    came_back(0)
    assert letters.undelivered(row) == {}
    Letter.objects.filter(pk=later.pk).update(sent_at=None, failed="refused 550")

    assert who(letters.undelivered(row)) == ["PAda"]


def test_a_letter_of_another_campaign_is_not_one_of_it(row, agreed):
    came_back(0)
    pada = Person.objects.get(first_name="PAda")
    sent(links.write(person=pada, kind=LetterKind.AGAIN, once_key="again", by=signing(agreed)))

    assert who(letters.undelivered(row)) == ["PAda"]


@pytest.mark.parametrize(
    ("address", "listed"),
    [("new@home.example", []), ("PADA@example.org ", ["PAda"]), ("", [])],
)
def test_who_has_another_address_since_is_not_one_whose_letter_came_back(row, address, listed):
    came_back(0)
    Person.objects.filter(first_name="PAda").update(email=address)

    assert who(letters.undelivered(row)) == listed


def test_a_letter_that_went_out_before_addresses_were_marked_stays_on_the_list(row):
    Letter.objects.update(address_mark="")
    came_back(0)
    Person.objects.filter(first_name="PAda").update(email="new@home.example")

    assert who(letters.undelivered(row)) == ["PAda"]


def test_an_address_entered_for_somebody_who_had_none_when_the_mail_was_to_go(row):
    letter = reminded(row, "PAda")
    Person.objects.filter(first_name="PAda").update(email="")
    sent(letter)
    assert letter.failed == "no address"
    assert who(letters.undelivered(row)) == ["PAda"]

    Person.objects.filter(first_name="PAda").update(email="new@home.example")

    assert letters.undelivered(row) == {}


def test_no_address_is_kept_beside_the_letter(row):
    assert "example.org" not in str(list(Letter.objects.values()))
    marks = set(Letter.objects.values_list("address_mark", flat=True))
    Person.objects.update(email="same@home.example")
    for name in ("PAda", "PBen"):
        sent(reminded(row, name))
    marks |= set(Letter.objects.values_list("address_mark", flat=True))
    assert len(marks) == 5  # the same address has another mark in each letter


def test_the_list_and_its_count_are_of_those_who_have_not_signed(row, olu):
    came_back(0)
    came_back(1)
    found = letters.unreached(row)
    assert [ask.subject.first_name for ask, _who in letters.asks_unreached(row, found)] == [
        "Ada", "Ben", "Dot",
    ]  # fmt: skip
    assert [len(one.letters) for _ask, one in letters.asks_unreached(row, found)] == [1, 1, 0]

    ada = Ask.objects.select_related("agreement", "version", "subject").get(
        subject__first_name="Ada"
    )
    sign(ada, "own", olu, person=ada.subject)
    sign(ada, "parent", olu)

    found = letters.unreached(row)
    assert who(one.subject for one in found) == ["Ben", "Dot"]


def test_for_whom_nobody_may_sign_the_list_says_so(row):
    Person.objects.get(first_name="Ada").guardians.update(parental_responsibility=False)

    found = letters.asks_unreached(row, letters.unreached(row))

    reasons = {one.ask.subject.first_name: one.reason for one in by_hand(found)}
    assert reasons == {
        "Ada": "No parent or carer who may sign is in the directory",
        "Dot": "No email address",
    }


def test_staff_are_reached_by_their_account_and_others_by_their_own_letter(agreed, olu):
    make_person(agreed, "Sue Supply", kind="supply", email="sue@home.example")
    make_person(agreed, "Sam Supply", kind="supply")
    made = running(olu, "supply")
    assert who(one.subject for one in letters.unreached(made)) == ["Sam"]
    sent(Letter.objects.get())

    came_back(0)

    assert who(one.subject for one in letters.unreached(made)) == ["Sam", "Sue"]
    sue = Ask.objects.get(subject__first_name="Sue")
    assert list(letters.about(sue)) == [Letter.objects.get()]


def test_the_letters_about_a_question(row, agreed, time_machine):
    ada, ben = Ask.objects.filter(subject__first_name__in=["Ada", "Ben"]).order_by("pk")
    time_machine.move_to("2026-11-04 09:00:00Z", tick=False)
    pada = Person.objects.get(first_name="PAda")
    again = links.write(person=pada, kind=LetterKind.AGAIN, once_key="a", by=signing(agreed))
    other = running(agreed_lead(agreed), "students", opens_on=row.opens_on)
    Letter.objects.create(
        school=agreed, person=pada, link=again.link, campaign=other, kind="ask", once_key="b",
        made_at=again.made_at,
    )  # fmt: skip
    Letter.objects.create(
        school=agreed, person=pada, link=again.link, kind="copy", once_key="c",
        made_at=row.made_at.replace(year=2025),
    )  # fmt: skip

    assert [one.kind for one in letters.about(ada)] == ["again", "ask"]
    assert [one.person.first_name for one in letters.about(ben)] == ["PBen"]
    Ask.objects.filter(pk=ada.pk).update(campaign=None)
    assert [one.kind for one in letters.about(Ask.objects.get(pk=ada.pk))] == ["again"]


def agreed_lead(school):
    from esafety.access.roles import Role
    from tests.factories.schools import make_member

    pupil(school, "Eve Elm", "Pel Elm", year="9")
    return make_member(school, "Lou Lime", Role.LEAD)


def test_letters_that_went_out_before_this_are_numbered_as_their_mails_are(row):
    numbers = dict(Letter.objects.values_list("pk", "message_number"))
    waiting = reminded(row, "PAda")
    Letter.objects.update(message_number=None)
    migration = importlib.import_module("aup.migrations.0016_letters_that_come_back")
    migration._PORTION = 2

    migration.number_what_was_sent(apps, None)

    assert dict(Letter.objects.values_list("pk", "message_number")) == {**numbers, waiting.pk: None}
