"""Everything that an act on a policy could have changed, to compare before and after."""

from datetime import timedelta

import pytest

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from policies.documents.models import (
    Consultation,
    ConsultationReply,
    Policy,
    PolicyBlanks,
    PolicyDraft,
    PolicyRevision,
)
from tests.policies.documents import walked

LATER = walked.today() + timedelta(days=100)


def held():
    """Everything that an act could have changed."""
    models = (
        Policy,
        PolicyDraft,
        PolicyRevision,
        Consultation,
        ConsultationReply,
        PolicyBlanks,
        AuditEvent,
        Notice,
    )
    return [list(model.objects.order_by("pk").values()) for model in models]


def refuses(sentence, act, **facts):
    before = held()
    with pytest.raises(Refused) as found:
        act(**facts)
    assert sentence in found.value.sentence
    assert held() == before


def last_event():
    return AuditEvent.objects.order_by("seq").last()
