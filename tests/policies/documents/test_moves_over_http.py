"""Every state, every page of an act, everybody: what the table of moves refuses, a POST does not
do either. The same table as for the services (test_moves.py), sent as forms."""

import pytest
from django.db import transaction

from esafety.audit.models import AuditEvent
from policies.documents.choices import ApprovingBody, How
from tests.policies.documents import walked
from tests.policies.documents.test_moves import ALLOWED, AUTHOR, PEOPLE, SOON, people, standing

__all__ = ["people"]
PAGES = {
    "ask": "consult",
    "close": "close_consultation",
    "change": "edit_text",
    "drop": "drop_text",
    "propose": "propose_text",
    "send_back": "send_back_text",
    "approve": "approve_text",
    "reopen": "reopen_text",
    "publish": "publish_policy",
    "publish_anew": "publish_anew",
    "review": "open_review",
    "end_review": "end_review",
    "withdraw": "withdraw_policy",
}


def day(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def form(act, policy):
    """All that the page of an act asks for, filled in well."""
    revision, today = {"revision": walked.revision(policy)}, walked.today()
    reason, words = {"reason": "r"}, {"words": "w"}
    return {
        "ask": {"asked": "All", "roles": ["staff"], **day("closes_on", today), **revision},
        "close": words,
        "change": {"text": "## Other\n", **revision},
        "drop": revision,
        "propose": {"comment": "c", "material": "yes", **revision},
        "send_back": reason,
        "approve": {"body": ApprovingBody.GOVERNING_BODY, "how": How.MEETING, **words,
                    **day("on", today), **revision},
        "reopen": reason,
        "publish": day("next_review_on", today + SOON),
        "publish_anew": {},
        "review": reason,
        "end_review": {**reason, **day("next_review_on", today + SOON)},
        "withdraw": reason,
    }[act]  # fmt: skip


def changes():
    return AuditEvent.objects.filter(type__startswith="policy.").count()


@pytest.mark.parametrize("name", ALLOWED)
def test_a_post_does_only_what_the_table_says_by_whom_it_says(name, people, client_of):
    policy = standing(name, people[AUTHOR], people["cora"])
    clients = {who: client_of(people[who]) for who in PEOPLE if who != "system"}
    for act, page in PAGES.items():
        done, sent = set(), form(act, policy)
        for who, client in clients.items():
            before = (policy.state, changes())
            mark = transaction.savepoint()
            answer = client.post(policy.url(page), sent)
            assert answer.status_code in (200, 302, 403, 404), f"{act} by {who}"
            if (walked.fresh(policy).state, changes()) != before:
                assert answer.status_code == 302
                done.add(who)
            else:
                assert answer.status_code != 302, f"{act} of a policy that is {name}, by {who}"
            transaction.savepoint_rollback(mark)
        allowed = ALLOWED[name].get(act, set()) - {"system"}
        assert done == allowed, f"{act} of a policy that is {name}"
