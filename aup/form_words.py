"""What stands on a form beside the agreement's own words, in the languages in which a school may
give these: what a family talks about first, the sentence that is ticked, labels and mistakes, how
to give it back. `{name}` is the child's first name. Pure words."""

import json
from functools import cache
from pathlib import Path

from esafety.languages import ENGLISH

_FILE = Path(__file__).resolve().parent / "seeds" / "languages.json"


def said_in(locale: str) -> dict[str, str]:
    """The sentences of a language by their key; none for English, which is the product's own, and
    for a language that is not there."""
    return {} if locale == ENGLISH else _all().get(locale, {})


@cache
def _all() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found
