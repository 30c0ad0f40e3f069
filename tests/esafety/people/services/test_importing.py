"""Files of people: previewed, confirmed, applied once, and safe to repeat."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.people.models import Guardianship, PeopleImport, Person
from esafety.people.services import importing
from esafety.schools.models import Membership
from tests.factories.people import make_guardian, make_person
from tests.factories.people_files import ADA, BEN, EVE, HEAD, STAFF, carry_out, read_in, states


def test_a_preview_says_what_each_row_would_do_and_changes_nothing(oakfield, olu):
    made = read_in(olu, HEAD + ADA + ",,Cara,,,,,,,,,,\n")

    assert states(made) == ["new", "error"]
    assert made.result["counts"]["new"] == 1
    assert [e["line"] for e in made.errors] == [3, 3]
    assert not Person.objects.filter(kind="pupil").exists()
    event = AuditEvent.objects.order_by("-seq").first()
    assert event.type == "people.import_previewed"
    assert "Ada" not in str(event.data)


def test_pupils_and_their_parent_are_entered_once(oakfield, olu):
    assert carry_out(olu, HEAD + ADA + BEN) == {"new": 2}

    ada, ann = Person.objects.get(first_name="Ada"), Person.objects.get(kind="guardian")
    assert (ada.upn, ada.date_of_birth, ada.year_group) == ("R201100018042", date(2014, 9, 1), "8")
    assert (ada.search_key, ann.search_key) == ("ada ash", "ann ash")
    assert [tie.parental_responsibility for tie in ann.children.order_by("pk")] == [True, False]
    assert (ann.email, ann.phone) == ("ann@home.example", "07700 900001")


FILES = [
    ("pupils", HEAD + ADA + BEN),
    ("pupils", HEAD + BEN + ADA),
    ("pupils", HEAD + ADA + BEN.replace("ann@home.example,,", "other@home.example,1,")),
    ("pupils", HEAD + EVE + EVE.replace("Eve", "Fay")),
    ("pupils", HEAD + EVE.replace("8K,", "8K,31/8/2026")),
    ("staff", STAFF + "7,Sue,Sloe,sue@oakfield.example,Cook\n8,Pat,Pine,,\n"),
    ("governors", "forename,surname,email\nGus,Gorse,\nGay,Gorse,gay@home.example\n"),
]


@pytest.mark.parametrize(("kind", "text"), FILES)
def test_the_same_file_twice_changes_nothing(oakfield, olu, kind, text):
    assert set(carry_out(olu, text, kind)) == {"new"}
    before = list(Person.objects.order_by("pk").values()), Guardianship.objects.count()

    assert set(carry_out(olu, text, kind)) == {"unchanged"}
    assert (list(Person.objects.order_by("pk").values()), Guardianship.objects.count()) == before


def test_the_access_of_a_leaver_of_the_staff_ends(oakfield, olu, lena, tom):
    today = timezone.localdate().isoformat()
    head = "forename,surname,email,left on\n"

    assert carry_out(olu, f"{head}Tom,Thorn,tom@oakfield.example,{today}\n", "staff") == {
        "leaver": 1
    }
    assert Membership.objects.get(pk=tom.membership_id).left_on


def test_confirming_enqueues_one_job_with_an_id_only(oakfield, olu):
    made = read_in(olu, HEAD + ADA)

    importing.confirm(people_import=made, by=olu)

    job = Job.objects.get()
    assert (job.kind, job.payload) == ("people.import", {"import": made.pk})
    with pytest.raises(Refused, match="no longer waiting"):
        importing.confirm(people_import=made, by=olu)


def test_the_rows_are_cleared_and_errors_and_counts_kept(oakfield, olu):
    carry_out(olu, HEAD + ADA + ",,Cara,,,,,,,,,,\n")

    done = PeopleImport.objects.get()
    assert (done.state, done.rows) == ("applied", [])
    assert done.result["counts"]["new"] == 1
    assert "Cara" not in str(done.errors)
    assert done.errors


def test_applying_twice_does_it_once(oakfield, olu):
    made = read_in(olu, HEAD + ADA)
    importing.confirm(people_import=made, by=olu)
    importing.apply(people_import=made, by=olu)
    events = AuditEvent.objects.count()

    importing.apply(people_import=made, by=olu)

    assert Person.objects.filter(kind="pupil").count() == 1
    assert AuditEvent.objects.count() == events


def test_the_plan_is_made_again_when_it_is_applied(oakfield, olu):
    """Between the preview and the job somebody entered the pupil by hand."""
    made = read_in(olu, HEAD + ADA + ADA)
    importing.confirm(people_import=made, by=olu)
    make_person(oakfield, "Ada Ash", upn="R201100018042")

    done = importing.apply(people_import=made, by=olu)

    assert (done.result["counts"]["new"], done.result["counts"]["error"]) == (0, 1)
    assert Person.objects.filter(kind="pupil").count() == 1


def test_a_new_file_replaces_one_that_waits_and_one_may_be_dropped(oakfield, olu):
    first = read_in(olu, HEAD + ADA)
    second = read_in(olu, HEAD + BEN)
    importing.drop(people_import=second, by=olu)

    for made in (first, second):
        made.refresh_from_db()
        assert (made.state, made.rows) == ("dropped", [])


def test_a_file_nobody_confirmed_goes_after_its_time(oakfield, olu):
    made = read_in(olu, HEAD + ADA)
    system = Actor.for_system("people-import", school_id=oakfield.pk)

    assert importing.expire(by=system, before=timezone.now() - timedelta(hours=1)) == 0
    assert importing.expire(by=system, before=timezone.now() + timedelta(hours=1)) == 1
    made.refresh_from_db()
    assert made.state == "dropped"


def test_a_stopped_file_changes_nothing(oakfield, olu):
    made = read_in(olu, HEAD + ADA)
    system = Actor.for_system("people-import", school_id=oakfield.pk)

    assert importing.stop(people_import=made, by=system).state == "preview"
    importing.confirm(people_import=made, by=olu)
    assert importing.stop(people_import=made, by=system).result["stopped"]
    assert not Person.objects.filter(kind="pupil").exists()


def test_another_schools_people_are_never_met(oakfield, brook, olu):
    with scope(school=brook):
        stranger = make_person(brook, "Ada Ash", upn="R201100018042")
        make_guardian(stranger, "Ann Ash", email="ann@home.example")

    assert carry_out(olu, HEAD + ADA) == {"new": 1}
    with scope(school=brook):
        assert Person.objects.count() == 2


def acts(by, olu):
    made = read_in(olu, HEAD + ADA)
    system = Actor.for_system("people-import", school_id=olu.school_id)

    def confirmed():
        importing.confirm(people_import=made, by=olu)

    def applied():
        confirmed()
        importing.apply(people_import=made, by=by)

    def stopped():
        confirmed()
        importing.stop(people_import=made, by=system)

    return made, {
        "people.import_previewed": lambda: read_in(by, HEAD + BEN),
        "people.import_confirmed": lambda: importing.confirm(people_import=made, by=by),
        "people.import_dropped": lambda: importing.drop(people_import=made, by=by),
        "people.imported": applied,
        "stop": stopped,
        "expire": lambda: importing.expire(by=system, before=timezone.now() + timedelta(days=1)),
    }


ACTS = [
    "people.import_previewed",
    "people.import_confirmed",
    "people.import_dropped",
    "people.imported",
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_without_the_right_does_it(oakfield, olu, tom, act):
    _made, all_acts = acts(tom, olu)

    with pytest.raises(Refused):
        all_acts[act]()


@pytest.mark.parametrize("act", [*ACTS, "stop", "expire"])
def test_without_its_audit_row_nothing_is_saved(oakfield, olu, act, no_audit):
    made, all_acts = acts(olu, olu)

    with no_audit(
        {"stop": "people.import_dropped", "expire": "people.import_dropped"}.get(act, act)
    ):
        all_acts[act]()

    made.refresh_from_db()
    assert made.state == ("applying" if act in ("people.imported", "stop") else "preview")
    assert made.rows
    assert not Person.objects.filter(kind="pupil").exists()
    assert PeopleImport.objects.count() == 1


def test_a_large_file_takes_few_queries(oakfield, olu, django_assert_max_num_queries):
    rows = "".join(
        f",{n},Ada,Ash{chr(97 + n % 26)},{n % 28 + 1}/9/2014,8,8K,,Ann,Ash,a{n}@home.example,,\n"
        for n in range(300)
    )
    made = read_in(olu, HEAD + rows)
    importing.confirm(people_import=made, by=olu)

    with django_assert_max_num_queries(30):
        importing.apply(people_import=made, by=olu)
    assert Guardianship.objects.count() == 300
