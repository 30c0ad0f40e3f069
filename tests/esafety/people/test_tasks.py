"""The job that applies a file, and the forgetting of old ones."""

from datetime import timedelta

from django.utils import timezone

from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people import csvfile, tasks
from esafety.people.models import PeopleImport, Person
from esafety.people.services import importing
from esafety.schools.models import Membership, RoleGrant

TEXT = "adno,forename,surname\n1,Ada,Ash\n"


def confirmed(olu):
    made = importing.read_in(by=olu, reading=csvfile.read(TEXT, "pupils"))
    return importing.confirm(people_import=made, by=olu)


def test_the_job_applies_the_file_once(oakfield, olu):
    confirmed(olu)
    job = Job.objects.get()

    assert jobs.run(str(job.pk))
    assert not jobs.run(str(job.pk))
    assert Person.objects.filter(kind="pupil").count() == 1
    assert PeopleImport.objects.get().state == "applied"


def test_the_job_of_one_who_lost_the_right_changes_nothing(oakfield, olu):
    confirmed(olu)
    RoleGrant.objects.filter(membership=olu.membership_id).delete()

    assert jobs.run(str(Job.objects.get().pk))
    assert PeopleImport.objects.get().result["stopped"]
    assert not Person.objects.filter(kind="pupil").exists()


def test_a_job_done_twice_by_two_workers_does_it_once(oakfield, olu):
    confirmed(olu)
    job = Job.objects.get()

    tasks.apply_import(job)
    tasks.apply_import(job)

    assert Person.objects.filter(kind="pupil").count() == 1


def test_a_file_that_waited_a_day_is_forgotten(oakfield, olu):
    made = importing.read_in(by=olu, reading=csvfile.read(TEXT, "pupils"))
    tasks.forget_old_previews(oakfield)
    assert PeopleImport.objects.get().state == "preview"

    PeopleImport.objects.filter(pk=made.pk).update(made_at=timezone.now() - timedelta(hours=25))
    tasks.forget_old_previews(oakfield)

    assert PeopleImport.objects.get().rows == []
    assert Membership.objects.count() == 1
