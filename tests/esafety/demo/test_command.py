"""`manage.py demo`: refused where it must not run, and what it prints."""

import io

import pytest
from django.core.management import CommandError, call_command

from esafety.demo import cast
from esafety.schools.models import School


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["--sign-ins"], ["--small"]])
def test_it_is_refused_without_debug(settings, arguments):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG=true"):
        call_command("demo", *arguments)

    assert not School.objects.exists()


def test_the_sign_ins_need_no_database(settings):
    settings.DEBUG, said = True, io.StringIO()

    call_command("demo", "--sign-ins", stdout=said)

    text = said.getvalue()
    assert cast.PASSWORD in text
    assert all(one.email in text for one in cast.people())
    assert "lena@oakfield.example" in text
