"""Signing by a link: who may sign what, once, on evidence."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from aup.choices import AskState
from aup.models import AgreementSettings, Answer, Ask, Link
from aup.queries import asks
from aup.queries import by_link as reads
from aup.services import by_link
from aup.services.by_link import Signed
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.people.models import Guardianship, Person
from esafety.signatures import verify
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from tests.aup.asked import asked, family, sign
from tests.aup.linked import household, linked, signing, used
from tests.factories.people import make_guardian, make_person

TODAY = timezone.localdate


def signs(link, ask, *parts, key=None, **facts):
    named = {
        part: Signed(name="Ben" if part == "own" else "Pia Ash", statement="I agree.")
        for part in map(Part, parts or ("own", "parent"))
    }
    return by_link.sign(
        link=link,
        ask=ask,
        parts=named,
        once_key=key or uuid.uuid4(),
        ip="192.0.2.7",
        browser="Phone/1",
        by=signing(ask.school),
        **facts,
    )


def declines(link, ask, part="parent", reason="No."):
    return by_link.decline(
        link=link, ask=ask, part=Part(part), reason=reason, by=signing(ask.school)
    )


def withdraws(link, ask, reason="We moved."):
    return by_link.withdraw(link=link, ask=ask, reason=reason, by=signing(ask.school))


def state(ask):
    return Ask.objects.get(pk=ask.pk).state


def test_using_a_link_binds_it_to_one_page_and_leaves_an_event(oakfield, agreed):
    link, key = linked(make_person(oakfield, "Pia Ash", kind="guardian")), uuid.uuid4()
    by = signing(oakfield)

    one = by_link.use(link=link, used_key=key, by=by)

    assert by_link.use(link=link, used_key=key, by=by) == one
    assert by_link.use(link=link, used_key=uuid.uuid4(), by=by) is None
    assert AuditEvent.objects.get(type="agreement.link_used").object == f"link:{link.pk}"


@pytest.mark.parametrize("change", ["ended", "expired"])
def test_a_link_that_ended_meanwhile_is_not_used(oakfield, agreed, change):
    link, now = linked(make_person(oakfield, "Pia Ash", kind="guardian")), timezone.now()
    ended = {"ended_at": now}
    expired = {"made_at": now - timedelta(days=9), "expires_at": now - timedelta(days=1)}
    Link.objects.update(**(ended if change == "ended" else expired))

    assert by_link.use(link=link, used_key=uuid.uuid4(), by=signing(oakfield)) is None


def test_child_and_parent_sign_together_on_evidence(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("4",))

    own, parent = signs(used(pia), ask)

    assert state(ask) == AskState.SIGNED
    assert (own.person, parent.person) == (ask.subject, pia)
    facts = json.loads(parent.signature.record)
    assert (facts["identified"], facts["address"], facts["browser"]) == (
        "link",
        "192.0.2.7",
        "Phone/1",
    )
    assert facts["for"]["number"] == str(ask.subject)
    assert verify.verify(oakfield.pk) == (2, [])
    actors = AuditEvent.objects.filter(type="agreement.signed").values_list("actor", flat=True)
    assert set(actors) == {"system:signing"}


def test_two_taps_and_two_windows_are_one_signature(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("4",))
    link, key = used(pia), uuid.uuid4()

    first = signs(link, ask, key=key)

    assert signs(link, ask, key=key) == first
    assert signs(link, ask) == []  # another window, with a key of its own
    assert Signature.objects.count() == Answer.objects.count() == 2


def test_for_the_youngest_the_parent_signs_alone(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("1",))

    with pytest.raises(Refused, match="cannot sign this"):
        signs(used(pia), ask)
    signs(used(pia), ask, "parent")

    assert state(ask) == AskState.SIGNED


@pytest.mark.parametrize("act", [signs, declines, withdraws])
@pytest.mark.parametrize(
    "change", ["ended tie", "no responsibility", "parent left", "child left", "link ended"]
)
def test_who_may_not_sign_any_more_is_refused(oakfield, agreed, act, change):
    pia, [ask] = household(oakfield, years=("4",))
    link = used(pia)
    changes = {
        "ended tie": lambda: Guardianship.objects.update(ended_on=TODAY()),
        "no responsibility": lambda: Guardianship.objects.update(parental_responsibility=False),
        "parent left": lambda: Person.objects.filter(pk=pia.pk).update(left_on=TODAY()),
        "child left": lambda: Person.objects.filter(pk=ask.subject_id).update(left_on=TODAY()),
        "link ended": lambda: Link.objects.update(ended_at=timezone.now()),
    }
    changes[change]()

    with pytest.raises(Refused, match="cannot sign this any more"):
        act(link, ask)

    assert not Answer.objects.exists()


def test_nobody_signs_for_another_familys_child(oakfield, agreed):
    pia, _asks = household(oakfield, years=("4",))
    child, _parents = family(oakfield, parents=("Zoe Zinnia",))

    with pytest.raises(Refused):
        signs(used(pia), asked(oakfield, child))


def test_two_parents_who_disagree(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("4",))
    pit = make_guardian(ask.subject, "Pit Ash")
    signs(used(pia), ask)

    declines(used(pit), ask, reason="Not yet.")

    assert state(ask) == AskState.DISAGREED


def test_where_all_parents_are_needed_each_has_their_turn(oakfield, agreed):
    AgreementSettings.objects.create(school=oakfield, parents_needed="all")
    pia, [ask] = household(oakfield, years=("4",))
    pit = make_guardian(ask.subject, "Pit Ash")
    signs(used(pia), ask)
    assert state(ask) == AskState.ASKED
    ask = Ask.objects.get(pk=ask.pk)
    assert reads.turn(pit, ask, TODAY()).left == (Part.PARENT,)

    signs(used(pit), ask, "parent")

    assert state(ask) == AskState.SIGNED


def test_a_refusal_said_twice_is_said_once_and_the_child_may_refuse(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("8",))
    link = used(pia)

    assert declines(link, ask) == declines(link, ask)
    mine = declines(link, ask, "own", "I do not want to.")

    assert mine.person == ask.subject
    assert Answer.objects.count() == 2
    assert state(ask) == AskState.DECLINED


def test_taking_back_ones_own_signature_and_nothing_else(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("4",))
    pit, link = make_guardian(ask.subject, "Pit Ash"), used(pia)
    with pytest.raises(Refused, match="have not signed"):
        withdraws(link, ask)
    signs(link, ask)
    with pytest.raises(Refused, match="have not signed"):
        withdraws(used(pit), ask)

    taken = withdraws(link, ask)

    assert withdraws(link, ask) == taken
    assert state(ask) == AskState.WITHDRAWN
    assert reads.turn(pia, ask, TODAY()).left == (Part.PARENT,)
    signs(link, ask, "parent")
    assert state(ask) == AskState.SIGNED


def test_a_group_signs_with_its_list(oakfield, agreed):
    coco = make_person(oakfield, "Coco Cosmos", kind="community")
    ask = asked(oakfield, coco)

    [answer] = signs(used(coco), ask, "group", answers={"participants": ["Ann", "Bob"]})

    assert json.loads(answer.signature.record)["answers"] == {"participants": ["Ann", "Bob"]}
    assert state(ask) == AskState.SIGNED


@pytest.mark.parametrize(("kind", "may"), [("supply", True), ("visitor", True), ("staff", False)])
def test_who_has_an_account_signs_with_it(oakfield, agreed, kind, may):
    person = make_person(oakfield, "Sam Sorrel", kind=kind)
    ask = asked(oakfield, person)

    assert bool(reads.may_sign(person, ask, TODAY())) is may


def test_what_was_replaced_is_nobodys_turn(oakfield, agreed):
    pia, [ask] = household(oakfield, years=("4",))
    link = used(pia)
    Ask.objects.update(state=AskState.SUPERSEDED)

    assert reads.turns(pia, TODAY()) == []
    with pytest.raises(Refused, match="newer version"):
        signs(link, ask)


def test_a_child_who_signed_at_school_is_not_asked_again(oakfield, agreed, olu):
    pia, [ask] = household(oakfield, years=("4",))
    sign(ask, "witness", olu)

    assert reads.turn(pia, ask, TODAY()).left == (Part.PARENT,)


def test_a_familys_questions_come_by_name_and_the_own_ones_last(oakfield, agreed):
    pia, asks = household(oakfield)
    Person.objects.filter(pk=pia.pk).update(kind="visitor")
    pia.refresh_from_db()
    own = asked(oakfield, pia)

    assert [turn.ask for turn in reads.turns(pia, TODAY())] == [*asks, own]


@pytest.mark.parametrize("act", ["use", "sign", "decline", "withdraw"])
def test_without_an_audit_row_nothing_is_done(oakfield, agreed, monkeypatch, act):
    pia, [ask] = household(oakfield, years=("4",))
    fresh, link = linked(make_person(oakfield, "Pit Ash", kind="guardian")), used(pia)
    if act == "withdraw":
        signs(link, ask)
    before = Answer.objects.count()
    kept = audit.record

    def fail(*, type, **facts):
        if type.startswith("agreement."):
            raise DatabaseError
        return kept(type=type, **facts)

    monkeypatch.setattr(audit, "record", fail)
    acts = {
        "use": lambda: by_link.use(link=fresh, used_key=uuid.uuid4(), by=signing(oakfield)),
        "sign": lambda: signs(link, ask),
        "decline": lambda: declines(link, ask),
        "withdraw": lambda: withdraws(link, ask),
    }
    with pytest.raises(DatabaseError):
        acts[act]()

    assert Answer.objects.count() == before
    assert Link.objects.get(pk=fresh.pk).used_at is None


def test_a_signature_asks_the_database_little(oakfield, agreed, django_assert_max_num_queries):
    """Everybody who signs waits for the school's audit chain, so each question counts."""
    pia, [ask] = household(oakfield, years=("1",))
    link = used(pia)
    parts = {Part.PARENT: by_link.Signed("Pia Ash", "I agree.")}
    facts = {"once_key": uuid.uuid4(), "ip": "", "browser": "", "by": signing(oakfield)}

    row = asks().get(pk=ask.pk)
    # The first to sign these words has them kept as well: three of these.
    with django_assert_max_num_queries(27):
        assert len(by_link.sign(link=link, ask=row, parts=parts, **facts)) == 1
