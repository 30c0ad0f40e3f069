"""Every register as a PDF, made by a job for the one who asked."""

import io

import pikepdf
import pytest
from django.urls import reverse

from esafety import pdf
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from policies.registers import tasks
from policies.registers.declared import named, registers
from policies.registers.models import Entry, RegisterPrint
from policies.registers.services import printing
from tests.policies.registers.filled import make_entry

EACH = pytest.mark.parametrize("register", registers(), ids=lambda one: one.code)
EQUIPMENT = named("equipment")


def url(page, register, *more):
    return reverse(f"registers:{page}", args=["oakfield", register.code, *more])


def ask(client, register, query=""):
    answer = client.post(url("print_pdf", register) + query)
    assert answer.status_code == 302
    return RegisterPrint.objects.order_by("pk").last()


@EACH
def test_a_register_is_printed(register, keeper, oakfield, client_of):
    make_entry(register, oakfield, keeper)
    client = client_of(keeper)
    made = ask(client, register)
    assert "being made" in client.get(made.get_absolute_url()).content.decode()

    assert jobs.run(str(made.job_id))

    page = client.get(made.get_absolute_url()).content.decode()
    assert "Download the PDF" in page
    assert client.get(made.url("pdf_state")).json()["state"] == "done"
    body = client.get(made.url("pdf_file"))
    assert body["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(body.content)) as read:
        assert read.Root.MarkInfo.Marked
        assert str(register.title) in str(read.docinfo["/Title"])
        box = read.pages[0].MediaBox
        assert float(box[2]) > float(box[3])
    assert AuditEvent.objects.filter(type="register.pdf_opened").count() == 1


def test_filters_narrow_the_pdf(lena, oakfield, client_of):
    make_entry(EQUIPMENT, oakfield, lena)
    make_entry(EQUIPMENT, oakfield, lena, kind="tablet")
    client = client_of(lena)

    made = ask(client, EQUIPMENT, "?kind=tablet&sort=number&state=in_use")
    jobs.run(str(made.job_id))

    made.refresh_from_db()
    assert made.filters == {"kind": "tablet", "sort": "number", "state": "in_use"}
    assert made.entries == [Entry.objects.get(number=2).pk]
    again = printing.make(asked=made, progress=lambda *_said: None)
    assert again.made_at == made.made_at


def test_the_list_is_filtered_and_sorted_the_same_way(lena, oakfield, client_of):
    make_entry(EQUIPMENT, oakfield, lena)
    make_entry(EQUIPMENT, oakfield, lena, kind="tablet")
    client = client_of(lena)

    page = client.get(url("register", EQUIPMENT) + "?kind=tablet").content.decode()

    assert "EQP-0002" in page
    assert "EQP-0001" not in page
    old = client.get(url("register", EQUIPMENT) + "?sort=number&kind=nonsense").content.decode()
    assert old.index("EQP-0001") < old.index("EQP-0002")
    found = client.post(url("register", EQUIPMENT), {"q": "..."})
    assert "No entry here" in client.get(found["Location"]).content.decode()


def test_too_much_is_refused_with_a_sentence(lena, oakfield, client_of, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 0)
    make_entry(EQUIPMENT, oakfield, lena)

    answer = client_of(lena).post(url("print_pdf", EQUIPMENT), follow=True)

    assert "Filter the list first" in answer.content.decode()
    assert not RegisterPrint.objects.exists()


def test_a_pdf_is_its_askers_and_only_while_its_entries_exist_for_them(
    lena, nat, oakfield, client_of
):
    make_entry(EQUIPMENT, oakfield, lena)
    made = ask(client_of(lena), EQUIPMENT)
    jobs.run(str(made.job_id))
    made.refresh_from_db()

    assert client_of(nat).get(made.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        printing.open_pdf(asked=made, by=nat)
    Entry.objects.update(register="gone")
    assert client_of(lena).get(made.url("pdf_file")).status_code == 409


def test_where_no_pdf_can_be_made_the_page_says_so(lena, oakfield, client_of, monkeypatch):
    def fail(_html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(printing.pdf, "render", fail)
    made = ask(client_of(lena), EQUIPMENT)

    jobs.run(str(made.job_id))

    page = client_of(lena).get(made.get_absolute_url()).content.decode()
    assert "could not be made" in page


def test_one_whose_job_is_gone_could_not_be_made(lena, oakfield, client_of):
    made = ask(client_of(lena), EQUIPMENT)
    RegisterPrint.objects.update(job=None)

    assert "could not be made" in client_of(lena).get(made.get_absolute_url()).content.decode()


def test_one_that_is_gone_and_one_of_a_register_that_is_gone_need_nothing(
    lena, oakfield, client_of
):
    first, second = ask(client_of(lena), EQUIPMENT), ask(client_of(lena), EQUIPMENT)
    job = str(first.job_id)
    RegisterPrint.objects.filter(pk=first.pk).delete()
    RegisterPrint.objects.filter(pk=second.pk).update(register="gone")

    assert jobs.run(job)
    assert jobs.run(str(second.job_id))

    second.refresh_from_db()
    assert second.made_at is None


def test_old_pdfs_are_removed(lena, oakfield, client_of, clock):
    ask(client_of(lena), EQUIPMENT)
    clock.shift(49 * 3600)

    tasks.forget_old_copies(oakfield)
    tasks.forget_old_copies(oakfield)

    assert not RegisterPrint.objects.exists()
    assert AuditEvent.objects.filter(type="register.pdfs_removed").count() == 1


@pytest.mark.parametrize("act", ["request_print", "record_export", "open_pdf", "remove_old"])
def test_a_failing_audit_write_saves_nothing(act, lena, oakfield, client_of, monkeypatch, clock):
    made = ask(client_of(lena), EQUIPMENT)
    clock.shift(49 * 3600)

    def fail(**_kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(printing.audit, "record", fail)
    facts = {
        "request_print": {"register": EQUIPMENT, "filters": {}, "school": oakfield},
        "record_export": {"register": EQUIPMENT, "kind": "csv", "number": 1},
        "open_pdf": {"asked": made},
        "remove_old": {},
    }[act]

    with pytest.raises(RuntimeError):
        getattr(printing, act)(by=lena, **facts)

    assert RegisterPrint.objects.count() == 1
