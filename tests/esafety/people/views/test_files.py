"""A file of people in two steps, on screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.people import csvfile
from esafety.people.models import PeopleImport, Person
from esafety.people.services import importing

URL = "/oakfield/people/import/"
TEXT = "adno,forename,surname,shoe\n1,Ada,Ash,34\n2,<img src=x>,Beech,\n3,,Cedar,\n"


def send(mine, text=TEXT, **data):
    file = SimpleUploadedFile("people.csv", text.encode())
    return mine.post(URL, {"kind": "pupils", "file": file, **data})


def test_a_file_goes_the_whole_way(oakfield, client_of, olu):
    mine = client_of(olu)
    there = send(mine)["Location"]
    page = mine.get(there).content.decode()
    for words in (
        "Waiting for you to confirm",
        "nobody is removed",
        "1 row with an error",
        "Enter 2 rows",
        "shoe",
        "The name is missing",
    ):
        assert words in page
    assert "<img src=x>" not in page
    assert not Person.objects.filter(kind="pupil").exists()

    waiting = mine.post(there + "apply/", follow=True).content.decode()
    assert f'data-poll-url="{there}progress/"' in waiting
    assert mine.get(there + "progress/").json() == {
        "state": "waiting",
        "percent": 0,
        "words": "Waiting",
    }
    jobs.run(str(Job.objects.get().pk))
    assert mine.get(there + "progress/").json()["state"] == "done"
    done = mine.get(there).content.decode()
    for words in ("Applied", "Left out", "Row 4:"):
        assert words in done
    assert "Cedar" not in done
    assert Person.objects.filter(kind="pupil").count() == 2
    assert "Applied" in mine.get(URL).content.decode()


def test_rows_may_be_pasted(oakfield, client_of, olu):
    assert client_of(olu).post(URL, {"kind": "pupils", "pasted": TEXT}).status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose who is in the file"),
        ({"kind": "staff"}, "Choose a CSV file"),
        ({"kind": "staff", "pasted": "a,b\n1,2"}, "There is no column"),
    ],
)
def test_a_fault_is_shown_and_what_was_pasted_kept(oakfield, client_of, olu, data, words):
    page = client_of(olu).post(URL, data).content.decode()

    assert words in page
    assert data.get("pasted", "") in page


def test_rows_are_shown_by_state_fifty_at_a_time(oakfield, client_of, olu):
    rows = "".join(f"{n},Ada,Ash{n},\n" for n in range(60))
    mine = client_of(olu)
    there = send(mine, "adno,forename,surname,shoe\n" + rows + "99,,Bad,\n")["Location"]

    assert mine.get(there).content.decode().count('role="row"') == 51
    assert mine.get(there + "?show=error").content.decode().count('role="row"') == 2
    assert mine.get(there + "?page=2&show=x").content.decode().count('role="row"') == 12


def test_changes_notes_and_joins_are_said_in_words(oakfield, client_of, olu, lena):
    Person.objects.create(
        school=oakfield, kind="pupil", first_name="Ada", last_name="Ash", date_of_birth="2014-09-01"
    )
    text = (
        "adno,forename,surname,dob,year,guardian 1 forename,guardian 1 surname,guardian 1 email\n"
        "1,Ada,Ash,1/9/2014,8,Lena,Larch,lena@oakfield.example\n"
    )
    mine = client_of(olu)

    page = mine.get(send(mine, text)["Location"]).content.decode()

    for words in (
        "Known by: Date of birth",
        "Admission number, Year group",
        "somebody on the staff",
        "Joins an entry",
    ):
        assert words in page


def test_a_staff_number_and_a_new_kind_have_their_words(oakfield, client_of, olu):
    Person.objects.create(
        school=oakfield, kind="guardian", first_name="Ann", last_name="Ash", email="a@home.example"
    )
    mine = client_of(olu)
    text = "staff no,forename,surname,email\n7,Ann,Ash,a@home.example\n"

    page = mine.get(send(mine, text, kind="staff")["Location"]).content.decode()

    assert "Staff number" in page
    assert "becomes a member of staff" in page


def test_a_file_without_anything_to_enter_has_no_button(oakfield, client_of, olu):
    mine = client_of(olu)

    page = mine.get(send(mine, "adno,forename,surname\n1,,Ash\n")["Location"]).content.decode()

    assert "There is nothing to enter" in page
    assert "apply/" not in page


def test_a_file_is_forgotten(oakfield, client_of, olu):
    mine = client_of(olu)
    there = send(mine)["Location"]

    assert "forgotten" in mine.post(there + "drop/", follow=True).content.decode()
    assert "Its rows are forgotten" in mine.get(there).content.decode()
    assert mine.post(there + "apply/").status_code == 409


def test_a_job_that_failed_is_said_and_not_waited_for(oakfield, client_of, olu):
    mine = client_of(olu)
    there = send(mine)["Location"]
    mine.post(there + "apply/")
    Job.objects.update(state=JobState.FAILED)

    page = mine.get(there).content.decode()

    assert "could not be applied" in page
    assert "data-poll-url" not in page
    assert mine.get(there + "progress/").json()["state"] == "failed"


def test_a_stopped_file_is_said(oakfield, client_of, olu, lena):
    made = importing.read_in(by=lena, reading=csvfile.read(TEXT, "pupils"))
    PeopleImport.objects.filter(pk=made.pk).update(
        state="dropped", rows=[], result={"stopped": True}
    )

    assert (
        "was not applied, and nothing was changed"
        in client_of(olu).get(f"{URL}{made.pk}/").content.decode()
    )


def test_another_schools_file_is_not_there(oakfield, brook, client_of, olu, boris):
    with scope(school=brook):
        made = importing.read_in(by=boris, reading=csvfile.read(TEXT, "pupils"))
    mine = client_of(olu)

    assert mine.get(f"{URL}{made.pk}/").status_code == 404
    assert mine.get(f"{URL}{made.pk}/progress/").status_code == 404
    for act in ("apply", "drop"):
        assert mine.post(f"{URL}{made.pk}/{act}/").status_code == 404
        assert mine.get(f"{URL}{made.pk}/{act}/").status_code == 405


def test_the_list_of_files_takes_the_same_queries_for_one_and_for_many(
    oakfield, client_of, olu, django_assert_num_queries
):
    mine = client_of(olu)
    send(mine)
    mine.get(URL)
    with django_assert_num_queries(5):
        mine.get(URL)
    for _ in range(30):
        importing.read_in(by=olu, reading=csvfile.read(TEXT, "pupils"))
    with django_assert_num_queries(5):
        mine.get(URL)


def test_the_page_of_a_file_takes_the_same_queries_for_one_row_and_for_thirty(
    oakfield, client_of, olu, django_assert_num_queries
):
    mine = client_of(olu)
    one = send(mine, "adno,forename,surname\n1,Ada,Ash\n")["Location"]
    mine.get(one)
    with django_assert_num_queries(5):
        mine.get(one)
    many = send(mine, "adno,forename,surname\n" + "".join(f"{n},Ada,Ash\n" for n in range(30)))
    with django_assert_num_queries(5):
        mine.get(many["Location"])
