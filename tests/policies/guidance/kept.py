"""Entries of the register, and an audit log that fails, for the tests of guidance and reviews."""

from contextlib import contextmanager
from datetime import date

import pytest

from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.guidance.models import Guidance, GuidanceCheck, GuidanceEdition
from policies.guidance.services import keeping

TODAY = "2026-11-02 09:00Z"


def add(by, **facts) -> Guidance:
    known = {
        "title": "Safe words",
        "publisher": "Department",
        "standing": "statutory",
        "edition": "2026",
        "in_force_on": date(2026, 9, 1),
        "asks": "Read it.",
        "next_check_on": date(2027, 7, 1),
    }
    return keeping.add(by=by, **{**known, **facts})


def held():
    tables = (Guidance, GuidanceEdition, GuidanceCheck)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@contextmanager
def audit_that_fails(monkeypatch, what=held):
    """Whatever is done inside fails at its audit row, and nothing of it is kept."""

    def broken(**_facts):
        raise RuntimeError("the audit log is down")

    before = what()
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", broken)
        with pytest.raises(RuntimeError, match="audit log is down"):
            yield
    assert what() == before


@contextmanager
def refused(words):
    before = held()
    with pytest.raises(Refused, match=words):
        yield
    assert held() == before
