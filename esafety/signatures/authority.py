"""The time-stamp authority of this installation, named in its environment (docs/adr/0012). It is
asked by a job alone, never in a request or a transaction; it gets a hash and nothing else."""

import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any

from django.conf import settings

from esafety.signatures import tokens
from esafety.signatures.tokens import Token

_SECONDS = 10
_MOST = 64 * 1024  # bytes of an answer; a token with its certificates has about six thousand


class NotAnswered(Exception):
    """The authority could not be reached, or said that it cannot answer."""


class _NoWayRound(urllib.request.HTTPRedirectHandler):
    """An authority may not send us on: only the address that was set is asked."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def is_configured() -> bool:
    """Whether signatures of this installation get time stamps."""
    return bool(settings.TIMESTAMP_URL)


def trusted() -> bytes:
    """The certificates to which a time stamp must lead; raises OSError where they are not there."""
    return Path(settings.TIMESTAMP_CA).read_bytes()


def stamp(sha256: str) -> Token:
    """A time stamp of a SHA-256, checked. Raises NotAnswered or TokenRefused."""
    asked, nonce = tokens.question(sha256)
    return tokens.accepted(_answer(asked), sha256=sha256, nonce=nonce, trusted=trusted())


def _answer(asked: bytes) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - settings.py lets https and this machine through
        settings.TIMESTAMP_URL,
        data=asked,
        headers={"Content-Type": "application/timestamp-query"},
    )
    opener = urllib.request.build_opener(_NoWayRound)
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return bytes(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        error.close()
        raise NotAnswered(f"the authority answered {error.code}") from None
    except (OSError, HTTPException) as error:
        raise NotAnswered(type(error).__name__) from None
