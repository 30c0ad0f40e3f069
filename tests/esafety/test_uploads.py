"""A posted file is thrown away before any view runs, except one of a list that is read in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


def posted_to(path):
    picture = SimpleUploadedFile("picture.png", b"\x89PNG" * 10, "image/png")
    return RequestFactory().post(path, {"description": "Words.", "evidence": picture})


@pytest.mark.parametrize(
    "path",
    [
        "/oakfield/incidents/new/",
        "/oakfield/incidents/OAK-1/note/",
        "/accounts/login/",
        "/oakfield/incidents/people/import/",
        "/oakfield/registers/equipment/add/",
    ],
)
def test_a_file_is_not_taken_in_and_the_words_beside_it_are(path):
    request = posted_to(path)

    assert list(request.FILES) == []
    assert request.POST["description"] == "Words."


@pytest.mark.parametrize(
    "path",
    [
        "/oakfield/people/import/",
        "/oakfield/training/import/",
        "/oakfield/meetings/import/",
        "/oakfield/registers/filtering-changes/import/",
    ],
)
def test_a_file_of_people_or_of_a_list_is_taken_in(path):
    assert list(posted_to(path).FILES) == ["evidence"]


def test_the_report_form_keeps_nothing_of_a_posted_file(oakfield, tom, client_of):
    picture = SimpleUploadedFile("picture.png", b"\x89PNG" * 10, "image/png")

    answer = client_of(tom).post("/oakfield/incidents/new/", {"evidence": picture})

    assert b"PNG" not in answer.content
    assert answer.wsgi_request.FILES == {}
