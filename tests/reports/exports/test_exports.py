"""Tables as files: what the reader may see, escaped, recorded, and said in the dictionary."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.management import call_command

from esafety import spreadsheets
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from incidents.models import Incident, Task
from incidents.tasking.choices import TaskKind
from incidents.tasking.services import giving
from reports.exports import dictionary, rows
from reports.exports.files import KINDS, file_of
from reports.exports.table import Column
from reports.exports.tables import TABLES
from reports.services import exports as services
from tests.factories.incidents import make_incident
from tests.factories.people import make_person

EXPORTS = "/oakfield/reports/exports/"


def give(incident, by, title):
    giving.give(incident=incident, by=by, kind=TaskKind.DO, title=title, owner_role="lead")


@pytest.fixture
def told(oakfield, lena):
    """One incident with a task and somebody named."""
    ada = make_person(oakfield, "Ada Ash", email="=1+1@example.org")
    facts = {"description": "=HYPERLINK(1)", "happened_on": date(2026, 9, 7)}
    incident = make_incident(oakfield, people=[(ada, "target")], **facts)
    give(incident, lena, "Ring home")
    return incident


def read(code, actor, school):
    return json.loads(file_of(TABLES[code], "json", actor, school))


@pytest.mark.parametrize("code", TABLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_made_as_every_kind_of_file(told, lena, oakfield, code, kind):
    body, table = file_of(TABLES[code], kind, lena, oakfield), TABLES[code]

    if kind == "json":
        found = json.loads(body)
        assert found or code in ("sanctions", "agreements", "signers")
        assert all(list(row) == table.codes for row in found)
    elif kind == "csv":
        head, *_rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        assert head == table.head
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        assert [cell.value for cell in sheet[1]] == table.head


@pytest.mark.parametrize("code", TABLES)
def test_every_row_has_a_cell_for_every_column(told, lena, oakfield, code):
    table = TABLES[code]

    assert all(len(row) == len(table.columns) for row in table.rows(lena, oakfield))


def test_the_log_and_its_tasks_hold_what_the_reader_may_see(told, lena, hari, oakfield):
    assert [row["name"] for row in read("incidents", lena, oakfield)] == ["Ada Ash"]
    assert [row["title"] for row in read("tasks", lena, oakfield)] == ["Ring home"]

    Incident.objects.update(staff_subject=True)
    assert read("incidents", lena, oakfield) == read("tasks", lena, oakfield) == []
    assert len(read("tasks", hari, oakfield)) == 1


def test_another_schools_lead_gets_nothing(told, boris, oakfield):
    assert read("incidents", boris, oakfield) == []


def test_a_task_for_a_person_that_is_done(told, lena, oakfield):
    Task.objects.update(
        owner=lena.membership_id, owner_role="", state="done", outcome="Rung.",
        done_at="2026-09-08T09:00Z", done_by=lena.membership_id,
        about=told.involved.get().pk,
    )  # fmt: skip
    row = read("tasks", lena, oakfield)[0]

    assert (row["owner"], row["about"], row["done_by"]) == ("Lena Larch", "Ada Ash", "Lena Larch")
    assert (row["state"], row["outcome"], row["done"]) == ("Done", "Rung.", "2026-09-08 10:00")


def test_formulas_are_escaped(told, lena, oakfield):
    body = file_of(TABLES["incidents"], "csv", lena, oakfield).decode("utf-8-sig")
    people = file_of(TABLES["people"], "csv", lena, oakfield).decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in body
    assert "'=1+1@example.org" in people


def test_json_keeps_a_text_as_it_is():
    assert json.loads(spreadsheets.json_bytes(["a"], [["=1\x00é"]])) == [{"a": "=1é"}]


def test_the_figures_of_the_grid_with_and_without_actions(oakfield, lena, monkeypatch):
    from incidents.sanctions.choices import Grid
    from incidents.sanctions.queries.figures import ActionFigures, RowFigures

    grid = next(iter(Grid))
    found = [
        RowFigures(grid, "1", "a", "A", 2, (ActionFigures("x", "X", 2, 1, 1, 0),)),
        RowFigures(grid, "1", "b", "B"),
    ]
    monkeypatch.setattr(rows.sanctions, "figures", lambda *_: found)

    assert [row[2:] for row in rows.grid(lena, oakfield)] == [
        ["A", "2", "X", "2", "1", "1", "0"],
        ["B", "0", "", "0", "0", "0", "0"],
    ]


def test_an_export_is_recorded(told, lena, client_of):
    answer = client_of(lena).get(f"{EXPORTS}tasks.json")

    assert answer["Content-Disposition"].startswith('attachment; filename="tasks-oakfield-')
    event = AuditEvent.objects.get(type="table.exported")
    assert (event.object, event.data) == ("table:tasks", {"kind": "json"})


def test_without_its_audit_row_nothing_is_exported(oakfield, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "table.exported")

    with pytest.raises(types.UnknownEventType):
        services.record(table=TABLES["tasks"], kind="csv", by=lena)


def test_each_table_is_for_who_holds_its_right(oakfield, lena, olu, sima_, tom, client_of):
    shown = {
        who: [c for c in TABLES if f"{EXPORTS}{c}.csv" in client_of(actor).get(EXPORTS).text]
        for who, actor in (("lena", lena), ("olu", olu), ("sima", sima_))
    }

    assert shown == {
        "lena": list(TABLES),
        "olu": ["people", "agreements", "signers"],
        "sima": ["incidents", "tasks", "sanctions", "agreements", "signers"],
    }
    assert client_of(tom).get(EXPORTS).status_code == 403
    assert client_of(olu).get(f"{EXPORTS}tasks.csv").status_code == 404
    assert client_of(lena).get(f"{EXPORTS}tasks.pdf").status_code == 404
    assert client_of(lena).get(f"{EXPORTS}nothing.csv").status_code == 404
    with pytest.raises(Refused):
        services.record(table=TABLES["tasks"], kind="csv", by=olu)


@pytest.fixture
def sima_(oakfield):
    from esafety.access.roles import Role
    from tests.factories.schools import make_member

    return make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF)


def test_the_log_as_json_is_filtered_as_its_page(told, oakfield, lena, client_of):
    make_incident(oakfield, place="outside")
    answer = client_of(lena).get("/oakfield/incidents/log.json?place=outside")

    found = json.loads(answer.content)
    assert [row["place"] for row in found] == ["Outside school"]
    assert answer["Content-Type"] == "application/json"
    assert AuditEvent.objects.get(type="log.exported").object == "log:json"


def test_the_dictionary_in_docs_is_what_the_code_says():
    kept = Path(settings.BASE_DIR, "docs", "data-dictionary.md").read_text(encoding="utf-8")

    assert kept == dictionary.markdown(), "run manage.py data_dictionary"


def test_the_dictionary_has_every_column_with_its_meaning_and_list():
    text = dictionary.markdown()
    for table in TABLES.values():
        assert f"(`{table.code}`)" in text
        assert len(set(table.codes)) == len(table.codes)
        for column in table.columns:
            assert str(column.meaning).strip()
            assert f"| `{column.code}` | {column.title} |" in text
            assert all(str(word) in text for word in column.words)


def test_a_column_of_free_words_has_no_list():
    assert dictionary._column(Column("a", "A", "Words.")) == "| `a` | A | Words. |"


def test_the_command_writes_the_dictionary(tmp_path, settings, capsys):
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("data_dictionary")

    assert (tmp_path / "docs" / "data-dictionary.md").read_text() == dictionary.markdown()
    assert "data-dictionary.md" in capsys.readouterr().out


def test_the_files_cost_the_same_few_queries(oakfield, lena, told, django_assert_max_num_queries):
    for code in ("tasks", "people", "agreements"):
        with django_assert_max_num_queries(12) as one:
            file_of(TABLES[code], "json", lena, oakfield)
        many = len(one)
        for number in range(5):
            make_person(oakfield, f"Pupil{number} {code.title()}")
            give(told, lena, f"T{number}")
        with django_assert_max_num_queries(many):
            file_of(TABLES[code], "json", lena, oakfield)
