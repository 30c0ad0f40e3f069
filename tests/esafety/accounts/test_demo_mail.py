"""The demonstration's mail, read back from the folder."""

import pytest
from django.core.mail import EmailMultiAlternatives

from esafety.accounts import demo_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def send(subject, body="Hello.", to="lena@oakfield.example"):
    message = EmailMultiAlternatives(subject=subject, body=body, to=[to])
    message.attach_alternative("<p>In HTML</p>", "text/html")
    message.send()


def test_there_are_no_such_pages_outside_a_demonstration(client, settings):
    settings.DEMO = False

    assert client.get("/demo/mail/").status_code == 404
    assert client.get("/demo/mail/1/").status_code == 404


def test_no_mail_and_no_folder_is_an_empty_page(client, demo):
    page = client.get("/demo/mail/")

    assert page.status_code == 200
    assert "No mail yet" in page.content.decode()


def test_mail_that_goes_to_a_server_leaves_no_folder(client, demo, settings):
    del settings.EMAIL_FILE_PATH

    assert client.get("/demo/mail/").status_code == 200


def test_messages_are_listed_newest_first_and_numbered_from_the_oldest(demo):
    send("First")
    send("Second – with a dash")

    assert [(m.number, m.subject) for m in demo_mail.messages()] == [
        (2, "Second – with a dash"),
        (1, "First"),
    ]


def test_one_connection_may_write_several_messages_in_one_file(demo):
    from django.core.mail import EmailMessage, get_connection

    get_connection().send_messages(
        [EmailMessage(f"Number {n}", "Body", to=["lena@oakfield.example"]) for n in (1, 2, 3)]
    )

    assert [m.subject for m in demo_mail.messages()] == ["Number 3", "Number 2", "Number 1"]


def test_a_page_shows_to_whom_about_what_and_when(client, demo):
    send("An incident waits", to="dee@oakfield.example")

    page = client.get("/demo/mail/").content.decode()

    assert "An incident waits" in page
    assert "dee@oakfield.example" in page
    assert demo_mail.messages()[0].at is not None


def test_a_message_is_shown_as_text_with_our_own_addresses_as_links(client, demo):
    send(
        "Look",
        "Open http://127.0.0.1:8000/oakfield/ now.\n<b>Not bold</b> https://elsewhere.example/x",
    )

    page = client.get("/demo/mail/1/").content.decode()

    assert '<a class="govuk-link" href="http://127.0.0.1:8000/oakfield/">' in page
    assert "&lt;b&gt;Not bold" in page
    assert 'href="https://elsewhere' not in page
    assert "In HTML" not in page


@pytest.mark.parametrize(
    ("words", "is_link"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://127.0.0.1:8000/a?b=c", True),
        ("http://127.0.0.1:8000.evil.example/", False),
        ("http://127.0.0.1:80001/", False),
        ("https://127.0.0.1:8000/", False),
    ],
)
def test_only_an_address_of_this_site_is_a_link(demo, words, is_link):
    (part,) = demo_mail.parts(words)

    assert bool(part.href) is is_link


def test_a_number_that_is_none_is_not_found(client, demo):
    assert client.get("/demo/mail/7/").status_code == 404


def test_a_file_that_is_no_mail_is_shown_without_words(demo):
    demo.mkdir()
    (demo / "a.log").write_bytes(b"Date: never\nContent-Type: text/html\n\n<p>x</p>")

    (message,) = demo_mail.messages()

    assert (message.at, message.body, message.subject) == (None, "", "")
