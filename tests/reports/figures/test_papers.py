"""The school's own work: what is printed, what is made safe, and what tells of nothing hidden."""

from datetime import date

import pytest
from django.utils import timezone

from esafety import suppression
from esafety.schools.models import Membership
from incidents import queries as incidents
from policies.registers.declared import registers
from policies.reviews.models import ReviewCall
from policies.training.models import Session
from policies.training.services import needing, topics
from reports.figures import paper_cells, papers, standing
from reports.figures.periods import Period
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.incidents.chronology.lives import make_agreement
from tests.policies.reviews.given import make_policy

TERM = Period("2026-1", "Autumn 2026/27", date(2026, 9, 2), date(2027, 1, 4))


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def told(school, actor, today=date(2026, 11, 3)):
    return papers.of(school, TERM, today, incidents.visible_to(actor))


def make_session(school, actor):
    Session.objects.create(
        school=school, kind="yearly", title="Yearly", day=date(2026, 10, 1),
        groups=["staff"], made_at=timezone.now(),
        made_by=Membership.objects.get(pk=actor.membership_id),
    )  # fmt: skip


def call(policy, reference="", why="incident"):
    return ReviewCall.objects.create(
        school=policy.school, policy=policy, why=why, reference=reference,
        called_at=timezone.now(), called_by_ref="system:tests",
    )  # fmt: skip


def test_a_review_called_by_an_incident_that_is_not_seen_is_in_no_number(oakfield, lena, hari):
    policy = make_policy(oakfield)
    seen = make_incident(oakfield)
    person = Membership.objects.get(pk=lena.membership_id).person
    hidden = make_incident(oakfield, people=[(person, "offender")])
    for incident in (seen, hidden):
        call(policy, f"incident:{incident.reference}")
    call(policy, why="technology")

    assert told(oakfield, lena).people["policy.called.incident"] == 1
    assert told(oakfield, hari).people["policy.called.incident"] == 2
    assert told(oakfield, lena).plain["policy.called.technology"] == 1


def test_without_a_call_no_incident_is_asked_for(oakfield, lena):
    assert told(oakfield, lena).people["policy.called.incident"] == 0


def test_a_term_that_is_over_ends_with_its_last_day(oakfield):
    assert papers.last_day(TERM, date(2027, 6, 1)) == date(2027, 1, 3)
    assert papers.last_day(TERM, date(2026, 11, 3)) == date(2026, 11, 3)
    assert papers.last_day(Period("", "", TERM.first, None), date(2026, 11, 3)).month == 11


def test_every_answer_of_a_register_has_its_nought_and_no_secret_one_is_there(oakfield, lena):
    found = told(oakfield, lena)

    assert found.plain["register.filtering-checks.result.works"] == 0
    secret = [one.code for one in registers() if one.secret]
    assert secret
    assert not [k for k in {**found.plain, **found.people} if k.split(".")[1] in secret]


def test_a_register_about_people_tells_only_how_many_entries(oakfield, lena):
    about = {one.code for one in registers() if one.subject and not one.secret}

    found = told(oakfield, lena).people

    assert {k for k in found if k.startswith("register.")} == {f"register.{c}.made" for c in about}


def test_nobody_is_called_late_before_training_is_kept(oakfield, lena):
    assert "training.members" not in standing.of(oakfield, date(2026, 11, 3)).people
    make_session(oakfield, lena)

    found = standing.of(oakfield, date(2026, 11, 3)).people

    assert found["training.members"] == found["training.fine"] + found["training.overdue"]


def test_agreements_of_pupils_have_their_years_and_those_of_staff_have_none(oakfield, lena):
    make_agreement(oakfield, date(2026, 9, 1))
    make_agreement(oakfield, date(2026, 9, 1), audience="staff", title="Staff agreement")
    for number, year in enumerate("7789"):
        make_person(oakfield, f"Pupil{number} Child{number}", year_group=year)

    found = standing.of(oakfield, date(2026, 11, 3))

    assert found.people["agreement.students.people"] == 4
    assert found.people["agreement.students.year.7.open"] == 2
    assert not [key for key in found.people if key.startswith("agreement.staff.year")]
    assert found.labels["agreement.students"] == "Student agreement"
    assert [rule for rule in found.rules if rule.miss(found.people)] == []


def test_numbers_of_people_are_made_safe_beside_their_complement(oakfield):
    rules = suppression.total_of("people", ["signed", "open"])

    cells = paper_cells.safe({"people": 30, "signed": 27, "open": 3}, rules)

    assert cells == {"people": 30, "signed": "hidden", "open": "few"}


def test_where_no_proof_is_found_no_number_of_people_is_printed(monkeypatch):
    """The search for a proof is bounded; nobody knows numbers with which it gives up."""

    def gives_up(counts, rules, **_more):
        raise suppression.NotProven("people")

    monkeypatch.setattr(paper_cells, "suppress", gives_up)

    assert paper_cells.safe({"people": 30}, []) == {}


def test_two_surveys_of_the_same_people_are_one_number(monkeypatch):
    def figures(*numbers):
        told = [{"audience": "pupils", "answers": one} for one in numbers]
        monkeypatch.setattr(
            papers.surveys, "figures", lambda *_days: {"closed": len(told), "surveys": told}
        )
        found = papers.Papers()
        papers._surveys(found, date(2026, 9, 2), date(2026, 11, 3))
        return found.plain

    assert figures(40, 12) == {"survey.closed": 2, "survey.pupils": 52}
    assert figures(40, None) == {"survey.closed": 2, "survey.pupils": "hidden"}


def test_what_people_need_is_told_in_the_schools_own_words(oakfield, lena, dee):
    [row] = topics.set_topics(words=["Our own filter"], by=lena)
    make_session(oakfield, lena)
    needing.tell(answers={row.code: "need"}, by=dee)

    found = standing.of(oakfield, date(2026, 11, 3))

    key = f"training.need.{row.code}"
    assert (found.labels[key], found.people[key]) == ("Our own filter", 1)
