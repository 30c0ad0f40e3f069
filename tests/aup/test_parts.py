"""The child's part and the parents' part of an agreement."""

import pytest

from aup.parts import HEADINGS, parts_of, title_of
from aup.services.seeding import SEEDS
from esafety.languages import LANGUAGES

PUPILS = ("pupils-early", "pupils-primary", "students")
OTHERS = ("staff", "supply", "visitors", "community")


def seed(code):
    return (SEEDS / f"{code}.md").read_text(encoding="utf-8")


def test_every_seed_is_here():
    assert sorted(path.stem for path in SEEDS.glob("*.md")) == sorted(PUPILS + OTHERS)


@pytest.mark.parametrize("code", PUPILS)
def test_a_pupils_seed_has_two_parts(code):
    child, parent = parts_of(seed(code))

    assert child.startswith("# ")
    assert "my child" not in child
    assert parent.startswith(f"## {HEADINGS['en-gb']}\n")
    assert "my child" in parent
    assert [*child.splitlines(), "", *parent.splitlines()] == seed(code).splitlines()


@pytest.mark.parametrize("code", OTHERS)
def test_any_other_seed_is_one_part(code):
    assert parts_of(seed(code)) == (seed(code), "")


def test_every_language_has_its_own_heading():
    assert HEADINGS.keys() == LANGUAGES.keys()
    assert len(set(HEADINGS.values())) == len(HEADINGS)


@pytest.mark.parametrize("heading", HEADINGS.values())
def test_the_heading_of_any_language_parts_the_words(heading):
    text = f"# Title\n\n- One.\n\n##  {heading} \n\n- Two.\n"

    assert parts_of(text) == ("# Title\n\n- One.\n", f"##  {heading} \n\n- Two.\n")


@pytest.mark.parametrize(
    "line", ["### For parents and carers", "For parents and carers", "## For parents and carers?"]
)
def test_what_only_looks_like_it_does_not(line):
    text = f"# Title\n\n{line}\n\n- Two.\n"

    assert parts_of(text) == (text, "")


@pytest.mark.parametrize(
    ("text", "title"),
    [("# Our  rules \nx", "Our  rules"), ("## Our rules\n", ""), ("Our rules", ""), ("", "")],
)
def test_the_title_is_the_first_line(text, title):
    assert title_of(text) == title
