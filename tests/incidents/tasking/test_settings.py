"""The school's clocks are read by who reads the settings and set by who looks after them."""

import pytest
from django.urls import reverse

from esafety.audit.models import AuditEvent
from incidents.models import TriageSettings
from incidents.tasking.services import settings
from tests.incidents.tasking.given import audit_that_fails, refused

NEW = {
    "acknowledge_hours": 3,
    "head_after_days": 2,
    "silent_days": 7,
    "task_days": 4,
    "count_over": "term",
}


def events():
    return list(AuditEvent.objects.order_by("seq").values_list("data"))


def test_the_clocks_are_set_and_the_fields_recorded(oakfield, lena):
    settings.change_clocks(by=lena, **NEW)
    settings.change_clocks(by=lena, **NEW | {"task_days": 6})
    settings.change_clocks(by=lena, **NEW | {"task_days": 6})

    row = TriageSettings.objects.get()
    assert {name: getattr(row, name) for name in NEW} == NEW | {"task_days": 6}
    assert events() == [({"fields": list(NEW)},), ({"fields": ["task_days"]},)]


@pytest.mark.parametrize("number", [0, -1, 101])
def test_a_clock_out_of_bounds_is_refused(oakfield, lena, number):
    with refused("from 1 to 100"):
        settings.change_clocks(by=lena, **NEW | {"silent_days": number})


@pytest.mark.parametrize("who", ["dee", "tom", "cora"])
def test_who_only_reads_the_settings_sets_no_clock(oakfield, who, request):
    actor = request.getfixturevalue(who)

    with refused("cannot change the clocks"):
        settings.change_clocks(by=actor, **NEW)


def test_a_failing_audit_write_saves_nothing(oakfield, lena, monkeypatch):
    with audit_that_fails(monkeypatch):
        settings.change_clocks(by=lena, **NEW)


def test_the_page_shows_the_clocks_and_sets_them(oakfield, lena, dee, client_of):
    page = reverse("incidents:clocks", args=["oakfield"])
    change = reverse("incidents:change_clocks", args=["oakfield"])

    assert change in client_of(lena).get(page).content.decode()
    assert change not in client_of(dee).get(page).content.decode()
    assert 'value="10"' in client_of(lena).get(change).content.decode()
    answer = client_of(lena).post(change, NEW, follow=True).content.decode()
    assert "The clocks are set." in answer
    assert TriageSettings.objects.get().count_over == "term"
