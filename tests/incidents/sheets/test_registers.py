"""The register of one kind of sheet, over what the reader may see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from incidents.models import Sheet
from incidents.sheets import services
from incidents.sheets.choices import SheetKind
from tests.incidents.cases import make_case
from tests.incidents.sheets.papers import facts, write_sheet


@pytest.fixture
def case(oakfield, lena):
    return make_case(oakfield, "acknowledged", by=lena)


def words(answer) -> str:
    return answer.content.decode()


def register(kind, name="sheet_register"):
    return reverse(f"incidents:{name}", args=["oakfield", kind])


def test_the_register_holds_what_the_reader_may_see(oakfield, case, lena, dee, client_of):
    secret = make_case(oakfield, "acknowledged", by=dee, child_protection=True)
    write_sheet(case, lena, "breach")
    write_sheet(secret, dee, "breach")

    shown = words(client_of(lena).get(register("breach")))
    assert case.reference in shown
    assert secret.reference not in shown
    assert secret.reference in words(client_of(dee).get(register("breach")))
    file = client_of(lena).get(register("breach", "sheet_register_csv"))
    assert case.reference in words(file)
    assert secret.reference not in words(file)
    assert "A list was mailed to the wrong address." in words(file)
    assert "2026-11" not in file["Content-Disposition"].replace(str(timezone.localdate()), "")
    assert AuditEvent.objects.latest("seq").type == "sheet.register_exported"
    assert client_of(lena).get(register("poem")).status_code == 404
    assert client_of(lena).get(register("poem", "sheet_register_csv")).status_code == 404
    assert "Nothing yet" in words(client_of(lena).get(register("search")))


def more(case, by, number):
    """So many sheets more, written straight to the database."""
    own = {"made_at": timezone.now(), "made_by_id": by.membership_id, "kind": "disclosure"}
    start = Sheet.objects.filter(incident=case).count() + 1
    Sheet.objects.bulk_create(
        Sheet(school=case.school, incident=case, number=n, facts=facts("disclosure"), **own)
        for n in range(start, start + number)
    )


def test_a_register_of_many_asks_as_much_as_of_one(oakfield, case, lena, client_of):
    client = client_of(lena)

    def counted(address):
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    def all_counted():
        names = (register("disclosure"), register("disclosure", "sheet_register_csv"))
        return [counted(one) for one in (*names, case.get_absolute_url())]

    write_sheet(case, lena, "disclosure")
    all_counted()
    one = all_counted()
    more(case, lena, 29)
    assert all_counted() == one
    more(case, lena, 25)
    page = words(client.get(register("disclosure")))
    assert re.findall(r"\?page=(\d)", page) == ["2"]
    assert "?page=1" in words(client.get(register("disclosure") + "?page=2"))
    for absurd in ("0", "-1", "x", "9" * 40, "%00"):
        assert client.get(register("disclosure") + f"?page={absurd}").status_code == 200


def test_without_the_right_no_file_is_recorded(cora, tom):
    for actor in (cora, tom):
        with pytest.raises(Refused, match="cannot export"):
            services.record_export(kind=SheetKind.BREACH, by=actor)


def test_another_schools_register_is_its_own(oakfield, brook, case, lena, boris, client_of):
    write_sheet(case, lena, "breach")
    with scope(school=brook):
        shown = words(client_of(boris).get(register("breach").replace("oakfield", "brook")))

    assert case.reference not in shown
    assert client_of(boris).get(register("breach")).status_code == 404


def test_without_its_audit_row_no_file_is_given(lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "sheet.register_exported")

    with pytest.raises(types.UnknownEventType):
        services.record_export(kind=SheetKind.BREACH, by=lena)
    assert AuditEvent.objects.count() == 0
