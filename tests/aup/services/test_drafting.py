"""Writing the next version: one draft, two editors, one publication."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from aup.models import Agreement, AgreementDraft, AgreementVersion
from aup.queries import texts
from aup.services import drafting
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types
from esafety.audit.models import AuditEvent
from tests.factories.schools import make_member

TODAY = date(2026, 11, 3)
TEXT = "# Our own title\n\n- We are careful.\n"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def staff(agreed):
    return Agreement.objects.get(code="staff")


@pytest.fixture
def draft(staff, lena):
    return drafting.begin(agreement=staff, by=lena)


def change(draft, by, text=TEXT, revision=None):
    return drafting.change(draft=draft, text=text, revision=revision or draft.revision, by=by)


def publish(draft, by, **changes):
    facts = {"revision": draft.revision, "begins": TODAY, "material": True} | changes
    return drafting.publish(draft=draft, by=by, **facts)


def last_event():
    return AuditEvent.objects.order_by("seq").last()


def test_a_draft_begins_with_the_newest_words_and_there_is_one(staff, draft, hari):
    assert draft.text == draft.base.text == AgreementVersion.objects.get(agreement=staff).text
    assert drafting.begin(agreement=staff, by=hari) == draft
    assert texts.draft_of(staff).changed_by.display_name == "Lena Larch"
    assert AuditEvent.objects.filter(type="agreement.draft_changed").count() == 1
    assert str(draft) == "agreement:staff:draft"


def test_nothing_to_begin_from(oakfield, lena):
    empty = Agreement.objects.create(school=oakfield, code="x", title="X", audience="staff")

    with pytest.raises(Refused, match="no version"):
        drafting.begin(agreement=empty, by=lena)


@pytest.mark.parametrize("role", Role)
def test_who_writes(oakfield, staff, role):
    who = make_member(oakfield, "Some One", role)
    if role in (Role.LEAD, Role.DEPUTY_LEAD, Role.HEAD):
        assert drafting.begin(agreement=staff, by=who).changed_by_id == who.membership_id
    else:
        with pytest.raises(Refused, match="who write"):
            drafting.begin(agreement=staff, by=who)


def test_nobody_else_changes_drops_or_publishes(draft, tom):
    for act in (
        lambda: change(draft, tom),
        lambda: publish(draft, tom),
        lambda: drafting.drop(draft=draft, by=tom),
    ):
        with pytest.raises(Refused, match="who write"):
            act()


def test_saving_keeps_tidied_words(draft, hari):
    saved = change(draft, hari, "\r\n# Our own title\r\n\r\n- We are careful.  ")

    assert (saved.text, saved.revision) == (TEXT, draft.revision + 1)
    assert saved.changed_by_id == hari.membership_id
    assert last_event().data == {"revision": saved.revision}


def test_what_changes_nothing_is_nobodys_change(draft, hari):
    saved = change(draft, hari, draft.text)

    assert (saved.revision, saved.changed_by_id) == (draft.revision, draft.changed_by_id)


def test_the_second_of_two_editors_is_told(draft, lena, hari):
    change(draft, lena)

    with pytest.raises(Refused, match="Lena Larch has changed the draft"):
        change(draft, hari, "# Other\n", revision=draft.revision)
    with pytest.raises(Refused, match="Lena Larch has changed the draft"):
        publish(draft, hari)
    assert AgreementDraft.objects.get().text == TEXT


def test_words_that_are_none_are_refused(draft, lena):
    with pytest.raises(Refused, match="Begin with the title"):
        change(draft, lena, "Hello")


def test_publishing_makes_the_next_version(staff, draft, lena, hari):
    saved = change(draft, lena)
    made = publish(saved, hari, material=False, begins=date(2026, 12, 1))

    assert (made.number, made.text, made.material) == (2, TEXT, False)
    assert made.effective_from == date(2026, 12, 1)
    assert made.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert made.made_by_ref == f"member:{hari.membership_id}"
    assert Agreement.objects.get(code="staff").title == "Our own title"
    assert texts.draft_of(staff) is None
    event = last_event()
    assert (event.type, event.object) == ("agreement.version_made", "agreement:staff")
    assert event.data == {
        "number": 2, "sha256": made.sha256, "material": False, "begins": "2026-12-01",
        "author": f"member:{lena.membership_id}",
    }  # fmt: skip


def test_a_page_left_open_cannot_save_into_the_next_draft(staff, draft, lena):
    publish(change(draft, lena), lena)
    again = drafting.begin(agreement=staff, by=lena)
    assert (again.pk, again.text, again.base.number) == (draft.pk, TEXT, 2)

    for old in range(1, again.revision):
        with pytest.raises(Refused, match="has changed the draft"):
            change(again, lena, "# Old page\n", revision=old)


def test_the_words_of_a_version_that_is_still_to_begin_are_no_new_one(staff, draft, lena):
    publish(change(draft, lena), lena, begins=TODAY + timedelta(days=1))
    again = drafting.begin(agreement=staff, by=lena)

    with pytest.raises(Refused, match="says the same as the newest version, which is still"):
        publish(again, lena)
    assert AgreementVersion.objects.filter(agreement__code="staff").count() == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [(TODAY - timedelta(days=1), "today or a later"), (date(2029, 1, 1), "next two years")],
)
def test_a_day_that_will_not_do(draft, lena, day, words):
    with pytest.raises(Refused, match=words):
        publish(change(draft, lena), lena, begins=day)


def test_dropping_ends_it(staff, draft, lena):
    drafting.drop(draft=draft, by=lena)

    assert texts.draft_of(staff) is None
    assert last_event().type == "agreement.draft_dropped"
    with pytest.raises(Refused, match="no longer there"):
        drafting.drop(draft=draft, by=lena)
    with pytest.raises(Refused, match="no longer there"):
        change(draft, lena)


def test_words_go_with_a_base(draft):
    with pytest.raises(DatabaseError), transaction.atomic():
        AgreementDraft.objects.filter(pk=draft.pk).update(text="")


@pytest.mark.parametrize(
    ("event", "act"),
    [
        ("agreement.draft_changed", change),
        ("agreement.draft_dropped", lambda draft, by: drafting.drop(draft=draft, by=by)),
        ("agreement.version_made", publish),
    ],
)
def test_without_its_audit_row_nothing_is_saved(draft, lena, monkeypatch, event, act):
    if event == "agreement.version_made":
        draft = change(draft, lena)
    before = (draft.text, AgreementVersion.objects.count())
    monkeypatch.delitem(types._WORDS, event)

    with pytest.raises(types.UnknownEventType):
        act(draft, lena)

    assert (AgreementDraft.objects.get().text, AgreementVersion.objects.count()) == before
    assert AgreementDraft.objects.get().base_id is not None


def test_without_its_audit_row_no_draft_begins(staff, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "agreement.draft_changed")

    with pytest.raises(types.UnknownEventType):
        drafting.begin(agreement=staff, by=lena)
    assert not AgreementDraft.objects.exists()
