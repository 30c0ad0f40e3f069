"""The mail a demonstration has sent, read back from the folder Django writes it to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

_BETWEEN = re.compile(rb"^-{79}\n", re.MULTILINE)
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")


@dataclass(frozen=True)
class Message:
    """One message: its number (1 is the oldest), to whom, about what, when and its words."""

    number: int
    to: str
    subject: str
    at: datetime | None
    body: str


@dataclass(frozen=True)
class Part:
    """A piece of a message's words; `href` where it is an address of this site."""

    text: str
    href: str = ""


def messages() -> list[Message]:
    """Every message in the folder, newest first; none where there is no folder."""
    found = [_read(number, raw) for number, raw in enumerate(_raw(), start=1)]
    return found[::-1]


def message(number: int) -> Message | None:
    """The message with that number, or None."""
    return next((m for m in messages() if m.number == number), None)


def parts(body: str) -> list[Part]:
    """The words cut where an address stands; only addresses of this site become links."""
    return [
        Part(piece, piece if _is_ours(piece) else "") for piece in _ADDRESS.split(body) if piece
    ]


def _is_ours(piece: str) -> bool:
    rest = piece.removeprefix(settings.SITE_URL)
    return rest != piece and rest[:1] in ("", "/", "?")


def _raw() -> Iterator[bytes]:
    """The messages as bytes, oldest first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "/nonexistent")
    for file in sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns):
        yield from (raw for raw in _BETWEEN.split(file.read_bytes()) if raw.strip())


def _read(number: int, raw: bytes) -> Message:
    mail = message_from_bytes(raw, EmailMessage, policy=policy.default)
    return Message(
        number=number,
        to=str(mail["to"] or ""),
        subject=str(mail["subject"] or ""),
        at=_moment(str(mail["date"] or "")),
        body=_words(mail),
    )


def _words(mail: EmailMessage) -> str:
    plain = mail.get_body(preferencelist=("plain",))
    return str(plain.get_content()) if plain is not None else ""


def _moment(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except ValueError:
        return None
