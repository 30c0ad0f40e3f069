"""The list of meetings as a file, and a list that is read in."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from esafety import pdf
from esafety.audit.models import AuditEvent
from esafety.spreadsheets import csv_bytes, xlsx_bytes
from policies import listing
from policies.meetings import presenters, queries
from policies.meetings.models import Meeting
from policies.meetings.services import preparing
from tests.policies.meetings.conftest import SOON, TODAY
from tests.policies.meetings.views.test_pages import day, url

HEAD = ["Day", "Kind", "Title", "Place", "State", "Who was there", "Decisions", "Open actions"]
TEXT = "day,kind,title,place\n4/9/2026,log_review,First,Room 4\n17/11/2026,committee,,\n"


def lines(answer):
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_list_as_files(closed, lena, reader):
    row = preparing.plan(kind="committee", day=SOON, title="=1+1", place="@Hall", by=lena)
    item = queries.items(row).last()
    preparing.write_item(item=item, words="W", notes="", decision="Yes", by=lena)

    found = lines(reader.get(url("meetings_file", "csv")))
    sheet = load_workbook(io.BytesIO(reader.get(url("meetings_file", "xlsx")).content)).active

    assert found[0] == HEAD
    assert found[1:] == [
        ["2026-11-17", "Committee meeting", "'=1+1", "'@Hall", "Being prepared and held", "", "1",
         "0"],
        ["2026-11-03", "Log review", "", "Room 4", "Closed", "Dee Dogwood; Ms Ivy Ilex", "0", "1"],
    ]  # fmt: skip
    assert [cell.value for cell in sheet[1]] == HEAD
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    answer = reader.get(url("meetings_file", "pdf"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="oakfield-meetings.pdf"'
    assert "private, no-store" in answer["Cache-Control"]
    told = AuditEvent.objects.filter(type="meeting.list_exported")
    assert [one.data for one in told] == [{"number": 2}] * 3


def test_the_file_holds_those_that_the_page_shows(closed, lena, reader):
    preparing.plan(kind="committee", day=SOON, title="Phones", place="", by=lena)

    page = reader.get(url("meetings"), {"kind": "committee"}).text
    assert "Take out these meetings" in page
    assert f"{url('meetings_file', 'csv')}?kind=committee" in page
    assert "Take out all meetings" in reader.get(url("meetings")).text
    by_kind = lines(reader.get(url("meetings_file", "csv"), {"kind": "committee"}))
    address = reader.post(url("meetings"), {"q": "phones"})["Location"]
    by_word = lines(reader.get(address.replace("/meetings/", "/meetings/meetings.csv")))
    assert [len(by_kind), by_kind[1][2], by_word] == [2, "Phones", by_kind]
    assert "Filtered" in listing.html(
        listing.Listing("T", HEAD, by_kind[1:], filtered=True), closed.school
    )


def test_a_paper_that_cannot_be_made_is_a_sentence(meeting, reader, monkeypatch):
    def none(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", none)
    assert "cannot make PDFs" in reader.get(url("meetings_file", "pdf"), follow=True).text
    monkeypatch.setattr(listing, "MOST", 0)
    assert "holds up to 0 rows" in reader.get(url("meetings_file", "pdf"), follow=True).text
    assert reader.get(url("meetings_file", "doc")).status_code == 404
    assert not AuditEvent.objects.filter(type="meeting.list_exported").exists()


def test_one_or_thirty_in_a_file_are_the_same_number_of_queries(closed, lena, dee, reader):
    def count():
        with CaptureQueriesContext(connection) as asked:
            reader.get(url("meetings_file", "csv"))
        return len(asked)

    count()
    one = count()
    for _n in range(29):
        row = preparing.plan(kind="committee", day=TODAY, place="", by=lena)
        preparing.note_present(meeting=row, members=[dee.membership_id], guests=["Ivy"], by=lena)
    assert count() == one


def test_rows_are_looked_at_first_and_planned_when_confirmed(meeting, keeper):
    preparing.plan(kind="committee", day=SOON, place="", by=meeting_keeper(meeting))
    bad = TEXT + "9/9/2026,party,,\n"

    look = keeper.post(url("read_in"), {"pasted": bad})
    assert "2 lines can be read in" in look.text
    assert "Nothing is read in yet" in look.text
    assert "1 meeting is new" in look.text
    assert "1 is there already and stays" in look.text
    assert "Line 4, column “Kind”: The kind has to be one of: log_review, committee." in look.text
    assert [(row.title, known) for row, known in look.context["would"].rows] == [
        ("First", False), ("", True),
    ]  # fmt: skip
    assert bad.strip() in look.text.replace("\r\n", "\n")  # what was pasted stays in its field
    assert Meeting.objects.count() == 2

    again = {"pasted": look.context["text"], "confirm": "yes"}
    done = keeper.post(url("read_in"), again, follow=True)
    assert "1 meeting is planned." in done.text
    assert Meeting.objects.get(title="First").called == "Log review: First"
    assert "0 meetings are planned." in keeper.post(url("read_in"), again, follow=True).text
    assert Meeting.objects.count() == 3
    assert "Log review: First" in keeper.get(url("meetings")).text


def meeting_keeper(meeting):
    from esafety.schools import queries as schools

    return schools.actor_of(meeting.made_by)


def test_nothing_to_read_in(oakfield, keeper):
    page = keeper.get(url("read_in")).text
    assert "You see first what would be entered" in page
    assert url("read_in") in keeper.get(url("meetings")).text
    assert "Choose a file." in keeper.post(url("read_in"), {}).text
    look = keeper.post(url("read_in"), {"pasted": "day,kind\nsoon,committee"})
    assert "0 lines can be read in" in look.text
    assert 'name="confirm"' not in look.text
    wrong = keeper.post(url("read_in"), {"pasted": "colour,kind\nred,committee"})
    assert "The first row has to name each column once" in wrong.context["form"].errors["pasted"][0]
    assert "red,committee" in wrong.text
    none = {"pasted": "day,kind\nsoon,committee", "confirm": "yes"}
    assert "0 lines can be read in" in keeper.post(url("read_in"), none).text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_our_own_file_comes_back_with_its_formulas_as_they_were(ending, closed, lena, keeper):
    preparing.plan(kind="committee", day=SOON, title="=1+1", place="@Hall", by=lena)
    body = keeper.get(url("meetings_file", ending)).content

    look = keeper.post(url("read_in"), {"file": SimpleUploadedFile(f"a.{ending}", body)})
    assert not look.context["found"].wrong
    assert [known for _row, known in look.context["would"].rows] == [True, True]

    make = csv_bytes if ending == "csv" else lambda *some: xlsx_bytes(*some, title="x")
    moved = make(HEAD, [["2026-12-01", "Log review", "=1+1", "@Hall", "", "", "", ""]])
    look = keeper.post(url("read_in"), {"file": SimpleUploadedFile(f"a.{ending}", moved)})
    keeper.post(url("read_in"), {"pasted": look.context["text"], "confirm": "yes"})
    row = Meeting.objects.get(day="2026-12-01")
    assert (row.title, row.place, row.closed_at) == ("=1+1", "@Hall", None)


def test_only_those_who_may(meeting, keeper, reader, teacher, client_of, boris):
    assert reader.get(url("meetings_file", "csv")).status_code == 200
    assert url("read_in") not in reader.get(url("meetings")).text
    for client, names, refused in (
        (reader, ["read_in"], 403),
        (teacher, ["read_in", "meetings_file"], 403),
        (client_of(boris), ["read_in", "meetings_file"], 404),
    ):
        for name in names:
            more = ["csv"] if name == "meetings_file" else []
            assert client.get(url(name, *more)).status_code == refused
    for client in (reader, teacher, client_of(boris)):
        client.post(url("read_in"), {"pasted": TEXT, "confirm": "yes"})
    assert Meeting.objects.get() == meeting


def test_a_title_is_planned_changed_and_stands_in_the_minutes(oakfield, keeper, dee):
    asked = {"kind": "committee", "title": "Autumn", "place": "", **day("day", "3 11 2026")}
    keeper.post(url("new_meeting"), asked)
    row = Meeting.objects.get()
    page = keeper.post(url("change_meeting", row.pk), {**asked, "title": "x" * 121}).text
    assert "120 characters or fewer" in page
    assert "x" * 121 in page
    keeper.post(url("change_meeting", row.pk), {**asked, "title": "Winter"})
    assert "Committee meeting: Winter, 3 November 2026" in keeper.get(row.get_absolute_url()).text
    keeper.post(url("note_present", row.pk), {"members": [str(dee.membership_id)]})
    keeper.post(url("close_meeting", row.pk))
    row.refresh_from_db()
    assert row.minutes.content["title"] == "Winter"
    assert "Minutes: Committee meeting: Winter" in presenters.html_of(row.minutes)
