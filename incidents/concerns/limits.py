"""How often one address may raise a concern, and when codes are looked at more slowly.

Counted by esafety.limits, for each school by itself: no address is written down. A whole school is
often behind one address, so no address is ever shut out: the numbers let a class report together,
and what is above them is asked to wait a little (docs/concerns.md says why these numbers).
"""

import time

from django.core import signing
from django.utils.crypto import salted_hmac

from esafety.limits import Limit, count, is_full
from incidents.concerns import codes

WAIT_SECONDS = 10
SEND_AGAIN_SECONDS = 60
_TICKET_LASTS = 1800  # seconds
_SALT = "incidents.concerns.limits"

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
    if is_full(FLOOD, "", within=school_id):
        return False
    full = is_full(RAISED_IN_SCHOOL, "", within=school_id)
    return waited or not (full or is_full(RAISED_BY_ADDRESS, address, within=school_id))


def count_raised(school_id: int, address: str) -> None:
    """One more new concern. The same form sent twice is not counted again."""
    count(RAISED_BY_ADDRESS, address, within=school_id)
    count(RAISED_IN_SCHOOL, "", within=school_id)
    count(FLOOD, "", within=school_id)


def is_slow(school_id: int, address: str) -> bool:
    """Whether there were so many wrong codes that the next one has to wait."""
    return is_full(WRONG_BY_ADDRESS, address, within=school_id) or is_full(
        WRONG_IN_SCHOOL, "", within=school_id
    )


def count_wrong(school_id: int, address: str) -> None:
    """One more wrong code. Right ones are never counted."""
    count(WRONG_BY_ADDRESS, address, within=school_id)
    count(WRONG_IN_SCHOOL, "", within=school_id)


def may_add(concern: str, school_id: int) -> bool:
    """Whether more may be added to one report now; counts it if so."""
    if is_full(ADDED_TO_ONE, concern, within=school_id):
        return False
    count(ADDED_TO_ONE, concern, within=school_id)
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


def _hashed(what: str) -> str:
    return salted_hmac(_SALT, what, algorithm="sha256").hexdigest()
