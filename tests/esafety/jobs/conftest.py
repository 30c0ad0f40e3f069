"""Kinds of jobs that exist for these tests only."""

import pytest

from esafety.jobs import registry
from esafety.jobs import services as jobs


@pytest.fixture
def kinds(monkeypatch):
    """A registry of its own: kinds made here are gone after the test."""
    monkeypatch.setattr(registry, "_HANDLERS", {})
    return registry


@pytest.fixture
def done(kinds):
    """The payloads that jobs of kind "note" were done with."""
    seen = []

    @kinds.handler("note")
    def note(job):
        seen.append(job.payload)

    return seen


@pytest.fixture
def enqueue(oakfield, done):
    """Enqueue a "note" for Oakfield inside a transaction."""
    from django.db import transaction

    def keep(**extra):
        with transaction.atomic():
            return jobs.enqueue(**{"kind": "note", "school_id": oakfield.pk, **extra})

    return keep
