"""Visitors at the tablet, and those who are expected."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from aup.access_choices import Why
from aup.choices import AskState
from aup.coming import Coming, names
from aup.models import Agreement, AgreementVersion, Answer, Ask, KioskDay, Letter, Link
from aup.queries import access
from aup.queries import reception as queries
from aup.services import kiosk, links, visiting
from aup.services.visiting import Visit
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.people.models import Person
from esafety.signatures.models import Signature
from tests.aup.linked import Phone


@pytest.fixture
def tablet(agreed, olu):
    return kiosk.open_day(by=olu)[0]


@pytest.fixture
def by(agreed):
    return Actor.for_system("kiosk", school_id=agreed.pk)


def visit(name="Vic Vine", coming="visitor", **facts):
    return Visit(name, Coming(coming), **{"coming_from": "Vine & Co", "sees": "Olu Oak", **facts})


def sign(tablet, by, one=None, key=None):
    return visiting.sign(
        kiosk=tablet,
        visit=one or visit(),
        statement="I will keep to it.",
        ip="127.0.0.1",
        browser="A tablet",
        once_key=key or uuid.uuid4(),
        by=by,
    )


def visitors():
    return Person.objects.filter(membership__isnull=True)


def test_a_visitor_is_entered_asked_and_signs(tablet, by):
    answer = sign(tablet, by)

    person = visitors().get()
    assert (person.kind, person.first_name, person.last_name) == ("visitor", "Vic", "Vine")
    assert person.left_on == person.joined_on + timedelta(days=1)
    assert person.detail == "Vine & Co"
    assert Ask.objects.get().state == AskState.SIGNED
    facts = json.loads(answer.signature.record)
    assert facts["identified"] == "kiosk"
    assert facts["answers"] == {"comes as": "visitor", "from": "Vine & Co", "visits": "Olu Oak"}
    assert facts["signer"]["name"] == "Vic Vine"


@pytest.mark.parametrize(
    ("coming", "kind", "audience", "part"),
    [
        ("volunteer", "visitor", "visitors", "own"),
        ("supply", "supply", "supply", "own"),
        ("group", "community", "community", "group"),
    ],
)
def test_each_signs_what_is_theirs_and_stays_until_the_office_says(
    tablet, by, coming, kind, audience, part
):
    answer = sign(tablet, by, visit(coming=coming))

    assert (visitors().get().kind, visitors().get().left_on) == (kind, None)
    assert answer.ask.agreement.audience == audience
    assert answer.part == part


def test_a_group_is_kept_with_its_names(tablet, by):
    answer = sign(tablet, by, visit(coming="group", group=("Una Umber", "Wes Wood")))

    assert json.loads(answer.signature.record)["answers"]["group"] == ["Una Umber", "Wes Wood"]


def test_two_taps_are_one_visitor_and_one_signature(tablet, by):
    key = uuid.uuid4()

    assert sign(tablet, by, key=key).pk == sign(tablet, by, key=key).pk
    assert (visitors().count(), Signature.objects.count()) == (1, 1)


def test_the_same_name_on_another_day_is_another_person(tablet, by):
    sign(tablet, by)
    day = timezone.localdate() - timedelta(days=3)
    visitors().update(joined_on=day, left_on=day + timedelta(days=1))

    sign(tablet, by)

    assert visitors().count() == 2


def test_refusing_once_and_signing_after_all(tablet, by):
    for _tap in "ab":
        visiting.decline(kiosk=tablet, visit=visit(), reason="I have a question.", by=by)
    assert Ask.objects.get().state == AskState.DECLINED
    assert Answer.objects.count() == 1
    visiting.decline(kiosk=tablet, visit=visit(), reason="I will not.", by=by)
    assert Answer.objects.count() == 2

    sign(tablet, by)

    assert Ask.objects.get().state == AskState.SIGNED


def test_a_closed_tablet_takes_nothing(tablet, by, olu):
    kiosk.close(kiosk=tablet, by=olu)

    with pytest.raises(Refused, match="closed"):
        sign(tablet, by)
    assert not visitors().exists()


def test_a_name_of_spaces_and_a_school_without_words(tablet, by):
    with pytest.raises(Refused, match="name"):
        sign(tablet, by, visit(name="  "))
    Agreement.objects.filter(audience="visitors").update(audience="staff")
    with pytest.raises(Refused, match="desk"):
        sign(tablet, by)


def test_an_agreement_without_a_version_is_no_fault(tablet, by, agreed):
    Agreement.objects.filter(audience="visitors").update(audience="staff")
    Agreement.objects.create(school=agreed, code="new", title="New", audience="visitors")
    assert not AgreementVersion.objects.filter(agreement__code="new").exists()
    with pytest.raises(Refused, match="desk"):
        sign(tablet, by)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Vic  Vine", ("Vic", "Vine")), ("Prince", ("", "Prince")), ("A B C", ("A B", "C"))],
)
def test_first_and_last_name(typed, kept):
    assert names(typed) == kept


def test_who_is_expected_is_written_to_once(agreed, olu):
    day = timezone.localdate() + timedelta(days=2)
    one = visit(email="vic@vine.example")

    asks = {visiting.expect(visit=one, day=day, by=olu).pk for _tap in "ab"}

    assert len(asks) == 1
    assert Letter.objects.get().person.email == "vic@vine.example"
    assert [ask.pk for ask in queries.expected_after(timezone.localdate())] == list(asks)
    assert AuditEvent.objects.filter(type="agreement.visitor_expected").count() == 1


def test_who_is_expected_signs_before_they_come(agreed, olu):
    day = timezone.localdate() + timedelta(days=2)
    ask = visiting.expect(visit=visit(email="vic@vine.example"), day=day, by=olu)
    letter = Letter.objects.get()
    links.send(letter_id=letter.pk)
    assert links.find(links.token_of(letter.link)) == letter.link

    phone = Phone(letter.link)
    assert phone.says("Vic Vine").status_code == 302
    assert not access.standing_of(ask.subject).may_use
    assert phone.signs(ask, child="Vic Vine", name_own="Vic Vine").status_code == 302

    assert Ask.objects.get().state == AskState.SIGNED
    assert access.standing_of(ask.subject).why == Why.NOT_JOINED
    assert access.standing_of(ask.subject, day).why == Why.SIGNED
    assert links.write_again(person=ask.subject, by=olu) is not None
    Person.objects.filter(pk=ask.subject_id).update(
        joined_on=day - timedelta(days=9), left_on=timezone.localdate()
    )
    assert links.find(links.token_of(Link.objects.last())) is None


def test_who_was_expected_and_signs_at_the_tablet_is_the_same_person(tablet, by, olu):
    ask = visiting.expect(visit=visit(email="vic@vine.example"), day=timezone.localdate(), by=olu)

    assert sign(tablet, by, visit("vic VINE")).ask_id == ask.pk
    assert (
        visiting.expect(
            visit=visit(email="vic@vine.example"), day=timezone.localdate(), by=olu
        ).state
        == AskState.SIGNED
    )
    assert Letter.objects.count() == 1


def test_two_of_one_name_with_two_addresses_are_two(agreed, olu):
    for email in ("one@vine.example", "two@vine.example"):
        visiting.expect(visit=visit(email=email), day=timezone.localdate(), by=olu)

    assert visitors().count() == 2


def test_who_may_expect_and_when(agreed, olu, tom):
    with pytest.raises(Refused, match="role"):
        visiting.expect(visit=visit(), day=timezone.localdate(), by=tom)
    with pytest.raises(Refused, match="over"):
        visiting.expect(visit=visit(), day=timezone.localdate() - timedelta(days=1), by=olu)


def test_without_an_address_there_is_no_letter(agreed, olu):
    visiting.expect(visit=visit(), day=timezone.localdate(), by=olu)

    assert not Letter.objects.exists()


@pytest.mark.parametrize("act", ["sign", "decline", "expect"])
def test_without_the_audit_row_nothing_is_saved(tablet, by, olu, monkeypatch, act):
    def fail(**facts):
        raise DatabaseError

    acts = {
        "sign": lambda: sign(tablet, by),
        "decline": lambda: visiting.decline(kiosk=tablet, visit=visit(), reason="No.", by=by),
        "expect": lambda: visiting.expect(visit=visit(), day=timezone.localdate(), by=olu),
    }
    monkeypatch.setattr("aup.services.visiting.audit.record", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[act]()
    assert not visitors().exists()
    assert not Ask.objects.exists()


def test_today_shows_who_came_and_looking_up_finds_who_signed(tablet, by):
    sign(tablet, by)
    visiting.decline(kiosk=tablet, visit=visit("Una Umber"), reason="No.", by=by)
    today = timezone.localdate()

    assert [a.subject.name for a in queries.visitors_on(today)] == ["Una Umber", "Vic Vine"]
    assert [a.subject.name for a in queries.signed_this_year("vin", today)] == ["Vic Vine"]
    assert queries.signed_this_year("Umber", today) == []
    assert queries.signed_this_year(" ", today) == []
    assert KioskDay.objects.count() == 1
