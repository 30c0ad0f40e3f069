"""The pages of meetings."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esafety import pdf
from policies.meetings import queries
from policies.meetings.models import Action, Meeting
from policies.meetings.services import acting, preparing
from tests.policies.meetings.conftest import SOON, TODAY


def url(name, *args):
    return reverse(f"meetings:{name}", args=["oakfield", *args])


def day(name, words):
    return {f"{name}_{n}": part for n, part in enumerate(words.split())}


def test_meetings_are_looked_for_without_words_in_the_address(meeting, keeper):
    answer = keeper.post(url("meetings"), {"q": "room"})
    assert "room" not in answer["Location"].lower()
    assert meeting.get_absolute_url() in keeper.get(answer["Location"]).text
    answer = keeper.post(url("meetings"), {"q": "nowhere"})
    assert meeting.get_absolute_url() not in keeper.get(answer["Location"]).text
    page = keeper.get(url("meetings"), {"kind": "committee"}).text
    assert meeting.get_absolute_url() not in page


def test_planned_held_closed_and_read(oakfield, keeper, reader, teacher, tom, dee):
    asked = {"kind": "log_review", "place": "Room 4", **day("day", "3 11 2026")}
    assert "Choose the kind" in keeper.post(url("new_meeting"), {}).text
    keeper.post(url("new_meeting"), asked)
    row = Meeting.objects.get()
    keeper.post(url("add_item", row.pk), {"words": "Phones"})
    item = queries.items(row).last()
    assert "Never write down" in keeper.get(url("write_item", row.pk, item.pk)).text
    keeper.post(
        url("write_item", row.pk, item.pk), {"words": "Phones", "notes": "N", "decision": "Keep"}
    )
    keeper.post(
        url("note_present", row.pk), {"members": [str(dee.membership_id)], "guests": "Ivy \n\n"}
    )
    keeper.post(
        url("give_action", row.pk),
        {"words": "Write", "owner": str(tom.membership_id), **day("due_on", "17 11 2026")},
    )
    action = Action.objects.get()
    page = reader.get(row.get_absolute_url()).text
    assert "Decided:" in page
    assert "Write down" not in page
    assert reader.get(url("minutes", row.pk)).status_code == 404
    keeper.post(url("close_meeting", row.pk))
    assert reader.get(url("minutes", row.pk)).content.startswith(b"%PDF")
    assert "Add an item" not in keeper.get(row.get_absolute_url()).text
    assert "Write" in teacher.get(reverse("home", args=["oakfield"])).text
    assert "Write what came of it" in teacher.post(url("answer_action", action.pk), {}).text
    teacher.post(url("answer_action", action.pk), {"answer": "All done"})
    assert "All done" in teacher.get(url("answer_action", action.pk)).text
    again = teacher.post(url("answer_action", action.pk), {"answer": "More"})
    assert "answered already" in again.text
    assert "Done" in teacher.get(url("my_actions")).text
    assert "1, 0 open" in reader.get(url("meetings")).text


def test_changes_and_refusals(meeting, action, keeper):
    items = list(queries.items(meeting))
    keeper.post(url("move_up_item", meeting.pk, items[1].pk))
    assert queries.items(meeting)[0] == items[1]
    refused = keeper.post(url("move_up_item", meeting.pk, items[1].pk), follow=True)
    assert "first already" in refused.text
    keeper.post(url("drop_item", meeting.pk, items[0].pk))
    assert queries.item_of(meeting, items[0].pk) is None
    keeper.post(url("drop_action", meeting.pk, action.pk))
    assert not Action.objects.exists()
    keeper.post(url("change_meeting", meeting.pk), {"place": "Hall", **day("day", "4 11 2026")})
    assert "Hall" in keeper.get(url("change_meeting", meeting.pk)).text
    closing = keeper.post(url("close_meeting", meeting.pk), follow=True)
    assert "still to come" in closing.text
    for name in ("drop_item", "drop_action"):
        assert keeper.post(url(name, meeting.pk, 0)).status_code == 404


def test_what_was_typed_survives(meeting, keeper, tom):
    long = "g" * 121
    page = keeper.post(url("note_present", meeting.pk), {"guests": long}).text
    assert long in page
    assert "120 characters" in page
    typed = {"words": "Write", "owner": str(tom.membership_id), **day("due_on", "1 11 2026")}
    page = keeper.post(url("give_action", meeting.pk), typed).text
    assert "before the meeting" in page
    assert 'value="Write"' in page


def test_without_pango_the_page_says_so(closed, reader, monkeypatch):
    def none(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", none)
    assert "cannot make PDFs" in reader.get(url("minutes", closed.pk)).text


def test_actions_as_files(action, reader):
    assert "Write to parents" in reader.get(url("actions_file", "csv")).content.decode()
    assert reader.get(url("actions_file", "xlsx")).content.startswith(b"PK")
    assert reader.get(url("actions_file", "doc")).status_code == 404


def test_an_action_of_somebody_else(action, reader, client_of, nat):
    page = reader.get(url("answer_action", action.pk)).text
    assert "What came of it?" not in page
    assert "lead" in reader.post(url("answer_action", action.pk), {"answer": "x"}).text
    assert client_of(nat).get(url("answer_action", action.pk)).status_code == 404


def test_one_or_thirty_are_the_same_number_of_queries(meeting, action, keeper, lena, tom):
    pages = [url("meetings"), meeting.get_absolute_url()]

    def counts():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                keeper.get(page)
            found.append(len(asked))
        return found

    counts()
    one = counts()
    for _n in range(29):
        preparing.plan(kind="committee", day=TODAY, place="", by=lena)
        facts = {"owner": tom.membership_id, "due_on": SOON}
        acting.give(meeting=meeting, words="W", by=lena, **facts)
    assert counts() == one
