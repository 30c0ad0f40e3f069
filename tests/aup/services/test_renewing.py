"""The same words, signed again: each year, as on joining."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from aup.access_choices import Why
from aup.models import Agreement, AgreementTranslation, AgreementVersion, Ask
from aup.queries import access, texts
from aup.services import asking, drafting, translating
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from tests.aup.asked import sign
from tests.aup.rounds import pupil, running
from tests.aup.services.test_translating import FOR_PUPILS

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def primary(agreed):
    return Agreement.objects.get(audience="pupils_primary")


def renew(agreement, by, **changes):
    draft = drafting.begin(agreement=agreement, by=by)
    facts = {"begins": TODAY, "material": False} | changes
    return drafting.publish(draft=draft, revision=draft.revision, by=by, **facts)


def signed_by_all(ask, by):
    pia = Person.objects.get(first_name="Pia")
    sign(ask, "own", by, person=ask.subject)
    sign(ask, "parent", by, person=pia)


def test_the_words_in_force_are_published_again_for_everybody_to_sign(primary, lena):
    made = renew(primary, lena)
    first = primary.versions.get(number=1)

    assert (made.number, made.text, made.sha256) == (2, first.text, first.sha256)
    assert made.material is True
    event = AuditEvent.objects.filter(type="agreement.version_made").latest("seq")
    assert (event.data["renewal"], event.data["material"]) == (True, True)
    assert texts.draft_of(primary) is None


def test_other_words_are_no_renewal(primary, lena):
    draft = drafting.begin(agreement=primary, by=lena)
    draft = drafting.change(
        draft=draft, text=draft.text + "\n- More.\n", revision=draft.revision, by=lena
    )
    drafting.publish(draft=draft, revision=draft.revision, begins=TODAY, material=False, by=lena)

    event = AuditEvent.objects.filter(type="agreement.version_made").latest("seq")
    assert "renewal" not in event.data
    assert AgreementVersion.objects.get(agreement=primary, number=2).material is False


def test_a_year_later_a_campaign_asks_everybody_again(agreed, primary, olu, lena, time_machine):
    ada = pupil(agreed, "Ada Ash", "Pia Ash")
    running(olu)
    signed_by_all(Ask.objects.get(), olu)
    time_machine.move_to("2027-11-03 09:00:00Z", tick=False)
    days = {"opens_on": date(2027, 11, 3), "closes_on": date(2027, 11, 20)}
    with pytest.raises(Refused, match="nobody to ask"):
        running(olu, **days)

    renew(primary, lena, begins=date(2027, 11, 3))
    running(olu, **days)

    ask = Ask.objects.get(version__number=2)
    assert access.standing_of(ada).why == Why.GRACE
    signed_by_all(ask, olu)
    assert access.standing_of(ada).why == Why.SIGNED
    assert texts.versions(primary).count() == 2


def test_all_languages_are_taken_over_as_they_count(primary, lena):
    first = primary.versions.get()
    for text in (FOR_PUPILS, FOR_PUPILS + "\n- Więcej.\n"):
        translating.publish(version=first, locale="pl", text=text, by=lena)

    made = renew(primary, lena)

    [row] = AgreementTranslation.objects.filter(version=made)
    before = texts.translation(first, "pl")
    assert (row.locale, row.text, row.sha256) == ("pl", before.text, before.sha256)
    assert row.made_by_ref == lena.ref
    event = AuditEvent.objects.filter(type="agreement.translated").latest("seq")
    assert event.data == {"number": 2, "language": "pl", "sha256": row.sha256}


def test_nobody_else_takes_languages_over(primary, olu):
    first = primary.versions.get()

    with pytest.raises(Refused, match="who write"):
        translating.take_over(before=first, version=first, by=olu)


def test_without_the_row_of_a_language_nothing_is_renewed(primary, lena, monkeypatch):
    translating.publish(version=primary.versions.get(), locale="pl", text=FOR_PUPILS, by=lena)
    draft = drafting.begin(agreement=primary, by=lena)
    monkeypatch.delitem(types._WORDS, "agreement.translated")

    with pytest.raises(types.UnknownEventType):
        drafting.publish(draft=draft, revision=draft.revision, begins=TODAY, material=True, by=lena)

    assert primary.versions.count() == AgreementTranslation.objects.count() == 1


def test_when_it_is_time_to_renew(agreed, primary, olu, lena):
    year = TODAY + timedelta(days=365)
    assert texts.to_renew(year) == []  # nobody was asked to sign it
    pupil(agreed, "Ada Ash", "Pia Ash")
    running(olu)

    assert primary.versions.get().effective_from < TODAY
    assert texts.to_renew(year - timedelta(days=1)) == []  # however old the version is
    [one] = texts.to_renew(year)
    assert (one.agreement, one.asked_from) == (primary, TODAY)


def test_a_renewal_is_itself_renewed_a_year_after_it_was_asked_for(agreed, primary, olu, lena):
    pupil(agreed, "Ada Ash", "Pia Ash")
    running(olu)
    renew(primary, lena, begins=TODAY)
    later = TODAY + timedelta(days=365)
    assert texts.to_renew(later) == []  # a campaign is to ask for it first

    asking.ask(people=Person.objects.filter(kind="pupil"), version=primary.versions.last(), by=olu)
    Ask.objects.filter(version__number=2).update(asked_at=timezone.now() + timedelta(days=30))

    assert texts.to_renew(later) == []
    assert len(texts.to_renew(later + timedelta(days=30))) == 1


def test_what_is_signed_before_each_visit_is_not_renewed(agreed, olu):
    from tests.aup.asked import asked
    from tests.factories.people import make_person

    asked(agreed, make_person(agreed, "Vic Vine", kind="visitor"))

    assert texts.to_renew(date(2040, 1, 1)) == []
