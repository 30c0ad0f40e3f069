"""The types a new school starts with (spec/forms.md)."""

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.schools import seeding
from incidents import queries
from incidents.models import IncidentType
from tests.factories.reports import sow_types


def test_a_new_school_gets_the_nineteen_types_of_the_report_and_other(oakfield):
    seeding.sow(Actor.for_system("tests", school_id=oakfield.pk))

    assert queries.types_on_report().count() == 19
    assert set(queries.types_on_record()) - set(queries.types_on_report()) == {
        IncidentType.objects.get(code="other")
    }


def test_each_type_has_its_group_and_a_line_of_help(oakfield):
    sow_types(oakfield)

    rows = IncidentType.objects.all()
    assert all(row.help.strip() for row in rows)
    assert {row.group for row in rows} == {"content", "contact", "conduct", "commerce", "any"}


def test_three_types_cannot_wait_and_two_need_words(oakfield):
    sow_types(oakfield)

    at_once = IncidentType.objects.filter(at_once=True).values_list("code", flat=True)
    words = IncidentType.objects.filter(needs_words=True).values_list("code", flat=True)
    assert set(at_once) == {"grooming", "sexting_or_abuse_images", "terrorism"}
    assert set(words) == {"other_breach", "other"}


def test_sowing_twice_keeps_what_the_school_made_of_its_types(oakfield):
    sow_types(oakfield)
    IncidentType.objects.filter(code="hate").update(label="Hate", retired_at=timezone.now())
    sow_types(oakfield)

    assert IncidentType.objects.count() == 20
    assert IncidentType.objects.get(code="hate").label == "Hate"
