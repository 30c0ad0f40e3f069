"""The figures of the agreements' pages equal a count in plain SQL over the demonstration."""

import csv
import io
from collections import Counter

import pytest
from django.db.models import Count
from django.test import Client
from django_scopes import scope

from aup.audiences import PUPILS
from aup.choices import AskState
from aup.models import Agreement, AgreementSettings, Campaign
from aup.queries import coverage
from aup.queries.asking import present
from esafety.accounts.models import User
from esafety.demo import cast
from esafety.people.choices import YEAR_GROUPS
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School
from tests.aup import plain_sql

pytestmark = pytest.mark.django_db
HOW = {
    None: "not asked", "signed": "signed", "witnessed": "signed", "declined": "refused",
    "disagreed": "refused", "asked": "missing", "no_reply": "missing", "withdrawn": "missing",
}  # fmt: skip
"""The state of a question -> how the count by hand calls it."""
OFFICE = {cast.OAKFIELD: "Olu", cast.BROOK: "Bola"}


@pytest.fixture(params=[cast.OAKFIELD, cast.BROOK])
def school(request, small):
    found = School.objects.get(slug=request.param)
    with scope(school=found):
        yield found


@pytest.fixture
def office(school):
    """The school office, signed in."""
    member = Membership.objects.get(display_name__startswith=f"{OFFICE[school.slug]} ")
    web = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    web.force_login(User.objects.get(pk=member.user_id), backend=backend)
    return web


def grouped(counted):
    """group -> people, signed, refused, still missing"""
    found: dict = {}
    for (group, how), n in counted.items():
        found.setdefault(group, Counter())[how] += n
    return found


def test_one_parent_is_enough_here(school):
    chosen = AgreementSettings.objects.filter(school=school).exclude(parents_needed="one")
    assert not chosen.exists()


def test_who_has_signed_by_whose_agreement_it_is(school, office):
    today = schools.local_today(school)

    page = office.get(f"/{school.slug}/agreements/coverage/")

    assert page.status_code == 200
    by_hand = grouped(plain_sql.by_role(school, today))
    lines = {row.covered.agreement.audience: row for row in page.context["rows"]}
    assert set(lines) == set(by_hand)
    for role, line in lines.items():
        people, states = by_hand[role], line.covered.states
        refused = states["declined"] + states["disagreed"]
        missing = states["asked"] + states["no_reply"] + states["withdrawn"]
        found = (line.covered.people, line.covered.signed, refused, missing, states["not_asked"])
        assert found == (
            people.total(), people["signed"], people["refused"], people["missing"],
            people["not asked"],
        ), role  # fmt: skip
        assert line.words == f"{people['signed']} of {people.total()} signed"
    assert page.context["people"] == sum(one.total() for one in by_hand.values())
    assert page.context["signed"] == sum(one["signed"] for one in by_hand.values())


def test_every_agreement_by_year_and_by_kind_of_person(school, office):
    """The same rows that the page counts, split further, and the people behind each number."""
    today = schools.local_today(school)
    by_hand = plain_sql.by_year(school, today)
    assert sum(by_hand.values()) == sum(plain_sql.by_role(school, today).values())
    assert len({(role, year) for role, year, _kind, _how in by_hand}) > 3

    rows = coverage.with_standing(present(today).order_by()).exclude(audience="")
    names = ("audience", "year_group", "kind", "asked_state")
    found = Counter()
    for audience, year, kind, state, n in rows.values_list(*names).annotate(n=Count("pk")):
        found[audience, year, kind, HOW[state]] += n

    assert found == by_hand
    listed = Counter()
    for agreement in Agreement.objects.all():
        for state in (state for state in AskState if state != AskState.SUPERSEDED):
            url = f"/{school.slug}/agreements/asked/{agreement.code}/{state}/"
            page = office.get(url).context["page"]
            for ask in page.paginator.object_list:
                person = ask.subject
                listed[agreement.audience, person.year_group, person.kind, HOW[state]] += 1
    assert listed == Counter({key: n for key, n in by_hand.items() if key[-1] != "not asked"})


@pytest.mark.parametrize("column", ["year_group", "tutor_group", "kind"])
def test_who_of_a_campaign_is_missing_by_each_group(school, office, column):
    name = {"year_group": "year", "tutor_group": "tutor", "kind": "kind"}[column]
    for campaign in Campaign.objects.all():
        by_hand = grouped(plain_sql.by_group(campaign, column))
        assert by_hand
        for group, people in by_hand.items():
            url = f"/{school.slug}/agreements/campaigns/{campaign.pk}/missing/"
            found = office.get(url, {name: group}).context["page"].paginator.count
            assert found == people["missing"] + people["refused"], (campaign.title, group)


@pytest.mark.parametrize(("table", "column"), [("year", "year_group"), ("tutor", "tutor_group")])
def test_a_campaign_by_year_and_by_tutor_group(school, office, table, column):
    campaign = Campaign.objects.get(agreement__audience__in=PUPILS)

    page = office.get(f"/{school.slug}/agreements/campaigns/{campaign.pk}/")

    assert page.status_code == 200
    by_hand = grouped(plain_sql.by_group(campaign, column))
    [shown] = [one for one in page.context["tables"] if one["name"] == table]
    labels = {code: str(label) for code, label in YEAR_GROUPS} if table == "year" else {}
    numbers = {row[0]["text"]: [int(cell["text"]) for cell in row[1:]] for row in shown["rows"]}
    assert numbers == {
        str(labels.get(group, group)): [
            n.total(), n["signed"], n["missing"], n["refused"], 0
        ]
        for group, n in by_hand.items()
    }  # fmt: skip
    total = sum((n for n in by_hand.values()), Counter())
    assert page.context["progress"]["total"] == total.total()
    assert page.context["progress"]["signed"] == total["signed"]


def test_the_access_list(school, office):
    may, listed = plain_sql.may_use(school, schools.local_today(school))

    page = office.get(f"/{school.slug}/agreements/access/list.csv")

    assert page.status_code == 200
    head, *rows = csv.reader(io.StringIO(page.content.decode("utf-8-sig")))
    told = {int(row[0]): row[head.index("May use")] for row in rows}
    assert told == {person: "yes" if person in may else "no" for person in listed}
