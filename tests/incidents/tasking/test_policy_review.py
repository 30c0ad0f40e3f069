"""A task "policy to be reviewed" gets its policy from whoever answers it."""

import pytest

from incidents.tasking.choices import TaskKind
from incidents.tasking.forms import answering as forms
from incidents.tasking.services import answering
from incidents.tasking.services.answering import Told
from policies.reviews.models import ReviewCall
from tests.incidents.cases import last_entry
from tests.incidents.tasking.given import audit_that_fails, make_task, open_case, refused
from tests.policies.reviews.given import make_policy


@pytest.fixture
def task(oakfield, lena, tom):
    return make_task(open_case(oakfield, lena), tom, given_by=lena, kind=TaskKind.POLICY_REVIEW)


def test_the_answer_calls_the_review_with_the_reference_alone(oakfield, tom, task):
    policy = make_policy(oakfield)
    answering.answer(task=task, by=tom, outcome="Secret words.", told=Told(policy="phones"))

    call = ReviewCall.objects.get()
    assert (call.policy, call.why, call.words) == (policy, "incident", "")
    assert call.reference == task.incident.audit_ref
    assert call.called_by_ref == tom.ref
    policy.refresh_from_db()
    assert policy.state == "review"
    assert "Secret" not in policy.review_reason
    assert task.incident.reference not in policy.review_reason
    assert "Review called: Phones." in last_entry(task.incident).text


def test_none_of_them_calls_nothing(oakfield, tom, task):
    make_policy(oakfield)
    answering.answer(task=task, by=tom, outcome="It says so already.")
    assert not ReviewCall.objects.exists()


@pytest.mark.parametrize("code", ["none", "fresh"])
def test_only_a_policy_in_force(oakfield, tom, task, code):
    make_policy(oakfield, "fresh", revised=0, state="draft")
    with refused("in force"):
        answering.answer(task=task, by=tom, outcome="Done.", told=Told(policy=code))


def test_a_failing_audit_write_calls_nothing(oakfield, tom, task, monkeypatch):
    make_policy(oakfield)
    with audit_that_fails(monkeypatch):
        answering.answer(task=task, by=tom, outcome="Done.", told=Told(policy="phones"))
    assert not ReviewCall.objects.exists()


@pytest.mark.parametrize(
    ("chosen", "code"), [("phones", "phones"), ("-", ""), ("", None), ("other", None)]
)
def test_the_form_asks_for_a_policy_or_none(oakfield, task, chosen, code):
    make_policy(oakfield)
    form = forms.answer_form(task, {"policy": chosen, "outcome": "Done."})
    assert form.is_valid() is (code is not None)
    if code is None:
        assert form.errors["policy"] == ["Choose a policy, or that none needs it."]
    else:
        assert form.cleaned_data["told"].policy == code


def test_it_is_answered_through_its_page(oakfield, tom, task, client_of):
    make_policy(oakfield)
    client = client_of(tom)
    assert "Which policy is to be reviewed?" in client.get(task.get_absolute_url()).content.decode()
    client.post(task.get_absolute_url(), {"policy": "phones", "outcome": "Done."})
    assert ReviewCall.objects.get().policy.code == "phones"
