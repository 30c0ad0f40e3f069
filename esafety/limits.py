"""How often something may be tried, counted in the cache in windows of some seconds.

Under a keyed hash of who tries: no address is written down. A cache that is down limits nothing:
it must cost nobody a report or a signature.
"""

import ipaddress
import logging
import math
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of so many seconds."""

    name: str
    most: int
    seconds: int


def is_full(limit: Limit, who: str, *, within: object = "") -> bool:
    """Whether there were as many in this window already; `within` is the number of a school where
    each school counts by itself."""
    try:
        return int(cache.get(_key(limit, who, within), 0)) >= limit.most
    except Exception as error:
        _say(limit, error)
        return False


def count(limit: Limit, who: str, *, within: object = "") -> None:
    """One more."""
    key = _key(limit, who, within)
    try:
        cache.add(key, 0, limit.seconds)
        cache.incr(key)
    except Exception as error:
        _say(limit, error)


def pause(limit: Limit) -> str:
    """For how long somebody waits at the most, in words: "10 minutes", "1 hour"."""
    minutes = max(1, math.ceil(limit.seconds / 60))
    if minutes % 60 == 0:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def _say(limit: Limit, error: Exception) -> None:
    log.warning("the limit %s is off: %s", limit.name, type(error).__name__)


def _key(limit: Limit, who: str, within: object = "") -> str:
    salt = f"esafety.limits.{limit.name}"
    hashed = salted_hmac(salt, _network(who), algorithm="sha256").hexdigest()[:32]
    return f"limit:{limit.name}:{within}:{hashed}:{int(time.time()) // limit.seconds}"


def _network(who: str) -> str:
    """An IPv6 address by its network, since one household has more of them than can be counted."""
    try:
        address = ipaddress.ip_address(who)
    except ValueError:
        return who
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else who
