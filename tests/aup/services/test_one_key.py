"""The key of a form stands for one signature: of these words, by this hand, for this person."""

import uuid
from datetime import date

import pytest

from aup import queries
from aup.choices import AskState
from aup.consent_choices import Use
from aup.models import Answer, Ask, ImageConsent
from aup.queries import consent as consents
from aup.services import asking, own, papers
from esafety.access.refused import Refused
from esafety.signatures.models import Signature
from tests.aup.asked import version_of
from tests.aup.linked import household, used
from tests.aup.services.test_by_link import signs
from tests.aup.services.test_consent import ALL, NONE, give, take_back
from tests.aup.services.test_papers import entry
from tests.factories.people import make_guardian

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def siblings(oakfield, agreed):
    """Pia, what was asked about Ada and Ben, and the key of one form."""
    pia, asks = household(oakfield, years=("4", "5"))
    return pia, asks, uuid.uuid4()


def test_one_page_sent_for_two_children_signs_for_each_of_them(siblings):
    pia, [ada, ben], key = siblings
    link = used(pia)

    signs(link, ada, key=key)
    signs(link, ben, key=key)

    assert set(Ask.objects.values_list("state", flat=True)) == {AskState.SIGNED}
    assert Signature.objects.count() == 4
    for answer in Answer.objects.select_related("ask", "signature"):
        assert answer.signature.subject_id == answer.ask.subject_id


def test_one_page_entered_from_paper_for_two_children_is_of_each_of_them(siblings, olu):
    pia, asks, key = siblings

    for ask in (*asks, *asks):
        facts = {"entries": [entry(ask, pia)], "day": DAY, "once_key": key}
        papers.enter(ask=ask, by=olu, **facts)

    signed = Signature.objects.order_by("pk").values_list("subject", flat=True)
    assert list(signed) == [ask.subject_id for ask in asks]


def test_a_members_page_is_not_taken_for_another_agreement(agreed, tom, olu):
    person, key = queries.person_of(tom), uuid.uuid4()
    facts = {"name": "Tom", "statement": "S", "second_factor": False, "ip": "", "browser": ""}
    [staff] = asking.ask(version=version_of("staff"), people=[person], by=olu)
    own.sign(ask=staff, once_key=key, by=tom, **facts)
    [supply] = asking.ask(version=version_of("supply"), people=[person], by=olu)

    with pytest.raises(Refused, match="sent before for something else"):
        own.sign(ask=supply, once_key=key, by=tom, **facts)

    assert Ask.objects.get(pk=supply.pk).state == AskState.ASKED
    assert Answer.objects.count() == Signature.objects.count() == 1


def test_one_page_about_pictures_of_two_children_is_of_each_of_them(siblings, olu):
    pia, asks, key = siblings

    made = [give(ask.subject, pia, olu, once_key=key) for ask in asks]

    assert [row.child for row in made] == [ask.subject for ask in asks]
    assert [row.signature.subject for row in made] == [ask.subject for ask in asks]


def test_one_page_about_pictures_from_two_parents_is_of_each_of_them(siblings, olu):
    pia, [ada, _ben], key = siblings
    pit = make_guardian(ada.subject, "Pit Ash")

    made = [give(ada.subject, one, olu, once_key=key) for one in (pia, pit)]

    assert [row.signature.signer for row in made] == [pia, pit]


def test_a_page_sent_again_with_other_answers_is_not_thanked_for(siblings, olu):
    pia, [ada, _ben], key = siblings
    give(ada.subject, pia, olu, ALL, once_key=key)

    with pytest.raises(Refused, match="sent before for something else"):
        give(ada.subject, pia, olu, {**ALL, Use.VIDEO: False}, once_key=key)

    assert ImageConsent.objects.count() == 1


@pytest.mark.parametrize("since", ["another answer", "taken back"])
def test_a_page_from_before_a_later_answer_is_not_thanked_for(siblings, olu, since):
    pia, [ada, _ben], key = siblings
    first = NONE if since == "another answer" else ALL
    give(ada.subject, pia, olu, first, once_key=key)
    if since == "another answer":
        give(ada.subject, pia, olu, ALL)
    else:
        take_back(ada.subject, pia, olu)
    newest = consents.newest_of(ada.subject, pia)

    with pytest.raises(Refused, match="answered or taken it back since"):
        give(ada.subject, pia, olu, first, once_key=key)

    assert consents.newest_of(ada.subject, pia) == newest
