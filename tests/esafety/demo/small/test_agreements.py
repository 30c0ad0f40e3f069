"""Each demonstration school has a campaign that runs, and its figures equal a count by hand."""

import json
from collections import Counter

import pytest
from django.utils import timezone
from django_scopes import scope

from aup.audiences import PUPILS
from aup.choices import AskState, CampaignState
from aup.models import AgreementVersion, Ask, Campaign, Letter
from aup.queries import campaigns as queries
from aup.queries import coverage, texts
from esafety.demo import agreements, cast
from esafety.schools.models import School
from esafety.signatures.models import Signature

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[cast.OAKFIELD, cast.BROOK])
def campaign(request, small):
    with scope(school=School.objects.get(slug=request.param)):
        yield Campaign.objects.get(agreement__audience__in=PUPILS)


def test_it_runs_and_the_letters_went_out(campaign):
    assert campaign.state == CampaignState.RUNNING
    assert Ask.objects.filter(campaign=campaign).count() == 6
    assert Letter.objects.filter(campaign=campaign).exists()
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


def test_some_have_answered_and_some_have_not(campaign):
    states = Counter(Ask.objects.filter(campaign=campaign).values_list("state", flat=True))

    assert states[AskState.ASKED] > 0
    assert len(states) > 1
    assert Counter(dict(_by_state(queries.standing(campaign)))) == states


def test_the_coverage_equals_a_count_by_hand(campaign):
    audience = campaign.agreement.audience
    found = {c.agreement.audience: c for c in coverage.coverage(timezone.localdate())}[audience]

    asked = Ask.objects.filter(agreement=campaign.agreement)
    by_hand = Counter(asked.values_list("state", flat=True))
    assert found.signed == by_hand["signed"] + by_hand["witnessed"]
    assert found.people - found.states[coverage.NOT_ASKED] == by_hand.total()


def test_two_agreements_are_there_in_polish_as_well(campaign):
    for code in agreements.TRANSLATED:
        version = AgreementVersion.objects.get(agreement__code=code)
        assert texts.locales_of(version) == ["pl"]
        english, polish = version.text, texts.translation(version, "pl").text
        # Nothing is left out: as many headings and lines of a list, in the same order.
        assert [_mark(line) for line in english.split("\n")] == [
            _mark(line) for line in polish.split("\n")
        ]


def test_one_family_of_the_primary_school_signs_in_polish(campaign):
    signed = Signature.objects.filter(text__locale="pl")

    if campaign.agreement.code == "pupils-primary":
        [signature] = signed
        assert json.loads(signature.record)["document"]["language"] == "pl"
    else:
        assert not signed


def _mark(line):
    return line.split(" ")[0] if line.startswith(("#", "-")) else bool(line)


def _by_state(rows):
    total = Counter()
    for _year, _tutor, _kind, state, n in rows:
        total[state] += n
    return total.items()
