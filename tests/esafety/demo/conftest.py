"""The demonstration as it is, made once for all tests of a file."""

import io
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

MADE_ONCE = {"whole", "small"}


def pytest_collection_modifyitems(items):
    """Say of each test that shares a demonstration that it needs the database: the fixture of a
    file cannot, and only databases that some test asks for are made."""
    for item in items:
        if MADE_ONCE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)


@contextmanager
def made(*arguments):
    """Run the command in a transaction that is rolled back in the end."""
    said, kept = io.StringIO(), settings.DEBUG
    with transaction.atomic():
        settings.DEBUG = True
        try:
            call_command("demo", *arguments, stdout=said)
        finally:
            settings.DEBUG = kept
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """Both schools in full; what the command said."""
    with django_db_blocker.unblock(), made() as said:
        yield said
