"""The pages of training."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esafety import pdf
from esafety.audit.models import AuditEvent
from esafety.spreadsheets import csv_bytes, xlsx_bytes
from policies import listing
from policies.training.models import Attendance, Session
from policies.training.needs import TOPICS
from policies.training.services import attending, sessions
from tests.policies.training.conftest import TODAY

FORM = {
    "day_0": "3", "day_1": "11", "day_2": "2026", "kind": "yearly", "title": "New one",
    "groups": ["staff"], "guests": "",
}  # fmt: skip


def url(name, *args):
    return reverse(f"training:{name}", args=["oakfield", *args])


@pytest.fixture
def keeper(client_of, lena):
    return client_of(lena)


@pytest.fixture
def teacher(client_of, tom):
    return client_of(tom)


def test_signed_in_by_the_code_and_certified(today_session, keeper, teacher, tom):
    assert today_session.code in keeper.get(url("session", today_session.pk)).text
    page = teacher.get(url("my_training"))
    assert "Yearly update" in page.text
    assert today_session.code not in page.text
    assert "No session has this code" in teacher.post(url("my_training"), {"code": "xx"}).text
    assert "Enter the code" in teacher.post(url("my_training"), {}).text
    done = teacher.post(url("my_training"), {"code": today_session.code}, follow=True)
    assert "signed in at" in done.text
    own = teacher.get(url("certificate", today_session.pk))
    kept = keeper.get(url("member_certificate", today_session.pk, tom.membership_id))
    assert own.content.startswith(b"%PDF")
    assert kept["Content-Disposition"] == own["Content-Disposition"]
    assert keeper.get(url("certificate", today_session.pk)).status_code == 404


def test_without_pango_the_page_says_so(today_session, teacher, tom, monkeypatch):
    def none(html):
        raise pdf.PdfUnavailable

    attending.sign_in(code=today_session.code, by=tom)
    monkeypatch.setattr(pdf, "render", none)
    assert "cannot make PDFs" in teacher.get(url("certificate", today_session.pk)).text


def test_the_tick_list(today_session, keeper, tom):
    address = url("session", today_session.pk)
    keeper.post(address, {"member": [str(tom.membership_id), "x"]})
    assert Attendance.objects.get().member_id == tom.membership_id
    assert "ticked on the list" in keeper.get(address).text
    later = Session.objects.create(
        school=today_session.school, day="2026-12-24", kind="other", title="L", code="X",
        made_at=today_session.made_at, made_by_id=today_session.made_by_id,
    )  # fmt: skip
    assert "still to come" in keeper.post(url("session", later.pk), {}, follow=True).text
    assert "stays" in keeper.post(url("drop_session", today_session.pk), follow=True).text
    keeper.post(url("drop_session", later.pk))
    assert Session.objects.count() == 1


def test_entered_and_changed(oakfield, keeper):
    wrong = keeper.post(url("new_session"), {**FORM, "title": "", "guests": "many"})
    assert "Give the session a title" in wrong.text
    assert "whole number" in wrong.text
    keeper.post(url("new_session"), FORM)
    row = Session.objects.get()
    assert (row.day, row.guests) == (TODAY, 0)
    assert "New one" in keeper.get(url("change_session", row.pk)).text
    keeper.post(url("change_session", row.pk), {**FORM, "title": "Newer", "guests": "12"})
    assert "Newer" in keeper.get(url("sessions")).text
    assert "12 guests" in keeper.get(url("sessions")).text
    assert keeper.get(url("new_session")).status_code == 200
    assert keeper.get(url("session", 0)).status_code == 404


def test_needs_are_told_once(oakfield, keeper, teacher):
    assert "Choose an answer" in teacher.post(url("needs"), {}).text
    assert "Nobody has answered" in keeper.get(url("all_needs")).text
    teacher.post(url("needs"), dict.fromkeys(TOPICS, "need"))
    assert "You said this on" in teacher.get(url("needs")).text
    assert "already" in teacher.post(url("needs"), dict.fromkeys(TOPICS, "need")).text
    page = keeper.get(url("all_needs")).text
    assert "Tom Thorn" in page


def test_who_is_due_on_screen_and_as_files(today_session, keeper, tom):
    attending.sign_in(code=today_session.code, by=tom)
    page = keeper.get(url("due")).text
    assert "Tom Thorn" in page
    assert "2 of 2 are overdue" in page
    assert "Show everybody" in keeper.get(url("due") + "?only=overdue").text
    assert "Tom Thorn" in keeper.get(url("due_file", "csv")).content.decode()
    assert keeper.get(url("due_file", "xlsx")).content.startswith(b"PK")
    assert "Yearly update" in keeper.get(url("attendance_file", "csv")).content.decode()
    assert keeper.get(url("attendance_file", "doc")).status_code == 404
    late = keeper.get(url("due_file", "csv") + "?only=overdue").content.decode()
    assert "Overdue" in late


def test_lines_are_looked_at_before_they_are_read_in(oakfield, keeper, tom):
    text = (
        "day,kind,title,led_by,email\n4/9/2026,yearly,Old one,Dee,tom@oakfield.example\n"
        "4/9/2026,yearly,Old one,Dee,who@oakfield.example"
    )
    assert keeper.get(url("read_in")).status_code == 200
    assert "Choose a file." in keeper.post(url("read_in"), {"pasted": ""}).text
    look = keeper.post(url("read_in"), {"pasted": text})
    assert "1 line can be read in" in look.text
    assert "Line 3, column “Email”: No member of staff" in look.text
    assert not Session.objects.exists()
    done = keeper.post(url("read_in"), {"pasted": text, "confirm": "yes"}, follow=True)
    assert "1 attendances are read in" in done.text
    assert Attendance.objects.get().member_id == tom.membership_id


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_five_thousand_rows_of_a_file_with_fifty_bad_ones(ending, oakfield, keeper, tom):
    head = ["day", "kind", "title", "led_by", "email"]
    rows = [
        ["2026-09-04", "yearly" if n % 100 else "party", f"S{n}", "=1+1", "tom@oakfield.example"]
        for n in range(1, 5001)
    ]
    body = csv_bytes(head, rows) if ending == "csv" else xlsx_bytes(head, rows, title="x")
    begun = time.process_time()

    look = keeper.post(url("read_in"), {"file": SimpleUploadedFile(f"a.{ending}", body)})
    assert not look.context["form"].errors

    assert "4950 lines can be read in" in look.text
    assert "50 lines are left out" in look.text
    assert "Line 101, column “Kind”: The kind has to be one of" in look.text
    assert "4950 sessions are new" in look.text
    assert not Session.objects.exists()
    again = {"pasted": look.context["text"], "confirm": "yes"}
    keeper.post(url("read_in"), again)
    assert Attendance.objects.count() == Session.objects.count() == 4950
    assert Session.objects.filter(led_by="=1+1").count() == 4950
    assert time.process_time() - begun < 20


def test_lists_on_paper(today_session, keeper, tom):
    attending.sign_in(code=today_session.code, by=tom)

    for address in (
        url("attendance_file", "pdf"),
        url("due_file", "pdf"),
        url("needs_file", "pdf"),
        url("session_file", today_session.pk, "pdf"),
    ):
        assert keeper.get(address).content.startswith(b"%PDF")
    one = keeper.get(url("session_file", today_session.pk, "csv")).content.decode()
    assert "Tom Thorn" in one
    assert AuditEvent.objects.filter(type="training.exported").count() == 5


def test_a_paper_that_cannot_be_made_is_a_sentence(today_session, keeper, monkeypatch):
    def none(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", none)
    assert "cannot make PDFs" in keeper.get(url("due_file", "pdf"), follow=True).text
    monkeypatch.setattr(listing, "MOST", 0)
    assert "holds up to 0 rows" in keeper.get(url("due_file", "pdf"), follow=True).text


def test_sessions_are_found_by_words_and_kind(today_session, keeper, lena):
    sessions.make(day=TODAY, kind="parents", title="Evening", groups=["others"], by=lena)

    by_word = keeper.post(url("sessions"), {"q": "yearly lena"}, follow=True)
    by_kind = keeper.get(url("sessions") + "?kind=parents")
    nothing = keeper.post(url("sessions") + "?kind=parents", {"q": "yearly"}, follow=True)

    assert "yearly" not in by_word.redirect_chain[0][0]
    assert "Yearly update" in by_word.text
    assert "Evening" not in by_word.text
    assert "Evening" in by_kind.text
    assert "Yearly update" not in by_kind.text
    assert "No session fits" in nothing.text


def test_the_topics_are_the_schools_own(oakfield, keeper, teacher):
    first = str(next(iter(TOPICS.values())))
    page = keeper.get(url("topics"))
    assert first in page.text
    wrong = keeper.post(url("topics"), {"topics": "x" * 121})
    assert "120 characters or fewer" in wrong.text
    keeper.post(url("topics"), {"topics": f"Robots in lessons\n\n{first}\nRobots in lessons"})

    asked = teacher.get(url("needs"))

    assert "2 topics" in asked.text
    assert "Robots in lessons" in asked.text
    teacher.post(url("needs"), {"own1": "need", "told": "sure"})
    shown = keeper.get(url("all_needs")).text
    assert "Robots in lessons" in shown
    assert "Tom Thorn" in keeper.get(url("needs_file", "csv")).content.decode()


def test_on_the_home_page_what_is_due(oakfield, teacher):
    home = reverse("home", args=["oakfield"])
    assert "Overdue" in teacher.get(home).text


def test_one_or_thirty_are_the_same_number_of_queries(today_session, keeper, lena, oakfield):
    from esafety.access.roles import Role
    from tests.factories.schools import make_member

    pages = [url("sessions"), url("due"), url("session", today_session.pk)]

    def counts():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                keeper.get(page)
            found.append(len(queries))
        return found

    counts()
    one = counts()
    for n in range(29):
        sessions.make(day=TODAY, kind="other", title=f"S{n}", groups=["staff"], by=lena)
        make_member(oakfield, f"Ann{n} Ash", Role.STAFF)
    assert counts() == one
