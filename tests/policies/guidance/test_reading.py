"""Reads, dates, reminders and pages of the guidance register."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit import objects
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.notices import kinds
from esafety.notices.models import Notice
from policies import due
from policies.guidance import queries, tasks
from policies.guidance.models import Guidance
from policies.guidance.services import keeping, reminding
from tests.factories.schools import make_member
from tests.policies.guidance.kept import TODAY, add, audit_that_fails


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False) as moved:
        yield moved


def page(name, *more):
    return reverse(f"guidance:{name}", args=["oakfield", *more])


def words(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_and_governors_read_it_and_a_pupil_does_not(oakfield, lena, tom, gwen):
    row = add(lena)
    pip = make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")

    assert [queries.visible_to(a).count() for a in (lena, tom, gwen, pip)] == [1, 1, 1, 0]
    system = Actor.for_system("guidance", school_id=oakfield.pk)
    assert queries.visible_to(system).get() == row


def test_it_is_searched_by_all_words(oakfield, lena):
    add(lena, title="Nudes", asks="Never view it.")
    add(lena, title="Phones", publisher="Trust")

    def found(text):
        return [g.title for g in queries.search(queries.kept(lena), text)]

    assert found("never nudes") == ["Nudes"]
    assert found("trust") == ["Phones"]
    assert found("trust nudes") == []
    assert len(found("")) == 2


def test_what_an_entry_is_called_in_a_policy(oakfield, lena):
    row = add(lena)
    keeping.add_edition(
        guidance=row, edition="2027", in_force_on=date(2027, 9, 1), asks="a", changed="b", by=lena
    )
    Guidance.objects.create(
        school=oakfield, code="bare", title="Bare", publisher="", standing="local",
        next_check_on=date(2027, 1, 1),
    )  # fmt: skip

    titles = queries.titles(date(2027, 1, 1))
    assert titles == {"bare": "Bare", "safe-words": "Safe words (2026)"}
    assert queries.titles(date(2026, 1, 1))["safe-words"] == "Safe words (2027)"


def test_only_editions_of_which_a_part_is_read(oakfield, lena):
    add(lena)
    add(lena, title="Part", part_to_read="Part one")
    add(lena, title="Coming", part_to_read="All", in_force_on=date(2027, 1, 1))

    assert [str(e) for e in queries.to_read(date(2026, 11, 2))] == ["guidance:part:1"]


def test_its_days_are_in_the_list_of_what_is_due(oakfield, lena):
    add(lena)
    [one] = [
        d for d in due.between(lena, date(2027, 7, 1), date(2027, 7, 1)) if d.kind == "guidance"
    ]

    assert (one.ref, one.words) == ("guidance:safe-words", "Check for a new edition: Safe words")
    assert one.url == page("entry", "safe-words")
    assert objects.names({"guidance:safe-words"}) == {"guidance:safe-words": "Safe words"}


def test_those_who_keep_it_are_reminded_once_for_a_day(oakfield, lena, dee, tom, clock):
    add(lena)
    add(lena, title="Other")
    clock.move_to("2027-07-01 06:00Z")
    tasks.remind_of_checks(oakfield)
    assert not Job.objects.filter(kind="guidance.remind").exists()
    clock.move_to("2027-07-01 09:00Z")
    for _twice in range(2):
        tasks.remind_of_checks(oakfield)
        for job in jobs.due():
            jobs.run(job)

    assert Notice.objects.filter(kind="guidance.to_check").count() == 2
    by = Actor.for_system("guidance", school_id=oakfield.pk)
    assert reminding.remind(due_on=date(2027, 7, 1), by=by) is not None
    assert Notice.objects.filter(kind="guidance.to_check").count() == 2
    notice = Notice.objects.filter(kind="guidance.to_check").first()
    kind = kinds.kind_of(notice.kind)
    assert (kind.url(oakfield, notice.object), kind.called(notice.object)) == (page("guidance"), "")


def test_nobody_is_reminded_in_a_holiday_or_of_what_was_checked(oakfield, lena, clock):
    row = add(lena, next_check_on=date(2026, 12, 26))
    clock.move_to("2026-12-28 09:00Z")
    tasks.remind_of_checks(oakfield)
    assert not Job.objects.filter(kind="guidance.remind").exists()
    keeping.note_check(guidance=row, next_check_on=date(2027, 9, 1), by=lena)
    by = Actor.for_system("guidance", school_id=oakfield.pk)
    assert reminding.remind(due_on=date(2026, 12, 26), by=by) is None


def test_a_failing_audit_write_reminds_nobody(oakfield, lena, monkeypatch, clock):
    add(lena)
    clock.move_to("2027-07-01 09:00Z")
    by = Actor.for_system("guidance", school_id=oakfield.pk)
    with audit_that_fails(monkeypatch, what=Notice.objects.count):
        reminding.remind(due_on=date(2027, 7, 1), by=by)


NEW = {
    "title": "Local rules", "publisher": "The authority", "standing": "local", "address": "",
    "part_to_read": "", "edition": "1", "in_force_on_0": "1", "in_force_on_1": "9",
    "in_force_on_2": "2026", "asks": "Tell us.", "next_check_on_0": "1", "next_check_on_1": "7",
    "next_check_on_2": "2027",
}  # fmt: skip


def test_a_lead_keeps_it_through_its_pages(oakfield, lena, client_of):
    client = client_of(lena)
    assert "It is in the register." in words(client.post(page("add"), NEW, follow=True))
    one = "local-rules"
    edition = {**NEW, "edition": "2", "changed": "A number."}
    assert "The edition is added." in words(
        client.post(page("add_edition", one), edition, follow=True)
    )
    assert "The check is noted." in words(client.post(page("check", one), NEW, follow=True))
    change = {**NEW, "title": "Rules of here"}
    assert "Rules of here" in words(client.post(page("change", one), change, follow=True))
    shown = words(client.get(page("entry", one)))
    for text in ("{{guidance:local-rules}}", "A number.", "Checked on 2 November 2026"):
        assert text in shown
    assert "out of the register" in words(client.post(page("retire", one), {}, follow=True))
    assert page("check", one) not in words(client.get(page("entry", one)))


@pytest.mark.parametrize("name", ["add", "add_edition", "check", "change"])
def test_nothing_typed_is_a_sentence_beside_each_field(oakfield, lena, client_of, name):
    row = add(lena)
    more = [] if name == "add" else [row.code]
    assert "There is a problem" in words(client_of(lena).post(page(name, *more), {}))


def test_a_refusal_keeps_what_was_typed(oakfield, lena, client_of):
    add(lena, title="Local rules")
    shown = words(
        client_of(lena).post(page("check", "local-rules"), {**NEW, "next_check_on_2": "2020"})
    )
    assert "must be after today" in shown
    again = words(
        client_of(lena).post(
            page("add_edition", "local-rules"), {**NEW, "edition": "2026", "changed": "x"}
        )
    )
    assert "in the register already" in again
    gone = keeping.retire(guidance=Guidance.objects.get(), by=lena)
    with_words = words(client_of(lena).post(page("change", gone.code), NEW))
    assert "taken out" in with_words
    past = words(client_of(lena).post(page("add"), {**NEW, "next_check_on_2": "2020"}))
    assert "must be after today" in past
    assert "The authority" in past


def test_the_list_and_the_file(oakfield, lena, tom, client_of):
    add(lena, title="=Nudes", part_to_read="All")
    shown = words(client_of(tom).get(page("guidance")))
    assert "=Nudes" in shown
    assert page("add") not in shown
    assert "Nothing found" in words(client_of(tom).get(page("guidance"), {"words": "zebra"}))
    file = client_of(tom).get(page("guidance_csv"))
    assert file["Content-Type"].startswith("text/csv")
    assert "'=Nudes" in file.content.decode("utf-8-sig")
    Guidance.objects.update(last_checked_on=None)
    Guidance.objects.create(
        school=oakfield, code="bare", title="Bare", publisher="P", standing="local",
        next_check_on=date(2026, 1, 1),
    )  # fmt: skip
    assert "bare,Bare" in client_of(tom).get(page("guidance_csv")).content.decode("utf-8-sig")
    assert "Check now" in words(client_of(tom).get(page("entry", "bare")))


def test_the_list_asks_as_often_for_thirty_as_for_one(oakfield, lena, client_of):
    client = client_of(lena)

    def count():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page("guidance"))
        return len(asked)

    add(lena)
    count()
    one = count()
    for number in range(29):
        add(lena, title=f"Text {number}")
    assert count() == one
