"""Nothing is saved without its audit row."""

import pytest
from django.db import transaction

from esafety.audit import types as audit_types
from policies.documents.services import blanks, consulting, lifecycle, seeding, writing
from tests.policies.documents import walked
from tests.policies.documents.held import held
from tests.policies.documents.test_moves import acts

STANDINGS = {
    "ask": "draft",
    "change": "draft",
    "propose": "draft",
    "close": "consultation",
    "reopen": "approved",
    "publish": "approved",
    "review": "published",
    "withdraw": "published",
    "end_review": "review without a text",
    "send_back": "draft proposed",
    "approve": "draft proposed",
    "drop": "review",
}


@pytest.mark.parametrize("act", STANDINGS)
def test_a_failing_audit_write_saves_nothing(act, hari, lena, cora, monkeypatch):
    from tests.policies.documents.test_moves import standing

    policy = standing(STANDINGS[act], lena, cora)
    who = cora if act in ("approve", "withdraw") else lena
    _fails(monkeypatch, acts(policy, who)[act])


def test_a_failing_audit_write_saves_nothing_of_the_others(lena, tom, policy, ruled, monkeypatch):
    told = walked.details(number="OAK-7")
    _fails(monkeypatch, lambda: writing.make(**told, by=lena))
    details = walked.details() | {"next_review_on": None}
    _fails(monkeypatch, lambda: writing.change_details(policy=policy, **details, by=lena))
    _fails(monkeypatch, lambda: blanks.fill_in(values={}, revision=0, by=lena))
    _fails(monkeypatch, lambda: seeding.add_missing(by=lena))
    walked.asked(policy, lena)
    _fails(monkeypatch, lambda: consulting.reply(policy=policy, words="w", by=tom))
    _fails(
        monkeypatch,
        lambda: consulting.enter_reply(policy=policy, said_by="x", words="w", by=lena),
    )


def test_a_failing_audit_write_publishes_nothing_anew(starter, lena, hari, cora, monkeypatch):
    from tests.policies.documents.test_starter import change_grid

    walked.published(starter, lena, cora)
    change_grid(lena, hari)
    _fails(monkeypatch, lambda: lifecycle.publish_anew(policy=starter, by=lena))


def _fails(monkeypatch, act):
    before = held()
    with monkeypatch.context() as patch:
        patch.setattr(audit_types, "check_known", _raise)
        with pytest.raises(RuntimeError, match="no audit"), transaction.atomic():
            act()
    assert held() == before


def _raise(kind):
    raise RuntimeError("no audit")
