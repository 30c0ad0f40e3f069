"""A mailbox is read by IMAP, over TLS, and its errors name neither password nor words."""

import ssl
import traceback
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured

from esafety import mailbox
from esafety.mailbox import Address
from tests.imap import PASSWORD, serving


def test_the_parts_of_an_address():
    assert mailbox.address_of("imaps://me%40oakfield.example:a%2Fb@mail.example/Bounces/New") == (
        Address("mail.example", 993, True, "me@oakfield.example", "a/b", "Bounces/New")
    )
    assert mailbox.address_of("imaps://me:x@mail.example:1993") == (
        Address("mail.example", 1993, True, "me", "x", "INBOX")
    )
    assert mailbox.address_of("imap://me:x@127.0.0.1/") == (
        Address("127.0.0.1", 143, False, "me", "x", "INBOX")
    )


@pytest.mark.parametrize(
    "url",
    [
        "", "mail.example", "imap://me:x@mail.example/INBOX", "imap://me:x@localhost/INBOX",
        "https://me:x@mail.example/", "imaps://mail.example/INBOX", "imaps://me@mail.example/INBOX",
        "imaps://me:x@mail.example:port/INBOX", "imaps://me:x@[mail/INBOX", "imaps://me:x@/INBOX",
    ],
)  # fmt: skip
def test_without_tls_a_user_or_a_password_it_is_none(url):
    assert mailbox.address_of(url) is None
    if url:
        with pytest.raises(ImproperlyConfigured, match="must be imaps://"):
            mailbox.checked(url)
    with pytest.raises(mailbox.MailboxNotReached), mailbox.opened(url):
        pass


def test_what_is_new_is_read_and_stays_new_until_it_is_marked():
    with serving(b"Subject: one\r\n\r\n", b"x" * 900) as server, mailbox.opened(server.url) as box:
        assert box.unseen() == ["7", "8"]
        assert box.read("7", most=100) == b"Subject: one\r\n\r\n"
        assert box.read("8", most=100) == b"x" * 100
        assert box.read("9", most=100) == b""
        assert server.flags == {7: set(), 8: set()}
        box.mark("7", mailbox.SEEN)
        box.mark("8", mailbox.SEEN, mailbox.FLAGGED)
        assert box.unseen() == []

    assert server.flags == {7: {"\\Seen"}, 8: {"\\Seen", "\\Flagged"}}
    assert server.asked[-1] == "LOGOUT"


def read_all(url):
    with mailbox.opened(url) as box:
        for number in box.unseen():
            box.mark(number, mailbox.SEEN)


def fails(server, url=""):
    """The error with which reading the mailbox ends, and all that can be read in it."""
    with pytest.raises(mailbox.MailboxError) as caught:
        read_all(url or server.url)
    return type(caught.value), "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"refuses": "LOGIN"}, mailbox.MailboxSignInRefused),
        ({"refuses": "SELECT"}, mailbox.MailboxFolderNotOpened),
        ({"refuses": "SEARCH"}, mailbox.MailboxNotReached),
        ({"refuses": "STORE"}, mailbox.MailboxNotReached),
        ({"dies_at": "LOGIN"}, mailbox.MailboxNotReached),
        ({"dies_at": "SELECT"}, mailbox.MailboxNotReached),
        ({"dies_at": "STORE"}, mailbox.MailboxNotReached),
    ],
    ids=str,
)
def test_each_fault_has_its_name_and_no_password(fault, error):
    with serving(b"a") as server:
        vars(server).update(fault)
        found, words = fails(server)

    assert found is error
    assert PASSWORD not in words
    assert "s3cret" not in words


def test_a_password_that_no_server_can_be_told_is_refused():
    with serving() as server:
        found, words = fails(server, server.url.replace("s3cret", "s%C3%A9cret"))

    assert found is mailbox.MailboxSignInRefused
    assert "cret" not in words


def test_a_folder_in_which_nothing_may_be_marked_is_not_opened(monkeypatch):
    import imaplib

    def read_only(self, folder):
        raise self.readonly("secret words")

    monkeypatch.setattr(imaplib.IMAP4, "select", read_only)
    with serving() as server:
        assert fails(server)[0] is mailbox.MailboxFolderNotOpened


def test_nobody_there_is_not_reached():
    with serving() as server:
        url = server.url
    assert fails(None, url)[0] is mailbox.MailboxNotReached


def test_a_server_that_says_nothing_ends_at_the_timeout(monkeypatch):
    import socket

    monkeypatch.setattr(mailbox, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"imap://a:b@127.0.0.1:{silent.getsockname()[1]}/"
        assert fails(None, url)[0] is mailbox.MailboxNotReached


@pytest.fixture
def certificate(tmp_path):
    """A certificate for this machine that nobody but itself has signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(here, critical=False)
    made = made.add_extension(x509.BasicConstraints(True, None), critical=True)
    file, pem = tmp_path / "here.pem", serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(pem))
    return file


def test_over_tls_only_with_a_certificate_that_this_machine_trusts(certificate, monkeypatch):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serving(b"a", tls=tls) as server:
        url = server.url.replace("imap://", "imaps://")
        assert fails(server, url)[0] is mailbox.MailboxNotReached
        assert server.asked == []

        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with mailbox.opened(url) as box:
            assert box.unseen() == ["7"]


def test_a_server_without_tls_is_told_no_password_where_tls_is_wanted():
    with serving() as server:
        assert fails(server, server.url.replace("imap://", "imaps://"))[0] is (
            mailbox.MailboxNotReached
        )
        assert not any("LOGIN" in words for words in server.asked)
