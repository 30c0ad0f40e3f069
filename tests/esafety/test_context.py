"""What every page knows: navigation by role, nothing without a school."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from esafety.context import page


def request_of(school, actor, path="/oakfield/"):
    request = RequestFactory().get(path)
    request.school, request.actor = school, actor
    return request


def labels(school, actor):
    return [str(item.label) for item in page(request_of(school, actor))["nav_items"]]


def test_each_role_has_the_pages_of_its_work(oakfield, lena, tom, gwen):
    assert labels(oakfield, tom) == [
        "Home",
        "Report an incident",
        "Tasks",
        "Rules",
        "Agreements",
        "Registers",
    ]
    assert "Incident log" in labels(oakfield, lena)
    assert labels(oakfield, gwen) == ["Home", "Reports", "Rules", "Agreements"]


def test_the_longest_address_is_where_the_reader_is(oakfield, lena):
    items = page(request_of(oakfield, lena, "/oakfield/incidents/new/"))["nav_items"]

    assert [str(i.label) for i in items if i.current] == ["Report an incident"]


def test_the_steps_of_a_report_belong_to_reporting(oakfield, lena):
    items = page(request_of(oakfield, lena, "/oakfield/incidents/draft/x/words/"))["nav_items"]

    assert [str(i.label) for i in items if i.current] == ["Report an incident"]


def test_without_a_school_there_is_no_navigation():
    assert page(RequestFactory().get("/"))["nav_items"] == []


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf", "429"])
def test_an_error_page_needs_nothing_and_says_what_to_do(name):
    html = render_to_string(f"{name}.html")

    assert "<h1" in html
    assert "Traceback" not in html
    assert "Exception" not in html
