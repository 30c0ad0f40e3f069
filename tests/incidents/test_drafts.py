"""Drafts are kept as typed, for their owner alone, for 30 days."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from incidents import report_queries
from incidents.models import Draft
from incidents.services import drafts, submission
from tests.factories.reports import make_draft, ready, sow_types


def begin(by, key=None, **raw):
    return drafts.start(key=key or uuid.uuid4(), step="what", raw=raw, by=by)


def age(draft, days):
    then = timezone.now() - timedelta(days=days)
    Draft.objects.filter(pk=draft.pk).update(saved_at=then)


def test_a_draft_begins_with_what_was_typed(tom):
    draft = begin(tom, types=["nonsense"])

    assert draft.answers == {"raw": {"what": {"types": ["nonsense"]}}}
    assert draft.owner_id == tom.membership_id


def test_beginning_twice_with_one_key_makes_one_draft(tom):
    key = uuid.uuid4()
    begin(tom, key, types=["a"])
    again = begin(tom, key, types=["b"])

    assert Draft.objects.count() == 1
    assert again.answers["raw"]["what"] == {"types": ["b"]}


def test_another_members_key_is_replaced_and_their_draft_left_alone(tom, lena):
    key = uuid.uuid4()
    begin(tom, key, types=["a"])
    other = begin(lena, key, types=["b"])

    assert other.key != key
    assert Draft.objects.get(key=key).answers["raw"]["what"] == {"types": ["a"]}


def test_a_key_whose_report_is_sent_begins_a_new_report(oakfield, tom):
    sow_types(oakfield)
    draft = make_draft(tom)
    submission.submit(draft=draft, signed_name="Tom Thorn", by=tom)

    assert begin(tom, draft.key).key != draft.key


def test_who_may_not_report_may_not_begin(gwen):
    with pytest.raises(Refused):
        begin(gwen)


def test_saving_keeps_the_other_steps_and_asks_for_a_new_check(tom):
    draft = make_draft(tom, raw={"what": {"types": ["a"]}})

    saved = drafts.save(draft=draft, step="words", raw={"description": ["x"]}, by=tom)

    assert saved.answers == {"raw": {"what": {"types": ["a"]}, "words": {"description": ["x"]}}}
    assert saved.saved_at >= draft.saved_at


def test_nobody_else_can_save_finish_or_discard_it(tom, lena):
    draft = make_draft(tom)

    for act in (
        lambda: drafts.save(draft=draft, step="what", raw={}, by=lena),
        lambda: drafts.finish(draft=draft, ready=ready(), by=lena),
        lambda: drafts.discard(draft=draft, by=lena),
    ):
        with pytest.raises(Refused, match="no longer here"):
            act()
    assert Draft.objects.get().answers == draft.answers


def test_finishing_keeps_the_checked_answers(tom):
    draft = begin(tom, types=["a"])

    assert drafts.finish(draft=draft, ready=ready(), by=tom).answers["ready"] == ready()


def test_finishing_is_refused_when_the_answers_changed_meanwhile(tom):
    draft = begin(tom, types=["a"])
    drafts.save(draft=draft, step="what", raw={"types": ["b"]}, by=tom)

    with pytest.raises(Refused, match="another window"):
        drafts.finish(draft=draft, ready=ready(), by=tom)


def test_discarding_removes_it(tom):
    drafts.discard(draft=begin(tom), by=tom)

    assert not Draft.objects.exists()


def test_a_draft_of_31_days_ago_is_not_found_any_more(tom):
    draft = begin(tom)
    age(draft, 31)

    assert report_queries.draft_kept(tom, draft.key) is None


def test_old_drafts_are_removed_and_counted_in_the_audit_log(oakfield, tom):
    age(begin(tom), 31)
    young = begin(tom)
    by = Actor.for_system("drafts", school_id=oakfield.pk)

    assert (drafts.remove_old(by=by), drafts.remove_old(by=by)) == (1, 0)
    assert list(Draft.objects.all()) == [young]
    event = AuditEvent.objects.get()
    assert (event.type, event.data) == ("incident.drafts_removed", {"count": 1})


def test_where_the_removal_cannot_be_recorded_nothing_is_removed(oakfield, tom, monkeypatch):
    age(begin(tom), 31)
    monkeypatch.delitem(drafts.audit.types._WORDS, "incident.drafts_removed")

    with pytest.raises(UnknownEventType):
        drafts.remove_old(by=Actor.for_system("drafts", school_id=oakfield.pk))
    assert Draft.objects.count() == 1
