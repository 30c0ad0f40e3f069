"""Reads of the agreements: what is in force on a day, in one school."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scope

from aup import queries
from aup.models import AgreementVersion


def test_the_version_of_the_day_is_in_force(agreed):
    first, begins = (
        queries.in_force("staff", timezone.localdate()),
        timezone.localdate() + timedelta(days=7),
    )
    second = AgreementVersion.objects.create(
        school=agreed, agreement=first.agreement, number=2, text="# New", effective_from=begins,
        sha256="0" * 64, made_at=timezone.now(), made_by_ref="system:tests",
    )  # fmt: skip

    assert queries.in_force("staff", begins) == second
    assert queries.in_force("staff", timezone.localdate()) == first
    assert queries.in_force("staff", date(1990, 1, 1)) == first
    assert str(second) == "agreement:staff:2"


def test_another_school_has_its_own(agreed, brook):
    assert queries.agreements().count() == 7
    assert queries.in_force("nothing", timezone.localdate()) is None
    with scope(school=brook):
        assert not queries.agreements().exists()
        assert queries.in_force("staff", timezone.localdate()) is None
