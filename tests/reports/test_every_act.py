"""Every state × every act × every role: the whole table of who may do what, and what is refused."""

import pytest
from django.db import transaction
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.access.roles import Role
from reports import queries
from reports.models import GovernorReport
from reports.services import approval, building, drafting, reading, recounting
from tests.factories.schools import make_member

ROLES = ("lena", "dee", "hari", "sima", "tom", "gwen", "cora", "olu", "nat")
STATES = ("draft", "ready", "approved", "published", "correction")
ACTS = {
    "open": lambda r, by: reading.opened(report=r, by=by),
    "take over": lambda r, by: drafting.take_over(report=r, by=by),
    "write": lambda r, by: drafting.write_words(report=r, texts={"actions": "More."}, by=by),
    "build": lambda r, by: building.ask(report=r, by=by),
    "propose": lambda r, by: approval.propose(report=r, by=by),
    "approve": lambda r, by: approval.approve(report=r, by=by),
    "send back": lambda r, by: approval.send_back(report=r, reason="x", by=by),
    "publish": lambda r, by: approval.publish(report=r, by=by),
    "confirm": lambda r, by: reading.confirm(report=r, edition=2, by=by),
    "correct": lambda r, by: approval.correct(report=r, reason="x", by=by),
    "drop": lambda r, by: approval.drop_correction(report=r, by=by),
    "recount": lambda r, by: recounting.recount(report=r, by=by),
}
WORKERS, READERS = "lena dee hari", "lena dee hari sima gwen cora"
# Who may do an act in a state; nobody where it is not here. Nobody takes over while Lena drafts.
MAY = {
    "draft": {
        "open": WORKERS, "write": WORKERS, "build": WORKERS, "propose": "lena",
        "recount": "lena hari",
    },
    "ready": {
        "open": WORKERS, "approve": "hari", "send back": "lena hari", "recount": "lena hari",
    },
    "approved": {
        "open": WORKERS, "send back": "hari", "publish": "lena hari", "recount": "lena hari",
    },
    "published": {
        "open": READERS, "confirm": "gwen cora", "correct": "lena hari", "recount": "lena hari",
    },
    # Not built anew, so that it cannot be proposed; readers keep what is out.
    "correction": {
        "open": READERS, "write": WORKERS, "build": WORKERS, "confirm": "gwen cora",
        "drop": "lena hari", "recount": "lena hari",
    },
}  # fmt: skip


@pytest.fixture
def cast(oakfield, lena, dee, hari, tom, gwen, cora, olu, nat):
    sima = make_member(oakfield, "Sima Sorrel", Role.SENIOR_LEADER, Role.STAFF)
    return dict(zip(ROLES, (lena, dee, hari, sima, tom, gwen, cora, olu, nat), strict=True))


@pytest.fixture
def in_state(request, cast, lena):
    """The report in the state, and its row as it was."""

    def make(state):
        if state == "correction":
            published = request.getfixturevalue("published")
            return approval.correct(report=published, reason="A slip.", by=lena)
        return request.getfixturevalue("built" if state == "draft" else state)

    return make


@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what(state, in_state, cast):
    report = in_state(state)
    done = {act: [] for act in ACTS}
    for act, make in ACTS.items():
        for who in ROLES:
            if _is_allowed(make, report, cast[who]):
                done[act].append(who)

    assert {act: " ".join(found) for act, found in done.items() if found} == MAY[state]


def _is_allowed(make, report, by):
    """Whether the act is made; it is undone again."""
    fresh = GovernorReport.objects.select_related("job", "term", "school").get(pk=report.pk)
    try:
        with transaction.atomic():
            make(fresh, by)
            raise _Undone
    except _Undone:
        return True
    except Refused:
        before = (fresh.status, queries.texts_of(fresh))
        now = GovernorReport.objects.get(pk=report.pk)
        assert (now.status, queries.texts_of(now)) == before
        return False


class _Undone(Exception):
    """The act went through, and is rolled back."""


@pytest.mark.parametrize("act", ACTS)
def test_for_another_schools_lead_nothing_is_there(published, brook, boris, act):
    with scope(school=brook), pytest.raises((Refused, GovernorReport.DoesNotExist)):
        ACTS[act](published, boris)
