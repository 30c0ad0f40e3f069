"""Whether the code of a form that was sent may be shown again, in the cache.

The same form sent again shows the code for ten minutes (services/raising). On a shared computer
that ends sooner: once somebody said that they have kept the code, or came back by it, the back
button of whoever sits there next shows it no more.
"""

import logging
import uuid

from django.core.cache import cache

log = logging.getLogger(__name__)
_LASTS = 30 * 60  # seconds; longer than a code is shown at all


def end(once_key: uuid.UUID) -> None:
    """The code has been kept: it is not shown again."""
    try:
        cache.set(_key(once_key), 1, _LASTS)
    except Exception as error:
        log.warning("codes are shown for ten minutes: %s", type(error).__name__)


def is_over(once_key: uuid.UUID) -> bool:
    """Whether it was said that the code has been kept. A cache that is down says no: whoever has
    pressed twice must not lose their code."""
    try:
        return bool(cache.get(_key(once_key)))
    except Exception as error:
        log.warning("codes are shown for ten minutes: %s", type(error).__name__)
        return False


def _key(once_key: uuid.UUID) -> str:
    return f"concern:kept:{once_key}"
