"""How often one address may raise a concern, and when codes are looked at more slowly.

Counted in the cache, in windows of some minutes, under a keyed hash of the address: no address is
written down. A whole school is often behind one address, so no address is ever shut out: the
numbers let a class report together, and what is above them is asked to wait a little
(docs/concerns.md says why these numbers).
"""

import ipaddress
import logging
import time
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from incidents.concerns import codes

log = logging.getLogger(__name__)
WAIT_SECONDS = 10
SEND_AGAIN_SECONDS = 60
_TICKET_LASTS = 1800  # seconds
_SALT = "incidents.concerns.limits"


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of so many seconds."""

    name: str
    most: int
    seconds: int


RAISED_BY_ADDRESS = Limit("raised-address", 60, 300)
RAISED_IN_SCHOOL = Limit("raised-school", 200, 300)
FLOOD = Limit("flood", 3000, 300)
WRONG_BY_ADDRESS = Limit("wrong-address", 20, 600)
WRONG_IN_SCHOOL = Limit("wrong-school", 300, 600)
ADDED_TO_ONE = Limit("added", 20, 600)


def may_raise(school_id: int, address: str, *, waited: bool = False) -> bool:
    """Whether this address, and the school as a whole, are still within what is usual; who has
    waited is taken above that too: nobody shuts out a school, or all who share an address, by
    sending much. Only a flood that would bury every report and fill the disk stops everybody,
    until its window is over."""
    if _is_full(FLOOD, school_id):
        return False
    full = _is_full(RAISED_IN_SCHOOL, school_id) or _is_full(RAISED_BY_ADDRESS, school_id, address)
    return waited or not full


def count_raised(school_id: int, address: str) -> None:
    """One more new concern. The same form sent twice is not counted again."""
    _count(RAISED_BY_ADDRESS, school_id, address)
    _count(RAISED_IN_SCHOOL, school_id)
    _count(FLOOD, school_id)


def is_slow(school_id: int, address: str) -> bool:
    """Whether there were so many wrong codes that the next one has to wait."""
    return _is_full(WRONG_BY_ADDRESS, school_id, address) or _is_full(WRONG_IN_SCHOOL, school_id)


def count_wrong(school_id: int, address: str) -> None:
    """One more wrong code. Right ones are never counted."""
    _count(WRONG_BY_ADDRESS, school_id, address)
    _count(WRONG_IN_SCHOOL, school_id)


def may_add(concern: str, school_id: int) -> bool:
    """Whether more may be added to one report now; counts it if so."""
    if _is_full(ADDED_TO_ONE, school_id, concern):
        return False
    _count(ADDED_TO_ONE, school_id, concern)
    return True


def ticket(school_id: int, what: str) -> str:
    """A note that this code, or the form with this key, was here now: it is looked at once the
    note is old enough."""
    return signing.dumps([school_id, _hashed(what), int(time.time())], salt=_SALT)


def has_waited(school_id: int, what: str, note: str, seconds: int = WAIT_SECONDS) -> bool:
    """Whether the note is of this school and this code or form, and old enough, and not older
    than half an hour."""
    try:
        place, hashed, at = signing.loads(note, salt=_SALT, max_age=_TICKET_LASTS)
    except (signing.BadSignature, ValueError):
        return False
    mine = place == school_id and codes.is_same(hashed, _hashed(what))
    return bool(mine and time.time() - at >= seconds)


def _is_full(limit: Limit, school_id: int, who: str = "") -> bool:
    try:
        return int(cache.get(_key(limit, school_id, who), 0)) >= limit.most
    except Exception as error:
        _say(error)
        return False


def _count(limit: Limit, school_id: int, who: str = "") -> None:
    key = _key(limit, school_id, who)
    try:
        cache.add(key, 0, limit.seconds)
        cache.incr(key)
    except Exception as error:
        _say(error)


def _say(error: Exception) -> None:
    """A cache that is down must not cost a single report: then nothing is limited."""
    log.warning("limits of concerns are off: %s", type(error).__name__)


def _key(limit: Limit, school_id: int, who: str) -> str:
    hashed = _hashed(_network(who))[:32]
    window = int(time.time()) // limit.seconds
    return f"concern:{limit.name}:{school_id}:{hashed}:{window}"


def _hashed(what: str) -> str:
    return salted_hmac(_SALT, what, algorithm="sha256").hexdigest()


def _network(who: str) -> str:
    """An IPv6 address by its network, since one household has more of them than can be counted."""
    try:
        address = ipaddress.ip_address(who)
    except ValueError:
        return who
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else who
