"""Every register taken out and read in again: with a preview, every fault by row, and only once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from esafety.audit.models import AuditEvent
from policies.registers.declared import named, registers
from policies.registers.models import Entry, EntryChange, RegisterImport
from policies.registers.services import importing
from tests.policies.registers.files import run, send, url
from tests.policies.registers.filled import make_entry

EACH = pytest.mark.parametrize("register", registers(), ids=lambda one: one.code)


@EACH
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_taken_out_is_read_in_again_as_the_same(
    register, ending, keeper, oakfield, client_of
):
    row = make_entry(register, oakfield, keeper)
    client = client_of(keeper)
    taken = client.get(url(f"export_{ending}", register))
    assert "no-store" in taken["Cache-Control"]

    answer = send(client, register, taken.content, f"register.{ending}")

    assert answer.status_code == 302, answer.context["form"].errors
    counts = RegisterImport.objects.get().result["counts"]
    assert counts == {"error": 0, "new": 0, "changed": 0, "unchanged": 1}
    assert AuditEvent.objects.filter(type="register.exported").count() == 1
    assert row.reference in client.get(answer["Location"]).content.decode()


@EACH
def test_a_row_without_its_reference_is_new_once_it_is_confirmed(
    register, keeper, oakfield, client_of
):
    make_entry(register, oakfield, keeper)
    client = client_of(keeper)
    taken = client.get(url("export_csv", register)).content
    body = taken.decode("utf-8-sig").replace("Words", "Other words").replace("09", "10")
    head, line = body.splitlines()[:2]
    new = f"{head}\n{line.partition(',')[2].join([',', ''])}\n"
    if register.weekly:
        new = new.replace("2026-11-10", "2026-11-02")

    answer = send(client, register, new.encode())
    made = RegisterImport.objects.get()

    assert made.result["counts"]["new"] == 1, made.errors
    assert Entry.objects.count() == 1
    client.post(url("import_apply", register, made.pk))
    assert Entry.objects.count() == 1
    assert run(made)
    assert Entry.objects.count() == 2
    entry = Entry.objects.order_by("pk").last()
    assert entry.state == register.first_state.code
    assert EntryChange.objects.get(entry=entry).source == "file"
    assert b"Applied" in client.get(answer["Location"]).content
    again = send(client, register, new.encode())
    assert again.status_code == 302
    last = RegisterImport.objects.order_by("pk").last()
    assert last.result["counts"]["unchanged"] == 1


def test_five_thousand_rows_with_fifty_bad_ones(lena, oakfield, client_of):
    register = named("equipment")
    head = "Item,Kind,Serial or asset number,Bought on,Value when bought\n"
    bad = {100 * n for n in range(1, 51)}
    lines = [
        f"Laptop {n},{'Lorry' if n in bad else 'Laptop'},SN{n:05},01/09/2025,{n}.50\n"
        for n in range(1, 5001)
    ]
    client = client_of(lena)

    answer = send(client, register, (head + "".join(lines)).encode())

    made = RegisterImport.objects.get()
    assert made.result["counts"] == {"error": 50, "new": 4950, "changed": 0, "unchanged": 0}
    assert {error["line"] for error in made.errors} == {n + 1 for n in bad}
    assert all(error["column"] == "kind" for error in made.errors)
    assert not any("Lorry" in error["sentence"] for error in made.errors)
    shown = client.get(f"{answer['Location']}?show=error").content.decode()
    assert "50 rows with errors are left out" in shown
    assert "Write one of: Laptop" in shown
    assert not Entry.objects.exists()
    client.post(url("import_apply", register, made.pk))
    assert run(made)
    assert Entry.objects.count() == 4950
    assert Entry.objects.order_by("-number").first().reference == "EQP-4950"
    made.refresh_from_db()
    assert made.rows == []
    left_out = client.get(answer["Location"]).content.decode()
    assert "Row 101" in left_out


def test_a_row_with_a_reference_changes_that_entry(lena, oakfield, client_of):
    register = named("equipment")
    row = make_entry(register, oakfield, lena)
    text = "Reference,Item,Kind\nEQP-0001,New words,Tablet\nEQP-0009,Words,Tablet\n"

    send(client_of(lena), register, text.encode())
    made = RegisterImport.objects.get()
    importing.confirm(made=made, by=lena)
    run(made)

    row.refresh_from_db()
    assert row.values["item"] == "New words"
    assert row.revision == 2
    assert [error["line"] for error in made.errors] == [3]


def test_an_entry_that_is_fixed_is_not_changed_by_a_file(lena, nat, hari, oakfield, client_of):
    register = named("equipment")
    row = make_entry(register, oakfield, nat)
    Entry.objects.update(state="asked")
    text = f"Reference,Item,Kind\n{row.reference},New words,Tablet\n"

    send(client_of(lena), register, text.encode())

    made = RegisterImport.objects.get()
    assert made.result["counts"]["error"] == 1
    assert "can no longer be changed" in made.errors[0]["sentence"]


def test_two_rows_for_one_entry_are_both_left_out(lena, oakfield, client_of):
    register = named("equipment")
    make_entry(register, oakfield, lena)
    text = "Reference,Item,Kind\nEQP-0001,One,Tablet\nEQP-0001,Two,Tablet\n"

    send(client_of(lena), register, text.encode())

    assert RegisterImport.objects.get().result["counts"]["error"] == 2


def test_the_same_week_twice_is_an_error(lena, oakfield, client_of):
    register = named("monitoring-reports")
    make_entry(register, oakfield, lena)
    head = "Week beginning,Report read by,What it showed\n"
    lines = "2026-11-11,Lena Larch,Followed up\n2026-11-03,Lena Larch,Followed up\n"
    more = "2026-11-04,Lena Larch,Nothing to follow up\n"

    send(client_of(lena), register, (head + lines + more).encode())

    made = RegisterImport.objects.get()
    assert [error["line"] for error in made.errors] == [2, 4]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "The file is empty."),
        (b"Item,Kind\n", "no rows"),
        (b"Item\nLaptop\n", "There is no column “Kind”"),
        (b"Item,Item,Kind\na,b,c\n", "Two columns mean “Item”"),
        (b"PK\x03\x04 broken", "The spreadsheet cannot be read"),
        (b"\xd0\xcf\x11\xe0 old", "This is a spreadsheet"),
        (b"Item,Kind\n\0,Laptop\n", "not a text file"),
        (b"," * 300 + b"\n", "more than 200 columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(body, says, lena, oakfield, client_of):
    answer = send(client_of(lena), named("equipment"), body)

    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not RegisterImport.objects.exists()


def test_each_cell_is_told_what_is_wrong_with_it(lena, oakfield, client_of):
    head = "Name,What they may use,Who answers for them,From,Until,Agreement signed,Signed on\n"
    lines = (
        "Gus Guest,Network,Nobody Known,1/12/2026,2/12/2026,perhaps,31/02/2026\n"
        "Gus Guest,Network,Lena Larch,3/12/2026,2/12/2026,yes,\n"
        "Gus Guest,Network,Lena Larch,3/12/2026,4/12/2026,yes,,too much\n"
    )

    send(client_of(lena), named("guests"), (head + lines).encode())

    told = [(e["line"], e["column"]) for e in RegisterImport.objects.get().errors]
    assert set(told) == {
        (2, "sponsor"), (2, "signed"), (2, "signed_on"), (3, "until_day"), (4, ""),
    }  # fmt: skip


def test_what_could_be_run_is_escaped_and_comes_back_as_it_was(lena, oakfield, client_of):
    register = named("equipment")
    make_entry(register, oakfield, lena, item="=cmd|' /C calc'!A0")
    client = client_of(lena)

    body = client.get(url("export_csv", register)).content

    assert b"'=cmd" in body
    send(client, register, body)
    assert RegisterImport.objects.get().result["counts"]["unchanged"] == 1


def test_a_file_and_pasted_rows_are_one_too_many(lena, client_of):
    client, page = client_of(lena), url("import_upload", named("equipment"))
    file = SimpleUploadedFile("a.csv", b"Item,Kind\na,Laptop\n")

    both = client.post(page, {"file": file, "pasted": "Item,Kind\na,Laptop\n"})
    neither = client.post(page, {})
    pasted = client.post(page, {"pasted": "Item\tKind\na\tLaptop\n"})

    assert "not both" in both.content.decode()
    assert "Choose a file." in neither.content.decode()
    assert pasted.status_code == 302
