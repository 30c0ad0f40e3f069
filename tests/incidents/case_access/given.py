"""Cases that are somebody's, and members who are out of them, for the tests of who has a case."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.audit import types as audit_types
from esafety.notices.models import Notice
from incidents import queries
from incidents.models import Exclusion, Referral, StaffConcern
from tests.incidents.cases import held as rows_held
from tests.incidents.cases import member

TABLES = (Referral, Exclusion, StaffConcern, Notice)


def sees(actor, incident) -> bool:
    return queries.visible_to(actor).filter(pk=incident.pk).exists()


def sees_technical(actor, incident) -> bool:
    return queries.technical_to(actor).filter(pk=incident.pk).exists()


def who_sees(incident, **cast) -> set[str]:
    """The names under which those of the cast were given who see the incident."""
    return {name for name, actor in cast.items() if sees(actor, incident)}


def make_out(incident, actor, kind="recused", by=None) -> Exclusion:
    facts = {"made_at": timezone.now(), "made_by": member(by or actor), "reason": "Kept out."}
    return Exclusion.objects.create(
        school=incident.school, incident=incident, member=member(actor), kind=kind, **facts
    )


def make_referral(incident, actor, by, technical=False, level=None) -> Referral:
    return Referral.objects.create(
        school=incident.school,
        incident=incident,
        member=member(actor),
        technical=technical,
        level=queries.level_of(incident) if level is None else level,
        reason="Talk to the tutor group.",
        given_at=timezone.now(),
        given_by=member(by),
    )


def make_concern(involved, by, **facts) -> StaffConcern:
    facts = {"threshold": "low_level", "context": "A message at night."} | facts
    return StaffConcern.objects.create(
        school=involved.school,
        incident=involved.incident,
        involved=involved,
        made_at=timezone.now(),
        made_by=member(by),
        **facts,
    )


def held() -> list:
    """Every row that an act on who has a case could change."""
    own = [list(model.objects.order_by("pk").values()) for model in TABLES]
    return [*rows_held(), *own]


@contextmanager
def refused(*words: str):
    """The act inside is refused with a sentence that holds the words, and changes nothing."""
    before = held()
    with pytest.raises(Refused) as found:
        yield
    assert all(word in found.value.sentence for word in words), found.value.sentence
    assert found.value.sentence.endswith(".")
    assert held() == before


@contextmanager
def audit_that_fails(monkeypatch):
    """The act inside cannot write its audit row, so it saves nothing."""
    before = held()
    with monkeypatch.context() as patch:
        patch.setattr(audit_types, "_WORDS", {})
        with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
            yield
    assert held() == before


def told(actor) -> list[tuple[str, str]]:
    """What the member was told: kind and reference, oldest first."""
    rows = Notice.objects.filter(member=actor.membership_id).order_by("pk")
    return list(rows.values_list("kind", "object"))
