"""A mailbox at a mail server, by IMAP: what is new in it is read, then marked.

Its address holds a password. No error of this file has it, nor anything that a server said.
"""

import contextlib
import imaplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TIMEOUT = 20
"""Seconds for one answer of the server."""
SEEN, FLAGGED = "\\Seen", "\\Flagged"
_PORTS = {"imaps": 993, "imap": 143}
_ERRORS = (OSError, imaplib.IMAP4.error, ValueError)  # ValueError: not even letters


class MailboxError(Exception):
    """The mailbox could not be read. The names of its kinds are all that the operator sees."""


class MailboxNotReached(MailboxError):
    """The server does not answer, or not over TLS with a certificate that this machine trusts."""


class MailboxSignInRefused(MailboxError):
    """The server does not take the user or the password."""


class MailboxFolderNotOpened(MailboxError):
    """There is no such folder, or nothing may be marked in it."""


@dataclass(frozen=True)
class Address:
    """Where a mailbox is and how to get in."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str
    folder: str


def address_of(url: str) -> Address | None:
    """The parts of imaps://user:password@host/folder; None where it is written otherwise.

    Without TLS only on this machine: imap://user:password@127.0.0.1/folder.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    here = parts.scheme == "imap" and parts.hostname == "127.0.0.1"
    if port is None or not (parts.hostname and parts.username and parts.password):
        return None
    if parts.scheme != "imaps" and not here:
        return None
    user, password = unquote(parts.username), unquote(parts.password)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Address(parts.hostname, port, not here, user, password, folder)


def checked(url: str) -> str:
    """The address as it was given, or none; any other stops the start, without repeating it."""
    if url and address_of(url) is None:
        raise ImproperlyConfigured("BOUNCES_IMAP_URL must be imaps://user:password@host/folder.")
    return url


class Mailbox:
    """An open folder."""

    def __init__(self, server: imaplib.IMAP4) -> None:
        self._server = server

    def unseen(self) -> list[str]:
        """The numbers of the mails that nobody has read, oldest first."""
        found = self._asked("SEARCH", "UNSEEN")
        return [n.decode() for n in found[0].split()] if isinstance(found[0], bytes) else []

    def read(self, number: str, *, most: int) -> bytes:
        """The beginning of a mail, which stays unread; empty where it is gone."""
        found = self._asked("FETCH", number, f"(BODY.PEEK[]<0.{most}>)")
        return next((bytes(one[1]) for one in found if isinstance(one, tuple)), b"")

    def mark(self, number: str, *flags: str) -> None:
        """Put flags on a mail."""
        self._asked("STORE", number, "+FLAGS.SILENT", f"({' '.join(flags)})")

    def _asked(self, command: str, *words: str) -> list[bytes | tuple[bytes, bytes] | None]:
        with _as(MailboxNotReached):
            state, answer = self._server.uid(command, *words)
            if state != "OK":
                raise ValueError
            return answer


@contextlib.contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """The mailbox of an address, until the end of the block. Raises MailboxError."""
    address = address_of(url)
    if address is None:
        raise MailboxNotReached
    server = _server(address)
    try:
        with _as(MailboxSignInRefused):
            server.login(address.user, address.password)
        with _as(MailboxFolderNotOpened):
            name = address.folder.replace("\\", "\\\\").replace('"', '\\"')
            if server.select(f'"{name}"')[0] != "OK":
                raise ValueError
        yield Mailbox(server)
    finally:
        try:
            server.logout()
        except _ERRORS:  # it is gone already
            server.shutdown()


def _server(address: Address) -> imaplib.IMAP4:
    with _as(MailboxNotReached):
        if not address.encrypted:
            return imaplib.IMAP4(address.host, address.port, timeout=TIMEOUT)
        trust = ssl.create_default_context()
        return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=trust, timeout=TIMEOUT)


@contextlib.contextmanager
def _as(error: type[MailboxError]) -> Iterator[None]:
    """What the server refuses inside is this error, without its words; else it is not reached."""
    try:
        yield
    except imaplib.IMAP4.readonly:
        raise error from None
    except (OSError, imaplib.IMAP4.abort):
        raise MailboxNotReached from None
    except _ERRORS:
        raise error from None
