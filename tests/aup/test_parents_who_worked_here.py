"""A parent or carer who also works or worked at the school: the days of that work say nothing of
their child."""

import uuid
from datetime import date, timedelta

import pytest

from aup import queries
from aup.access_choices import Why
from aup.choices import LetterKind
from aup.models import AgreementSettings, Ask, Letter
from aup.queries import access, by_link, consent, coverage, paper
from aup.queries import campaigns as rounds
from aup.services import links, papers
from aup.services.papers import Entry
from esafety.people.models import Guardianship
from esafety.people.services import guardians, joining
from esafety.signatures.choices import Part
from tests.aup.asked import sign
from tests.aup.linked import Phone, used, words
from tests.aup.rounds import running
from tests.factories.people import make_guardian, make_person

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def sam(agreed, olu):
    """Sam worked here until yesterday, and is the parent of Ada in year 1."""
    ada = make_person(agreed, "Ada Ash", year_group="1", tutor_group="1A")
    sam = make_person(agreed, "Sam Ash", kind="staff", email="sam@home.example")
    tie(sam, ada)
    joining.leave(person=sam, by=olu, left_on=TODAY - timedelta(days=1))
    sam.refresh_from_db()
    return sam


def tie(parent, child):
    return Guardianship.objects.create(
        school=child.school, guardian=parent, child=child, parental_responsibility=True
    )


def test_their_letter_leads_to_the_page_on_which_they_sign(agreed, olu, sam):
    running(olu, "pupils_early")
    letter = Letter.objects.get(person=sam)
    assert links.find(links.token_of(letter.link)) == letter.link

    phone = Phone(letter.link)
    assert phone.says("Sam Ash").status_code == 302
    assert "Ada" in words(phone.opens("me/"))
    assert by_link.still_works(phone.link.person.links.get())
    phone.signs(Ask.objects.get(), parent="Sam Ash")

    assert access.standing_of(Ask.objects.get().subject).why == Why.SIGNED


def test_a_new_link_comes_when_they_ask_for_one(agreed, olu, sam):
    letter = links.write_again(person=sam, by=olu)

    assert letter.kind == LetterKind.AGAIN
    assert links.find(links.token_of(letter.link)) == letter.link


def test_the_form_on_paper_offers_their_name_and_takes_it(agreed, olu, sam):
    running(olu, "pupils_early")
    ask = queries.asks().get()
    assert list(by_link.guardians_now(ask.subject, TODAY)) == [sam]
    assert [row.guardians for row in paper.class_rows("1A", TODAY)] == [[sam]]
    assert paper.asks_for_paper(TODAY, without_email=True) == []
    assert consent.is_guardian(ask.subject, sam)

    entry = Entry(part=Part.PARENT, person=sam, signed=True, name="Sam Ash", statement="I agree.")
    papers.enter(ask=ask, entries=[entry], day=TODAY, once_key=uuid.uuid4(), by=olu)

    assert Ask.objects.get().state == "signed"


def test_who_is_to_start_work_here_may_sign_for_their_child_before(agreed, olu, sam):
    type(sam).objects.filter(pk=sam.pk).update(joined_on=TODAY + timedelta(days=5), left_on=None)

    assert links.find(links.token_of(used(sam))) is not None


def test_with_the_tie_the_link_ends(agreed, olu, sam):
    link = used(sam)
    assert by_link.link_in_use(link.pk, link.used_key) == link

    guardians.end(guardianship=Guardianship.objects.get(), by=olu)

    assert links.find(links.token_of(link)) is None
    assert by_link.link_in_use(link.pk, link.used_key) is None
    assert not by_link.still_works(link)
    assert links.write_again(person=sam, by=olu) is None


def test_without_parental_responsibility_the_days_of_work_count(agreed, olu, sam):
    Guardianship.objects.update(parental_responsibility=False)

    assert links.find(links.token_of(used(sam))) is None


def test_a_parent_recorded_as_left_is_not_waited_for(agreed, olu):
    AgreementSettings.objects.create(school=agreed, parents_needed="all")
    ada = make_person(agreed, "Ada Ash", year_group="1")
    pia, pit = (make_guardian(ada, name, email=f"{name[:3]}@x.example") for name in
                ("Pia Ash", "Pit Ash"))  # fmt: skip
    joining.leave(person=pit, by=olu, left_on=TODAY)

    running(olu, "pupils_early")
    assert [letter.person for letter in Letter.objects.all()] == [pia]
    ask = queries.asks().get()
    assert queries.parents_needed(ask) == [pia.pk]
    sign(ask, "parent", olu, person=pia)

    assert Ask.objects.get().state == "signed"
    assert rounds.missing_in([ask]) == {ask.pk: []}


def test_whom_only_a_parent_reached_who_has_left_is_counted_as_without_an_address(agreed, olu):
    ada = make_person(agreed, "Ada Ash", year_group="1")
    pia = make_guardian(ada, "Pia Ash", email="pia@x.example")

    def alone():
        found = {row.agreement.audience: row.no_address for row in coverage.coverage(TODAY)}
        return found["pupils_early"]

    assert alone() == 0
    joining.leave(person=pia, by=olu, left_on=TODAY)
    assert alone() == 1
