"""Oakfield's staff and governors were asked in September: most have signed; some can be tried."""

from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from aup.choices import AnswerKind, CampaignState
from aup.models import Answer, Ask, Campaign, Letter
from aup.queries import coverage
from esafety.accounts.models import User
from esafety.demo import cast, staffroom
from esafety.jobs.models import Job, JobState
from esafety.schools import queries as schools
from esafety.schools.models import School
from esafety.signatures.models import Signature
from reports.figures import standing

pytestmark = pytest.mark.django_db
AUDIENCE = "staff"


@pytest.fixture
def campaign(small):
    with scope(school=School.objects.get(slug=cast.OAKFIELD)):
        yield Campaign.objects.get(agreement__audience=AUDIENCE)


def states(campaign):
    return Counter(Ask.objects.filter(campaign=campaign).values_list("state", flat=True))


def test_all_were_asked_and_most_have_signed(campaign):
    assert campaign.state == CampaignState.RUNNING
    assert states(campaign) == {"signed": 22, "asked": 3, "declined": 1}
    [covered] = [
        one for one in coverage.coverage(timezone.localdate())
        if one.agreement.audience == AUDIENCE
    ]  # fmt: skip
    assert (covered.people, covered.signed) == (26, 22)
    figures = standing.of(campaign.school, schools.local_today(campaign.school)).people
    assert figures["agreement.staff.signed"] == 22


def test_it_is_left_to_tom_and_nat_who_find_it_on_their_pages(campaign):
    for name in staffroom.STILL_TO_SIGN:
        user = User.objects.get(email=f"{name}@{cast.OAKFIELD}.example")
        web = Client()
        web.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "Please sign by" in web.get(f"/{cast.OAKFIELD}/").content.decode()
        page = web.get(f"/{cast.OAKFIELD}/agreements/{campaign.agreement.code}/sign/")
        assert page.status_code == 200


def test_nobody_answered_before_it_opened_nor_will_have(campaign):
    answers = Answer.objects.filter(ask__campaign=campaign).order_by("answered_at")
    moments = list(answers.values_list("answered_at", flat=True))

    assert campaign.opens_on < moments[0].date()
    assert moments[-1] < timezone.now()
    assert answers.get(kind=AnswerKind.DECLINED).reason
    assert campaign.opens_on < timezone.localdate() <= campaign.closes_on


def test_each_signature_is_by_account_or_by_the_link_of_a_letter(campaign):
    made = Signature.objects.filter(answers__ask__campaign=campaign)

    assert Counter(made.values_list("means", flat=True)) == {"account": 21, "link": 1}
    assert set(Letter.objects.filter(campaign=campaign).values_list("sent_at", flat=True)) != {None}
    assert not Letter.objects.filter(campaign=campaign, sent_at__isnull=True).exists()


def test_every_certificate_is_left_to_the_worker(campaign):
    waiting = Job.objects.filter(kind="signature.certify", state=JobState.WAITING)
    asked = {job.payload["signature"] for job in waiting}

    made = Signature.objects.filter(answers__ask__campaign=campaign)
    assert set(made.values_list("pk", flat=True)) <= asked
