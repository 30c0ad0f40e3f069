"""What the record shows of what was decided."""

from datetime import date

from django.utils import timezone

from esafety.access.roles import Role
from incidents.choices import Status
from incidents.models import Measure
from incidents.sanctions.choices import Grid
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents import cases
from tests.incidents.sanctions.acts import (
    decide,
    none_taken,
    pupil_case,
)
from tests.incidents.sanctions.browser import MISUSE, address, shown, text_of


def test_a_closed_record_keeps_its_decisions_and_takes_no_other(ada, lena, client_of):
    decide(ada, lena, choices=none_taken(ada, Grid.PUPILS, MISUSE, 1))
    client = client_of(lena)
    data = shown(client, address(ada, misuse="disrepute")) | {"d-replaces": "0"}
    type(ada.incident).objects.update(status=Status.NOT_INCIDENT)

    page = text_of(client.post(address(ada, misuse="disrepute"), data))
    assert "after it is reopened" in page
    record = text_of(client.get(ada.incident.get_absolute_url()))
    assert "Dealt with at home." in record
    assert address(ada, "sanctions") not in record


def test_the_panel_asks_the_same_few_queries_for_any_size(oakfield, ada, lena):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from incidents import reading
    from incidents.sanctions import panels

    def asked(incident):
        row = reading.records(lena).get(pk=incident.pk)
        with CaptureQueriesContext(connection) as found:
            panels.panel(row, lena)
        return len(found)

    first = decide(ada, lena)
    one = asked(ada.incident)
    measures = list(first.measures.all())
    for number in range(12):
        person = make_person(oakfield, f"Pupil{number} Plum")
        facts = {"school": oakfield, "person": person, "kind": "child", "part": "offender"}
        first.pk, first.involved = None, ada.incident.involved.create(**facts)
        first.save(force_insert=True)
        for measure in measures:
            measure.pk, measure.decision, measure.task = None, first, None
        Measure.objects.bulk_create(measures)

    assert asked(ada.incident) == one


def test_the_panel_names_no_earlier_incident_that_is_not_the_readers(
    oakfield, ada, lena, client_of
):
    decide(ada, lena, choices=none_taken(ada, Grid.PUPILS, MISUSE, 1))
    later, two = pupil_case(oakfield, lena, ada.person, happened_on=date(2026, 11, 9))
    decide(two, lena, choices=none_taken(two, Grid.PUPILS, MISUSE, 2))
    assert ada.incident.reference in text_of(client_of(lena).get(later.get_absolute_url()))

    type(ada.incident).objects.filter(pk=ada.incident.pk).update(child_protection=True)
    page = text_of(client_of(lena).get(later.get_absolute_url()))
    assert ada.incident.reference not in page
    assert "Earlier incidents" not in page


def test_who_has_the_case_by_referral_reads_the_decision_and_no_button(
    oakfield, ada, lena, client_of
):
    from incidents.models import Referral

    hester = make_member(oakfield, "Hester Holly", Role.HEAD_OF_YEAR, Role.STAFF)
    decide(ada, lena, choices=none_taken(ada, Grid.PUPILS, MISUSE, 1))
    Referral.objects.create(
        school=oakfield,
        incident=ada.incident,
        member=cases.member(hester),
        reason="Speak with her.",
        given_at=timezone.now(),
        given_by=cases.member(lena),
    )
    page = text_of(client_of(hester).get(ada.incident.get_absolute_url()))

    assert "Dealt with at home." in page
    assert address(ada, "sanctions") not in page
    assert client_of(hester).get(address(ada, "sanctions")).status_code == 403
