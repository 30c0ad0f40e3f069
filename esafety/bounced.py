"""Notices that a mail did not arrive (RFC 3464), read: which mail it was, and whether for good.

Anybody can send anything to the address at which they come in. So no more than `MOST` is read,
nothing in a notice can make this raise, and nothing of it is kept but the numbers of the mail and
a status code: no address, no words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser, HeaderParser
from email.policy import EmailPolicy
from itertools import islice

MOST = 256 * 1024
"""Bytes that are read of a notice; what it says stands before the mail that it brings back."""
# A notice made to keep the library busy costs a second or two, not hours.
_LINES = 4_000
_LONGEST = 500  # signs of one header
_BLOCKS = 100  # recipients of which a notice speaks; ours have one
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_ORIGINAL = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
)
_NUMBERS = re.compile(r"<([^<>\s]{3,200})>")
_CODE = re.compile(r"\s*([45]\.\d{1,3}\.\d{1,3})(?![\d.])")


@dataclass(frozen=True)
class Notice:
    """What a notice says: the numbers (Message-ID) of the mail that it is about, the likeliest
    first, and the status code with which it failed; "" where it may still arrive.

    5.x.x is a refusal. 4.x.x beside "failed" says that a server has tried for days and given up.
    """

    numbers: tuple[str, ...]
    status: str


class _Short(EmailPolicy):
    """The library's default for mails, with an end to each header."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


_POLICY = _Short()


def read(raw: bytes) -> Notice | None:
    """What a notice says; None for whatever is not one, or not understood. Never raises."""
    try:
        lines = raw[:MOST].splitlines()[:_LINES]
        return _read(BytesParser(policy=_POLICY).parsebytes(b"\n".join(lines)))
    except Exception:  # the library itself fails on some of what strangers send
        return None


def _read(message: Message) -> Notice | None:
    blocks: list[Message] = []
    numbers: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind in _STATUS:
            blocks += islice(_blocks(part), _BLOCKS - len(blocks))
        elif kind in _ORIGINAL:
            numbers += _NUMBERS.findall(_header(_headers_in(part), "message-id"))
    if not blocks:
        return None
    if not numbers:  # the mail itself is not there: what the notice answers to
        for name in ("in-reply-to", "references"):
            numbers += _NUMBERS.findall(_header(message, name))
    status = next(filter(None, map(_failed_with, blocks)), "")
    return Notice(tuple(dict.fromkeys(numbers)), status) if numbers else None


def _failed_with(block: Message) -> str:
    """The status code of one recipient whom the mail will never reach; "" for any other."""
    words = _header(block, "action").lower().split()
    found = _CODE.match(_header(block, "status"))
    return found.group(1) if found and words[:1] == ["failed"] else ""


def _blocks(part: Message) -> Iterator[Message]:
    """The groups of fields of a delivery status: one about the notice, one for each recipient."""
    for block in _inside(part):
        yield block
        rest = block.get_payload()  # of a kind that the library does not split
        for text in rest.split("\n\n") if isinstance(rest, str) else ():
            yield HeaderParser(policy=_POLICY).parsestr(text)


def _headers_in(part: Message) -> Message:
    """The headers of the mail that a notice brings back, whole or in part."""
    for mail in _inside(part):
        return mail
    text = part.get_payload(decode=True)
    return BytesHeaderParser(policy=_POLICY).parsebytes(text if isinstance(text, bytes) else b"")


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    found = payload if isinstance(payload, list) else []
    return [one for one in found if isinstance(one, Message)]


def _header(message: Message, name: str) -> str:
    """The first header of a name as it was sent. Not by its meaning: that is what raises."""
    found = (str(value) for key, value in message.raw_items() if key.lower() == name)
    return next(found, "")
