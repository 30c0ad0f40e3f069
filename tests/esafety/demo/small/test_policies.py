"""Each demonstration school has its online-safety policy, and Oakfield one policy in each state."""

import pytest
from django_scopes import scope

from esafety.demo import cast
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.documents import queries
from policies.documents.choices import State

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", [cast.OAKFIELD, cast.BROOK])
def test_the_online_safety_policy_is_in_force_and_public(slug, small):
    with scope(school=School.objects.get(slug=slug)):
        policy = queries.on_public_page().get(code="online-safety")
        revision = queries.current(policy)

    assert policy.state == State.PUBLISHED
    assert revision.number == 2
    assert "{{lead}}" not in revision.text


def test_oakfield_has_one_in_each_state_and_one_overdue(small):
    school = School.objects.get(slug=cast.OAKFIELD)
    with scope(school=school):
        states = {policy.state for policy in queries.policies()}
        today = schools.local_today(school)
        late = [one.title for one in queries.policies().filter(next_review_on__lt=today)]
        consultation = queries.open_consultations().get()

        assert states == set(State)
        assert late == ["Social media policy"]
        assert consultation.replies.count() == 2
