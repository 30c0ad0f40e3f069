"""Letters that came back are noted once, whoever says so, in the school where they were written."""

import pytest
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_scopes.state import state

from aup.campaign_permissions import BOUNCES
from aup.choices import LetterKind
from aup.models import Letter
from aup.services import bounces, links
from aup.services.bounces import Outcome
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from tests.aup.bounced import about, message_id, sent
from tests.aup.linked import signing
from tests.factories.bounces import EXCHANGE, SHAPES, WITHOUT_STATUS, notice
from tests.factories.people import make_person


def written(school, name="Pia Ash", key="campaign:1"):
    person = make_person(school, name, kind="guardian", email="pia@home.example")
    return links.write(person=person, kind=LetterKind.ASK, once_key=key, by=signing(school))


@pytest.fixture
def letter(oakfield):
    return sent(written(oakfield))


def no_scope():
    """As the command and the job are: in no school."""
    kept = state.get()
    state.set({})
    return kept


def taken(raw):
    kept = no_scope()
    try:
        return bounces.take(raw)
    finally:
        state.set(kept)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_a_notice_finds_its_letter_and_is_one_event(letter, shape):
    assert taken(about(shape=shape)) == Outcome.RETURNED

    letter.refresh_from_db()
    assert letter.returned_at is not None
    assert letter.returned_status == "5.1.1"
    event = AuditEvent.objects.get(type="agreement.letter_returned")
    assert (event.actor, event.object) == ("system:bounces", str(letter.person))
    assert event.data == {"letter": letter.pk, "kind": "ask", "status": "5.1.1"}


def test_the_same_notice_twice_is_one(letter):
    raw = about()
    taken(raw)
    first = Letter.objects.values().get()

    assert taken(raw) == Outcome.KNOWN
    assert taken(about(shape=EXCHANGE, status="5.7.1")) == Outcome.KNOWN

    assert Letter.objects.values().get() == first
    assert AuditEvent.objects.filter(type="agreement.letter_returned").count() == 1


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (lambda: about(action="delayed", status="4.4.1"), Outcome.NOT_FOR_GOOD),
        (lambda: notice("<" + "0" * 40 + "@esafety.example>"), Outcome.NOT_OURS),
        (lambda: notice("<of-another-program@mail.example>"), Outcome.NOT_OURS),
        (lambda: about(shape=WITHOUT_STATUS), Outcome.NOT_UNDERSTOOD),
        (lambda: b"\xff\0", Outcome.NOT_UNDERSTOOD),
    ],
)
def test_nothing_else_changes_a_letter(letter, raw, outcome):
    before = Letter.objects.values().get()

    assert taken(raw()) == outcome

    assert Letter.objects.values().get() == before
    assert not AuditEvent.objects.filter(type="agreement.letter_returned").exists()


def test_the_number_names_nobody_and_is_no_count(letter, oakfield, settings):
    assert letter.message_number in message_id()
    assert len(letter.message_number) == 40
    second = sent(written(oakfield, "Quin Ash", "campaign:2"))
    assert second.message_number[:20] != letter.message_number[:20]
    settings.SECRET_KEY = "another " * 5
    third = sent(written(oakfield, "Rae Ash", "campaign:3"))
    Letter.objects.filter(pk=third.pk).update(sent_at=None)
    settings.SECRET_KEY = "a third " * 5

    sent(third)  # a worker was ended before it could write down that the mail went out

    assert taken(about()) == Outcome.RETURNED
    third.refresh_from_db()
    assert third.returned_at is not None


def test_after_the_servers_secret_was_changed_letters_are_still_found(letter, settings):
    raw = about()
    settings.SECRET_KEY = "another " * 5

    assert taken(raw) == Outcome.RETURNED


def test_each_letter_is_found_in_its_own_school(letter, oakfield, brook):
    with scope(school=brook):
        other = sent(written(brook, "Bo Birch"))
    assert taken(about(0)) == Outcome.RETURNED
    assert taken(about(1)) == Outcome.RETURNED

    with scopes_disabled():
        letters = {row.pk: row for row in Letter.objects.all()}
        events = AuditEvent.objects.filter(type="agreement.letter_returned")
        assert {e.school_id: e.data["letter"] for e in events} == {
            oakfield.pk: letter.pk, brook.pk: other.pk,
        }  # fmt: skip
    assert all(row.returned_at for row in letters.values())


def test_finding_it_reads_no_other_letter(letter, django_assert_num_queries):
    from aup.queries import letters

    with django_assert_num_queries(1):
        assert letters.by_numbers(["x", letter.message_number]) == letter
    with django_assert_num_queries(1):
        assert letters.by_numbers(["y"]) is None


def test_without_an_audit_row_it_has_not_come_back(letter, olu, monkeypatch):
    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    raw = about()
    for act in (lambda: bounces.take(raw), lambda: bounces.note(letter=letter, by=olu)):
        with pytest.raises(DatabaseError):
            act()

    assert Letter.objects.get().returned_at is None


def test_the_office_says_so_once_and_the_notice_comes_later(letter, olu):
    row = bounces.note(letter=letter, by=olu)
    bounces.note(letter=letter, by=olu)

    assert (row.returned_status, row.returned_at is None) == ("", False)
    assert taken(about()) == Outcome.KNOWN
    event = AuditEvent.objects.get(type="agreement.letter_returned")
    assert (event.actor, event.data["status"]) == (olu.ref, "")


def test_nobody_else_says_so(letter, oakfield, tom, dee, gwen, boris, brook):
    others = [Actor.for_system("links", school_id=oakfield.pk)]
    others.append(Actor.for_system(BOUNCES, school_id=brook.pk))
    for actor in (tom, dee, gwen, boris, *others):
        with pytest.raises(Refused):
            bounces.note(letter=letter, by=actor)
    assert Letter.objects.get().returned_at is None


def test_a_letter_that_has_not_gone_out_cannot_have_come_back(oakfield, olu):
    with pytest.raises(Refused, match="has not gone out"):
        bounces.note(letter=written(oakfield), by=olu)


def test_one_that_came_back_before_it_was_written_down_as_sent_is_not_sent_again(letter):
    Letter.objects.update(sent_at=None)
    assert taken(about()) == Outcome.RETURNED
    mail.outbox.clear()

    sent(letter)

    assert mail.outbox == []
    assert letter.sent_at is None


def test_the_database_keeps_no_status_of_a_letter_that_did_not_come_back(letter):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(returned_status="5.1.1")
    Letter.objects.update(returned_status="5.1.1", returned_at=timezone.now())
