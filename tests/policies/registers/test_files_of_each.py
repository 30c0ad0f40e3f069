"""A file of every register: which rows are wrong and why, nothing before it is confirmed, then
exactly the good ones; as CSV and XLSX."""

import time
from datetime import date, timedelta

import pytest

from esafety.records import read
from esafety.spreadsheets import csv_bytes, xlsx_bytes
from policies.registers.declared import Kind, named, registers
from policies.registers.models import Entry, RegisterImport
from tests.policies.registers.files import run, send, url
from tests.policies.registers.filled import make_entry

EACH = pytest.mark.parametrize("register", registers(), ids=lambda one: one.code)
ENDINGS = pytest.mark.parametrize("ending", ["csv", "xlsx"])
WRONG = {Kind.DAY: "31/02/2026", Kind.MEMBER: "Nobody Known", Kind.CHOICE: "Lorry"}
ROWS, BAD = 40, {7, 19, 40}


def body_of(head, rows, ending):
    return csv_bytes(head, rows) if ending == "csv" else xlsx_bytes(head, rows, title="x")


def rows_like(register, line, head):
    """Forty rows, each its own; in three of them one cell is wrong."""
    asked = list(register.asked_at_first)
    own = next(one for one in asked if one.kind in (Kind.LINE, Kind.WORDS, Kind.ADDRESS))
    broken = next(one for one in asked if one.needed and one.kind in WRONG)
    found = []
    for n in range(1, ROWS + 1):
        cells = dict(zip(head, line, strict=True)) | {"Reference": "", str(own.label): f"=1+{n}"}
        if register.weekly:
            week = date(2026, 11, 9) - n * timedelta(days=7)
            cells[str(register.field(register.weekly).label)] = week.isoformat()
        if n in BAD:
            cells[str(broken.label)] = WRONG[broken.kind]
        found.append([cells[name] for name in head])
    return found, broken, own


@EACH
@ENDINGS
def test_bad_rows_are_named_and_good_ones_entered(register, ending, keeper, oakfield, client_of):
    make_entry(register, oakfield, keeper)
    client = client_of(keeper)
    taken = client.get(url(f"export_{ending}", register)).content
    head, line = read(taken, sheets=True)
    line += [""] * (len(head) - len(line))
    rows, broken, own = rows_like(register, line, head)

    answer = send(client, register, body_of(head, rows, ending), f"register.{ending}")

    made = RegisterImport.objects.get()
    assert made.result["counts"] == {"error": 3, "new": 37, "changed": 0, "unchanged": 0}
    assert {error["line"] for error in made.errors} == {n + 1 for n in BAD}
    assert {error["column"] for error in made.errors} >= {broken.name}
    assert Entry.objects.count() == 1
    assert "3 rows with errors are left out" in client.get(answer["Location"]).text
    client.post(url("import_apply", register, made.pk))
    assert Entry.objects.count() == 1
    assert run(made)
    assert Entry.objects.count() == 38
    kept = {row.values[own.name] for row in Entry.objects.exclude(pk=Entry.objects.first().pk)}
    assert kept == {f"=1+{n}" for n in range(1, ROWS + 1) if n not in BAD}
    again = client.get(url(f"export_{ending}", register)).content
    send(client, register, again, f"register.{ending}")
    last = RegisterImport.objects.order_by("pk").last()
    assert last.result["counts"] == {"error": 0, "new": 0, "changed": 0, "unchanged": 38}


@ENDINGS
def test_five_thousand_rows_take_seconds(ending, lena, oakfield, client_of):
    register, client = named("equipment"), client_of(lena)
    head = ["Item", "Kind", "Serial or asset number", "Bought on", "Value when bought"]
    rows = [
        [f"Laptop {n}", "Laptop" if n % 100 else "Lorry", f"SN{n:05}", "2025-09-01", f"{n}.50"]
        for n in range(1, 5001)
    ]
    body, begun = body_of(head, rows, ending), time.process_time()

    send(client, register, body, f"a.{ending}")
    made = RegisterImport.objects.get()
    assert made.result["counts"] == {"error": 50, "new": 4950, "changed": 0, "unchanged": 0}
    assert not Entry.objects.exists()
    client.post(url("import_apply", register, made.pk))
    assert run(made)

    assert Entry.objects.count() == 4950
    assert time.process_time() - begun < 20
