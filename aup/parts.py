"""The parts of an agreement's words: its title, and what is the child's and what the parents'.

Pure. In a pupil's agreement one heading of the second size begins the part of the parents and
carers; it is always one of `HEADINGS`, so that the two parts can be shown apart.
"""

import re

HEADINGS = {
    "en-gb": "For parents and carers",
    "ar": "لأولياء الأمور ومقدمي الرعاية",
    "pa": "ਮਾਪਿਆਂ ਅਤੇ ਸੰਭਾਲਕਰਤਾਵਾਂ ਲਈ",
    "pl": "Dla rodziców i opiekunów",
    "pt": "Para pais e cuidadores",
    "ro": "Pentru părinți și îngrijitori",
    "so": "Waalidiinta iyo daryeelayaasha",
    "uk": "Для батьків та опікунів",
    "ur": "والدین اور دیکھ بھال کرنے والوں کے لیے",
    "cy": "I rieni a gofalwyr",
}
"""The heading above the parents' part, by language."""

_MARKED = re.compile(
    r"^## +(?:" + "|".join(map(re.escape, HEADINGS.values())) + r")[ \t]*$", re.MULTILINE
)
_TITLE = re.compile(r"# +(.*\S)")


def parts_of(text: str) -> tuple[str, str]:
    """The words for the child (with the title) and those for the parent or carer (with their
    heading). All of it is the first where no heading marks the second."""
    marked = _MARKED.search(text)
    if marked is None:
        return text, ""
    return text[: marked.start()].rstrip() + "\n", text[marked.start() :]


def title_of(text: str) -> str:
    """The title: the first line, where it is a heading of the first size; else nothing."""
    found = _TITLE.fullmatch(text.partition("\n")[0].rstrip())
    return found[1] if found else ""
