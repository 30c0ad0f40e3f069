"""A file on its way: dropped, forgotten, applied once, given up; nothing without its audit row."""

import io

import pytest
from django.utils import timezone

from esafety import spreadsheets
from esafety.access.refused import Refused
from policies.registers import tasks
from policies.registers.choices import ImportState
from policies.registers.declared import named
from policies.registers.models import Entry, RegisterImport
from policies.registers.reading import Reading
from policies.registers.services import importing
from tests.policies.registers.files import run, send, url
from tests.policies.registers.filled import values


def read_in(lena, oakfield, client_of, text="Item,Kind\nOne,Laptop\n"):
    send(client_of(lena), named("equipment"), text.encode())
    return RegisterImport.objects.get()


def test_a_file_is_dropped_and_forgotten(lena, oakfield, client_of):
    made = read_in(lena, oakfield, client_of)

    client_of(lena).post(url("import_drop", named("equipment"), made.pk))

    made.refresh_from_db()
    assert (made.state, made.rows) == (ImportState.DROPPED, [])
    with pytest.raises(Refused):
        importing.confirm(made=made, by=lena)


def test_a_second_file_takes_the_place_of_the_first(lena, oakfield, client_of):
    first = read_in(lena, oakfield, client_of)

    send(client_of(lena), named("equipment"), b"Item,Kind\nTwo,Laptop\n")

    first.refresh_from_db()
    assert first.state == ImportState.DROPPED


def test_a_file_is_its_senders_alone(lena, nat, oakfield, client_of):
    made = read_in(lena, oakfield, client_of)

    assert client_of(nat).get(made.get_absolute_url()).status_code == 404
    with pytest.raises(Refused, match="Only whoever sent"):
        importing.confirm(made=made, by=nat)


def test_old_files_are_forgotten(lena, oakfield, client_of, clock):
    made = read_in(lena, oakfield, client_of)
    clock.shift(25 * 3600)

    tasks.forget_old_copies(oakfield)

    made.refresh_from_db()
    assert made.rows == []


def test_a_file_of_somebody_who_has_left_is_given_up(lena, oakfield, client_of):
    made = read_in(lena, oakfield, client_of)
    importing.confirm(made=made, by=lena)
    made.made_by.left_on = timezone.localdate()
    made.made_by.save()

    run(made)

    made.refresh_from_db()
    assert made.state == ImportState.DROPPED
    assert not Entry.objects.exists()
    again = importing.stop(made=made, by=lena)
    assert again.state == ImportState.DROPPED


def test_applying_twice_enters_once(lena, oakfield, client_of):
    made = read_in(lena, oakfield, client_of)
    importing.confirm(made=made, by=lena)
    run(made)

    importing.apply(made=made, by=lena)

    assert Entry.objects.count() == 1
    page = client_of(lena).get(url("import_progress", named("equipment"), made.pk))
    assert page.json()["state"] == "done"


def test_a_secret_entry_about_oneself_is_left_out_of_a_file(hari, oakfield, client_of):
    register = named("monitoring-of-a-person")
    one = values(register, oakfield, hari.membership_id)
    head = ",".join(f'"{f.label}"' for f in register.asked_at_first)
    cells = {**one, "who": "Hari Hazel", "carried_out_by": "Hari Hazel"}
    other = {**cells, "who": "Ada Ash"}
    lines = [",".join(str(c[f.name]) for f in register.asked_at_first) for c in (cells, other)]

    send(client_of(hari), register, "\n".join([head, *lines]).encode())
    made = RegisterImport.objects.get()
    importing.confirm(made=made, by=hari)
    run(made)

    made.refresh_from_db()
    assert [(e["line"], e["column"]) for e in made.errors] == [(2, "who")]
    assert Entry.objects.get().number >= 100_000


def test_a_large_sheet_of_other_cells_is_read(lena, oakfield, client_of):
    body = spreadsheets.xlsx_bytes(["Item", "Kind"], [["One", "Laptop"]], title="x")
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body))
    book.active.append([12.0, "Laptop"])
    book.active.append([True, "Laptop"])
    book.active.append([timezone.localdate(), "Laptop"])
    book.active.append([1.5, "Laptop"])
    out = io.BytesIO()
    book.save(out)

    send(client_of(lena), named("equipment"), out.getvalue(), "a.xlsx")

    said = [row["values"]["item"] for row in RegisterImport.objects.get().rows]
    assert said == ["One", "12", "yes", "2026-11-16", "1.5"]


@pytest.mark.parametrize("act", ["read_in", "confirm", "drop", "apply"])
def test_a_failing_audit_write_saves_nothing(act, lena, oakfield, client_of, monkeypatch):
    made = read_in(lena, oakfield, client_of)
    if act == "apply":
        importing.confirm(made=made, by=lena)
        made.refresh_from_db()
    before = (made.state, made.rows)

    def fail(**_kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(importing.audit, "record", fail)
    given = {"register": named("equipment"), "found": Reading([], [])} if act == "read_in" else {}
    with pytest.raises(RuntimeError):
        getattr(importing, act)(by=lena, **(given or {"made": made}))

    made.refresh_from_db()
    assert (made.state, made.rows) == before
    assert not Entry.objects.exists()
