"""From "add a member" to the first page they see."""

import re

import pytest
from django.test import Client

from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.schools import queries
from esafety.schools.models import Membership
from esafety.schools.services import members, setup

pytestmark = pytest.mark.django_db
NEW = "three-quiet-brown-badgers"


def run_jobs():
    return [jobs.run(job_id) for job_id in jobs.due()]


def link_in(message, settings):
    return re.search(re.escape(settings.SITE_URL) + r"(\S+)", message.body).group(1)


def accept(message, settings):
    """Follow the link, set a password and sign in with it; the browser afterwards."""
    browser = Client()
    form = browser.get(link_in(message, settings)).url
    assert browser.get(form).status_code == 200
    browser.post(form, {"password1": NEW, "password2": NEW})
    browser.post("/accounts/login/", {"login": message.to[0], "password": NEW})
    return browser


def test_a_new_member_is_invited_sets_a_password_and_arrives(lena, client_of, settings, mailoutbox):
    client_of(lena).post(
        "/oakfield/settings/members/add/",
        {"name": "Nina Nettle", "email": "nina@oakfield.example", "roles": ["staff"]},
    )
    assert run_jobs() == [True]

    (message,) = mailoutbox
    browser = accept(message, settings)

    assert message.to == ["nina@oakfield.example"]
    assert browser.get("/").url == "/oakfield/"
    assert browser.get("/oakfield/").status_code == 200


def test_the_invitation_names_the_school_and_nobody(lena, settings, mailoutbox):
    members.add(by=lena, name="Nina Nettle", email="nina@x.example", roles=[Role.STAFF])
    run_jobs()

    (message,) = mailoutbox
    html = message.alternatives[0][0]
    for text in (message.subject, message.body, html):
        assert "Oakfield School" in text
        assert "Nina" not in text
        assert "Lena" not in text
    assert "for 7 days" in message.body
    assert link_in(message, settings) in html


def test_no_table_holds_the_link(lena, settings, mailoutbox):
    members.add(by=lena, name="Nina Nettle", email="nina@x.example", roles=[Role.STAFF])
    run_jobs()

    assert Job.objects.get().payload.keys() == {"membership"}


def test_who_has_an_account_is_told_to_sign_in_as_before(lena, boris, settings, mailoutbox):
    members.add(by=lena, name="Boris Birch", email="boris@brook.example", roles=[Role.STAFF])
    run_jobs()

    (message,) = mailoutbox
    assert message.subject == "You can now use eSafety at Oakfield School"
    assert link_in(message, settings) == "/accounts/login/"
    assert "password" not in message.body


def test_who_left_before_the_mail_went_gets_none(lena, mailoutbox):
    made = members.add(by=lena, name="Nina", email="nina@x.example", roles=[Role.STAFF])
    members.leave(by=lena, membership=made)

    assert run_jobs() == [True]
    assert mailoutbox == []


def test_inviting_again_makes_a_link_that_works_and_the_first_dies_with_its_use(
    lena, settings, mailoutbox
):
    made = members.add(by=lena, name="Nina", email="nina@x.example", roles=[Role.STAFF])
    members.invite_again(by=lena, membership=made)
    run_jobs()

    first, second = mailoutbox
    accept(second, settings)

    assert "no longer works" in Client().get(link_in(first, settings)).content.decode()


def test_a_whole_school_from_one_command_to_its_leads_first_page(settings, mailoutbox):
    setup.create_school(
        name="Ash Park School",
        slug="ash-park",
        code="ASH",
        lead_name="Asha Alder",
        lead_email="asha@ash-park.example",
    )
    run_jobs()

    browser = accept(mailoutbox[0], settings)

    assert browser.get("/").url == "/ash-park/"
    assert browser.get("/ash-park/settings/members/").status_code == 200
    assert User.objects.get().has_usable_password()


def test_the_first_lead_names_the_head_and_the_head_the_others(settings):
    school = setup.create_school(
        name="Ash Park School",
        slug="ash-park",
        code="ASH",
        lead_name="Asha Alder",
        lead_email="asha@ash-park.example",
    )
    from django_scopes import scope

    with scope(school=school):
        asha = queries.actor_of(queries.members().get())
        head = members.add(by=asha, name="Hal", email="hal@ash-park.example", roles=[Role.HEAD])
        hal = queries.actor_of(queries.members().get(pk=head.pk))
        members.add(by=hal, name="Dina", email="dina@ash-park.example", roles=[Role.DSL])

        assert Membership.objects.count() == 3
