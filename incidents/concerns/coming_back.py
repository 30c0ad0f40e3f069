"""What a session keeps of somebody who came back by a code: which concern, and when they last did
something. Ended by leaving, by fifteen minutes without a page, or with the browser's session."""

import time
import uuid
from typing import Any

from incidents.concerns import queries
from incidents.models import Concern

IDLE_SECONDS = 15 * 60
_KEY = "concern"


def open_for(request: Any, concern: Concern) -> None:
    """Let this browser read the concern; whatever it read before is closed."""
    if not request.user.is_authenticated:
        request.session.cycle_key()
        request.session.set_expiry(IDLE_SECONDS)
    # Never the code, and no number: the key of the form, from which the code cannot be made.
    request.session[_KEY] = {
        "school": request.school.pk,
        "concern": str(concern.once_key),
        "at": time.time(),
    }


def concern_of(request: Any) -> Concern | None:
    """The concern this browser may read in this school now; None when it was too long ago."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("school") != request.school.pk:
        return None
    if time.time() - kept["at"] > IDLE_SECONDS:
        close(request)
        return None
    kept["at"], request.session.modified = time.time(), True
    return queries.by_once_key(uuid.UUID(kept["concern"]))


def close(request: Any) -> None:
    """Nobody reads on in this browser. A sign-in in the same browser stays."""
    if request.user.is_authenticated:
        request.session.pop(_KEY, None)
    else:
        request.session.flush()
