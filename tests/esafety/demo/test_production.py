"""The whole demonstration: how much there is, that it is invented, that it is whole."""

import io
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from esafety.accounts.models import User
from esafety.audit.models import AuditEvent
from esafety.demo import cast
from esafety.jobs.models import Job, JobState
from esafety.people import upn
from esafety.people.models import Guardianship, Person
from esafety.schools import queries as schools
from esafety.schools.models import Closure, Membership, School, Term
from incidents import queries
from incidents.choices import OPEN, Outcome, Part, Place, Status, When
from incidents.models import Draft, Entry, Incident, IncidentType, InvolvedPerson
from reports.models import GovernorReport

RESERVED = re.compile(r"(@|\.)(example|test|invalid|example\.org)$")
TABLES = (Incident, Entry, Person, Guardianship, Membership, Term, Closure, Job)


@pytest.fixture(autouse=True)
def _every_school():
    with scopes_disabled():
        yield


def actor(slug, name):
    row = schools.members().get(school__slug=slug, display_name__startswith=f"{name} ")
    return row.school, schools.actor_of(row)


def seen_by(slug, name):
    school, reader = actor(slug, name)
    with scope(school=school):
        return set(queries.visible_to(reader))


def test_so_many_people(whole):
    kinds = Counter(Person.objects.values_list("kind", flat=True))

    assert kinds["pupil"] == 1200
    assert kinds["staff"] == 110
    assert kinds["guardian"] > 1000
    assert kinds["governor"] == 16


def test_so_many_incidents_of_every_kind(whole):
    assert Counter(Incident.objects.values_list("school__slug", flat=True)) == {
        "oakfield": 100,
        "brook": 50,
    }
    assert set(Incident.objects.values_list("status", flat=True)) == set(Status)
    assert set(Incident.objects.values_list("place", flat=True)) == set(Place)
    assert set(Incident.objects.values_list("when", flat=True)) == set(When)
    assert set(Incident.objects.values_list("outcome", flat=True)) == {"", *Outcome}
    assert set(InvolvedPerson.objects.values_list("part", flat=True)) == set(Part)
    assert set(Incident.objects.values_list("types__code", flat=True)) == set(
        IncidentType.objects.values_list("code", flat=True)
    )


def test_some_were_reopened_and_some_wait_to_be_acknowledged(whole):
    reopened = Entry.objects.filter(from_status=Status.CLOSED, to_status=Status.INVESTIGATING)

    assert reopened.count() >= 4
    assert Incident.objects.filter(status=Status.SUBMITTED, urgent=True).exists()
    assert Incident.objects.filter(status__in=OPEN, school__slug="oakfield").count() >= 10


def test_the_incidents_spread_over_four_terms(whole):
    for school in School.objects.all():
        with scope(school=school):
            days = Incident.objects.values_list("happened_on", flat=True)
            assert len({schools.term_on(day) for day in days}) >= 4


def test_some_pupils_are_offenders_again_and_again(whole):
    rows = InvolvedPerson.objects.filter(part=Part.OFFENDER, kind="child").values_list(
        "person", flat=True
    )

    assert sum(count >= 3 for count in Counter(rows).values()) >= 6


def test_nothing_real_every_address_is_reserved(whole):
    addresses = {*User.objects.values_list("email", flat=True)}
    addresses |= set(Person.objects.exclude(email="").values_list("email", flat=True))

    assert [one for one in addresses if not RESERVED.search(one)] == []


def test_pupils_have_numbers_that_fit_and_the_age_of_their_year(whole):
    for pupil in Person.objects.filter(kind="pupil").select_related("school"):
        year = 0 if pupil.year_group == "R" else int(pupil.year_group)
        born = pupil.date_of_birth
        started = born.year + 5 + year - (born.month < 9)
        assert upn.fault(pupil.upn) == ""
        assert started == schools.local_today(pupil.school).year - (
            schools.local_today(pupil.school).month < 9
        )


def test_brothers_and_sisters_share_their_parents_and_pia_has_two_children(whole):
    families = Counter(Guardianship.objects.values_list("guardian", flat=True))
    pia = Person.objects.get(first_name="Pia")

    assert sum(count > 1 for count in families.values()) > 200
    assert families[pia.pk] == 2
    assert pia.membership is None


def test_the_cast_can_sign_in_and_the_others_have_no_password(whole, rf):
    for one in cast.people():
        assert authenticate(rf.post("/"), email=one.email, password=cast.PASSWORD), one.email
    others = User.objects.exclude(email__in=[one.email for one in cast.people()])
    assert others.count() == 94
    assert not any(user.has_usable_password() for user in others)


def test_nat_belongs_to_both_schools(whole):
    user = User.objects.get(email=cast.ALSO_AT_BROOK)

    assert {row.school.slug for row in schools.memberships_of(user.pk)} == {"oakfield", "brook"}


def test_whoever_is_named_sees_nothing_of_it(whole):
    oakfield = set(Incident.objects.filter(school__slug="oakfield"))
    for_cora = seen_by("oakfield", "Cora")
    lena, dee = seen_by("oakfield", "Lena"), seen_by("oakfield", "Dee")

    assert len(for_cora) == 1
    about_staff = {one for one in oakfield if one.staff_subject}
    assert seen_by("oakfield", "Hari") == oakfield - for_cora
    assert dee == oakfield - about_staff
    assert about_staff > for_cora
    assert len(dee - lena) == 1
    assert len(dee - seen_by("oakfield", "Lewis")) == 1
    assert seen_by("oakfield", "Dara") == dee
    assert seen_by("brook", "Boris").isdisjoint(oakfield)


def test_year_groups_are_those_of_the_day(whole):
    """A pupil of the sixth form now was in a lower year when an early incident happened."""
    rows = InvolvedPerson.objects.filter(kind="child", incident__school__slug="oakfield")
    years = [(one.year_group, one.person.year_group) for one in rows.select_related("person")]

    assert any(then != now for then, now in years)
    assert all(int(then) <= int(now) for then, now in years)


def test_the_settings_are_filled(whole):
    for school in School.objects.all():
        assert school.emergency_contact
        assert school.outside_contact
        assert school.handling_mark
        assert Term.objects.filter(school=school).count() == 9


def test_governors_have_two_reports_to_read(whole):
    reports = GovernorReport.objects.filter(status="published")

    assert [report.school.slug for report in reports] == ["oakfield", "oakfield"]
    assert all(report.editions.filter(final=True).count() == 1 for report in reports)


def test_the_audit_log_is_whole_and_in_the_order_of_time(whole):
    call_command("verify_audit", stdout=io.StringIO())
    for school in School.objects.all():
        with scope(school=school):
            moments = list(AuditEvent.objects.order_by("seq").values_list("at", flat=True))
            assert moments == sorted(moments)


def test_only_the_mail_of_the_last_days_waits(whole):
    waiting = Job.objects.filter(state=JobState.WAITING)

    certificates = waiting.filter(kind="signature.certify")
    copies = waiting.filter(kind="agreement.copy")
    assert 6 <= waiting.count() - certificates.count() - copies.count() <= 30
    fresh = certificates.filter(created_at__gte=timezone.now() - timedelta(days=3))
    assert 0 < fresh.count() <= 60
    assert 0 < copies.count() <= fresh.count()
    assert 100 <= certificates.count() - fresh.count() <= 140
    assert not Job.objects.exclude(state__in=[JobState.WAITING, JobState.DONE]).exists()


def test_tom_has_a_report_that_he_has_not_sent(whole):
    assert Draft.objects.get().owner.display_name == "Tom Thorn"


def test_a_second_run_changes_nothing(whole, settings):
    before = [model.objects.count() for model in TABLES]
    settings.DEBUG, said = True, io.StringIO()

    call_command("demo", stdout=said)

    assert "there already" in said.getvalue()
    assert [model.objects.count() for model in TABLES] == before
