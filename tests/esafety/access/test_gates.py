"""The marks on views, refusals with a sentence, and the gates in front of each page."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from esafety.access.actor import Actor
from esafety.access.gates import Gate, permission, public, signed_in
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on, require
from esafety.access.roles import Role
from esafety.schools.middleware import GateMiddleware


@permission(Permission.INCIDENT_LOG)
def page(request):
    return HttpResponse("the log")


def request_by(*roles):
    request = RequestFactory().get("/")
    request.actor = Actor(school_id=1, roles=frozenset(roles))
    return request


def test_a_view_says_what_it_asks():
    assert page.gate == Gate("permission", Permission.INCIDENT_LOG)
    assert public(lambda request: None).gate == Gate("public")
    assert signed_in(lambda request: None).gate == Gate("signed_in")


def test_a_role_with_the_permission_opens_the_page():
    assert page(request_by(Role.LEAD)).content == b"the log"


@pytest.mark.parametrize("roles", [(), (Role.STAFF,), (Role.GOVERNOR, Role.OFFICE)])
def test_other_roles_do_not_even_without_the_middleware(roles):
    with pytest.raises(PermissionDenied):
        page(request_by(*roles))


def test_without_an_actor_nobody_gets_in():
    with pytest.raises(PermissionDenied):
        page(RequestFactory().get("/"))


def test_a_view_without_a_mark_is_not_there():
    middleware = GateMiddleware(lambda request: HttpResponse())

    with pytest.raises(Http404):
        middleware.process_view(RequestFactory().get("/"), lambda request: None, (), {})


def test_a_refusal_nobody_caught_becomes_a_page_with_its_sentence():
    middleware = GateMiddleware(lambda request: HttpResponse())

    answer = middleware.process_exception(RequestFactory().get("/"), Refused("Not so."))

    assert answer.status_code == 409
    assert b"Not so." in answer.content


def test_any_other_error_is_left_to_django():
    middleware = GateMiddleware(lambda request: HttpResponse())

    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_require_refuses_with_the_sentence():
    with pytest.raises(Refused, match=r"You cannot\."):
        require(Actor(school_id=1), Permission.HOME, "You cannot.")

    require(Actor(school_id=1, roles=frozenset({Role.STAFF})), Permission.HOME, "You cannot.")


def test_a_refusal_is_shown_on_the_form():
    form = forms.Form({})
    form.is_valid()

    with refusals_shown_on(form):
        raise Refused("Give a reason.")

    assert form.non_field_errors() == ["Give a reason."]
