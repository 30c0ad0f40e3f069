"""The command for schools that were there before."""

from io import StringIO

from django.core.management import call_command
from django_scopes import scope

from policies.documents.models import Policy


def test_every_school_gets_it_once(oakfield, brook):
    out = StringIO()
    call_command("add_policies", stdout=out)
    call_command("add_policies", stdout=out)

    assert out.getvalue().splitlines() == [
        "Oakfield School: added online-safety.",
        "Brook School: added online-safety.",
        "Oakfield School: has its policy.",
        "Brook School: has its policy.",
    ]
    with scope(school=brook):
        assert [one.number for one in Policy.objects.all()] == ["BRK-POL-001"]
