"""The texts: plain enough for who reads them, nothing left out (spec/agreements.md)."""

import re

import pytest

from aup.services.seeding import SEEDS

TOPICS = {
    "staff": [
        "illegal",
        "by accident",
        "in and out of school",
        "monitors",
        "personal telephone number",
        "social networks",
        "passwords",
        "encrypted",
        "Photographs",
        "personal phone",
        "school email",
        "only in the places",
        "install software",
        "promote online safety",
        "before I use them",
        "contract",
    ],
    "supply": [
        "eSafety lead",
        "professional contact details",
        "one-to-one",
        "school's devices",
        "designated safeguarding lead",
        "personal data",
        "filtering",
    ],
    "visitors": [
        "phone only in the areas",
        "photographs",
        "telephone number",
        "stays at the school",
        "approved",
    ],
    "community": ["responsible person", "for my group", "filtering", "copyright", "illegal"],
    "pupils-early": [
        "own login",
        "password",
        "kind",
        "tell a grown-up",
        "photo",
        "do not know",
        "stay there",
        "older children",
        "phone",
        "break a rule",
        "For parents and carers",
    ],
    "pupils-primary": [
        "own account",
        "sign up",
        "message or a file",
        "own files",
        "password",
        "kind",
        "I do not reply",
        "my address",
        "photos of myself",
        "could upset",
        "strangers",
        "trace",
        "own phone",
        "age limits",
        "break the rules",
        "For parents and carers",
    ],
    "students": [
        "proxies",
        "offensive",
        "harass",
        "attachment",
        "copyright",
        "used AI",
        "name my sources",
        "anyone else's",
        "platforms",
        "my own files",
        "waste",
        "USB",
        "For parents and carers",
    ],
}
PARENTS = [
    "talked about",
    "school sends me",
    "other children",
    "the school first",
    "only where it is allowed",
    "13 or over",
]


def syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower()))
    return max(1, len(groups))


def grade(text: str) -> float:
    """Flesch-Kincaid: the school grade (age less five) at which a text reads easily."""
    sentences = [
        s
        for s in re.split(r"[.!?:\n]+", re.sub(r"^[#-]+ *", "", text, flags=re.MULTILINE))
        if s.strip()
    ]
    words = re.findall(r"[A-Za-z']+", text)
    return (
        0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    )


@pytest.mark.parametrize(("code", "topics"), TOPICS.items())
def test_every_topic_of_the_specification_is_there(code, topics):
    text = (SEEDS / f"{code}.md").read_text(encoding="utf-8")

    assert [topic for topic in topics if topic not in text] == []


@pytest.mark.parametrize("code", ["pupils-early", "pupils-primary", "students"])
def test_pupils_and_parents_can_read_it_at_nine(code):
    text = (SEEDS / f"{code}.md").read_text(encoding="utf-8")

    assert grade(text) <= 4.5
    assert [words for words in PARENTS if words not in text] == []


@pytest.mark.parametrize("code", TOPICS)
def test_a_text_has_one_title_and_only_the_marks_we_draw(code):
    lines = (SEEDS / f"{code}.md").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    assert [line for line in lines if re.search(r"[*_`<>\[\]|]", line)] == []
