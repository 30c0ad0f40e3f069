"""The registered event types and their words. An unregistered type cannot be written."""

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}


class UnknownEventType(Exception):
    """Somebody tried to record an event whose type no app has registered."""


def register(types: dict[str, str | Promise]) -> None:
    """Add event types with their past-tense words, such as {"incident.viewed": "opened"}."""
    for name, words in types.items():
        if _WORDS.setdefault(name, words) is not words and str(_WORDS[name]) != str(words):
            raise ValueError(f"The event type {name} is registered twice with different words.")


def words_for(name: str) -> str:
    """The past-tense words of a type, or the bare type for one that no longer exists."""
    return str(_WORDS.get(name, name))


def check_known(name: str) -> None:
    """Raise UnknownEventType unless the type is registered."""
    if name not in _WORDS:
        raise UnknownEventType(name)


def known() -> list[str]:
    """Every registered type, sorted."""
    return sorted(_WORDS)
