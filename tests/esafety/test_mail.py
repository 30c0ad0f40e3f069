"""Mail goes out through real SMTP settings, with three small templates and nothing of a case."""

import socketserver
import threading

import pytest
from django.core import mail as outbox
from django.core.mail import get_connection
from django.template import engines
from django.test import override_settings

from esafety import mail

TEMPLATES = {
    "emails/hello-subject.txt": "{{ product_name }}:\n  {{ reference }}",
    "emails/hello-body.txt": "Open {{ site_url }}/x/{{ reference }}/",
    "emails/hello-body.html": "<p>{{ reference }}</p>",
}


@pytest.fixture(autouse=True)
def _templates(settings):
    engine = settings.TEMPLATES[0]
    loaders = [("django.template.loaders.locmem.Loader", TEMPLATES)]
    options = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]
    assert engines


class Smtp(socketserver.StreamRequestHandler):
    """Just enough of a mail server to take one message."""

    def handle(self):
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                for part in self.rfile:
                    if part == b".\r\n":
                        break
                    self.server.taken.append(part.decode())
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def smtp_server():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp)
    server.taken = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_three_templates_become_one_message(settings):
    mail.send(template="hello", to="lena@oakfield.example", context={"reference": "OAK-1"})

    sent = outbox.outbox[0]
    assert (sent.subject, sent.to) == ("eSafety: OAK-1", ["lena@oakfield.example"])
    assert sent.body == f"Open {settings.SITE_URL}/x/OAK-1/"
    assert sent.alternatives[0].content == "<p>OAK-1</p>"


def test_it_goes_out_through_an_smtp_server(smtp_server):
    host, port = smtp_server.server_address
    backend = "django.core.mail.backends.smtp.EmailBackend"

    with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST=host, EMAIL_PORT=port):
        mail.send(template="hello", to="lena@oakfield.example", context={"reference": "OAK-1"})
        assert get_connection().host == host

    text = "".join(smtp_server.taken)
    assert "Subject: eSafety: OAK-1" in text
    assert "To: lena@oakfield.example" in text


def test_a_server_that_is_down_is_an_error_so_that_the_job_is_tried_again():
    backend = "django.core.mail.backends.smtp.EmailBackend"

    with (
        override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1),
        pytest.raises(OSError),
    ):
        mail.send(template="hello", to="lena@oakfield.example", context={"reference": "OAK-1"})


def test_the_same_message_has_the_same_number_each_time_and_another_another():
    for once in ("letter:1", "letter:1", "letter:2", ""):
        mail.send(template="hello", to="a@b.example", context={"reference": "R"}, once=once)

    first, again, other, none = (one.message()["Message-ID"] for one in outbox.outbox)
    assert first == again
    assert len({first, other, none}) == 3
    assert "letter" not in first
    assert mail.number_in(first.strip("<>")) == mail.number_of("letter:1")
    for foreign in ("", "x@y", "a" * 40, "0" * 41 + "@y", none.strip("<>")):
        assert mail.number_in(foreign) == ""
