"""The log as CSV and XLSX: whole, escaped, in the reader's rows only."""

import csv
import io
from datetime import UTC, date, datetime, time

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from incidents.log import exports
from incidents.models import Entry
from incidents.services import printing
from tests.factories.incidents import make_incident
from tests.factories.people import make_person

LOG = "/oakfield/incidents/"


def csv_rows(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def xlsx_rows(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    head, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(
        values_only=True
    )
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def told(oakfield, lena):
    """One incident with everything filled in, and two people."""
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech", year_group="9")
    incident = make_incident(
        oakfield,
        people=[(ada, "target"), (ben, "offender")],
        types=("bullying", "other"),
        other_words="Password book",
        happened_on=date(2026, 7, 2),
        happened_until=date(2026, 7, 3),
        happened_at_time=time(8, 5),
        when_words="before lunch",
        submitted_at=datetime(2026, 7, 3, 14, 30, tzinfo=UTC),
        description="A long story. " * 60,
        place_words="Room 4",
        platforms=["snapchat", "unknown"],
        platform_words="Yap",
        evidence="A phone",
        evidence_held="The safe",
        outcome="talk",
        outcome_words="Both families met.",
        handler_id=lena.membership_id,
    )
    for action, text in (("parents", "Rang home."), ("site_report", "")):
        Entry.objects.create(
            school=oakfield, incident=incident, kind="action", action=action, text=text,
            happened_at="2026-07-03T23:30Z", entered_at="2026-07-04T09:00Z",
        )  # fmt: skip
    return incident


@pytest.mark.parametrize(("kind", "read"), [("csv", csv_rows), ("xlsx", xlsx_rows)])
def test_a_file_holds_every_column_whole_for_each_person(
    oakfield, lena, told, client_of, kind, read
):
    first, second = read(client_of(lena).get(f"{LOG}log.{kind}"))

    assert first == {
        "Reference": told.reference,
        "Date": "2026-07-02",
        "Last day": "2026-07-03",
        "Time": "08:05",
        "Reported": "2026-07-03 15:30",
        "Name": "Ada Ash",
        "Year or kind": "Year 8",
        "T/O": "T",
        "Nature of incident": "Bullying; Other; Password book",
        "Where": "Inside school, Room 4",
        "Social media": "Snapchat, unknown, Yap",
        "Details, including evidence": "A long story. " * 59
        + "A long story.\nEvidence: A phone\nHeld: The safe",
        "Outcome, including action taken": (
            "Conversation or warning\nBoth families met.\n"
            "4 Jul 2026 Parents or carers informed: Rang home.\n"
            "4 Jul 2026 Reported to the social networking site"
        ),
        "State": "Reported",
        "Handled by": "Lena Larch",
    }
    assert (second["Name"], second["Year or kind"], second["T/O"]) == ("Ben Beech", "Year 9", "O")
    assert {**second, "Name": "", "Year or kind": "", "T/O": ""} == {
        **first, "Name": "", "Year or kind": "", "T/O": "",
    }  # fmt: skip


def test_no_cell_of_a_file_is_a_formula(oakfield, lena, client_of):
    bad = "=HYPERLINK(1)"
    make_incident(
        oakfield,
        typed=[("+Kim Whitebeam", "child", "target")],
        description=bad,
        outcome_words="-1",
        other_words="@x",
    )
    client = client_of(lena)

    row = csv_rows(client.get(f"{LOG}log.csv"))[0]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{LOG}log.xlsx").content)).active

    assert row["Details, including evidence"] == f"'{bad}"
    assert row["Name"] == "'+Kim Whitebeam"
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)


def test_a_file_is_filtered_and_in_the_order_of_the_page(oakfield, lena, client_of):
    late = make_incident(oakfield, place="outside", happened_on=date(2026, 11, 5))
    early = make_incident(oakfield, place="outside", happened_on=date(2026, 11, 1))
    make_incident(oakfield)

    rows = csv_rows(client_of(lena).get(f"{LOG}log.csv?place=outside&sort=oldest"))

    assert [row["Reference"] for row in rows] == [early.reference, late.reference]


def test_a_file_holds_what_was_searched_for(oakfield, lena, client_of):
    wanted = make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    make_incident(oakfield)
    client = client_of(lena)
    query = client.post(f"{LOG}search/", {"text": "Ada Ash"})["Location"].partition("?")[2]

    assert [r["Reference"] for r in csv_rows(client.get(f"{LOG}log.csv?{query}"))] == [
        wanted.reference
    ]


def test_a_file_has_a_name_without_people_and_is_kept_nowhere(
    oakfield, lena, client_of, time_machine
):
    time_machine.move_to("2026-12-01 12:00")
    answer = client_of(lena).get(f"{LOG}log.csv")

    assert (
        answer["Content-Disposition"]
        == 'attachment; filename="incident-log-oakfield-2026-12-01.csv"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "text/csv"


def test_an_incident_of_nobody_has_its_row(oakfield, lena, client_of):
    make_incident(oakfield).involved.update(removed_at="2026-11-03T12:00Z")

    assert csv_rows(client_of(lena).get(f"{LOG}log.csv"))[0]["Name"] == "Not known"


def test_a_file_costs_the_same_number_of_queries(oakfield, lena, client_of):
    client = client_of(lena)
    costs = []
    for number in (1, 29):
        for count in range(number):
            ada = make_person(oakfield, f"Ada Ash{number}{count}")
            make_incident(oakfield, people=[(ada, "target")], handler_id=lena.membership_id)
        client.get(f"{LOG}log.csv")
        with CaptureQueriesContext(connection) as caught:
            client.get(f"{LOG}log.csv")
        costs.append(len(caught))

    assert costs[0] == costs[1] < 20


def test_many_incidents_are_read_in_chunks(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(exports, "_CHUNK", 2)
    made = {make_incident(oakfield).reference for _count in range(5)}

    assert {row["Reference"] for row in csv_rows(client_of(lena).get(f"{LOG}log.csv"))} == made


def test_an_export_is_recorded_without_what_it_held(oakfield, lena, client_of):
    make_incident(oakfield)
    client = client_of(lena)
    query = client.post(f"{LOG}search/?place=inside", {"text": "Ada"})["Location"].partition("?")[2]

    client.get(f"{LOG}log.xlsx?{query}")

    event = AuditEvent.objects.get(type="log.exported")
    assert (event.object, event.data) == ("log:xlsx", {"filters": ["place", "text"]})


def test_without_its_audit_row_nothing_is_exported(oakfield, lena, client_of, monkeypatch):
    monkeypatch.delitem(types._WORDS, "log.exported")

    with pytest.raises(types.UnknownEventType):
        client_of(lena).get(f"{LOG}log.csv")


def test_too_much_for_a_file_is_said_on_the_log(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 1)
    make_incident(oakfield)
    make_incident(oakfield)
    client = client_of(lena)

    answer = client.get(f"{LOG}log.csv?place=inside", follow=True)

    assert answer.redirect_chain == [(f"{LOG}?place=inside", 302)]
    assert "A file holds up to 1 incidents" in answer.content.decode()


def test_a_filter_that_cannot_be_read_leads_back_to_the_log(oakfield, lena, client_of):
    answer = client_of(lena).get(f"{LOG}log.csv?since=soon")

    assert (answer.status_code, answer["Location"]) == (302, f"{LOG}?since=soon")


@pytest.mark.parametrize("name", ["tom", "gwen", "olu", "cora"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_may_not_export_is_refused(oakfield, name, kind, request, client_of):
    assert client_of(request.getfixturevalue(name)).get(f"{LOG}log.{kind}").status_code == 403


def test_the_service_asks_again(oakfield, tom):
    for act in (printing.record_paper, lambda **facts: printing.record_export(kind="csv", **facts)):
        with pytest.raises(Refused):
            act(filters={}, searched=False, by=tom)
    assert not AuditEvent.objects.filter(type__startswith="log.").exists()
