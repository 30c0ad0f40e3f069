"""As long a policy as can be kept: all that a text may hold, with a mark in every section."""

from policies.documents import wording

SENTENCE = (
    "Everybody at the school looks after the devices, the accounts and the words that they share "
    "with others, and tells somebody whom they trust when something is wrong. "
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
ADDRESS = "https://www.example.org/" + "online-safety-and-safeguarding/" * 6 + "page.html"
TABLES = ("pupil-actions", "staff-actions", "user-actions", "communication-technologies")


def section(number: int) -> str:
    """One section with every kind of thing; its marks say that it is whole."""
    lines = [
        f"## {number}. What holds in part {number}, with a title that runs over the end of a line",
        f"Begin{number} {SENTENCE * 5}",
        f"### {number}.1 In lessons",
        f"{SENTENCE * 4}{LONG_WORD} {ADDRESS}",
        f"#### {number}.1.1 Exceptions in lessons",
        "\n".join(f"- Line {line}: {SENTENCE}" for line in range(1, 6)),
        f"#### {number}.1.2 Who agrees to them",
        SENTENCE * 4,
        f"### {number}.2 Outside lessons",
        f"{SENTENCE * 6}End{number}.",
    ]
    if number <= len(TABLES):
        lines.insert(2, f"{{{{table:{TABLES[number - 1]}}}}}")
    return "\n\n".join(lines) + "\n\n"


def longest() -> str:
    """Sections for as long as the text may be kept."""
    text, number = "", 1
    while len(text) + len(section(number)) < wording.MOST:
        text += section(number)
        number += 1
    return text
