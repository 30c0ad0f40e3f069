"""Where each role lands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.schools.models import Membership
from incidents.models import Draft
from incidents.tasking.choices import TaskState
from policies.editing import Typed
from policies.models import RuleTable
from policies.services import approving, drafting
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member
from tests.incidents.cases import make_case
from tests.incidents.tasking.given import make_task
from tests.policies import conftest as rules

HOME = "/oakfield/"

# A fixture of the rules.
ruled = rules.ruled


def page_of(client_of, actor):
    answer = client_of(actor).get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["lena", "dee", "hari"])
def test_who_handles_incidents_sees_what_waits(oakfield, client_of, who, request):
    incident = make_incident(oakfield)

    page = page_of(client_of, request.getfixturevalue(who))

    assert "What needs me now" in page
    assert incident.reference in page
    assert "Waiting to be acknowledged" in page


def test_open_tasks_stand_on_the_home_page_of_whoever_has_them(oakfield, client_of, lena, tom):
    case = make_case(oakfield, "investigating", by=lena)
    for actor, title in ((lena, "Ring the parents"), (tom, "Talk with the class")):
        make_task(case, actor, title=title)
        make_task(case, actor, title="Over and done", state=TaskState.DONE)

    leads, teachers = page_of(client_of, lena), page_of(client_of, tom)

    assert ("Ring the parents" in leads, "Talk with the class" in leads) == (True, False)
    assert ("Ring the parents" in teachers, "Talk with the class" in teachers) == (False, True)
    assert "Over and done" not in leads + teachers
    assert "Nothing needs you now" not in leads


def test_one_task_and_ten_ask_the_home_page_the_same_few_questions(oakfield, client_of, lena):
    case, client, counts = make_case(oakfield, "investigating", by=lena), client_of(lena), []
    for number in (1, 9):
        for _again in range(number):
            make_task(case, lena)
        client.get(HOME)
        with CaptureQueriesContext(connection) as seen:
            client.get(HOME)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_a_lead_with_nothing_to_do_is_told_so(client_of, lena):
    assert "Nothing needs you now" in page_of(client_of, lena)


def test_who_is_named_sees_nothing_of_it(oakfield, client_of, lena):
    person = Membership.objects.get(pk=lena.membership_id).person
    incident = make_incident(oakfield, people=[(person, "offender")])

    page = page_of(client_of, lena)

    assert incident.reference not in page
    assert "Nothing needs you now" in page


def test_a_teacher_reports_and_follows_what_they_sent(oakfield, client_of, tom, lena):
    mine = make_incident(oakfield, reporter_id=tom.membership_id)
    other = make_incident(oakfield, reporter_id=lena.membership_id)

    page = page_of(client_of, tom)

    assert "Report an incident" in page
    assert mine.reference in page
    assert other.reference not in page
    assert "What needs me now" not in page


def test_a_teacher_is_reminded_of_drafts(oakfield, client_of, tom):
    now = timezone.now()
    Draft.objects.create(school=oakfield, owner_id=tom.membership_id, started_at=now, saved_at=now)

    assert "Go on with 1 report you have not sent" in page_of(client_of, tom)


def test_how_to_reach_the_dsl_is_said_where_one_reports(oakfield, client_of, tom):
    oakfield.emergency_contact = "Room 4"
    oakfield.save()

    assert "Room 4" in page_of(client_of, tom)


def test_a_governor_finds_published_reports_and_no_incident(oakfield, published, client_of, gwen):
    incident = make_incident(oakfield)

    page = page_of(client_of, gwen)

    assert "/oakfield/reports/2026-1/governors/" in page
    assert incident.reference not in page
    assert "Report an incident" not in page


def test_a_governor_is_told_when_there_is_nothing_yet(report, client_of, gwen):
    page = page_of(client_of, gwen)

    assert "No report is published yet" in page
    assert "/reports/2026-1/" not in page


def test_the_chair_finds_what_names_the_head_and_nothing_else(oakfield, client_of, hari, cora):
    person = Membership.objects.get(pk=hari.membership_id).person
    about, other = make_incident(oakfield, people=[(person, "offender")]), make_incident(oakfield)

    page = page_of(client_of, cora)

    assert "For the chair of governors" in page
    assert about.reference in page
    assert other.reference not in page


def test_the_office_finds_people(client_of, olu):
    page = page_of(client_of, olu)

    assert 'href="/oakfield/people/"' in page
    assert "What needs me now" not in page


def test_technical_support_lands_as_staff(client_of, nat):
    assert "What I have reported" in page_of(client_of, nat)


def test_what_waits_for_the_head_is_shown_to_the_head(ready, client_of, hari, dee):
    assert "Reports in my hands" in page_of(client_of, hari)
    assert "Reports in my hands" not in page_of(client_of, dee)


def test_rules_that_wait_for_the_head_are_shown_to_the_head_alone(ruled, client_of, hari, lena):
    draft = drafting.begin(table=RuleTable.objects.get(code="staff-actions"), by=lena)
    assert "Rules waiting" not in page_of(client_of, hari)
    typed = Typed(lines=frozenset({1}), cells={(1, "misuse"): "Other words"})
    drafting.change(draft=draft, typed=typed, act="save", revision=1, by=lena)
    approving.propose(draft=draft, comment="c", starts_on=timezone.localdate(), by=lena)

    page = page_of(client_of, hari)

    assert "Rules waiting for my approval" in page
    assert "/oakfield/rules/staff-actions/draft/approve/" in page
    assert "Rules waiting" not in page_of(client_of, lena)


def test_several_roles_see_the_parts_of_each(oakfield, published, client_of):
    both = make_member(oakfield, "Bea Birch", Role.STAFF, Role.GOVERNOR)

    page = page_of(client_of, both)

    assert "What I have reported" in page
    assert "Published reports" in page


def test_another_school_lands_nowhere(oakfield, brook, client_of, boris):
    make_incident(oakfield)

    assert client_of(boris).get(HOME).status_code == 404
    with scope(school=brook):
        assert client_of(boris).get("/brook/").status_code == 200


@pytest.mark.parametrize("who", ["lena", "tom"])
def test_the_same_queries_with_one_incident_and_with_thirty(oakfield, client_of, who, request):
    actor, seen = request.getfixturevalue(who), []
    visitor = client_of(actor)
    visitor.get(HOME)
    for number in (1, 29):
        for _n in range(number):
            make_incident(oakfield, reporter_id=actor.membership_id)
        with CaptureQueriesContext(connection) as ran:
            visitor.get(HOME)
        seen.append(len(ran))

    assert seen[0] == seen[1]


def test_whoever_is_asked_to_sign_is_told_so_with_one_button(oakfield, tom, gwen, client_of):
    from django.db import transaction

    from aup.services import seeding
    from esafety.people.models import Person
    from tests.aup.asked import asked

    with transaction.atomic():
        seeding.agreements(Actor.for_system("setup", school_id=oakfield.pk))
    assert "Read and sign" not in client_of(tom).get("/oakfield/").content.decode()
    for actor in (tom, gwen):
        asked(oakfield, Person.objects.get(membership=actor.membership_id))

        page = client_of(actor).get("/oakfield/").content.decode()

        assert page.count("/oakfield/agreements/staff/sign/") == 1
        assert "Acceptable use agreement for staff" in page
