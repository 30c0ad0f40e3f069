"""How the text of a policy cites the register: {{guidance:kcsie}}. Pure: no queries."""

import re
from collections.abc import Mapping

# An entry is cited by its code; blanks inside the braces do no harm.
CITED = re.compile(r"\{\{\s*guidance:([a-z0-9][a-z0-9_-]{0,39})\s*\}\}")


def codes_in(text: str) -> list[str]:
    """The codes that a text cites, each once, in the order in which they come."""
    return list(dict.fromkeys(CITED.findall(text)))


def written(text: str, titles: Mapping[str, str]) -> str:
    """The text with each citation in words; one that the register does not know stays as it was
    typed, so that its author sees it."""
    return CITED.sub(lambda found: titles.get(found[1], found[0]), text)


def as_typed(code: str) -> str:
    """What an author types to cite the entry."""
    return f"{{{{guidance:{code}}}}}"
