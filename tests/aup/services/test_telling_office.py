"""The office hears of refusals, and of parents who disagree; once, and without a name."""

import pytest

from aup.choices import AskState
from aup.services import telling_office
from esafety.access.roles import Role
from esafety.audit import services as audit
from esafety.notices import kinds
from esafety.notices.models import Notice
from esafety.people.models import Person
from tests.aup.asked import asked, decline, family, sign
from tests.aup.linked import signing
from tests.factories.schools import make_member


def told():
    return [
        (one.member.display_name, one.kind, one.object) for one in Notice.objects.order_by("pk")
    ]


@pytest.fixture
def ask(agreed):
    child, _parents = family(agreed, parents=("Pia Ash", "Quin Ash"))
    return asked(agreed, child)


def guardian(name):
    return Person.objects.get(first_name=name)


def test_a_refusal_is_told_to_the_office(ask, olu, lena):
    decline(ask, "parent", signing(ask.school), person=guardian("Pia"))

    assert told() == [("Olu Oak", telling_office.REFUSED, str(ask))]
    kind = kinds.kind_of(telling_office.REFUSED)
    assert kind.url(ask.school, str(ask)) == f"/oakfield/agreements/asked/{ask.pk}/"
    assert kind.called(str(ask)) == ""


def test_parents_who_disagree_are_told_as_that_and_once(ask, olu):
    by = signing(ask.school)
    sign(ask, "parent", by, person=guardian("Pia"))
    assert told() == []

    decline(ask, "parent", by, person=guardian("Quin"))
    ask.refresh_from_db()
    assert ask.state == AskState.DISAGREED
    sign(ask, "parent", by, person=guardian("Pia"))

    assert told() == [("Olu Oak", telling_office.DISAGREED, str(ask))]


def test_the_second_parent_who_signs_after_a_refusal_makes_it_a_disagreement(ask, olu):
    by = signing(ask.school)
    decline(ask, "parent", by, person=guardian("Pia"))
    sign(ask, "parent", by, person=guardian("Quin"))

    assert [kind for _who, kind, _ref in told()] == [
        telling_office.REFUSED,
        telling_office.DISAGREED,
    ]


def test_who_entered_it_themselves_knows(ask, olu):
    make_member(ask.school, "Ona Oat", Role.OFFICE)

    decline(ask, "parent", olu, person=guardian("Pia"))

    assert [who for who, _kind, _ref in told()] == ["Ona Oat"]


def test_a_school_without_an_office_has_the_lead_told(ask, lena, hari, tom):
    decline(ask, "parent", signing(ask.school), person=guardian("Pia"))

    assert [who for who, _kind, _ref in told()] == ["Lena Larch", "Hari Hazel"]


def test_a_failing_audit_write_tells_nobody(ask, olu, monkeypatch):
    def fail(**facts):
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        decline(ask, "parent", signing(ask.school), person=guardian("Pia"))

    assert told() == []
